import type { Guarantee } from './guarantee.ts';
import type { Lately } from './growth.ts';
import type { WalkCoverage } from './walkCoverage.ts';
import type { Sighting, WalkEnd } from './walker.ts';

/** How many walks there are to be, and of what kind. */
export interface WalksOptions {
  /** `random` takes any step that is possible; `pct` is probabilistic concurrency testing. */
  readonly kind: 'random' | 'pct';
  /** For `pct`: how many events have to come in the right order for what is looked for, at least 1. */
  readonly depth: number;
  readonly runs: number;
  /** Of one run, the start not counted. */
  readonly stepsMax: number;
  /** Of the first run. The seeds of the others follow from it, and no two are equal. */
  readonly seed: number;
  /** Bytes of everything walks keep. */
  readonly memoryBytesMax: number;
}

/** Something that walks came across. */
export interface WalkFinding extends Sighting {
  /** The run that shows it in the fewest steps, by its seed; of several the first. */
  readonly seed: number;
  /** In how many runs it was. */
  readonly runs: number;
}

/**
 * What walks say of a property. They never say that it holds, but of a `reachable` one that they reached.
 * `notJudged` is for what is asked of runs that go on for ever.
 */
export type WalkVerdict =
  | { readonly kind: 'holds' | 'violated'; readonly finding: WalkFinding }
  | { readonly kind: 'broken'; readonly finding: WalkFinding; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string }
  | { readonly kind: 'notJudged'; readonly reason: string };

export interface WalksProgress {
  /** How many runs have ended. */
  readonly runs: number;
  /** Of those and of the one that goes on. */
  readonly steps: number;
  readonly distinctStates: number;
  readonly memoryBytes: number;
}

/** What stopped walks before all runs had ended. */
export type WalksLimit = 'cancelled' | 'memory';

export interface WalksResult extends WalksProgress {
  readonly options: WalksOptions;
  readonly finished: boolean;
  readonly limit: WalksLimit | undefined;
  /** By index of the protocol's properties. */
  readonly verdicts: readonly WalkVerdict[];
  /** Where the protocol itself goes wrong. */
  readonly error: WalkFinding | undefined;
  /** Where a node is up and nothing is left to happen (faults aside). */
  readonly deadlock: WalkFinding | undefined;
  readonly ends: Readonly<Record<WalkEnd, number>>;
  /** How many steps the longest run had. */
  readonly longest: number;
  /** Whether there was no memory to tell all states apart: then there are more distinct ones than were counted. */
  readonly statesAreAtLeast: boolean;
  /** Of about the last tenth of the runs. */
  readonly lately: Lately;
  readonly coverage: WalkCoverage;
  /** For `pct`. */
  readonly guarantee: Guarantee | undefined;
}
