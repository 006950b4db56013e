import { pointOf, type Grid } from './grid.ts';

interface GridPoint {
  readonly across: number;
  readonly along: number;
}

/** A straight line of the picture between two points of the grid. */
export function lineBetween(
  grid: Grid,
  from: GridPoint,
  to: GridPoint,
): { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number } {
  const start = pointOf(grid, from.across, from.along);
  const end = pointOf(grid, to.across, to.along);
  return { x1: start.x, y1: start.y, x2: end.x, y2: end.y };
}
