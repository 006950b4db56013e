import type { Span } from '../base/span.ts';
import type { PotentialReport } from './report.ts';

/**
 * Why a scenario has as many states as it has. Plain data. While it is being worked out, what is not known yet is
 * undefined; once finished, what could not be worked out, for want of memory or because nothing can start. Every number of states says whether it is exact: a search that was cut short gives only a lower bound.
 */
export interface ExplosionReport {
  readonly protocol: string;
  readonly scenario: string;
  readonly finished: boolean;
  /** What is being worked out, such as `counting the states with 4 Participants`; undefined once finished. */
  readonly doing: string | undefined;
  /** What cut the exploring of the scenario itself short, as a sentence; undefined where nothing did. */
  readonly cut: string | undefined;
  readonly potential: PotentialReport;
  readonly reachable: StateCount | undefined;
  /** The four sources, switched on one after the other; the last is the scenario as it is. */
  readonly sources: readonly SourceStep[] | undefined;
  /** One for each role whose number of nodes can be varied. */
  readonly growth: readonly Growth[] | undefined;
  readonly depth: DepthGrowth | undefined;
  /** Largest share first, each. Where the exploring was cut short they speak of the states that were found. */
  readonly variables: readonly VariableShare[] | undefined;
  readonly messages: readonly MessageShare[] | undefined;
  readonly actions: readonly ActionShare[] | undefined;
  readonly reductions: readonly ReductionSaving[] | undefined;
  /** What could be done about it, each about a place in the file; the most rewarding first. */
  readonly hints: readonly ExplosionHint[];
  readonly elapsedMs: number;
}

/** From so many states on somebody is likely to wonder why there are so many. */
export const MANY_STATES = 1000;

export interface StateCount {
  readonly states: number;
  /** False where a search was cut short: there are at least so many. */
  readonly isExact: boolean;
}

/**
 * A bar of the waterfall. The states of each are among those of the next; the first four count states that differ only by
 * which of interchangeable nodes is which as one.
 */
export interface SourceStep {
  readonly source: 'lockStep' | 'concurrency' | 'asynchrony' | 'failures' | 'distinctNodes';
  /** `in lock-step`, `+ concurrency`, … */
  readonly label: string;
  /** Undefined where the source does not apply; `sentence` says why. */
  readonly count: StateCount | undefined;
  /** What the source is here, and what it multiplies by: one or two sentences. */
  readonly sentence: string;
}

export interface Growth {
  readonly role: string;
  /** How many nodes of the role the scenario has. */
  readonly nodes: number;
  /** Counted, by ascending number of nodes. */
  readonly points: readonly GrowthPoint[];
  /** Beyond what was counted, at the factor of the last two points; empty where too little was counted. */
  readonly extrapolated: readonly { readonly nodes: number; readonly states: number }[];
  /** By how much one more node multiplies the states at the end of the curve; undefined where too little was counted. */
  readonly factor: number | undefined;
  readonly sentence: string;
}

export interface GrowthPoint {
  readonly nodes: number;
  readonly count: StateCount;
  /** What symmetry reduction leaves of them; undefined where no nodes are interchangeable. */
  readonly orbits: StateCount | undefined;
}

export interface DepthGrowth {
  /** States by distance from the start. */
  readonly frontier: readonly number[];
  /** `frontier[d + 1] / frontier[d]`. */
  readonly factors: readonly number[];
  readonly sentence: string;
}

interface Share {
  readonly name: string;
  /** 0 … 1: the part of the states that would be gone if nobody looked at this. */
  readonly share: number;
  /** States that differ in something else. */
  readonly without: StateCount;
  readonly sentence: string;
  readonly at: Span;
}

/** `log` of `Server`, whether its timer `retry` is armed, a ghost, or a history. */
export interface VariableShare extends Share {
  readonly kind: 'variable' | 'timer' | 'ghost' | 'history';
  /** Undefined for ghosts and histories. */
  readonly role: string | undefined;
  /** How many values it takes. */
  readonly values: number;
  /** How large it gets: the largest number, or the most items. Undefined for other types. */
  readonly largest: number | undefined;
  /** What bounding it would leave; undefined where that does not apply or does not pay. */
  readonly bounded: BoundedCount | undefined;
}

/** The states that are reached through states in which something stays within a bound. */
export interface BoundedCount {
  readonly bound: number;
  readonly count: StateCount;
}

export interface MessageShare extends Share {
  /** The most that are in flight at once. */
  readonly inFlightMax: number;
  readonly bounded: BoundedCount | undefined;
}

/**
 * What one role does on a message, on a timer or as an action; a failure of one kind together with its end; or what
 * everybody does at once.
 */
export interface ActionShare {
  readonly name: string;
  readonly kind: 'message' | 'timer' | 'action' | 'failure' | 'everybody';
  /** Undefined for failures, and for what everybody does. */
  readonly role: string | undefined;
  /** Steps of this kind between states. */
  readonly steps: number;
  /** States in which such a step is possible. */
  readonly enabledIn: number;
  /** States that cannot be reached without it. */
  readonly onlyWayTo: number;
  /** 0 … 1: the part of the states that cannot be reached without it. */
  readonly share: number;
  readonly sentence: string;
  readonly at: Span | undefined;
}

export interface ReductionSaving {
  readonly kind: 'symmetry' | 'partialOrder';
  /** Undefined where the reduction cannot be used; `sentence` says why. */
  readonly count: StateCount | undefined;
  readonly sentence: string;
}

export interface ExplosionHint {
  readonly text: string;
  readonly at: Span;
}
