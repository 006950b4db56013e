/** How a search goes about it. Nothing of this changes a verdict, but for states that compaction leaves out. */
export interface SearchMethod {
  /** Explores one state for all that differ only by who of interchangeable nodes is who. */
  readonly symmetry: boolean;
  /** Leaves out orders of independent steps. */
  readonly partialOrder: boolean;
  /** Keeps a fingerprint of each state in its place; states may be left out, with a probability that is told. */
  readonly compaction: boolean;
  /** How many threads explore. */
  readonly workers: number;
}

/** Every state by itself, exactly, on one thread. */
export const PLAIN_METHOD: SearchMethod = { symmetry: false, partialOrder: false, compaction: false, workers: 1 };

/** What became of a reduction that was asked for. */
export interface ReductionUse {
  readonly kind: 'symmetry' | 'partialOrder';
  readonly used: boolean;
  /** A sentence: what is taken together, or why nothing is. */
  readonly reason: string;
}
