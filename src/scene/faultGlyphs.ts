import type { EventKind, EventView } from '../contract/execution.ts';
import type { Mark, MarkClass, Subjects } from '../contract/scene.ts';
import type { Point } from './shapes.ts';

/** Radius of the signs in a ring. Pixels. */
const RING = 6;
/** Length of the half of a cross-bar. */
const HALF_BAR = 8;
/** Outer and inner radius of the double ring of a Byzantine node. */
export const DOUBLE_RING = [7, 4] as const;

/** What strikes a node and is an event at it; crashes and restarts aside. */
export type FaultKind = Extract<
  EventKind,
  'stall' | 'pause' | 'resume' | 'diskfail' | 'alter' | 'turn' | 'forge' | 'drift' | 'jump' | 'clockFail'
>;

/** How far the sign of a fault reaches from its lifeline. */
export function radiusOfFault(kind: FaultKind): number {
  switch (kind) {
    case 'stall':
    case 'pause':
    case 'resume':
      return RING;
    case 'diskfail':
    case 'alter':
    case 'turn':
    case 'forge':
      return 7;
    case 'drift':
    case 'jump':
    case 'clockFail':
      return RING + 2;
  }
}

/** The sign of a fault at its lifeline; `turned` where time goes right. */
export function faultMarks(
  event: EventView & { readonly kind: FaultKind },
  of: Subjects,
  at: Point,
  turned: boolean,
): readonly Mark[] {
  const draw = (shape: Shape, markClass: MarkClass = 'fault'): Mark => glyphMark(shape, { class: markClass, of }, at);
  const along = (shape: Shape): Shape => (turned ? swapped(shape) : shape);
  switch (event.kind) {
    case 'stall':
      return [{ kind: 'line', class: 'stop', of, x1: at.x, y1: at.y, ...endOfHalfBar(at, turned) }];
    case 'pause':
      return [draw({ outline: circle(RING), lines: BARS })];
    case 'resume':
      return [draw({ outline: circle(RING), lines: along({ outline: [], lines: [TRIANGLE] }).lines })];
    case 'diskfail':
      return [draw(BROKEN_DISK)];
    case 'alter':
      return [draw(LIGHTNING, 'faultSolid')];
    case 'turn':
      return ringMarks(of, at);
    case 'forge':
      return [...ringMarks(of, at), { kind: 'circle', class: 'event', of, ...at, radius: 2 }];
    case 'drift':
      return [clockMark(of, at), ...movesOf(event, 1).map(shape => draw(along(shape), 'faultSolid'))];
    case 'jump':
      return [clockMark(of, at), ...movesOf(event, 2).map(shape => draw(along(shape), 'faultSolid'))];
    case 'clockFail':
      return [clockMark(of, at), draw({ outline: [], lines: [[-8, 8, 8, -8]] })];
  }
}

/** A closed outline and lines on it, around the origin. */
interface Shape {
  readonly outline: readonly number[];
  readonly lines: readonly (readonly number[])[];
}

/** A shape as a mark around a point. */
export function glyphMark(
  { outline, lines }: Shape,
  what: { readonly class: MarkClass; readonly of: Subjects },
  { x, y }: Point,
): Mark {
  const moved = (points: readonly number[]): readonly number[] =>
    points.map((value, i) => value + (i % 2 === 0 ? x : y));
  return { kind: 'glyph', ...what, x, y, outline: moved(outline), lines: lines.map(moved) };
}

function ringMarks(of: Subjects, at: Point): readonly Mark[] {
  return DOUBLE_RING.map(radius => ({ kind: 'circle', class: 'fault', of, ...at, radius }));
}

function clockMark(of: Subjects, at: Point): Mark {
  return { kind: 'clock', class: 'fault', of, ...at, radius: RING };
}

/** On the side that is hatched from then on. */
function endOfHalfBar({ x, y }: Point, turned: boolean): { readonly x2: number; readonly y2: number } {
  return turned ? { x2: x, y2: y + HALF_BAR } : { x2: x + HALF_BAR, y2: y };
}

const BARS: Shape['lines'] = [
  [-1.75, -2.5, -1.75, 2.5],
  [1.75, -2.5, 1.75, 2.5],
];

/** Points the way time goes. */
const TRIANGLE = [-2.5, -1.5, 2.5, -1.5, 0, 2.5, -2.5, -1.5];

const LIGHTNING: Shape = { outline: [1.5, -8, -4.5, 1, -0.5, 1, -1.5, 8, 4.5, -1.5, 0.5, -1.5, 3.5, -8], lines: [] };

const TOP = { width: 5, height: 2, y: -4.5 } as const;

/** A cylinder with a bar across. */
const BROKEN_DISK: Shape = {
  outline: [...arc(TOP, Math.PI, 2 * Math.PI), ...arc({ ...TOP, y: 4.5 }, 0, Math.PI)],
  lines: [arc(TOP, 0, Math.PI), [-7.5, 6.5, 7.5, -6.5]],
};

/** Small triangles on the lifeline: after a clock, with time, where it gains; before it, against time, where it loses. */
function movesOf({ moves }: EventView, count: 1 | 2): readonly Shape[] {
  const way = moves === 'behind' ? -1 : 1;
  return [8, 12].slice(0, count).map(base => {
    return { outline: [-3, way * base, 3, way * base, 0, way * (base + 4), -3, way * base], lines: [] };
  });
}

function circle(radius: number): readonly number[] {
  return arc({ width: radius, height: radius, y: 0 }, 0, 2 * Math.PI);
}

/** Points on an ellipse around (0, y), from one angle to another. */
function arc(
  { width, height, y }: { readonly width: number; readonly height: number; readonly y: number },
  from: number,
  to: number,
): readonly number[] {
  const count = 16;
  return Array.from({ length: count + 1 }, (_, i) => {
    const angle = from + ((to - from) * i) / count;
    return [rounded(width * Math.cos(angle)), rounded(y + height * Math.sin(angle))];
  }).flat();
}

/** With along and across exchanged. */
function swapped({ outline, lines }: Shape): Shape {
  const swap = (points: readonly number[]): readonly number[] =>
    points.map((value, i) => points[i % 2 === 0 ? i + 1 : i - 1] ?? value);
  return { outline: swap(outline), lines: lines.map(swap) };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
