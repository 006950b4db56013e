import type { Prng } from '../../base/prng.ts';
import type { RowSteps } from './rowSteps.ts';
import { goesOnFailing, NOTHING_MORE, type Scheduler } from './scheduler.ts';

/**
 * How likely a failure is where something else may happen as well. Each run draws one of them, so that there are runs in
 * which nothing goes wrong, runs in which it goes wrong late, and runs in which it goes wrong again and again: swarm testing
 * (Groce, Zhang, Eide, Chen, Regehr 2012).
 */
const FAILURE_SHARES = [0, 0.02, 0.1, 0.3];

/** A random walk: whatever can happen is equally likely, whichever way it then goes. */
export class RandomScheduler implements Scheduler {
  #prng: Prng | undefined;
  #failureShare = 0;

  begin(prng: Prng): void {
    this.#prng = prng;
    this.#failureShare = FAILURE_SHARES[prng.below(FAILURE_SHARES.length)]!;
  }

  pick(steps: RowSteps): number {
    const prng = this.#prng!;
    const { count, usualCount } = steps;
    const canFail = count > usualCount && this.#failureShare > 0;
    if (usualCount === 0) {
      return canFail && goesOnFailing(prng) ? pickEvenly(steps, prng, { from: 0, to: count }) : NOTHING_MORE;
    }
    if (canFail && prng.unit() < this.#failureShare) return pickEvenly(steps, prng, { from: usualCount, to: count });
    return pickEvenly(steps, prng, { from: 0, to: usualCount });
  }
}

/** One of the things that can happen, each equally likely, and then one of the ways in which it can. */
function pickEvenly(steps: RowSteps, prng: Prng, { from, to }: { readonly from: number; readonly to: number }): number {
  let happenings = 0;
  for (let step = from; step < to; step += 1) {
    if (step === from || isOther(steps, step)) happenings += 1;
  }
  let left = prng.below(happenings);
  let first = from;
  while (left > 0) {
    first += 1;
    if (isOther(steps, first)) left -= 1;
  }
  let end = first + 1;
  while (end < to && !isOther(steps, end)) end += 1;
  return first + prng.below(end - first);
}

/** Whether a step is of something else than the one before it. */
function isOther(steps: RowSteps, step: number): boolean {
  return steps.keyOf(step) !== steps.keyOf(step - 1) || steps.nodeOf(step) !== steps.nodeOf(step - 1);
}
