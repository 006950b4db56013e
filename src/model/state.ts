import type { Span } from '../base/span.ts';
import type { BinaryOperator } from './expressions.ts';
import type { Duration } from './statements.ts';
import type { NodeIndex, Value } from './values.ts';

/** Everything at one moment. A pure value: equal states have equal `stateKey`s. */
export interface State {
  readonly environment: Environment;
  readonly ghosts: readonly Value[];
  /** What clients have asked and learned, by index in `Protocol.histories`; absent where the protocol declares none. */
  readonly histories?: readonly ClientHistory[];
  readonly locals: readonly LocalState[];
  /** What is in flight to each node. */
  readonly inboxes: readonly Inbox[];
}

/**
 * The operations of a history, by client, then in the order in which the client began them. Nothing is kept but what
 * matters for the orders that are possible, so that states do not differ for less.
 */
export type ClientHistory = readonly Operation[];

/** An operation that a client began. One that its client gave up, by beginning another, stays open for ever. */
export interface Operation {
  readonly client: NodeIndex;
  /** Such as `write`, one of the operations of the history's data type. */
  readonly operation: string;
  readonly arguments: readonly Value[];
  /** What the client learned, `none` for operations that answer nothing; absent while it is open: it may or may not have happened. */
  readonly result?: { readonly value: Value };
  /**
   * What had been answered before it began: for each other client that had any, by client, how many operations. They are
   * the first so many answered ones of that client.
   */
  readonly after: readonly { readonly client: NodeIndex; readonly answered: number }[];
}

export interface Environment {
  /** What is left of each failure's budget, by index in `Instance.failures`; `Infinity` for `any`. */
  readonly budgets: readonly number[];
  /** One of the two groups of a partition, sorted, the one without node 0; undefined while there is none. */
  readonly partition: readonly NodeIndex[] | undefined;
  /** Links that are cut, by sender, then receiver; absent while none is. */
  readonly cuts?: readonly Link[];
  /** True time in ticks; absent without a clock. */
  readonly time?: number;
  /** Absent while the network is asynchronous. */
  readonly round?: Round;
}

/** One direction between two nodes. */
export interface Link {
  readonly from: NodeIndex;
  readonly to: NodeIndex;
}

/**
 * What a synchronous network allows now: messages arrive until none is left, then timers fire and actions are taken.
 * With a clock both go on side by side, and time waits for the messages.
 */
export type Round = 'arriving' | 'acting' | 'ticking';

/** One node's part of a state. */
export interface LocalState {
  readonly status: NodeStatus;
  /** By variable index of the node's role. */
  readonly variables: readonly Value[];
  /** Indices of the armed timers, ascending. */
  readonly timers: readonly number[];
  /** With a clock: how long each armed timer still waits, as `timers`; absent where none is armed. */
  readonly countdowns?: readonly Countdown[];
  /** In a synchronous network: timers armed while others fire, ascending; they wait for the next round. Absent for none. */
  readonly rearmed?: readonly number[];
  /** Handlers that hang, ascending; absent while none does. */
  readonly stalled?: readonly HandlerReference[];
  /** What the durable variables were when the disk failed, by variable index (null for the others); absent while it works. */
  readonly disk?: readonly Value[];
  /** The node's clocks; absent where its role uses none. */
  readonly clock?: LocalClock;
}

/** A paused node is frozen and goes on later. A Byzantine one follows no protocol: its variables mean nothing. */
export type NodeStatus = 'up' | 'paused' | 'crashed' | 'stopped' | 'byzantine';

/** A timer may fire once `low` is 0, and no tick passes it by once `high` is. `high` may be infinite. */
export interface Countdown {
  readonly low: number;
  readonly high: number;
}

/** One handler of a role: an index in the protocol's messages, or in the role's timers or actions. */
export interface HandlerReference {
  readonly kind: 'message' | 'timer' | 'action';
  readonly index: number;
}

/** A node's clocks, in ticks. */
export interface LocalClock {
  /** True time, the same everywhere. It is here so that a node's steps depend on its local state alone. */
  readonly time: number;
  /** How far the wall clock is ahead of true time; negative when it is behind. */
  readonly offset: number;
  /** What `monotonic()` reads; absent where the role does not ask. */
  readonly monotonic?: number;
  /** The clocks stand still at the next tick. */
  readonly slow?: true;
  /** What the wall clock has shown since it failed; absent while it goes. */
  readonly failedAt?: number;
}

/**
 * Messages in flight to one node. Unordered: sorted by sender, message and fields, equal ones repeated (but for those
 * that are copied without limit, of which there is one). First in, first out: grouped by sender ascending, oldest first in each group.
 */
export type Inbox = readonly Envelope[];

export interface Envelope {
  readonly from: NodeIndex;
  readonly to: NodeIndex;
  readonly message: number;
  readonly fields: readonly Value[];
}

/** Which alternative a handler took where it could choose, in the order met. */
export type Choice =
  | { readonly kind: 'either'; readonly branch: number; readonly branches: number }
  | { readonly kind: 'choose'; readonly name: string; readonly value: Value };

/** One possible move. Two different steps of one state may lead to equal states. */
export type Step =
  | { readonly kind: 'start'; readonly choices: readonly Choice[] }
  | {
      readonly kind: 'deliver';
      readonly envelope: Envelope;
      /** Index in the role's `messageHandlers`; undefined when no handler matches and the message is discarded. */
      readonly handler: number | undefined;
      /** False for one of a set that is never used up, or on `duplicates: any` with fifo when a copy stays. */
      readonly consumed: boolean;
      readonly choices: readonly Choice[];
    }
  | {
      readonly kind: 'timer';
      readonly node: NodeIndex;
      readonly timer: number;
      /** Index in the role's `timerHandlers`; undefined when no guard holds. */
      readonly handler: number | undefined;
      readonly choices: readonly Choice[];
    }
  | {
      readonly kind: 'action';
      readonly node: NodeIndex;
      readonly action: number;
      readonly arguments: readonly Value[];
      readonly choices: readonly Choice[];
    }
  | ({ readonly kind: 'lose'; readonly envelope: Envelope; readonly copy?: CopyIndex } & Budgeted)
  | ({ readonly kind: 'duplicate'; readonly envelope: Envelope; readonly copy?: CopyIndex } & Budgeted)
  /** One field of a message in flight becomes `value`. */
  | ({
      readonly kind: 'corrupt';
      readonly envelope: Envelope;
      readonly copy?: CopyIndex;
      readonly field: number;
      readonly value: Value;
    } & Budgeted)
  /** A connection resets: what is in flight between its two ends, the smaller one first, is lost. */
  | ({ readonly kind: 'reset'; readonly ends: readonly [NodeIndex, NodeIndex] } & Budgeted)
  | ({ readonly kind: 'crash'; readonly node: NodeIndex; readonly midway?: Midway } & Budgeted)
  | ({ readonly kind: 'recover'; readonly node: NodeIndex; readonly choices: readonly Choice[] } & Budgeted)
  | ({ readonly kind: 'partition'; readonly group: readonly NodeIndex[] } & Budgeted)
  | { readonly kind: 'heal' }
  | ({ readonly kind: 'cut'; readonly link: Link } & Budgeted)
  | { readonly kind: 'mend'; readonly link: Link }
  | ({ readonly kind: 'stall'; readonly node: NodeIndex; readonly handlers: readonly HandlerReference[] } & Budgeted)
  | ({ readonly kind: 'pause'; readonly node: NodeIndex } & Budgeted)
  | { readonly kind: 'resume'; readonly node: NodeIndex }
  | ({ readonly kind: 'diskfail'; readonly node: NodeIndex } & Budgeted)
  /** A stored value is damaged: the variable becomes `value`. */
  | ({ readonly kind: 'alter'; readonly node: NodeIndex; readonly variable: number; readonly value: Value } & Budgeted)
  /** The node becomes Byzantine. */
  | ({ readonly kind: 'turn'; readonly node: NodeIndex } & Budgeted)
  /** A Byzantine node sends any message, which arrives at once. */
  | {
      readonly kind: 'forge';
      readonly envelope: Envelope;
      readonly handler: number;
      readonly choices: readonly Choice[];
    }
  | { readonly kind: 'tick' }
  /** A node's clock gains a tick (1), or stands still at the next one (−1). */
  | ({ readonly kind: 'drift'; readonly node: NodeIndex; readonly by: 1 | -1 } & Budgeted)
  /** A node's wall clock is set to another reading. */
  | ({ readonly kind: 'jump'; readonly node: NodeIndex; readonly reading: number } & Budgeted)
  | ({ readonly kind: 'clockFail'; readonly node: NodeIndex } & Budgeted)
  /** Synchronous: all that was sent has arrived, and timers may fire. */
  | { readonly kind: 'settle' }
  /** Synchronous: the next round begins. */
  | { readonly kind: 'round' }
  /** Eventually synchronous: the network is synchronous from now on. */
  | { readonly kind: 'stabilise' };

/** A step that a budget pays for. */
export interface Budgeted {
  /** Which of the budgets that allow this very step pays, 0-based; absent for the first. What is left afterwards differs. */
  readonly budget?: number;
}

/** Where in a step's handler a node crashes: after so many of its sends and durable writes. */
export interface Midway {
  readonly of: Extract<Step, { readonly kind: 'deliver' | 'timer' | 'action' }>;
  /** At least 1, and fewer than the handler has. */
  readonly effects: number;
}

/**
 * Which of several equal messages of one link, 0-based from the oldest; absent for the oldest. First in, first out, it
 * makes a difference which of them is lost; on other networks it is always the oldest.
 */
export type CopyIndex = number;

/** Which steps are something going wrong, or getting well again: nothing obliges them to happen. */
const IS_FAULT = {
  start: false,
  deliver: false,
  timer: false,
  action: false,
  resume: false,
  tick: false,
  settle: false,
  round: false,
  stabilise: false,
  lose: true,
  duplicate: true,
  corrupt: true,
  reset: true,
  crash: true,
  recover: true,
  partition: true,
  heal: true,
  cut: true,
  mend: true,
  stall: true,
  pause: true,
  diskfail: true,
  alter: true,
  turn: true,
  forge: true,
  drift: true,
  jump: true,
  clockFail: true,
} as const satisfies Readonly<Record<Step['kind'], boolean>>;

type FaultKind = { [Kind in Step['kind']]: (typeof IS_FAULT)[Kind] extends true ? Kind : never }[Step['kind']];

export type FaultStep = Extract<Step, { readonly kind: FaultKind }>;

export function isFault(step: Step): step is FaultStep {
  return IS_FAULT[step.kind];
}

/** What a handler did besides changing its node's local state, in order. */
export interface Effects {
  readonly sent: readonly SentEnvelope[];
  readonly ghostWrites: readonly GhostWrite[];
  /** Absent where none began or ended. */
  readonly operations?: readonly OperationEvent[];
  readonly timersStarted: readonly StartedTimer[];
  readonly timersCancelled: readonly number[];
}

/** A timer that a handler armed. `after` is what its `start` statement says. */
export interface StartedTimer {
  readonly timer: number;
  readonly after: Duration | undefined;
}

/** Whether a node runs, as far as anybody can tell: a paused one is only slow. */
export function isUp({ status }: Pick<LocalState, 'status'>): boolean {
  return status === 'up' || status === 'paused';
}

export const NO_EFFECTS: Effects = { sent: [], ghostWrites: [], timersStarted: [], timersCancelled: [] };

export interface SentEnvelope {
  readonly envelope: Envelope;
  /** The statement that sent it. */
  readonly at: Span;
}

/** `path` holds list indices, map keys and field positions, in order; see `Statement` of kind `assign`. */
export interface GhostWrite {
  readonly ghost: number;
  readonly path: readonly { readonly kind: 'item' | 'entry' | 'field'; readonly key: Value }[];
  readonly operator: BinaryOperator | undefined;
  readonly value: Value;
  readonly empty: Value | undefined;
  /** The statement that writes. */
  readonly at: Span;
}

/** A client's operation begins or ends. The client is the node whose handler runs. */
export type OperationEvent = {
  /** Index in `Protocol.histories`. */
  readonly history: number;
  /** The statement. */
  readonly at: Span;
} & (
  | { readonly kind: 'invoke'; readonly operation: string; readonly arguments: readonly Value[] }
  | { readonly kind: 'respond'; readonly value: Value }
);

/** What the protocol itself did wrong: a violation of the built-in property, never a failure of the tool. */
export interface RuntimeError {
  readonly code:
    | 'out-of-range'
    | 'missing-key'
    | 'missing-value'
    | 'assertion-failed'
    | 'division-by-zero'
    | 'index-out-of-range'
    | 'empty-collection'
    | 'capacity-exceeded'
    | 'number-too-large'
    | 'too-many-steps' // a handler that does not come to an end
    | 'too-many-outcomes' // more choices in one step than can be listed
    | 'no-clock' // the time is asked for where the scenario has no clock
    | 'nothing-to-choose' // no way to start, because a start handler finds nothing to choose from
    | 'no-operation' // an answer to a client that has no operation open
    | 'wrong-node'; // a message to a node that cannot be its receiver
  readonly message: string;
  readonly at: Span;
}

/** One step taken. `start` steps lead from nothing to an initial state. */
export interface Transition {
  readonly step: Step;
  readonly state: State;
  readonly effects: Effects;
  /** By node, for `start` steps only: what each node's start handler did. */
  readonly startEffects: readonly Effects[] | undefined;
}

/** What a step of a state leads to. */
export type Outcome =
  | ({ readonly kind: 'state' } & Transition)
  | { readonly kind: 'error'; readonly step: Step; readonly error: RuntimeError; readonly node: NodeIndex };

/** A finite recorded execution: a start step, then steps. It may end in an error. */
export interface Execution {
  readonly start: Transition;
  readonly transitions: readonly Transition[];
  /** The step after the last transition that failed, if it did. */
  readonly error: { readonly step: Step; readonly error: RuntimeError; readonly node: NodeIndex } | undefined;
}

/** Positions of the outcomes taken: first among the initial ones, then among the successors of each state. */
export type Schedule = readonly number[];
