import type { ExecutionView } from '../contract/execution.ts';
import type { Execution } from '../model/state.ts';
import type { System } from '../model/system.ts';
import type { ExecutionAbout } from '../scene/executionView.ts';
import { shortened, violationOf } from './shortening.ts';
import { within } from './slices.ts';
import type { Surroundings } from './slices.ts';

/** How long a picture waits to learn which of its steps are not needed. */
const PATIENCE_MS = 20;

/**
 * The steps that what an execution violates does not need, as far as that is found out soon enough. After the violation
 * nothing of a run that nobody chose is needed; a shortest counterexample needs every step.
 */
export function needlessOf(
  system: System,
  execution: Execution,
  {
    schedule,
    origin,
    verdict,
    around,
  }: Pick<ExecutionView, 'schedule' | 'origin' | 'verdict'> & {
    readonly around: Pick<Surroundings, 'nowMs'> | undefined;
  },
): Pick<ExecutionAbout, 'irrelevantSteps'> {
  const isRun = origin.kind === 'random' || origin.kind === 'timed';
  if (around === undefined || !(isRun || origin.kind === 'chosen')) return {};
  const violation = violationOf(system, execution, verdict);
  if (violation === undefined) return {};
  const found = within(shortened(system, execution, schedule, violation), PATIENCE_MS, around);
  if (found === undefined) return {};
  const needed = new Set(found.value.steps);
  const last = isRun ? schedule.length - 1 : violation.step;
  const steps = Array.from({ length: last }, (_, i) => i + 1);
  return { irrelevantSteps: new Set(steps.filter(step => !needed.has(step))) };
}
