import { digits } from '../../base/digits.ts';
import {
  LABELLED_MAX,
  type StateGraphArrays,
  type StateGraphOutline,
  VERTEX,
  VERTICES_MAX,
} from '../../contract/stateGraph.ts';
import { Pace } from '../../engine/liveness/pace.ts';
import { placesInLayers } from '../../scene/graphLayers.ts';
import type { Work } from '../explosion/exploring.ts';
import { type DrawnEdges, edgesAmong, membersOf } from './drawnEdges.ts';
import type { DrawnGraph, Drawing } from './drawing.ts';
import { edgeLabelsOf, vertexLabelsOf } from './drawnLabels.ts';
import type { Selection } from './selections.ts';
import { leadsNowhere } from './violations.ts';

/** Lays out what is selected: vertices are numbered from left to right, layer by layer. */
export function* drawnGraph(drawing: Drawing, selection: Selection): Work<DrawnGraph> {
  const tooMany = selection.firsts.length > VERTICES_MAX;
  const { classOf, firsts, layers } = tooMany ? NOTHING : selection;
  const vertexOfClass = byLayer(layers);
  const [firstLayer, ends] = layerEndsOf(layers);
  const layerEnds = Int32Array.from(ends);
  const { graph } = drawing.explored;
  const provisional = renumbered(classOf, vertexOfClass);
  const edges = yield* edgesAmong(graph, provisional, membersOf(provisional, firsts.length));
  const places = yield* placesInLayers({ layerEnds, ...edges });
  const order = fromLeft(layerEnds, places);
  const vertexOf = renumbered(provisional, order);
  const members = membersOf(vertexOf, firsts.length);
  const sorted = yield* edgesAmong(graph, vertexOf, members);
  const states = new Int32Array(firsts.length);
  firsts.forEach((state, i) => (states[order[vertexOfClass[i]!]!] = state));
  const x = new Float32Array(firsts.length);
  order.forEach((vertex, i) => (x[vertex] = places[i]!));
  const drawn = { vertexOf, members, firsts: states };
  const arrays = yield* arraysOf(drawing, drawn, x, sorted);
  const isLabelled = !tooMany && firsts.length <= LABELLED_MAX;
  const outline: StateGraphOutline = {
    ...outlineOf(drawing),
    vertexCount: firsts.length,
    edgeCount: sorted.targets.length,
    empty: emptyReason(drawing, selection),
    steps: selection.steps,
    centre: selection.centre === undefined ? undefined : vertexOf[selection.centre],
    layerEnds: ends,
    firstLayer,
    labels: isLabelled ? vertexLabelsOf(drawing, drawn) : [],
    edgeLabels: isLabelled ? yield* edgeLabelsOf(drawing, drawn, sorted) : [],
  };
  return { ...drawn, sent: { outline, arrays } };
}

const NOTHING = { classOf: new Int32Array(0), firsts: [], layers: [] } as const;

function emptyReason({ mergedBy, explored }: Drawing, { firsts }: Selection): string | undefined {
  if (explored.graph.stateCount === 0) return 'Nothing can start, so there is no state to draw.';
  if (firsts.length <= VERTICES_MAX) return undefined;
  const [most, count] = [digits(VERTICES_MAX), digits(firsts.length)];
  return mergedBy === undefined
    ? `There are ${count} states, and no more than ${most} are drawn one by one. Look at the neighbourhood of the cursor, or merge states that agree.`
    : `${count} combinations of values are left, and no more than ${most} are drawn. Merge by fewer variables.`;
}

function outlineOf({
  explored,
  violations,
  texts,
}: Drawing): Pick<
  StateGraphOutline,
  'states' | 'cut' | 'frontier' | 'violating' | 'violated' | 'variables' | 'hasValence'
> {
  const { graph, cut, frontier, system } = explored;
  return {
    states: graph.stateCount,
    cut,
    frontier,
    violating: violations.count,
    violated: violations.names,
    variables: texts.map(({ key, label }) => ({ key, label })),
    hasValence: graph.complete && system.instance.protocol.properties.some(({ kind }) => kind === 'decides'),
  };
}

/** By class its number when all are sorted by layer. */
function byLayer(layers: readonly number[]): Int32Array {
  const order = [...layers.keys()].sort((a, b) => layers[a]! - layers[b]! || a - b);
  const numbers = new Int32Array(layers.length);
  order.forEach((each, i) => (numbers[each] = i));
  return numbers;
}

function layerEndsOf(layers: readonly number[]): readonly [number, readonly number[]] {
  if (layers.length === 0) return [0, []];
  const first = layers.reduce((least, layer) => Math.min(least, layer), Infinity);
  // Some layers may be empty.
  const sizes: (number | undefined)[] = [];
  for (const layer of layers) sizes[layer - first] = (sizes[layer - first] ?? 0) + 1;
  let end = 0;
  return [first, Array.from(sizes, size => (end += size ?? 0))];
}

/** By vertex its number when those of each layer are sorted by place. */
function fromLeft(layerEnds: Int32Array, places: Float32Array): Int32Array {
  const numbers = new Int32Array(places.length);
  let first = 0;
  for (const end of layerEnds) {
    const layer = Int32Array.from({ length: end - first }, (_, i) => first + i);
    layer.sort((a, b) => places[a]! - places[b]!);
    layer.forEach((vertex, i) => (numbers[vertex] = first + i));
    first = end;
  }
  return numbers;
}

function renumbered(numbers: Int32Array, by: Int32Array): Int32Array {
  return numbers.map(number => (number < 0 ? -1 : by[number]!));
}

function* arraysOf(
  { explored, violations, mergedBy }: Drawing,
  { vertexOf, members, firsts }: Omit<DrawnGraph, 'sent'>,
  x: Float32Array,
  edges: DrawnEdges,
): Work<StateGraphArrays> {
  const { graph } = explored;
  const count = firsts.length;
  const parents = new Int32Array(count);
  const flags = new Uint8Array(count);
  const weights = new Uint32Array(mergedBy === undefined ? 0 : count);
  const pace = new Pace();
  for (let vertex = 0; vertex < count; vertex += 1) {
    const [begin, end] = [members.firsts[vertex]!, members.firsts[vertex + 1]!];
    let flag: number = VERTEX.ends;
    for (let i = begin; i < end; i += 1) {
      const state = members.states[i]!;
      if (violations.marks[state] === 1) flag |= VERTEX.violates;
      if (state < graph.initialCount) flag |= VERTEX.initial;
      if (!graph.transitions.isExpanded(state)) flag |= VERTEX.unexplored;
      if ((flag & VERTEX.ends) !== 0 && !leadsNowhere(graph, state)) flag &= ~VERTEX.ends;
    }
    flags[vertex] = flag;
    if (mergedBy !== undefined) weights[vertex] = end - begin;
    const parent = graph.parentOf(firsts[vertex]!);
    parents[vertex] = parent < 0 ? -1 : vertexOf[parent]!;
    if (pace.isDue(4 * (end - begin))) yield;
  }
  return { x, weights, parents, flags, ...edges };
}
