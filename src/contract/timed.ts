/** How timed runs are drawn; what is absent is as the file says, else as in the field. Plain data. */
export interface TimedOptions {
  /** Where a run ends at the latest. */
  readonly runMs?: number;
  readonly stepsMax?: number;
  /** How many times as often as in the field failures strike; absent: so often that a run meets them. */
  readonly faults?: number;
  /** How long messages take where the file declares no `delay`. */
  readonly latency?: { readonly lowMs: number; readonly highMs: number };
  /** Half of all clocks are wrong by more than this, in parts per million. */
  readonly driftPpm?: number;
  /** Half of all repairs take longer than this. */
  readonly repairMs?: number;
  /** By failure: how often it strikes, whatever `faults` says. */
  readonly rates?: Readonly<Record<string, TimedRate>>;
}

/** Once in so long on each node or link, or so large a share of all messages. */
export type TimedRate = { readonly everyMs: number } | { readonly share: number };

/** When everything in an execution happened, and what the clocks showed. */
export interface TimedView {
  readonly seed: number;
  /** By step: milliseconds since the start. */
  readonly atMs: readonly number[];
  /** By step, then by lane: what the node's own clock showed, in milliseconds. */
  readonly clocks: readonly (readonly number[])[];
  readonly end: TimedEnd;
  /** What the run was drawn from, in sentences with their sources. */
  readonly assumptions: readonly string[];
}

/** Nothing was left to happen, the time or the steps were over, or it went wrong. */
export type TimedEnd = 'quiescent' | 'time' | 'steps' | 'error';

/** What many timed runs have in common. */
export interface TimedReport {
  readonly protocol: string;
  readonly scenario: string;
  /** Seeds are `firstSeed`, `firstSeed` + 1, and so on. */
  readonly firstSeed: number;
  readonly runs: number;
  readonly elapsedMs: number;
  readonly assumptions: readonly string[];
  readonly ends: Readonly<Record<TimedEnd, number>>;
  /** Every failure that the scenario switches on. */
  readonly failures: readonly TimedFailure[];
  readonly properties: readonly TimedProperty[];
  /** The properties that single runs say nothing of. */
  readonly notJudged: readonly string[];
  readonly toQuiescenceMs: TimedPercentiles | undefined;
  readonly messagesDelivered: TimedPercentiles | undefined;
  /** From sending to handling, waiting for a link or a node included. */
  readonly latencyMs: TimedPercentiles | undefined;
  readonly latencies: readonly { readonly message: string; readonly latencyMs: TimedPercentiles }[];
}

export interface TimedFailure {
  /** Such as `loss` or `corruptState`. */
  readonly kind: string;
  /** Such as `a message is lost`. */
  readonly name: string;
  readonly met: TimedShare;
  /** Of the first run that met it. */
  readonly firstSeed: number | undefined;
}

export interface TimedProperty {
  readonly name: string;
  /** `invariant`, `step`, `finally`, `reachable`, or the built-in `error`. */
  readonly kind: string;
  /** The share of runs that violate it; that reach it, for `reachable`. */
  readonly found: TimedShare;
  /** Of the first run that did. */
  readonly firstSeed: number | undefined;
  readonly atMs: TimedPercentiles | undefined;
}

/** `low` and `high` are the ends of the 95 % interval of Wilson. */
export interface TimedShare {
  readonly count: number;
  readonly of: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface TimedPercentiles {
  readonly count: number;
  readonly mean: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
}
