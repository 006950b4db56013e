import type { ExecutionView } from '../contract/execution.ts';
import type { Execution } from '../model/state.ts';
import type { System } from '../model/system.ts';
import type { ExecutionAbout } from '../scene/executionView.ts';
import { shortened, violationOf } from './shortening.ts';
import { inParts } from './slices.ts';

/** How many steps are tried before a picture is shown without what is not needed in it. */
const TRIED_MAX = 300;

/**
 * The steps that what an execution violates does not need, as far as that is found out with little work. After the violation
 * nothing of a run that nobody chose is needed; a shortest counterexample needs every step.
 */
export function irrelevantStepsOf(
  system: System,
  execution: Execution,
  { schedule, origin, verdict }: Pick<ExecutionView, 'schedule' | 'origin' | 'verdict'>,
): Pick<ExecutionAbout, 'irrelevantSteps'> {
  const isRun = origin.kind === 'random' || origin.kind === 'timed' || origin.kind === 'sampled';
  if (!isRun && origin.kind !== 'chosen') return {};
  const violation = violationOf(system, execution, verdict);
  if (violation === undefined) return {};
  const found = inParts(shortened(system, execution, schedule, violation), TRIED_MAX);
  if (found === undefined) return {};
  const needed = new Set(found.value.steps);
  const last = isRun ? schedule.length - 1 : violation.step;
  const steps = Array.from({ length: last }, (_, i) => i + 1);
  return { irrelevantSteps: new Set(steps.filter(step => !needed.has(step))) };
}
