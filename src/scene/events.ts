import type { EventView } from '../contract/execution.ts';
import type { Mark, Subjects } from '../contract/scene.ts';
import { acrossOf, alongOf, pointOf, type Grid } from './grid.ts';
import type { Anchor } from './labels.ts';
import { lineBetween } from './lifelines.ts';
import type { Box } from './shapes.ts';

/** Radii in pixels: a dot, a glyph with something in it, and the octagon round either. */
const DOT = 3.5;
const GLYPH = 6;
const OCTAGON = 10;
const BAR = 8;

/** The marks of one event, the octagon of a violation below them. */
export function eventMarks(event: EventView, index: number, grid: Grid): readonly Mark[] {
  const of: Subjects = { event: index, lane: event.lane, step: event.step };
  const { x, y } = pointOf(grid, acrossOf(grid, event.lane), alongOf(grid, event.step));
  const octagon: Mark = { kind: 'octagon', class: 'eventViolation', of, x, y, radius: OCTAGON };
  const glyph = glyphOf(event, of, grid);
  return event.violation ? [octagon, ...glyph] : glyph;
}

function glyphOf(event: EventView, of: Subjects, grid: Grid): readonly Mark[] {
  const across = acrossOf(grid, event.lane);
  const along = alongOf(grid, event.step);
  const { x, y } = pointOf(grid, across, along);
  const bar = (offset: number): { x1: number; y1: number; x2: number; y2: number } =>
    lineBetween(grid, { across: across - BAR, along: along + offset }, { across: across + BAR, along: along + offset });
  switch (event.kind) {
    case 'start':
    case 'deliver':
      return [{ kind: 'circle', class: 'event', of, x, y, radius: DOT }];
    case 'discard':
      return [{ kind: 'circle', class: 'eventHollow', of, x, y, radius: DOT }];
    case 'timer':
      return [{ kind: 'clock', class: 'timer', of, x, y, radius: GLYPH }];
    case 'action':
      return [{ kind: 'square', class: 'action', of, x, y, size: 7 }];
    case 'crash':
      return [{ kind: 'line', class: 'crash', of, ...bar(0) }];
    case 'recover':
      return [
        { kind: 'line', class: 'restart', of, ...bar(-7) },
        { kind: 'circle', class: 'restart', of, x, y, radius: DOT },
      ];
    case 'stop':
      return [{ kind: 'line', class: 'stop', of, ...bar(0) }];
    case 'error':
      return event.violation
        ? [{ kind: 'cross', class: 'eventViolation', of, x, y, size: 7 }]
        : [{ kind: 'octagon', class: 'eventViolation', of, x, y, radius: GLYPH }];
  }
}

/** What labels and foreign arrows keep away from. */
export function boxOfEvent(event: EventView, grid: Grid): Box {
  const { x, y } = pointOf(grid, acrossOf(grid, event.lane), alongOf(grid, event.step));
  const radius = radiusOf(event) + 1;
  return { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius };
}

/** Where a label of an event may stand, best first: after its mark, away from what it sends and receives. */
export function eventAnchors(event: EventView, grid: Grid): readonly Anchor[] {
  const { x, y } = pointOf(grid, acrossOf(grid, event.lane), alongOf(grid, event.step));
  const gap = radiusOf(event) + 4;
  const near = gap - 3;
  const at = (dx: number, dy: number, side: Anchor['side']): Anchor => ({ at: { x: x + dx, y: y + dy }, side });
  const sides = [
    at(gap, 0, 'right'),
    at(-gap, 0, 'left'),
    at(near, -near, 'aboveRight'),
    at(-near, -near, 'aboveLeft'),
    at(near, near, 'belowRight'),
    at(-near, near, 'belowLeft'),
  ];
  return grid.direction === 'down' ? sides : [...sides.slice(2), ...sides.slice(0, 2)];
}

function radiusOf(event: EventView): number {
  if (event.violation) return OCTAGON;
  switch (event.kind) {
    case 'crash':
    case 'recover':
    case 'stop':
      return BAR;
    case 'timer':
    case 'error':
      return GLYPH;
    case 'start':
    case 'deliver':
    case 'discard':
    case 'action':
      return DOT + 0.5;
  }
}
