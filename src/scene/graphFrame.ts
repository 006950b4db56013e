import { type StateGraphArrays, VERTEX } from '../contract/stateGraph.ts';
import { type Camera, seenArea, type Size, toGraph } from './graphCamera.ts';
import { type GraphPlacement, rangesWithin } from './graphPlacement.ts';

/** Edges are drawn while so few are in view: more take longer than a frame, and far more are a grey surface. */
export const MOVING_EDGES_MAX = 2500;
export const RESTING_EDGES_MAX = 16_000;
/** Closer together than this, vertices are stamped; farther apart each is a shape. Pixels. */
const SHAPES_FROM = 18;
/** So few vertices are shapes however close they are. */
const FEW = 400;
/** As many violating states have a sign of their own in one view. */
const SIGNS_MAX = 600;
/** Signs closer than this cover one another. Pixels. */
const SIGN_CELL = 9;

/** What of a graph is drawn in one view of it, from the bottom up. */
export interface GraphFrame {
  /** Vertices in view, as ranges of numbers. */
  readonly ranges: readonly (readonly [number, number])[];
  readonly vertexCount: number;
  /** Edges that leave a vertex in view, or undefined where they are too many. */
  readonly edges: readonly number[] | undefined;
  /** Violating vertices in view; of those that would cover one another, one. */
  readonly signs: readonly number[];
  /** Vertices are shapes, else they are stamped. */
  readonly hasShapes: boolean;
}

/** Chooses what is drawn. Work grows with what is in view, not with the graph. */
export function frameOf(
  placement: GraphPlacement,
  arrays: Pick<StateGraphArrays, 'firstEdges' | 'flags'>,
  camera: Camera,
  { size, edgesMax }: { readonly size: Size; readonly edgesMax: number },
): GraphFrame {
  // What stands at the rim is drawn whole.
  const ranges = [...rangesWithin(placement, seenArea(camera, size, placement.gap))];
  const { firstEdges } = arrays;
  const edgeCount = ranges.reduce((sum, [first, end]) => sum + firstEdges[end]! - firstEdges[first]!, 0);
  const vertexCount = ranges.reduce((sum, [first, end]) => sum + end - first, 0);
  return {
    ranges,
    vertexCount,
    edges:
      edgeCount <= edgesMax ? ranges.flatMap(([first, end]) => range(firstEdges[first]!, firstEdges[end]!)) : undefined,
    signs: signsIn(placement, arrays.flags, ranges, camera.scale),
    hasShapes: vertexCount <= FEW || placement.gap * camera.scale >= SHAPES_FROM,
  };
}

function range(first: number, end: number): readonly number[] {
  return Array.from({ length: end - first }, (_, i) => first + i);
}

function signsIn(
  { x, y }: GraphPlacement,
  flags: Uint8Array,
  ranges: GraphFrame['ranges'],
  scale: number,
): readonly number[] {
  const cells = new Set<number>();
  const signs: number[] = [];
  for (const [first, end] of ranges) {
    for (let vertex = first; vertex < end; vertex += 1) {
      if ((flags[vertex]! & VERTEX.violates) === 0) continue;
      const [column, row] = [
        Math.floor((x[vertex]! * scale) / SIGN_CELL),
        Math.floor((y[vertex]! * scale) / SIGN_CELL),
      ];
      const cell = column * 65_536 + row;
      if (cells.has(cell)) continue;
      cells.add(cell);
      signs.push(vertex);
      if (signs.length === SIGNS_MAX) return signs;
    }
  }
  return signs;
}

/** The vertex nearest to a place of the picture, not farther than so many of its pixels. */
export function vertexAt(
  placement: GraphPlacement,
  camera: Camera,
  size: Size,
  at: { readonly x: number; readonly y: number; readonly reach: number },
): number | undefined {
  const [x, y] = toGraph(camera, size, at.x, at.y);
  const reach = at.reach / camera.scale;
  const area = { left: x - reach, right: x + reach, top: y - reach, bottom: y + reach };
  let nearest: number | undefined;
  let least = reach * reach;
  for (const [first, end] of rangesWithin(placement, area)) {
    for (let vertex = first; vertex < end; vertex += 1) {
      const distance = (placement.x[vertex]! - x) ** 2 + (placement.y[vertex]! - y) ** 2;
      if (distance > least) continue;
      least = distance;
      nearest = vertex;
    }
  }
  return nearest;
}
