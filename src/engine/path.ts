import { assert } from '../base/assert.ts';
import type { Outcome, Schedule, State } from '../model/state.ts';
import { stateKey } from '../model/stateKey.ts';
import type { System } from '../model/system.ts';
import { labelKey, labelOf } from '../semantics/fairness.ts';
import type { Evidence } from './verdicts.ts';

/** `parentOf` is the state from which a state was found first, negative for an initial one. */
export interface StoredStates {
  readonly parentOf: (stateId: number) => number;
  readonly stateOf: (stateId: number) => State;
}

/**
 * The schedule of the execution that ends where the evidence does. Steps are not stored: each is found again as the first
 * outcome that leads to the next state. Yields after each.
 */
export function* scheduleTo(
  evidence: Evidence,
  system: System,
  initial: readonly Outcome[],
  { parentOf, stateOf }: StoredStates,
): Generator<undefined, Schedule> {
  const { stateId = -1, then, through = pathTo(stateId, parentOf) } = evidence;
  const states = [...through, ...(typeof then === 'number' ? [then] : [])];
  const schedule = yield* scheduleThrough(
    system,
    initial,
    states.map(id => ({ state: () => stateOf(id) })),
  );
  if (then !== 'error') return schedule;
  const last = states.at(-1);
  const outcomes = last === undefined ? initial : system.successors(stateOf(last));
  const position = outcomes.findIndex(outcome => outcome.kind === 'error');
  assert(position >= 0, 'a step that went wrong once goes wrong again');
  return [...schedule, position];
}

/** The states of the shortest execution to a state; none for −1. */
export function pathTo(stateId: number, parentOf: StoredStates['parentOf']): readonly number[] {
  const states: number[] = [];
  for (let id = stateId; id >= 0; id = parentOf(id)) states.push(id);
  return states.reverse();
}

/** A state that an execution comes to; where it matters, by a step with this label (none for what goes wrong). */
export interface Waypoint {
  readonly state: () => State;
  readonly label?: { readonly key: string | undefined };
}

/** The schedule of an execution that comes to one state after another. Yields after each. */
export function* scheduleThrough(
  system: System,
  initial: readonly Outcome[],
  waypoints: readonly Waypoint[],
): Generator<undefined, Schedule> {
  const schedule: number[] = [];
  let outcomes = initial;
  for (const [i, { state: stateAt, label }] of waypoints.entries()) {
    const state = stateAt();
    const key = stateKey(state);
    const position = outcomes.findIndex(
      outcome => outcome.kind === 'state' && stateKey(outcome.state) === key && hasLabel(outcome, label),
    );
    assert(position >= 0, 'a stored state is an outcome of the one before it');
    schedule.push(position);
    if (i + 1 < waypoints.length) outcomes = system.successors(state);
    yield undefined;
  }
  return schedule;
}

function hasLabel({ step }: Outcome, wanted: Waypoint['label']): boolean {
  if (wanted === undefined) return true;
  const label = labelOf(step);
  return wanted.key === (label && labelKey(label));
}
