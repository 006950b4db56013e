import type { Mark } from '../contract/scene.ts';
import type { Point } from './shapes.ts';

/** A mark at another place, for pictures that are put together from several. */
export function moved(mark: Mark, by: Point): Mark {
  const points = (all: readonly number[]): readonly number[] =>
    all.map((coordinate, i) => coordinate + (i % 2 === 0 ? by.x : by.y));
  switch (mark.kind) {
    case 'line':
      return { ...mark, x1: mark.x1 + by.x, y1: mark.y1 + by.y, x2: mark.x2 + by.x, y2: mark.y2 + by.y };
    case 'polyline':
      return { ...mark, points: points(mark.points) };
    case 'glyph': {
      const { x, y, outline, lines } = mark;
      return { ...mark, x: x + by.x, y: y + by.y, outline: points(outline), lines: lines.map(points) };
    }
    case 'head':
    case 'cross':
    case 'circle':
    case 'octagon':
    case 'clock':
    case 'square':
    case 'rectangle':
    case 'text':
      return { ...mark, x: mark.x + by.x, y: mark.y + by.y };
  }
}
