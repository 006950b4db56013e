import type { SchedulePositions } from '../contract/execution.ts';
import type { PropertyReport } from '../contract/report.ts';
import type { System } from '../model/system.ts';
import { execute } from '../semantics/execute.ts';
import { shortened, violationOf } from './shortening.ts';
import { inParts } from './slices.ts';
import { trailOf } from './trail.ts';

/** How many steps are tried before a run is shown with all of its steps. */
const TRIED_MAX = 20_000;

/** The steps of a run that end in a violation, without those that it does not need. */
export interface SampledTrail {
  readonly entries: PropertyReport['trail'];
  /** How many were left out. */
  readonly leftOut: number;
}

/** The steps of what sampling found of a property; all of them where leaving some out would take too long. */
export function sampledTrail(system: System, property: string, schedule: SchedulePositions): SampledTrail {
  const execution = execute(system, schedule);
  const verdict = { property, kind: 'violated' } as const;
  const violation = execution.ok ? violationOf(system, execution.value, verdict) : undefined;
  const found =
    execution.ok && violation !== undefined
      ? inParts(shortened(system, execution.value, schedule, violation), TRIED_MAX)
      : undefined;
  const { entries } = trailOf(system, found?.value.schedule ?? schedule);
  return { entries, leftOut: schedule.length - 1 - entries.length };
}
