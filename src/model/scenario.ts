import type { Span } from '../base/span.ts';
import type { Expression } from './expressions.ts';
import type { HandlerReference } from './state.ts';
import type { Duration } from './statements.ts';

/** How often a failure may happen in one run. The expression is a constant (it may use parameters). */
export type Budget = Expression | 'any';

/** A complete scenario: what `system` says, overridden by what the scenario says. */
export interface Scenario {
  /** As the file writes it; `system` where the file has no scenario. */
  readonly name: string;
  readonly at: Span;
  readonly doc: string | undefined;
  /** For each role of the protocol how many nodes it has. */
  readonly nodes: readonly Expression[];
  /** Parameters that differ from their default. */
  readonly params: readonly { readonly param: number; readonly value: Expression }[];
  readonly network: NetworkSettings;
  /** Ordered by kind, as `FAILURE_KINDS`. */
  readonly failures: readonly DeclaredFailure[];
  readonly clock: ClockSettings | undefined;
  readonly bounds: Bounds;
  readonly expectations: readonly Expectation[];
  readonly replays: readonly Replay[];
}

export interface NetworkSettings {
  readonly order: 'any' | 'fifo';
  readonly unmatched: 'discard' | 'keep';
  /** The largest number of messages in flight to one node; one more is an error. Undefined for no bound. */
  readonly capacity: Expression | undefined;
  /** Latency, used by timed simulation only. */
  readonly delay: Duration | undefined;
  /** Over `tcp`, what is sent from one node to another arrives in order and once, until the connection resets. */
  readonly transport: 'udp' | 'tcp';
  readonly timing: 'asynchronous' | 'synchronous' | 'eventuallySynchronous';
}

/** Physical time in exhaustive checking: discrete, and bounded. */
export interface ClockSettings {
  readonly at: Span;
  /** True time runs from 0 to this, in ticks. */
  readonly horizon: Expression;
  /** How many ticks a clock is ahead or behind at most; 0 where undefined. */
  readonly skew: Expression | undefined;
  /** How long a tick is, for durations; 1 ms where undefined. */
  readonly tickMs: number | undefined;
}

/** Everything that can go wrong within a budget, in the order in which failures are listed everywhere. */
export const FAILURE_KINDS = [
  'loss',
  'duplicates',
  'corruptMessage',
  'reset',
  'crash',
  'recover',
  'partition',
  'cut',
  'stall',
  'pause',
  'diskfail',
  'corruptState',
  'byzantine',
  'drift',
  'jump',
  'clockFail',
] as const;
export type FailureKind = (typeof FAILURE_KINDS)[number];

/** What a failure may strike; everything where nothing is said. All are indices: of roles, but for `message` and `variable`. */
export interface FailureTarget {
  /** The role of the node that it strikes. */
  readonly role?: number;
  readonly message?: number;
  /** The roles of the ends of the link. */
  readonly from?: number;
  readonly to?: number;
  /** Of `role`: the variable that is damaged. */
  readonly variable?: number;
  /** Of `role`: the handlers that hang. Any one message handler where it is absent. */
  readonly handlers?: readonly HandlerReference[];
  /** A crash may also come between two effects of one handler. */
  readonly midway?: true;
}

/** One failure that a scenario switches on; each has a budget of its own. */
export interface DeclaredFailure extends FailureTarget {
  readonly kind: FailureKind;
  readonly budget: Budget;
  readonly at: Span;
}

/** Where exploring stops. Undefined leaves it to the settings of the user. */
export interface Bounds {
  readonly depth: number | undefined;
  readonly states: number | undefined;
}

/** One `expect` line; `text` is the line without the word `expect`, as the file writes it. */
export type Expectation = { readonly at: Span; readonly text: string } & (
  | {
      readonly kind: 'property';
      /** Index in `Protocol.properties`. */
      readonly property: number;
      readonly outcome: 'holds' | 'fails';
      /** The exact length of the shortest counterexample (of the witness, for `reachable`). */
      readonly steps: number | undefined;
    }
  | { readonly kind: 'states'; readonly count: number }
  | { readonly kind: 'noDeadlock' }
  | { readonly kind: 'noError' }
);

/** One pinned execution: each step in the words of `stepText`, white space folded to one blank. */
export interface Replay {
  readonly name: string;
  readonly at: Span;
  readonly steps: readonly { readonly text: string; readonly at: Span }[];
}
