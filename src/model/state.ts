import type { Span } from '../base/span.ts';
import type { BinaryOperator } from './expressions.ts';
import type { NodeIndex, Value } from './values.ts';

/** Everything at one moment. A pure value: equal states have equal `stateKey`s. */
export interface State {
  readonly environment: Environment;
  readonly ghosts: readonly Value[];
  readonly locals: readonly LocalState[];
  /** What is in flight to each node. */
  readonly inboxes: readonly Inbox[];
}

export interface Environment {
  /** What is left of each failure's budget, by index in `Instance.failures`; `Infinity` for `any`. */
  readonly budgets: readonly number[];
  /** One of the two groups of a partition, sorted, the one without node 0; undefined while there is none. */
  readonly partition: readonly NodeIndex[] | undefined;
}

/** One node's part of a state. */
export interface LocalState {
  readonly status: 'up' | 'crashed' | 'stopped';
  /** By variable index of the node's role. */
  readonly variables: readonly Value[];
  /** Indices of the armed timers, ascending. */
  readonly timers: readonly number[];
}

/**
 * Messages in flight to one node. Unordered: sorted by sender, message and fields, equal ones repeated (a set without
 * repeats when the network is persistent). First in, first out: grouped by sender ascending, oldest first in each group.
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
      /** False when the network is persistent, or on `duplicates: any` with fifo when a copy stays. */
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
  | { readonly kind: 'lose'; readonly envelope: Envelope; readonly copy?: CopyIndex }
  | { readonly kind: 'duplicate'; readonly envelope: Envelope; readonly copy?: CopyIndex }
  | { readonly kind: 'crash'; readonly node: NodeIndex; readonly failure: number }
  | { readonly kind: 'recover'; readonly node: NodeIndex; readonly choices: readonly Choice[] }
  | { readonly kind: 'partition'; readonly group: readonly NodeIndex[] }
  | { readonly kind: 'heal' };

/**
 * Which of several equal messages of one link, 0-based from the oldest; absent for the oldest. First in, first out, it
 * makes a difference which of them is lost; on other networks it is always the oldest.
 */
export type CopyIndex = number;

/** Whether a step is something going wrong, or getting well again: nothing obliges it to happen. */
export function isFault(step: Step): boolean {
  switch (step.kind) {
    case 'start':
    case 'deliver':
    case 'timer':
    case 'action':
      return false;
    case 'lose':
    case 'duplicate':
    case 'crash':
    case 'recover':
    case 'partition':
    case 'heal':
      return true;
  }
}

/** What a handler did besides changing its node's local state, in order. Later: history operations. */
export interface Effects {
  readonly sent: readonly SentEnvelope[];
  readonly ghostWrites: readonly GhostWrite[];
  readonly timersStarted: readonly number[];
  readonly timersCancelled: readonly number[];
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
    | 'nothing-to-choose' // no way to start, because a start handler finds nothing to choose from
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
