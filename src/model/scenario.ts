import type { Span } from '../base/span.ts';
import type { Expression } from './expressions.ts';
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
  readonly faults: FaultSettings;
  readonly bounds: Bounds;
  readonly expectations: readonly Expectation[];
  readonly replays: readonly Replay[];
}

export interface NetworkSettings {
  readonly order: 'any' | 'fifo';
  readonly unmatched: 'discard' | 'keep';
  /** The largest number of messages in flight to one node; one more is an error. Undefined for no bound. */
  readonly capacity: Expression | undefined;
  readonly loss: Budget | undefined;
  readonly duplicates: Budget | undefined;
  /** Latency, used by timed simulation only. */
  readonly delay: Duration | undefined;
}

export interface FaultSettings {
  /** Each entry has a budget of its own; `role` undefined means any node. */
  readonly crash: readonly { readonly budget: Budget; readonly role: number | undefined }[];
  /** Whether, and how often, crashed nodes may restart. */
  readonly recover: Budget | undefined;
  readonly partition: Budget | undefined;
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
