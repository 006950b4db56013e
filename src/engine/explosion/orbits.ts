import { allocateIntegers } from '../../base/allocation.ts';
import type { Instance } from '../../model/instance.ts';
import { type Components, ENVIRONMENT, FIRST_NODE, GHOSTS } from '../components.ts';
import { Pace } from '../liveness/pace.ts';
import { FULL, RowSet } from '../rowSet.ts';
import {
  exchangeOf,
  inboxOf,
  type Renaming,
  renamedEnvelope,
  renamedEnvironment,
  renamedLocal,
  renamedObservations,
} from '../symmetry/renaming.ts';
import { remembered } from './remembered.ts';
import type { SeenIds, StateGraph } from './stateGraph.ts';

/** States that differ only by which of interchangeable nodes is which make up one orbit. */
export interface Orbits {
  /** How many states are told apart, those with smaller numbers: all, or all whose distance from the start was reached whole. */
  readonly stateCount: number;
  /** By state the first of its orbit. */
  readonly firstOf: Int32Array;
  /** How many there are. */
  readonly count: number;
}

/**
 * The orbits of the states of a graph. `alone` where no node can be exchanged for another of its role; `unlike` where
 * exchanging two nodes makes a state of one that can be reached into one that cannot: then it matters which is which.
 *
 * No state is written in a canonical form, which would take as many tries as there are permutations: exchanges of
 * neighbours generate them all, so that states which one of those leads to and from are put together (union-find).
 */
export function* orbitsOf(graph: StateGraph, seen: SeenIds): Generator<undefined, Orbits | 'alone' | 'unlike'> {
  const exchanges = exchangesIn(graph.components.instance);
  if (exchanges.length === 0) return 'alone';
  const stateCount = wholeLevels(graph);
  const rows = yield* storedRows(graph, stateCount);
  const firstOf = allocateIntegers(stateCount).map((_, state) => state);
  let count = stateCount;
  const pace = new Pace();
  const made = new Int32Array(graph.components.kinds.length);
  for (const exchange of exchanges) {
    const tables = tablesOf(graph.components, seen, exchange);
    for (let state = 0; state < stateCount; state += 1) {
      const row = graph.rowOf(state);
      for (let component = 0; component < row.length; component += 1) {
        const { to, idAfter } = tables[component]!;
        made[to] = idAfter(row[component]!);
      }
      const other = made.includes(UNSEEN) ? FULL : rows.tryAdd(made);
      if (other === FULL) return 'unlike';
      if (joined(firstOf, state, other)) count -= 1;
      if (pace.isDue(row.length)) yield;
    }
  }
  for (let state = 0; state < stateCount; state += 1) firstOf[state] = rootOf(firstOf, state);
  return { stateCount, firstOf, count };
}

/**
 * Exchanges that generate every permutation of interchangeable nodes: of neighbours among the nodes of each role that is not
 * ordered.
 */
function exchangesIn({ protocol, roleNodes }: Instance): readonly Renaming[] {
  return roleNodes.flatMap(({ first, count }, role) =>
    protocol.roles[role]?.ordered === true
      ? []
      : Array.from({ length: Math.max(0, count - 1) }, (_, i) => exchangeOf(first + i, first + i + 1)),
  );
}

/** How many states there are up to the last distance from the start at which all were found. */
function wholeLevels({ transitions, stateCount, depthOf }: StateGraph): number {
  if (transitions.stateCount >= stateCount) return stateCount;
  const depth = depthOf(transitions.stateCount);
  let end = transitions.stateCount;
  while (end < stateCount && depthOf(end) === depth) end += 1;
  return end;
}

/** The rows of the first states, to be looked up, and no more. */
function* storedRows(graph: StateGraph, stateCount: number): Generator<undefined, RowSet> {
  const rows = new RowSet(graph.components.kinds);
  const pace = new Pace();
  for (let state = 0; state < stateCount; state += 1) {
    const row = graph.rowOf(state);
    rows.tryAdd(row);
    if (pace.isDue(row.length)) yield;
  }
  rows.limit = rows.count;
  return rows;
}

/** An id that no state has in a component. */
const UNSEEN = -1;

/** What an exchange makes of one component: which one it becomes, and of its ids. */
interface ExchangedComponent {
  readonly to: number;
  readonly idAfter: (id: number) => number;
}

function tablesOf(components: Components, seen: SeenIds, exchange: Renaming): readonly ExchangedComponent[] {
  const { environments, ghosts, instance } = components;
  const locals = new Map<number, (id: number) => number>();
  const table = (to: number, idAfter: (id: number) => number): ExchangedComponent => {
    const known = new Set(seen[to]);
    return {
      to,
      idAfter: remembered(id => {
        const after = idAfter(id);
        return known.has(after) ? after : UNSEEN;
      }),
    };
  };
  const ofNodes = instance.nodes.map(({ index: from, role }) => {
    const to = exchange(from);
    // Nodes of one role share the numbers of their local states.
    const localAfter =
      locals.get(role) ??
      remembered(id => components.locals(to).idOf(renamedLocal(components.locals(from).valueOf(id), exchange)));
    locals.set(role, localAfter);
    const inboxAfter = remembered(id => {
      const envelopes = components.inboxes(from).valueOf(id);
      const moved = envelopes.map(envelope => renamedEnvelope(envelope, exchange));
      return components.inboxes(to).idOf(inboxOf(instance, moved));
    });
    const pairs = components.pairs(from);
    return table(FIRST_NODE + to, pair =>
      components.pairs(to).idOf(localAfter(pairs.localOf(pair)), inboxAfter(pairs.inboxOf(pair))),
    );
  });
  return [
    table(ENVIRONMENT, id => environments.idOf(renamedEnvironment(instance, environments.valueOf(id), exchange))),
    table(GHOSTS, id => ghosts.idOf(renamedObservations(ghosts.valueOf(id), exchange))),
    ...ofNodes,
  ];
}

/** The first state of what a state is put together with so far. */
function rootOf(firstOf: Int32Array, state: number): number {
  let at = state;
  while (firstOf[at] !== at) {
    firstOf[at] = firstOf[firstOf[at]!]!;
    at = firstOf[at]!;
  }
  return at;
}

/** Puts two states together; whether they were not before. */
function joined(firstOf: Int32Array, one: number, other: number): boolean {
  const [a, b] = [rootOf(firstOf, one), rootOf(firstOf, other)];
  if (a === b) return false;
  firstOf[Math.max(a, b)] = Math.min(a, b);
  return true;
}
