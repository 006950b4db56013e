import type { VerdictKind } from './report.ts';

/** Two versions of a protocol file: what changed in verdicts and counts. */
export interface ComparedVersions {
  /** What both are called: `at the last commit (3af2c1b)`, `now`. */
  readonly before: string;
  readonly after: string;
  /** What changed, the most important first, in a sentence. */
  readonly headline: string;
  /** In the order of the version after; those that are gone come last. */
  readonly scenarios: readonly ComparedScenario[];
}

/** On which sides something is. */
export type Presence = 'both' | 'added' | 'removed';

export interface ComparedScenario {
  readonly name: string;
  readonly presence: Presence;
  /** Whether a verdict, a count or a property differs. */
  readonly changed: boolean;
  /** States, transitions and depth. */
  readonly counts: readonly ComparedCount[];
  readonly properties: readonly ComparedProperty[];
  /** Sentences: which search was cut short, and what could not be checked at all. */
  readonly remarks: readonly string[];
}

export interface ComparedCount {
  readonly name: string;
  readonly before: number | undefined;
  readonly after: number | undefined;
}

export interface ComparedProperty {
  readonly name: string;
  readonly presence: Presence;
  /** `steps` where the verdict is the same, and what shows it is longer or shorter. */
  readonly change: 'same' | 'verdict' | 'steps' | 'added' | 'removed';
  readonly before: VersionVerdict | undefined;
  readonly after: VersionVerdict | undefined;
}

export interface VersionVerdict {
  readonly kind: VerdictKind;
  /** `breaks in 7 steps` */
  readonly text: string;
}

/** What a panel shows of two versions. */
export type ShownVersions =
  | { readonly kind: 'comparing'; readonly before: string; readonly done: number; readonly of: number }
  /** A sentence. */
  | { readonly kind: 'refused'; readonly message: string }
  /** `outdated` when the text has changed since in what it means. */
  | { readonly kind: 'compared'; readonly comparison: ComparedVersions; readonly outdated: boolean };
