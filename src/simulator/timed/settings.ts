import type { FailureKind } from '../../model/scenario.ts';
import type { Distribution } from './distributions.ts';

/** How a timed run is drawn. Plain data: it comes from another thread or a command line. */
export interface TimedSettings {
  /** Where a run ends at the latest. */
  readonly runMs: number;
  /** The most steps of one run. */
  readonly stepsMax: number;
  /** How long messages take where the file declares no `delay`. */
  readonly latency: Distribution;
  /** How long timers take that are started without a duration, and how long actions wait; undefined for a multiple of the latency. */
  readonly waits: Distribution | undefined;
  /** Half of all clocks are wrong by more than this, in parts per million. */
  readonly driftPpm: number;
  /** Half of all clocks are ahead or behind by more than this when a run begins. */
  readonly offsetMs: number;
  /**
   * How many times as often as in the field failures strike. `often` makes each strike about once in the time that a run
   * without failures takes, and repairs take half that time.
   */
  readonly faults: number | 'often';
  readonly rates: FailureRates;
  readonly repairs: RepairTimes;
  /** What somebody asked for: it holds as it is, whatever `faults` says. */
  readonly given: { readonly rates: FailureRates; readonly repair: Distribution | undefined };
}

/** How often each failure strikes in the field, for those where anything is known or assumed. */
export type FailureRates = { readonly [Kind in FailureKind]?: FailureRate };

export type FailureRate =
  /** Mean time from one strike to the next, for each node or link that it may strike. */
  | { readonly kind: 'every'; readonly meanMs: number }
  /** The share of messages that it strikes. */
  | { readonly kind: 'share'; readonly share: number };

/** How long it takes until things are well again. */
export interface RepairTimes {
  readonly recover: Distribution;
  readonly heal: Distribution;
  readonly mend: Distribution;
  readonly resume: Distribution;
}

export const RUN_MS_DEFAULT = 10_000;
export const STEPS_MAX_DEFAULT = 2_000;

/**
 * How many times the mean latency of a message a timer without a duration takes, and an action waits, on average. The
 * file says that they may happen at any time; this makes them happen a few round trips later as a rule, and sometimes
 * before an answer can be there.
 */
export const WAITS_IN_LATENCIES = 10;

/** How much longer than the median the slowest repairs take: one in a hundred lasts ten times as long. */
export const REPAIR_SIGMA = 1;
