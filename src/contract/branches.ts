import type { SchedulePositions } from './execution.ts';
import type { VariantId } from './matrix.ts';

/** One way that somebody went through a scenario, or that a replay of the file goes. */
export interface BranchView {
  readonly id: number;
  readonly kind: 'way' | 'replay';
  readonly name: string | undefined;
  /** The words of its steps, the start first. */
  readonly texts: readonly string[];
  /** How many of them can be taken as the text is now: fewer than there are where it has changed. */
  readonly possible: number;
  /** The step that one stood after when one looked at it last. */
  readonly cursor: number;
  /** What it violates first. */
  readonly violates?: BranchViolation;
  /** Its last steps are repeated for ever. */
  readonly forEver?: true;
}

export interface BranchViolation {
  readonly property: string;
  /** The step that violates it; for what goes on for ever the last one. */
  readonly step: number;
}

/** What was explored of what is shown: of one scenario, or of one variant of it. */
export interface BranchesView {
  readonly branches: readonly BranchView[];
  /** The id of the one that is looked at. */
  readonly current: number | undefined;
}

/** What is kept of a branch while nobody has its document open. */
export interface KeptBranch {
  readonly scenario: string;
  readonly variant: VariantId | undefined;
  readonly name: string | undefined;
  readonly texts: readonly string[];
  readonly cursor: number;
}

/** What can be done with a branch. */
export type BranchDeed = 'show' | 'name' | 'keep' | 'remove';

/** A branch taken again: as far as it can be. */
export interface RetakenBranch {
  readonly schedule: SchedulePositions;
  readonly violates?: BranchViolation;
}

/** A replay of the file, as far as its steps can be taken. */
export interface ReplayBranch extends RetakenBranch {
  readonly name: string;
  readonly texts: readonly string[];
}

/** The branches that were asked for, in their order, and the replays of the scenario. */
export interface RetakenBranches {
  readonly taken: readonly RetakenBranch[];
  readonly replays: readonly ReplayBranch[];
}
