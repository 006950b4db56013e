import { atOnce } from '../base/atOnce.ts';
import type { Execution, Outcome, Schedule, State } from '../model/state.ts';
import type { System } from '../model/system.ts';
import type { Findings } from './findings.ts';

/** The steps of a schedule, taken again: as far as they can be taken. */
export interface Replayed {
  readonly outcomes: readonly Outcome[];
  /** Undefined where not all of them can be taken. */
  readonly execution: Execution | undefined;
}

/**
 * What was taken again already: reports name the same executions over and over while a check goes on. By system, since the
 * same steps stand elsewhere in another text.
 */
const replays = new WeakMap<System, WeakMap<Schedule, Replayed>>();

export function replayedOf(system: System, schedule: Schedule): Replayed {
  return atOnce(replaying(system, schedule));
}

/** Whether `replayedOf` answers from memory. */
function isReplayed(system: System, schedule: Schedule): boolean {
  return replays.get(system)?.has(schedule) === true;
}

/** Takes the steps again, unless they were before. Yields after each. */
export function* replaying(system: System, schedule: Schedule): Generator<undefined, Replayed> {
  const known = replays.get(system) ?? new WeakMap<Schedule, Replayed>();
  replays.set(system, known);
  const before = known.get(schedule);
  if (before !== undefined) return before;
  const outcomes: Outcome[] = [];
  let state: State | undefined;
  for (const [i, position] of schedule.entries()) {
    const outcome: Outcome | undefined = (i === 0 ? system.initial() : state && system.successors(state))?.[position];
    if (outcome === undefined) break;
    outcomes.push(outcome);
    state = outcome.kind === 'state' ? outcome.state : undefined;
    yield undefined;
  }
  const replayed = { outcomes, execution: outcomes.length === schedule.length ? executionOf(outcomes) : undefined };
  known.set(schedule, replayed);
  return replayed;
}

function executionOf(outcomes: readonly Outcome[]): Execution | undefined {
  const transitions = outcomes.filter(outcome => outcome.kind === 'state');
  const [start, ...others] = transitions;
  const last = outcomes.at(-1);
  if (start === undefined) return undefined;
  return { start, transitions: others, error: last?.kind === 'error' ? last : undefined };
}

/** The executions that findings name, for reports of a text. Yields after each step that is taken again. */
export function* replayingAll(system: System, findings: Findings): Generator<undefined, void> {
  const { schedules, errorSchedule, deadlockSchedule } = findings;
  for (const schedule of [...schedules, errorSchedule, deadlockSchedule]) {
    if (schedule !== undefined) yield* replaying(system, schedule);
  }
}

/** Findings without the executions that were not taken again yet: those are told later. */
export function withReplayed(system: System, findings: Findings): Findings {
  const known = (schedule: Schedule | undefined): Schedule | undefined =>
    schedule !== undefined && isReplayed(system, schedule) ? schedule : undefined;
  return {
    ...findings,
    schedules: findings.schedules.map(known),
    errorSchedule: known(findings.errorSchedule),
    deadlockSchedule: known(findings.deadlockSchedule),
  };
}
