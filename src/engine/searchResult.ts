import type { Coverage } from './coverage.ts';
import type { ReductionUse } from './method.ts';
import type { ErrorFinding, Evidence, Limit, ValenceFinding, Verdict } from './verdicts.ts';

/** How far a search has come. */
export interface SearchProgress {
  readonly distinctStates: number;
  /** Every successor made, and the initial states. */
  readonly generatedStates: number;
  /** Steps, and starts, in which the protocol itself goes wrong: they lead to no state and are not among the generated. */
  readonly failedSteps: number;
  readonly expandedStates: number;
  /** The largest distance of a state from an initial one. */
  readonly depth: number;
  /** Distinct states by distance from an initial one. */
  readonly frontier: readonly number[];
  /** What a state takes: its row, its parent and its share of the table, and its steps where they are kept. */
  readonly bytesPerState: number;
  /** Expanded states in which nothing but faults can happen. */
  readonly quiescentStates: number;
  /** Everything the search keeps. */
  readonly memoryBytes: number;
}

export interface SearchResult extends SearchProgress {
  /** Whether every reachable state was found and explored, as far as the protocol itself does not go wrong. */
  readonly complete: boolean;
  /** What stopped the search, if anything did. */
  readonly limit: Limit | undefined;
  /** What became of the reductions that were asked for. With none in use, distinct states are counted by definition. */
  readonly reductions: readonly ReductionUse[];
  /** Of states that are kept as fingerprints: how likely it is that any was left out. Absent where states are kept. */
  readonly omissionProbability?: number;
  /** By index of the protocol's properties. */
  readonly verdicts: readonly Verdict[];
  /** The first step in which the protocol goes wrong. */
  readonly error: ErrorFinding | undefined;
  /** The first state in which a node is up and nothing is left to happen (faults aside). */
  readonly deadlock: Evidence | undefined;
  /** For the first property that says what `decides`; undefined without one, and until everything was seen. */
  readonly valence: ValenceFinding | undefined;
  /** What of the protocol is used at all; undefined until everything was seen, and where the protocol goes wrong. */
  readonly coverage: Coverage | undefined;
}
