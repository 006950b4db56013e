import { assert } from '../../base/assert.ts';
import type { Outcome, Schedule, State } from '../../model/state.ts';
import { stateKey } from '../../model/stateKey.ts';
import type { System } from '../../model/system.ts';
import type { NodeIndex } from '../../model/values.ts';
import { type Components, FIRST_NODE } from '../components.ts';
import { pathTo, type StoredStates } from '../path.ts';
import type { Evidence } from '../verdicts.ts';
import type { Canonicaliser } from './canonicaliser.ts';
import { renamedState } from './renaming.ts';

/** What schedules are found from. */
export interface Represented extends StoredStates {
  readonly system: System;
  readonly initial: readonly Outcome[];
  readonly components: Components;
  readonly canonicaliser: Canonicaliser;
}

/** An execution so far, and by node the place that it has in the stored state that stands for the last one. */
interface Way {
  readonly schedule: Schedule;
  readonly state: State;
  readonly places: readonly NodeIndex[];
}

/**
 * The schedule of a real execution that ends where the evidence does. The stored states on the way stand for those that it
 * comes through: each step is found from the stored state, and then taken by the nodes whose places are taken there. Yields
 * after each.
 */
export function* scheduleToRepresentative(
  evidence: Evidence,
  represented: Represented,
): Generator<undefined, Schedule> {
  const { system, initial } = represented;
  const { stateId = -1, then } = evidence;
  const ids = [...pathTo(stateId, represented.parentOf), ...(typeof then === 'number' ? [then] : [])];
  let way: Way | undefined;
  for (const [i, id] of ids.entries()) {
    const isTaken = i + 1 === ids.length ? refutation(evidence, system) : () => true;
    way = way === undefined ? begin(represented, id) : goOn(represented, way, { from: ids[i - 1]!, to: id, isTaken });
    yield undefined;
  }
  if (then !== 'error') return way?.schedule ?? [];
  const outcomes = way === undefined ? initial : system.successors(way.state);
  const position = outcomes.findIndex(outcome => outcome.kind === 'error');
  assert(position >= 0, 'a step that goes wrong for one node goes wrong for another in its place');
  return [...(way?.schedule ?? []), position];
}

/** Whether a step is the one that shows what the evidence is of. */
function refutation({ refutes }: Evidence, system: System): Leg['isTaken'] {
  const property = refutes === undefined ? undefined : system.instance.protocol.properties[refutes];
  if (property === undefined) return () => true;
  return (from, to) => {
    const said = system.evaluateStep(property, from, to);
    return !said.ok || !said.value;
  };
}

function begin(represented: Represented, id: number): Way {
  for (const [position, outcome] of represented.initial.entries()) {
    if (outcome.kind !== 'state') continue;
    const places = placesIn(represented, outcome.state, id);
    if (places !== undefined) return { schedule: [position], state: outcome.state, places };
  }
  assert(false, 'a state without a parent stands for an initial one');
}

interface Leg {
  readonly from: number;
  readonly to: number;
  /** Whether it is this step that is wanted, and not another that leads to the same. */
  readonly isTaken: (from: State, to: State) => boolean;
}

function goOn(represented: Represented, way: Way, { from, to, isTaken }: Leg): Way {
  const { system } = represented;
  const standing = represented.stateOf(from);
  for (const outcome of system.successors(standing)) {
    if (outcome.kind !== 'state' || !isTaken(standing, outcome.state)) continue;
    const moved = placesIn(represented, outcome.state, to);
    if (moved === undefined) continue;
    const state = renamedState(system.instance, outcome.state, node => way.places.indexOf(node));
    const key = stateKey(state);
    const position = system
      .successors(way.state)
      .findIndex(real => real.kind === 'state' && stateKey(real.state) === key);
    assert(position >= 0, 'what one node can do another can in its place');
    return { schedule: [...way.schedule, position], state, places: way.places.map(place => moved[place]!) };
  }
  assert(false, 'a stored state stands for an outcome of the one before it');
}

/** By node its place in a stored state, where that stands for `state`. */
function placesIn(
  { components, canonicaliser, stateOf }: Represented,
  state: State,
  id: number,
): readonly NodeIndex[] | undefined {
  const row = new Int32Array(components.kinds.length);
  const stored = new Int32Array(components.kinds.length);
  components.encode(state, row);
  // Before the canonicaliser is asked: to find a state again may take it.
  components.encode(stateOf(id), stored);
  const moves = canonicaliser.canonicalise(row);
  if (!row.every((word, i) => word === stored[i])) return undefined;
  const places = Array.from({ length: row.length - FIRST_NODE }, (_, node) => node);
  if (moves) canonicaliser.who.forEach((node, place) => (places[node] = place));
  return places;
}
