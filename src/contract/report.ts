import type { Span } from '../base/span.ts';

/** The state of one check of one scenario: final, or the latest of a check that goes on. Plain data. */
export interface CheckReport {
  readonly protocol: string;
  readonly scenario: string;
  readonly finished: boolean;
  readonly counts: Counts;
  readonly properties: readonly PropertyReport[];
  readonly expectations: readonly ExpectationReport[];
  /** What holds, or is there, for no reason: only of a check that has seen everything. */
  readonly hints: readonly Hint[];
  /** A sentence when the scenario could not be checked at all, with its place. */
  readonly failure: { readonly message: string; readonly at: Span } | undefined;
}

export interface Counts {
  readonly distinctStates: number;
  readonly generatedStates: number;
  /** The largest distance from an initial state so far. */
  readonly depth: number;
  /** Distinct states by distance from an initial state. */
  readonly frontier: readonly number[];
  /** Whether every reachable state has been explored. */
  readonly complete: boolean;
  /** What stopped the search, if anything did. */
  readonly limit: Limit | undefined;
  readonly elapsedMs: number;
  readonly statesPerSecond: number;
  readonly bytesPerState: number;
  readonly memoryBytes: number;
  /** Those that were asked for; with none used, distinct states are counted by definition. */
  readonly reductions: readonly ReductionReport[];
  /** Of states that are kept as fingerprints: how likely it is that any was left out. */
  readonly omissionProbability?: number;
  readonly potential: PotentialReport;
}

export interface ReductionReport {
  readonly kind: 'symmetry' | 'partialOrder';
  readonly used: boolean;
  /** What is taken together, or why nothing is. */
  readonly reason: string;
}

export interface Limit {
  readonly kind: 'states' | 'depth' | 'copies' | 'memory' | 'cancelled';
  /** The bound that was reached: states, steps, equal messages in flight, or bytes. */
  readonly value: number;
  /** For `copies`, the message of which more are in flight first: `Charge(0) from Client to Bank`. */
  readonly message?: string;
  /** For `copies`, how many steps lead there: every execution up to one step longer was explored. */
  readonly steps?: number;
  /** For `copies`, what can be done about it, as a sentence. */
  readonly advice?: string;
}

/** The product of the sizes of all domains, messages in flight included: how many states could be told apart. */
export interface PotentialReport {
  /** Exact, in decimal digits; undefined when some variable has no bound. */
  readonly exact: string | undefined;
  /** Such as `3.27 × 10¹⁵⁰`, or `without bound`. */
  readonly text: string;
  readonly unbounded: readonly string[];
  /** Comparisons in words, such as "10⁷⁰ times the atoms in the observable universe". */
  readonly yardsticks: readonly string[];
  /** What it is the product of: `Participant.state` has 4 values, and there are 3 of it. */
  readonly factors: readonly { readonly name: string; readonly size: string; readonly times: string }[];
}

export type VerdictKind = 'holds' | 'violated' | 'unknown' | 'broken';

export interface PropertyReport {
  readonly name: string;
  /** `invariant`, `step`, `finally`, `reachable`, or the built-in `error` and `deadlock`. */
  readonly kind: string;
  readonly verdict: VerdictKind;
  /** Length of the shortest counterexample or witness. */
  readonly steps: number | undefined;
  /** Of a counterexample that goes on for ever: how its steps divide. `loop` is 0 where nothing changes any more. */
  readonly lasso?: { readonly stem: number; readonly loop: number };
  /** The verdict as a sentence that carries its bounds. */
  readonly sentence: string;
  /**
   * More sentences: which fairness was assumed, what stayed enabled and was never taken, what would repair it; which
   * operations cannot be ordered; what each node waits for; how many states have which valence. Absent for none.
   */
  readonly notes?: readonly string[];
  readonly at: Span;
  /** An `expect` line awaits this violation, so it is no problem. */
  readonly expectedToFail?: true;
  /** One entry for each step of the counterexample, for the problem's related places. */
  readonly trail: readonly { readonly text: string; readonly at: Span }[];
}

export interface ExpectationReport {
  readonly text: string;
  readonly met: boolean;
  /** What was found instead; empty when met. */
  readonly reason: string;
  /** A bound was reached before it could be decided: not met, and not refuted either. */
  readonly undecided?: true;
  readonly at: Span;
}

/** Something in the file that this scenario never uses; a hint where no scenario of the file does. */
export interface Hint {
  readonly code:
    | 'premise-never-holds'
    | 'handler-never-runs'
    | 'action-never-taken'
    | 'message-never-sent'
    | 'message-never-received'
    | 'nothing-happens';
  readonly text: string;
  readonly at: Span;
  /** Of a handler of a message: where that is declared. A hint about the message says the same for all its handlers. */
  readonly message?: Span;
}
