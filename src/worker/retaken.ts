import type { Schedule } from '../model/state.ts';
import type { System } from '../model/system.ts';
import { positionOfText } from '../semantics/replay.ts';

/**
 * The schedule of the steps with these texts, the start first, as far as they can be taken: what is left of an execution of
 * another scenario, or of a text in which more may happen. Yields after every step.
 */
export function* retaking(system: System, texts: readonly string[]): Generator<undefined, Schedule> {
  const schedule: number[] = [];
  let outcomes = system.initial();
  for (const text of texts) {
    const position = positionOfText(system, outcomes, text);
    const outcome = outcomes[position];
    if (outcome === undefined) break;
    schedule.push(position);
    if (outcome.kind === 'error') break;
    outcomes = system.successors(outcome.state);
    yield undefined;
  }
  return schedule;
}
