import { present } from '../base/assert.ts';
import { failure, success } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { Execution, Outcome, Schedule, State, Transition } from '../model/state.ts';
import type { System } from '../model/system.ts';
import { execute } from '../semantics/execute.ts';
import type { ScheduleProblem } from '../semantics/execute.ts';

/** One run: the schedule that makes it, and what happened. */
export interface SimulatedRun {
  readonly schedule: Schedule;
  readonly execution: Execution;
}

/** Picks the position of the next step, undefined to end the run. */
export type Scheduler = (possible: readonly Outcome[], state: State | undefined) => number | undefined;

export interface RunLimits {
  /** The most steps added to what is there, the start not counted. */
  readonly stepsMax: number;
  /** Steps to begin with; an empty schedule begins before the start. */
  readonly after: Schedule;
}

/**
 * Goes on from the end of a schedule, step by step as the scheduler picks, until it ends the run, nothing is possible,
 * a step goes wrong, or `stepsMax` is reached. `sees` is told of every transition, those of the schedule included.
 */
export function runWith(
  system: System,
  limits: RunLimits,
  scheduler: Scheduler,
  sees: (transition: Transition) => void,
): Result<SimulatedRun, ScheduleProblem> {
  const { after, stepsMax } = limits;
  const begun = after.length === 0 ? success(undefined) : execute(system, after);
  if (!begun.ok) return begun;
  let execution = begun.value;
  const schedule = [...after];
  if (execution !== undefined) [execution.start, ...execution.transitions].forEach(sees);
  const stepCountMax = Math.max(1, after.length) + stepsMax;
  while (schedule.length < stepCountMax && execution?.error === undefined) {
    const state = execution === undefined ? undefined : (execution.transitions.at(-1) ?? execution.start).state;
    const possible = state === undefined ? system.initial() : system.successors(state);
    const position = scheduler(possible, state);
    const outcome = position === undefined ? undefined : possible[position];
    if (position === undefined || outcome === undefined) break;
    const extended = extend(execution, outcome);
    if (!extended.ok) return extended;
    execution = extended.value;
    if (outcome.kind === 'state') sees(outcome);
    schedule.push(position);
  }
  return success({
    schedule,
    execution: present(execution, 'there is always a start, and no scheduler passes it over'),
  });
}

function extend(execution: Execution | undefined, outcome: Outcome): Result<Execution, ScheduleProblem> {
  if (outcome.kind === 'error') {
    if (execution === undefined) {
      return failure({ step: 0, message: `The start itself goes wrong: ${outcome.error.message}` });
    }
    const { step, error, node } = outcome;
    return success({ ...execution, error: { step, error, node } });
  }
  if (execution === undefined) return success({ start: outcome, transitions: [], error: undefined });
  return success({ ...execution, transitions: [...execution.transitions, outcome] });
}
