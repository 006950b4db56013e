import type { Span } from '../base/span.ts';
import type { PotentialReport } from './report.ts';

/**
 * Why a scenario has as many states as it has. Plain data. While it is being worked out, what is not known yet is
 * undefined. Every number of states says whether it is exact: a search that was cut short gives only a lower bound.
 */
export interface ExplosionReport {
  readonly protocol: string;
  readonly scenario: string;
  readonly finished: boolean;
  readonly potential: PotentialReport;
  readonly reachable: StateCount | undefined;
  /** The four sources, switched on one after the other; the last is the scenario as it is. */
  readonly sources: readonly SourceStep[] | undefined;
  /** One for each role whose number of nodes can be varied. */
  readonly growth: readonly Growth[] | undefined;
  readonly depth: DepthGrowth | undefined;
  /** Largest share first, each. */
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
  readonly points: readonly { readonly nodes: number; readonly count: StateCount }[];
  /** Beyond what was counted; empty where too little was. */
  readonly extrapolated: readonly { readonly nodes: number; readonly states: number }[];
  /** By how much one more node multiplies the states at the end of the curve; undefined where too little was counted. */
  readonly factor: number | undefined;
  readonly sentence: string;
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

/** `log` of `Server`, a ghost, or a history. */
export interface VariableShare extends Share {
  readonly role: string | undefined;
  /** How many values it takes. */
  readonly values: number;
  /** What bounding it would leave; undefined where that does not apply. */
  readonly bounded: { readonly bound: number; readonly count: StateCount } | undefined;
}

export interface MessageShare extends Share {
  /** The most that are in flight at once. */
  readonly inFlightMax: number;
}

/** A handler of a message, of a timer, an action, or a failure. */
export interface ActionShare {
  readonly name: string;
  readonly kind: 'message' | 'timer' | 'action' | 'failure' | 'everybody';
  /** Steps of this kind between states. */
  readonly steps: number;
  /** States that are reached by no other kind of step. */
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
