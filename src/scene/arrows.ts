import type { ArrowView, ExecutionView } from '../contract/execution.ts';
import type { Mark, MarkClass, Subjects } from '../contract/scene.ts';
import { alongOf, pointOf, type Grid } from './grid.ts';
import type { Anchor } from './labels.ts';
import type { Route } from './routes.ts';
import type { Point } from './shapes.ts';

const CROSS_SIZE = 9;
/** Space between an arrow and its label, in pixels. */
const LABEL_GAP = 2;
/** Space between the tip of an arrow and a label round it: clear of the head. */
const TIP_GAP = 7;
/** Where along a piece of an arrow its label may stand: from the middle outwards. */
const SHARES = [
  0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8, 0.14, 0.86, 0.08, 0.92, 0.03, 0.97,
] as const;

/** An arrow as points of the picture, cut off where the mark of its receiver begins. */
export function pathOf(route: Route, grid: Grid): readonly Point[] {
  const points = route.turns.map(turn => pointOf(grid, turn.across, turn.along));
  const tip = points.at(-1);
  if (route.end !== 'event' || tip === undefined) return points;
  const distance = ({ x, y }: Point): number => Math.hypot(tip.x - x, tip.y - y);
  const outside = points.filter((point, i) => i === 0 || distance(point) > route.gap);
  const last = outside.at(-1) ?? tip;
  const share = Math.max(0.1, 1 - route.gap / Math.max(1, distance(last)));
  return [...outside, { x: last.x + (tip.x - last.x) * share, y: last.y + (tip.y - last.y) * share }];
}

/** The line, and its head or cross. */
export function arrowMarks(view: ExecutionView, route: Route, grid: Grid): readonly Mark[] {
  const arrow = view.arrows[route.arrow];
  const path = pathOf(route, grid);
  const tip = path.at(-1);
  const before = path.at(-2);
  if (arrow === undefined || tip === undefined || before === undefined) return [];
  const of: Subjects = { arrow: route.arrow, step: arrow.sentStep };
  const markClass = arrowClass(arrow, grid.cursor);
  const line: Mark = { kind: 'polyline', class: markClass, of, ...lineOf(arrow, path, grid) };
  if (route.end === 'cross') {
    return [line, { kind: 'cross', class: markClass, of, x: tip.x, y: tip.y, size: CROSS_SIZE }];
  }
  const angle = Math.atan2(tip.y - before.y, tip.x - before.x);
  const hollow = arrow.copyOf !== undefined;
  return [line, { kind: 'head', class: markClass, of, x: tip.x, y: tip.y, angle, hollow }];
}

/** The points of an arrow's line, and from which of them on it is wavy: where the message was damaged. */
function lineOf(
  { corruptions }: ArrowView,
  path: readonly Point[],
  grid: Grid,
): { readonly points: readonly number[]; readonly wavyFrom?: number } {
  const flat = (points: readonly Point[]): readonly number[] => points.flatMap(({ x, y }) => [x, y]);
  const [first] = corruptions ?? [];
  if (first === undefined) return { points: flat(path) };
  const along = alongOf(grid, first.step);
  const timeOf = ({ x, y }: Point): number => (grid.direction === 'down' ? y : x);
  const next = path.findIndex(point => timeOf(point) > along);
  const [before, after] = [path[next - 1], path[next]];
  if (before === undefined || after === undefined) return { points: flat(path), wavyFrom: 0 };
  const share = (along - timeOf(before)) / (timeOf(after) - timeOf(before));
  const damaged = { x: before.x + share * (after.x - before.x), y: before.y + share * (after.y - before.y) };
  if (share < 0.01) return { points: flat(path), wavyFrom: next - 1 };
  return { points: flat(path.toSpliced(next, 0, damaged)), wavyFrom: next };
}

/** What has left but not ended by the time we look is in flight, whatever becomes of it later. */
export function arrowClass(arrow: ArrowView, cursor: number): MarkClass {
  const isInFlight = arrow.sentStep <= cursor && (arrow.endStep === undefined || arrow.endStep > cursor);
  if (isInFlight) return 'messageInFlight';
  if (arrow.fate === 'lost') return 'messageLost';
  if (arrow.fate === 'ignored') return 'messageDiscarded';
  if (arrow.fate === 'inFlight') return 'messageInFlight';
  if (arrow.copyOf !== undefined) return 'messageDuplicate';
  if (arrow.corruptions !== undefined) return 'messageCorrupt';
  return arrow.fate === 'discarded' ? 'messageDiscarded' : 'message';
}

/**
 * Where the label of an arrow may stand, best first: beside its line between two lifelines, the last gap first; round the
 * tip of one that arrives nowhere.
 */
export function arrowAnchors(route: Route, grid: Grid): Iterable<Anchor> {
  const pieces = piecesOf(route, grid);
  // Made one by one, because nearly always one of the first is free.
  return {
    *[Symbol.iterator]() {
      for (const piece of pieces) for (const share of SHARES) yield* sidesAt(piece, share);
      if (route.end === 'open') yield* roundTip(route, grid);
    },
  };
}

function roundTip(route: Route, grid: Grid): readonly Anchor[] {
  const tip = route.turns.at(-1);
  if (tip === undefined) return [];
  const { x, y } = pointOf(grid, tip.across, tip.along);
  const at = (dx: number, dy: number, side: Anchor['side']): Anchor => ({ at: { x: x + dx, y: y + dy }, side });
  return [
    at(TIP_GAP, 0, 'right'),
    at(-TIP_GAP, 0, 'left'),
    at(0, TIP_GAP, 'below'),
    at(0, -TIP_GAP, 'above'),
    at(0, TIP_GAP, 'belowRight'),
    at(0, TIP_GAP, 'belowLeft'),
    at(TIP_GAP, -2, 'aboveRight'),
    at(-TIP_GAP, -2, 'aboveLeft'),
  ];
}

/** A straight part of an arrow from `from` to `to`, in one gap between lifelines. */
interface Piece {
  readonly from: Point;
  readonly to: Point;
}

/** The parts of an arrow between the lifelines it crosses, the last first; in three parts where it crosses none. */
function piecesOf(route: Route, grid: Grid): readonly Piece[] {
  const cuts: { readonly across: number; readonly along: number }[] = [];
  route.turns.slice(1).forEach((turn, i) => {
    const last = route.turns[i] ?? turn;
    const gaps = Math.max(1, Math.round(Math.abs(turn.across - last.across) / grid.laneWidth));
    for (let gap = 0; gap < gaps; gap += 1) {
      const share = gap / gaps;
      cuts.push({
        across: last.across + share * (turn.across - last.across),
        along: last.along + share * (turn.along - last.along),
      });
    }
  });
  cuts.push(route.turns.at(-1) ?? { across: 0, along: 0 });
  const points = cuts.map(cut => pointOf(grid, cut.across, cut.along));
  const pieces = points.slice(1).map((to, i) => ({ from: points[i] ?? to, to }));
  // The bends of a loop are too short to write on.
  const long = pieces.filter(({ from, to }) => Math.hypot(to.x - from.x, to.y - from.y) >= 12);
  return (long.length > 0 ? long : pieces).reverse();
}

/** Beside the line at one of its points: above and below a flat line, right and left of a steep one. */
function* sidesAt({ from, to }: Piece, share: number): Generator<Anchor> {
  const x = from.x + share * (to.x - from.x);
  const y = from.y + share * (to.y - from.y);
  const slope = Math.abs((to.y - from.y) / (to.x - from.x));
  const above: Anchor = { at: { x, y: y - LABEL_GAP }, side: 'above', slope };
  const below: Anchor = { at: { x, y: y + LABEL_GAP }, side: 'below', slope };
  const right: Anchor = { at: { x: x + LABEL_GAP, y }, side: 'right', slope };
  const left: Anchor = { at: { x: x - LABEL_GAP, y }, side: 'left', slope };
  yield* slope < 0.8 ? [above, below, right, left] : [right, left, above, below];
  // A label that ends or begins at the point reaches past the end of a short arrow.
  const falls = to.y > from.y === to.x > from.x;
  yield { ...above, side: falls ? 'aboveRight' : 'aboveLeft' };
  yield { ...below, side: falls ? 'belowLeft' : 'belowRight' };
}
