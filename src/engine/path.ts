import { assert } from '../base/assert.ts';
import type { Outcome, Schedule, State } from '../model/state.ts';
import { stateKey } from '../model/stateKey.ts';
import type { System } from '../model/system.ts';
import type { Evidence } from './verdicts.ts';

/** `parentOf` is the state from which a state was found first, negative for an initial one. */
export interface StoredStates {
  readonly parentOf: (stateId: number) => number;
  readonly stateOf: (stateId: number) => State;
}

/**
 * The schedule of the execution that follows the parents to where the evidence ends. Steps are not stored: each is found
 * again as the first outcome that leads to the next state.
 */
export function scheduleTo(
  evidence: Evidence,
  system: System,
  initial: readonly Outcome[],
  { parentOf, stateOf }: StoredStates,
): Schedule {
  const ids: number[] = typeof evidence.then === 'number' ? [evidence.then] : [];
  for (let id = evidence.stateId ?? -1; id >= 0; id = parentOf(id)) ids.push(id);
  const schedule: number[] = [];
  let outcomes = initial;
  for (const id of ids.reverse()) {
    const next = stateOf(id);
    schedule.push(positionOf(outcomes, stateKey(next)));
    outcomes = system.successors(next);
  }
  if (evidence.then === 'error') {
    const position = outcomes.findIndex(outcome => outcome.kind === 'error');
    assert(position >= 0, 'a step that went wrong once goes wrong again');
    schedule.push(position);
  }
  return schedule;
}

function positionOf(outcomes: readonly Outcome[], key: string): number {
  const position = outcomes.findIndex(outcome => outcome.kind === 'state' && stateKey(outcome.state) === key);
  assert(position >= 0, 'a stored state is an outcome of its parent');
  return position;
}
