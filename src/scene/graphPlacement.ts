/** Where the vertices of a graph stand, in pixels at scale 1. */
export interface GraphPlacement {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** The least distance of two vertices. */
  readonly gap: number;
  /** By layer where its vertices are: they are numbered from its left to its right, column by column. */
  readonly blocks: readonly Block[];
}

export interface Block {
  readonly first: number;
  readonly end: number;
  readonly rows: number;
  /** Of its first column and row. */
  readonly left: number;
  readonly top: number;
}

/** Pixels between vertices, and between layers besides. */
const GAP = 16;
const LAYER_GAP = 40;
/** A layer with more vertices than this is folded into rows. */
const COLUMNS_MIN = 80;
/** Width by height that is aimed at. */
const ASPECT = 1.8;
/** A column is as wide as the layer gap allows edges to be told apart in small graphs. */
const SPREAD = 1.5;

/**
 * Places layers one below the other. Layers of large graphs are folded: a column holds several vertices, so that the whole
 * graph is about as high as it is wide, and each layer a band as large as it has vertices.
 */
export function placeLayers(layerEnds: ArrayLike<number>, places: Float32Array): GraphPlacement {
  const sizes = Array.from(layerEnds, (end, layer) => end - (layer === 0 ? 0 : layerEnds[layer - 1]!));
  const columns = columnsFor(sizes);
  const isFolded = sizes.some(size => size > columns);
  const [x, y] = [new Float32Array(places.length), new Float32Array(places.length)];
  const blocks: Block[] = [];
  let [top, first, left, right] = [0, 0, 0, 0];
  for (const size of sizes) {
    const end = first + size;
    const rows = Math.max(1, Math.ceil(size / columns));
    const start = -((Math.ceil(size / rows) - 1) * GAP) / 2;
    for (let vertex = first; vertex < end; vertex += 1) {
      const at = vertex - first;
      x[vertex] = isFolded ? start + Math.floor(at / rows) * GAP : places[vertex]! * GAP * SPREAD;
      y[vertex] = top + (at % rows) * GAP;
    }
    if (size > 0) {
      left = Math.min(left, x[first]!);
      right = Math.max(right, x[end - 1]!);
      blocks.push({ first, end, rows, left: x[first]!, top });
    }
    top += (rows - 1) * GAP + LAYER_GAP;
    first = end;
  }
  const gap = isFolded ? GAP : GAP * SPREAD;
  return { x, y, left, right, top: 0, bottom: Math.max(0, top - LAYER_GAP), gap, blocks };
}

/** As many columns as make the whole about as wide as `ASPECT` says. */
function columnsFor(sizes: readonly number[]): number {
  const widest = sizes.reduce((most, size) => Math.max(most, size), 1);
  let columns = COLUMNS_MIN;
  while (columns < widest) {
    const height = sizes.reduce((sum, size) => sum + Math.ceil(size / columns) * GAP + LAYER_GAP - GAP, 0);
    if (columns * GAP >= ASPECT * height) return columns;
    columns = Math.ceil(columns * 1.1);
  }
  return Math.max(COLUMNS_MIN, widest);
}

/** Vertices of each layer are numbered from left to right: those that may be within a strip, layer by layer. */
export function* rangesWithin(
  { blocks, x, gap }: GraphPlacement,
  area: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number },
): Generator<readonly [number, number]> {
  for (const { first, end, rows, top } of blocks) {
    if (top > area.bottom || top + (rows - 1) * gap < area.top) continue;
    const from = firstFrom(x, first, end, area.left);
    const to = firstFrom(x, from, end, area.right + Number.EPSILON);
    if (from < to) yield [from, to];
  }
}

/** The first of an ascending range that is not less than a limit. */
function firstFrom(values: Float32Array, first: number, end: number, limit: number): number {
  let [low, high] = [first, end];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
