import type { Mark } from '../../src/contract/scene.ts';

/** A stretch of a picture, in pixels along the axis it is long in. */
export interface Extent {
  readonly from: number;
  readonly to: number;
}

export type Axis = 'x' | 'y';

/** How far a mark reaches along an axis, strokes aside. */
export function extentOf(mark: Mark, axis: Axis): Extent {
  switch (mark.kind) {
    case 'line':
      return axis === 'y' ? between(mark.y1, mark.y2) : between(mark.x1, mark.x2);
    case 'polyline':
      return extentOfPoints([mark.points], axis);
    case 'glyph':
      return extentOfPoints([mark.outline, ...mark.lines], axis);
    case 'circle':
    case 'octagon':
    case 'clock':
      return around(mark[axis], mark.radius);
    case 'cross':
    case 'square':
      return around(mark[axis], mark.size / 2);
    case 'rectangle':
      return { from: mark[axis], to: mark[axis] + (axis === 'y' ? mark.height : mark.width) };
    case 'head':
      return around(mark[axis], 8);
    case 'text':
      // As wide as its letters may be at most: what is drawn a little outside of the window does no harm.
      return around(mark[axis], axis === 'y' ? mark.size : mark.size * mark.text.length);
  }
}

function between(a: number, b: number): Extent {
  return { from: Math.min(a, b), to: Math.max(a, b) };
}

function around(middle: number, half: number): Extent {
  return { from: middle - half, to: middle + half };
}

function extentOfPoints(lines: readonly (readonly number[])[], axis: Axis): Extent {
  let from = Infinity;
  let to = -Infinity;
  for (const points of lines) {
    for (let i = axis === 'x' ? 0 : 1; i < points.length; i += 2) {
      from = Math.min(from, points[i]!);
      to = Math.max(to, points[i]!);
    }
  }
  return { from, to };
}

/** The marks of a large picture by the stretches of its axis that they reach into. */
export class MarkIndex {
  readonly #marks: readonly Mark[];
  readonly #block: number;
  readonly #byBlock = new Map<number, number[]>();
  /** What reaches through much of the picture. */
  readonly #long: { readonly index: number; readonly extent: Extent }[] = [];

  constructor(marks: readonly Mark[], axis: Axis, block: number) {
    this.#marks = marks;
    this.#block = block;
    marks.forEach((mark, index) => this.#add(index, extentOf(mark, axis)));
  }

  /** The marks that reach into a window, in drawing order. */
  within(window: Extent): readonly Mark[] {
    const found = new Set<number>();
    for (const { index, extent } of this.#long) {
      if (extent.to >= window.from && extent.from <= window.to) found.add(index);
    }
    const last = Math.floor(window.to / this.#block);
    for (let block = Math.floor(window.from / this.#block); block <= last; block += 1) {
      for (const index of this.#byBlock.get(block) ?? []) found.add(index);
    }
    return [...found].sort((a, b) => a - b).map(index => this.#marks[index]!);
  }

  #add(index: number, extent: Extent): void {
    const first = Math.floor(extent.from / this.#block);
    const last = Math.floor(extent.to / this.#block);
    if (!(last - first < BLOCKS_MAX)) {
      this.#long.push({ index, extent });
      return;
    }
    for (let block = first; block <= last; block += 1) {
      const indices = this.#byBlock.get(block);
      if (indices === undefined) this.#byBlock.set(block, [index]);
      else indices.push(index);
    }
  }
}

const BLOCKS_MAX = 4;
