import { stepText } from '../model/labels.ts';
import type { Schedule } from '../model/state.ts';
import type { System } from '../model/system.ts';

/**
 * The schedule of the steps with these texts, the start first, as far as they can be taken: what is left of an execution of
 * another scenario, or of a text in which more may happen.
 */
export function retakenSchedule(system: System, texts: readonly string[]): Schedule {
  const schedule: number[] = [];
  let outcomes = system.initial();
  for (const text of texts) {
    const position = outcomes.findIndex(({ step }) => stepText(system.instance, step) === text);
    const outcome = outcomes[position];
    if (outcome === undefined) break;
    schedule.push(position);
    if (outcome.kind === 'error') break;
    outcomes = system.successors(outcome.state);
  }
  return schedule;
}
