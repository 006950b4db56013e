import { calmPlan, fieldPlan, kindsOf, oftenPlan } from './plan.ts';
import type { TimedPlan, Undisturbed } from './plan.ts';
import type { Remembered } from './remembered.ts';
import type { TimedSettings } from './settings.ts';
import { quantile } from './statistics.ts';
import { timedRun } from './timedRun.ts';

/** How many runs without failures say how long such a run is. */
const PILOT_RUNS = 9;
/** They are short: what goes on for ever is cut off. */
const PILOT_STEPS_MAX = 300;

/**
 * Decides all that depends on the scenario. Where failures strike `often`, a few runs without any say how often that is:
 * always the same runs, so that this is a pure function too.
 */
export function prepare(known: Remembered, settings: TimedSettings): TimedPlan {
  const { instance } = known;
  const calm = calmPlan(instance, settings);
  const { faults } = settings;
  if (faults !== 'often') return fieldPlan(calm, instance, faults);
  return kindsOf(instance).length === 0 ? calm : oftenPlan(calm, instance, undisturbedOf(known, calm));
}

function undisturbedOf(known: Remembered, calm: TimedPlan): Undisturbed {
  const settings = { ...calm.settings, stepsMax: Math.min(PILOT_STEPS_MAX, calm.settings.stepsMax) };
  const runs = Array.from({ length: PILOT_RUNS }, (_, i) => timedRun(known, { ...calm, settings }, i)).flatMap(run =>
    run.ok ? [run.value] : [],
  );
  const median = (values: readonly number[]): number =>
    quantile(
      [...values].sort((a, b) => a - b),
      0.5,
    ) || 0;
  const ms = median(runs.map(({ busyMs }) => busyMs));
  const messages = median(runs.map(({ deliveries }) => deliveries.length));
  // Where nothing at all takes time, failures strike within the time of a message or two.
  return { ms: ms > 0 ? ms : 1, messages };
}
