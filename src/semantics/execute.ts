import { atOnce } from '../base/atOnce.ts';
import { failure, success } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { Execution, Outcome, Schedule, Transition } from '../model/state.ts';
import type { System } from '../model/system.ts';

/** Where a schedule or replay leaves what is possible: `step` 0 is the start. */
export interface ScheduleProblem {
  readonly step: number;
  readonly message: string;
}

/**
 * The execution that a schedule describes. The same schedule of the same instance gives the same execution for ever.
 * Fails for a schedule that was made for something else, and for one that goes on after an error.
 */
export function execute(system: System, schedule: Schedule): Result<Execution, ScheduleProblem> {
  return atOnce(executing(system, schedule));
}

/** The same in parts: yields after each step. */
export function* executing(
  system: System,
  schedule: Schedule,
): Generator<undefined, Result<Execution, ScheduleProblem>> {
  let possible = system.initial();
  let start: Transition | undefined;
  const transitions: Transition[] = [];
  for (const [step, position] of schedule.entries()) {
    const outcome = possible[position];
    if (outcome === undefined) return failure(noSuchStep(step, position, possible));
    if (outcome.kind === 'error') return endedByError(step, { schedule, start, transitions, outcome });
    if (start === undefined) start = outcome;
    else transitions.push(outcome);
    possible = step + 1 < schedule.length ? system.successors(outcome.state) : [];
    yield undefined;
  }
  if (start === undefined)
    return failure({ step: 0, message: 'A schedule begins with a start, and this one is empty.' });
  return success({ start, transitions, error: undefined });
}

interface Ended {
  readonly schedule: Schedule;
  readonly start: Transition | undefined;
  readonly transitions: readonly Transition[];
  readonly outcome: Outcome & { readonly kind: 'error' };
}

function endedByError(
  step: number,
  { schedule, start, transitions, outcome }: Ended,
): Result<Execution, ScheduleProblem> {
  if (step + 1 < schedule.length) {
    return failure({ step: step + 1, message: `Nothing comes after an error: ${outcome.error.message}` });
  }
  if (start === undefined) return failure({ step, message: `The start itself goes wrong: ${outcome.error.message}` });
  return success({ start, transitions, error: { step: outcome.step, error: outcome.error, node: outcome.node } });
}

function noSuchStep(step: number, position: number, possible: readonly Outcome[]): ScheduleProblem {
  return { step, message: `There is no step number ${position} here: only ${possible.length} are possible.` };
}
