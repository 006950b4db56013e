import type { Prng } from '../../base/prng.ts';
import type { Chains } from './chains.ts';
import type { RowSteps } from './rowSteps.ts';

/** What `pick` answers where the run ends. */
export const NOTHING_MORE = -1;

/** Decides one run, step by step. Every choice comes from the random numbers that it was begun with. */
export interface Scheduler {
  /** The chains of events of the run, where it makes any. */
  readonly chains?: Chains;
  /** Begins another run. */
  begin(prng: Prng): void;
  /** One of the steps, `NOTHING_MORE` to end the run. It is told of every row of the run, once each, in order. */
  pick(steps: RowSteps): number;
}

/**
 * Whether a run goes on for one more failure, where nothing else is left to happen: as often as not. It may be what wakes
 * somebody up; and failures without a bound would go on for ever.
 */
export function goesOnFailing(prng: Prng): boolean {
  return prng.unit() < 0.5;
}
