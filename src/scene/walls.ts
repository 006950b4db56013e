import type { Band, ExecutionView } from '../contract/execution.ts';
import type { Mark } from '../contract/scene.ts';
import { acrossOf, alongOf, pointOf, type Grid } from './grid.ts';
import { lineBetween } from './lines.ts';

/** Distance of walls that stand in the same gap at the same time, where lanes are as wide as that. */
const WALL_DISTANCE = 24;
/** Where the next walls stand that would be at the same place, in distances towards the sender. */
const PLACES = [0, 1, 0.5, 1.5] as const;
/** The arrow that a cut stops: its length, how far before the wall it ends, and after how many pixels it comes again. */
const STUB = { length: 14, gap: 3, after: 14, again: 140 } as const;

/** The double walls of partitions, and the single walls of links that are cut. */
export function wallMarks(view: ExecutionView, grid: Grid): readonly Mark[] {
  return view.bands.flatMap(band => {
    if (band.kind === 'partition') return partitionMarks(view, grid, band);
    return band.kind === 'cut' ? cutMarks(view, grid, band) : [];
  });
}

/** Where the walls of a partition stand: between each two neighbouring lanes of different sides. */
export function wallsOf(view: ExecutionView, band: Band): readonly number[] {
  const isInside = (lane: number): boolean => band.lanes.includes(lane);
  return view.lanes.slice(1).flatMap((_, lane) => (isInside(lane) === isInside(lane + 1) ? [] : [lane]));
}

/**
 * Across the lanes, where the wall of a cut stands: beside its receiver, in the middle unless another wall is there; then
 * nearer to the sender, so that the arrow that it stops never crosses the other wall.
 */
export function cutAcross(view: ExecutionView, grid: Grid, band: Band): number {
  const gap = gapOfCut(band);
  const isAtSamePlace = (other: Band): boolean => {
    if (other === band || !overlap(other, band)) return false;
    if (other.kind === 'partition') return wallsOf(view, other).includes(gap);
    return other.kind === 'cut' && gapOfCut(other) === gap && view.bands.indexOf(other) < view.bands.indexOf(band);
  };
  // A cut the other way has moved the other way, unless it stands in the middle itself.
  const others = view.bands.filter(isAtSamePlace);
  const inTheWay = others.filter(other => other.kind === 'partition' || wayOf(other) === wayOf(band));
  const count = inTheWay.length > 0 ? inTheWay.length : Math.min(1, others.length);
  const distance = Math.min(WALL_DISTANCE, grid.laneWidth / 4);
  return middleOf(grid, gap) - wayOf(band) * (PLACES[count % PLACES.length] ?? 0) * distance;
}

/** From a lower lane to a higher one, or back. */
function wayOf({ lanes: [from = 0, to = 0] }: Band): number {
  return Math.sign(to - from);
}

function gapOfCut({ lanes: [from = 0, to = 0] }: Band): number {
  return from < to ? to - 1 : to;
}

function overlap(a: Band, b: Band): boolean {
  return a.fromStep < (b.toStep ?? Infinity) && b.fromStep < (a.toStep ?? Infinity);
}

/** Half pixels, so that lines of one pixel are crisp. */
function middleOf(grid: Grid, gap: number): number {
  return Math.round(acrossOf(grid, gap) + grid.laneWidth / 2) + 0.5;
}

function reachOf(grid: Grid, { fromStep, toStep }: Band): { readonly from: number; readonly to: number } {
  return { from: alongOf(grid, fromStep), to: toStep === undefined ? grid.end : alongOf(grid, toStep) };
}

function partitionMarks(view: ExecutionView, grid: Grid, band: Band): readonly Mark[] {
  const { from, to } = reachOf(grid, band);
  return wallsOf(view, band).flatMap(gap =>
    [-1.5, 1.5].map((offset): Mark => {
      const across = middleOf(grid, gap) + offset;
      const line = lineBetween(grid, { across, along: from }, { across, along: to });
      return { kind: 'line', class: 'partition', of: { step: band.fromStep }, ...line };
    }),
  );
}

/** One wall, and short arrows that end at it: that way nothing passes. */
function cutMarks(view: ExecutionView, grid: Grid, band: Band): readonly Mark[] {
  const { from, to } = reachOf(grid, band);
  const across = cutAcross(view, grid, band);
  const of = { step: band.fromStep };
  const way = wayOf(band);
  const wall = lineBetween(grid, { across, along: from }, { across, along: to });
  const marks: Mark[] = [{ kind: 'line', class: 'cut', of, ...wall }];
  const angle = grid.direction === 'down' ? (way > 0 ? 0 : Math.PI) : (way * Math.PI) / 2;
  for (let along = from + STUB.after; along < to - 4; along += STUB.again) {
    if (!isClear(view, grid, band, { across, along })) continue;
    const tip = across - way * STUB.gap;
    const stub = lineBetween(grid, { across: tip - way * STUB.length, along }, { across: tip - way * 6, along });
    marks.push({ kind: 'line', class: 'cut', of, ...stub });
    marks.push({ kind: 'head', class: 'cut', of, ...pointOf(grid, tip, along), angle, hollow: false });
  }
  return marks;
}

/** Whether the arrow that ends at a cut's wall crosses no other wall: where many links are cut at once there may be no room. */
function isClear(view: ExecutionView, grid: Grid, band: Band, { across, along }: Place): boolean {
  const tail = across - wayOf(band) * (STUB.gap + STUB.length);
  const [low, high] = [Math.min(across, tail) - 1, Math.max(across, tail) + 1];
  return view.bands.every(other => {
    if (other === band || (other.kind !== 'cut' && other.kind !== 'partition')) return true;
    const { from, to } = reachOf(grid, other);
    if (along < from - 1 || along > to + 1) return true;
    const walls =
      other.kind === 'cut' ? [cutAcross(view, grid, other)] : wallsOf(view, other).map(gap => middleOf(grid, gap));
    return walls.every(wall => wall < low || wall > high || wall === across);
  });
}

interface Place {
  readonly across: number;
  readonly along: number;
}
