import type { Span } from '../base/span.ts';
import type { SchedulePositions } from './execution.ts';

/** Which runs to draw. Every one of them is a function of the text, the scenario, all of this but `runs`, and its own seed. */
export interface SampleRequest {
  /** Random walks, or probabilistic concurrency testing. */
  readonly kind: 'random' | 'pct';
  /** For `pct`: how many events have to come in the right order for what is looked for. */
  readonly depth: number;
  readonly runs: number;
  /** Of one run. */
  readonly stepsMax: number;
  /** Of the first run; those of the others follow from it. */
  readonly seed: number;
}

/** How many runs, how long and with which seed, where nobody says. */
export const SAMPLE_USUAL: SampleRequest = { kind: 'random', depth: 3, runs: 10_000, stepsMax: 200, seed: 1 };

/** The largest depth that may be asked for. */
export const SAMPLE_DEPTH_MAX = 16;

/** How far sampling has come. */
export interface SampleProgress {
  /** Runs that have ended. */
  readonly runs: number;
  readonly steps: number;
  readonly distinctStates: number;
  /** How many properties are violated so far, built-in ones included. */
  readonly violated: number;
}

/** What random runs of one scenario came across: never that something holds for all runs. Plain data. */
export interface SampleReport {
  readonly protocol: string;
  readonly scenario: string;
  readonly request: SampleRequest;
  /** Runs that have ended, and all their steps. */
  readonly runs: number;
  readonly steps: number;
  /** What stopped sampling before all runs had ended. */
  readonly limit: 'cancelled' | 'memory' | undefined;
  readonly elapsedMs: number;
  readonly stepsPerSecond: number;
  /** A sentence: how many runs of which kind, and that they are not all there are. */
  readonly extent: string;
  readonly ends: Readonly<Record<SampleEnd, number>>;
  /** Steps of the longest run. */
  readonly longest: number;
  readonly states: SampledStates;
  readonly properties: readonly SampledProperty[];
  /** `expect` lines that a run contradicts. */
  readonly refuted: readonly { readonly text: string; readonly reason: string; readonly at: Span }[];
  /** Whether nothing was found that the author does not expect: no line refuted or, without any, nothing violated. */
  readonly asExpected: boolean;
  /** What of the protocol no run came across. */
  readonly unseen: readonly UnseenPart[];
  /** For `pct`. */
  readonly guarantee: SampleGuarantee | undefined;
}

/** Nothing was left to happen, the run had as many steps as it may have, or the protocol went wrong. */
export type SampleEnd = 'quiescent' | 'steps' | 'error';

export interface SampledStates {
  /** States that differ, as far as there was memory to tell them apart. */
  readonly distinct: number;
  /** There was not: there were more. */
  readonly atLeast: boolean;
  /** How many of them were new in so many of the last runs. */
  readonly lately: { readonly runs: number; readonly newStates: number };
  /** A sentence about whether more runs would come across more states. */
  readonly sentence: string;
}

export interface SampledProperty {
  readonly name: string;
  /** `invariant`, `step`, …, or the built-in `error` and `deadlock`. */
  readonly kind: string;
  /** `holds` only of what is `reachable` and was reached; `notJudged` of what is asked of runs that go on for ever. */
  readonly verdict: 'violated' | 'holds' | 'broken' | 'unknown' | 'notJudged';
  readonly sentence: string;
  readonly at: Span;
  /** An `expect` line awaits this violation. */
  readonly expectedToFail?: true;
  readonly found: SampledFinding | undefined;
}

/** The shortest of the runs that show something. */
export interface SampledFinding {
  /** In how many runs it was. */
  readonly runs: number;
  /** The run that shows it in the fewest steps. */
  readonly seed: number;
  readonly steps: number;
  readonly schedule: SchedulePositions;
}

export interface UnseenPart {
  readonly kind: 'message' | 'handler' | 'action' | 'failure' | 'condition';
  readonly text: string;
  readonly at: Span;
}

export interface SampleGuarantee {
  readonly depth: number;
  /** The most chains of events in a run, and the number of events among which priorities change: both as measured. */
  readonly chains: number;
  readonly events: number;
  /** The least probability with which a run, and all of them together, show what needs no more than so many events in order. */
  readonly perRun: number;
  readonly overall: number;
  readonly sentence: string;
}
