import type { Answer } from '../contract/engine.ts';
import type { ExecutionView, SchedulePositions } from '../contract/execution.ts';
import type { System } from '../model/system.ts';
import { execute } from '../semantics/execute.ts';
import { refused, viewOf } from './executions.ts';
import type { Known } from './executions.ts';
import { shortened, violationOf } from './shortening.ts';
import { inSlices } from './slices.ts';
import type { Surroundings } from './slices.ts';
import { verdictAt } from './verdictAt.ts';

/** An execution without the steps that what it violates first does not need. */
export async function shortenedView(
  system: System,
  schedule: SchedulePositions,
  { around, known }: { readonly around: Surroundings; readonly known: Known },
): Promise<Answer<ExecutionView>> {
  const execution = execute(system, schedule);
  if (!execution.ok) return refused('none-found', execution.failure.message);
  const verdict = verdictAt(system, execution.value, 0);
  const violation = violationOf(system, execution.value, verdict);
  if (verdict === undefined || violation === undefined) {
    return refused('none-found', 'This run violates nothing, so no step of it matters more than the others.');
  }
  const found = await inSlices(shortened(system, execution.value, schedule, violation), around);
  return viewOf(system, found.schedule, { kind: 'shortened', property: verdict.property }, known);
}
