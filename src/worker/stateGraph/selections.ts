import type { GraphScope } from '../../contract/stateGraph.ts';
import { NEIGHBOURHOOD_MAX } from '../../contract/stateGraph.ts';
import type { StateGraph } from '../../engine/explosion/stateGraph.ts';
import { Pace } from '../../engine/liveness/pace.ts';
import type { Work } from '../explosion/exploring.ts';
import { groupedBy, type StateText } from './stateTexts.ts';

/** Which states are drawn, and which of them as one vertex. */
export interface Selection {
  /** By state the number of its class; −1 where it is not drawn. */
  readonly classOf: Int32Array;
  /** By class the state of it that was found first. */
  readonly firsts: readonly number[];
  /** By class its layer. */
  readonly layers: readonly number[];
  /** Of a neighbourhood: its centre, and how many steps it goes. */
  readonly centre?: number;
  readonly steps?: number;
}

function* wholeGraph(graph: StateGraph): Work<Selection> {
  const classOf = new Int32Array(graph.stateCount);
  const pace = new Pace();
  const layers: number[] = [];
  for (let state = 0; state < classOf.length; state += 1) {
    classOf[state] = state;
    layers.push(graph.depthOf(state));
    if (pace.isDue(4)) yield;
  }
  return { classOf, firsts: [...classOf.keys()], layers };
}

/** States of which all texts say the same are one; its layer is that of the first. */
function* quotientBy(graph: StateGraph, texts: readonly StateText[]): Work<Selection> {
  const { groupOf, firsts } = yield* groupedBy(graph, texts);
  return { classOf: groupOf, firsts, layers: firsts.map(state => graph.depthOf(state)) };
}

/**
 * The states at most so many steps after a state, or before it; fewer steps where there would be too many to tell apart.
 * Layers are steps: negative for states that lead to it and are not reached from it as soon.
 */
export function* around(graph: StateGraph, centre: number, stepsMax: number): Work<Selection> {
  const backwards = yield* predecessorsOf(graph);
  const layers = new Map([[centre, 0]]);
  let [after, before] = [[centre], [centre]];
  let steps = 0;
  while (steps < stepsMax && (after.length > 0 || before.length > 0)) {
    const next = nextLayer(after, state => successorsOf(graph, state), layers);
    const previous = nextLayer(before, backwards, layers).filter(state => !next.includes(state));
    // One step is shown whatever it takes, or else there would be nothing to see.
    if (steps > 0 && layers.size + next.length + previous.length > NEIGHBOURHOOD_MAX) break;
    steps += 1;
    for (const state of next) layers.set(state, steps);
    for (const state of previous) layers.set(state, -steps);
    [after, before] = [next, previous];
    yield;
  }
  const firsts = [...layers.keys()].sort((a, b) => a - b);
  const classOf = new Int32Array(graph.stateCount).fill(-1);
  firsts.forEach((state, i) => (classOf[state] = i));
  return { classOf, firsts, layers: firsts.map(state => layers.get(state) ?? 0), centre, steps };
}

function nextLayer(
  states: readonly number[],
  neighboursOf: (state: number) => Iterable<number>,
  known: ReadonlyMap<number, number>,
): number[] {
  const found = new Set<number>();
  for (const state of states) for (const other of neighboursOf(state)) if (!known.has(other)) found.add(other);
  return [...found];
}

export function* successorsOf({ transitions }: StateGraph, state: number): Generator<number> {
  if (!transitions.isExpanded(state)) return;
  for (let step = transitions.first(state); step < transitions.end(state); step += 1) {
    const target = transitions.target(step);
    if (target >= 0) yield target;
  }
}

const predecessors = new WeakMap<StateGraph, (state: number) => Iterable<number>>();

/** From which states a state is reached in one step. Worked out once for a graph. */
export function* predecessorsOf(graph: StateGraph): Work<(state: number) => Iterable<number>> {
  const known = predecessors.get(graph);
  if (known !== undefined) return known;
  const ends = new Uint32Array(graph.stateCount + 1);
  const pace = new Pace();
  for (let state = 0; state < graph.stateCount; state += 1) {
    for (const target of successorsOf(graph, state)) ends[target] = ends[target]! + 1;
    if (pace.isDue(8)) yield;
  }
  for (let state = 1; state <= graph.stateCount; state += 1) ends[state] = ends[state]! + ends[state - 1]!;
  const sources = new Int32Array(ends[graph.stateCount]!);
  // Filled from the last: afterwards each entry is where the sources of its state begin.
  for (let state = graph.stateCount - 1; state >= 0; state -= 1) {
    for (const target of successorsOf(graph, state)) {
      const at = ends[target]! - 1;
      ends[target] = at;
      sources[at] = state;
    }
    if (pace.isDue(8)) yield;
  }
  const of = (state: number): Iterable<number> => sources.subarray(ends[state], ends[state + 1]);
  predecessors.set(graph, of);
  return of;
}

/** What a scope selects; undefined where its centre is no state of the graph. */
export function* selectionOf(
  graph: StateGraph,
  scope: Exclude<GraphScope, { kind: 'neighbourhood' }>,
  texts: readonly StateText[],
): Work<Selection> {
  if (scope.kind === 'whole') return yield* wholeGraph(graph);
  const chosen = texts.filter(({ key }) => scope.by.includes(key));
  return yield* quotientBy(graph, chosen);
}
