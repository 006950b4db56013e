import type { Outcome } from '../../model/state.ts';
import { PctScheduler } from './pctScheduler.ts';
import { RowSteps } from './rowSteps.ts';
import { NOTHING_MORE } from './scheduler.ts';
import { beginRun, encoded } from './walker.ts';
import type { WalkSpace } from './walkSpace.ts';

const RUNS = 64;
/** Of all of these runs together. */
const STEPS_MAX = 50_000;

/**
 * How many events a run has: the most of some runs whose seeds are always the same, so that what is answered depends on
 * nothing but the protocol and `stepsMax`. Yields after every step.
 */
export function* measuredEvents(
  space: WalkSpace,
  initial: readonly Outcome[],
  stepsMax: number,
): Generator<undefined, number> {
  const scheduler = new PctScheduler({ depth: 1, events: 1 });
  const steps = new RowSteps(space);
  let most = 1;
  let left = STEPS_MAX;
  for (let seed = 1; seed <= RUNS && left > 0; seed += 1) {
    const outcome = initial[beginRun(initial.length, scheduler, seed)];
    if (outcome?.kind !== 'state') continue;
    steps.row.set(encoded(space, outcome.state));
    for (let taken = 0; taken < stepsMax && left > 0; taken += 1) {
      steps.look();
      const step = scheduler.pick(steps);
      left -= 1;
      yield undefined;
      if (step === NOTHING_MORE || !steps.take(step)) break;
    }
    most = Math.max(most, scheduler.chains.eventCount);
  }
  return most;
}
