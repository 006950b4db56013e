import type { GraphLayout, LayoutRequest } from '../contract/graph.ts';
import type { StateGraph } from '../contract/stateGraph.ts';
import type { GraphPlacement } from './graphPlacement.ts';
import { estimateWidth, LABEL_SIZE, shorten, type Measure } from './text.ts';

const WIDTH_MAX = 168;
/** From the top of a vertex's box to the middle of its sign, and to the baseline of its first line. */
const SIGN_Y = 10;
export const FIRST_LINE_Y = 20;
export const LINE_HEIGHT = 13;
/** Between the sign of a vertex and the tip of an arrow. */
const CLEAR = 9;

/** The lines below a vertex, short enough to stand there. Of a quotient the last says how many states it stands for. */
export function vertexLines(
  { outline, arrays }: StateGraph,
  vertex: number,
  measure: Measure = estimateWidth,
): readonly string[] {
  const weight = arrays.weights[vertex] ?? 1;
  const lines = (outline.labels[vertex] ?? '').split('\n').filter(line => line !== '');
  return [...lines, ...(weight > 1 ? [`×${String(weight)}`] : [])].map(line => shortLabel(line, measure));
}

export function shortLabel(label: string, measure: Measure = estimateWidth): string {
  return shorten(label, WIDTH_MAX, { size: LABEL_SIZE, font: 'code', measure }) ?? '…';
}

/** What a layout engine needs to know of a graph with labels. */
export function labelledRequest(graph: StateGraph, measure: Measure = estimateWidth): LayoutRequest {
  const { outline, arrays } = graph;
  const vertices = outline.labels.map((_, vertex) => {
    const lines = vertexLines(graph, vertex, measure);
    const text = Math.max(0, ...lines.map(line => measure(line, LABEL_SIZE, 'code')));
    return { width: Math.ceil(Math.max(28, text + 8)), height: heightOf(lines) };
  });
  const edges: number[] = [];
  for (let vertex = 0; vertex < outline.vertexCount; vertex += 1) {
    for (let edge = arrays.firstEdges[vertex]!; edge < arrays.firstEdges[vertex + 1]!; edge += 1) {
      edges.push(vertex, arrays.targets[edge]!);
    }
  }
  return { vertices, edges, direction: 'down' };
}

function heightOf(lines: readonly string[]): number {
  return SIGN_Y + FIRST_LINE_Y + (lines.length - 1) * LINE_HEIGHT + 2;
}

/** By edge its bends. */
type Routes = readonly (readonly number[])[];

/** Vertices where the layout put them: each its own block, since their numbers say nothing about their places. */
export function placeLabelled(
  graph: StateGraph,
  { x, y, width, height, routes }: GraphLayout,
): { readonly placement: GraphPlacement; readonly routes: Routes } {
  const heights = x.map((_, vertex) => heightOf(vertexLines(graph, vertex)));
  const ys = Float32Array.from(y, (middle, vertex) => middle - heights[vertex]! / 2 + SIGN_Y);
  const blocks = x.map((left, first) => ({ first, end: first + 1, rows: 1, left, top: ys[first]! }));
  const placement = { x: Float32Array.from(x), y: ys, left: 0, top: 0, right: width, bottom: height, gap: 24, blocks };
  // An arrow points at the sign, and leaves from it or from below its label: not from anywhere along its box.
  const ends = (vertex: number, at: number): readonly [number, number] =>
    at <= y[vertex]! ? [x[vertex]!, ys[vertex]! - CLEAR] : [x[vertex]!, y[vertex]! + heights[vertex]! / 2];
  const { firstEdges, targets } = graph.arrays;
  const straightened: (readonly number[])[] = [];
  for (let vertex = 0; vertex < x.length; vertex += 1) {
    for (let edge = firstEdges[vertex]!; edge < firstEdges[vertex + 1]!; edge += 1) {
      const route = routes[edge] ?? [];
      straightened.push(
        route.length < 4
          ? []
          : [...ends(vertex, route[1]!), ...route.slice(2, -2), ...ends(targets[edge]!, route.at(-1)!)],
      );
    }
  }
  return { placement, routes: straightened };
}
