import { lanesEnd, pointOf, type Grid } from './grid.ts';

interface GridPoint {
  readonly across: number;
  readonly along: number;
}

/** The ends of a line in the picture. */
interface LineEnds {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** A straight line of the picture between two points of the grid. */
export function lineBetween(grid: Grid, from: GridPoint, to: GridPoint): LineEnds {
  const start = pointOf(grid, from.across, from.along);
  const end = pointOf(grid, to.across, to.along);
  return { x1: start.x, y1: start.y, x2: end.x, y2: end.y };
}

/** A line across all lanes at one moment. */
export function lineAcross(grid: Grid, along: number): LineEnds {
  return lineBetween(grid, { across: grid.gutter, along }, { across: lanesEnd(grid) - 4, along });
}
