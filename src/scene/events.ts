import type { EventView } from '../contract/execution.ts';
import type { Mark, Subjects } from '../contract/scene.ts';
import { radiusOfFault } from './faultGlyphs.ts';
import { pointOfEvent, type Grid } from './grid.ts';
import { BAR, DOT, GLYPH, glyphMarks, OCTAGON, radiusOfRun } from './glyphs.ts';
import type { Anchor } from './labels.ts';
import type { Box } from './shapes.ts';

/** The marks of one event. */
export function eventMarks(event: EventView, index: number, grid: Grid): readonly Mark[] {
  const of: Subjects = { event: index, lane: event.lane, step: event.step };
  const at = pointOfEvent(grid, event);
  return glyphMarks(event, of, at, grid.direction === 'right');
}

/** What labels and foreign arrows keep away from. */
export function boxOfEvent(event: EventView, grid: Grid): Box {
  const { x, y } = pointOfEvent(grid, event);
  const radius = radiusOf(event) + 1;
  return { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius };
}

/** Where a label of an event may stand, best first: after its mark, away from what it sends and receives. */
export function eventAnchors(event: EventView, grid: Grid): readonly Anchor[] {
  const { x, y } = pointOfEvent(grid, event);
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
  if (event.count !== undefined) return radiusOfRun(event.count);
  switch (event.kind) {
    case 'crash':
    case 'crashMidway':
    case 'recover':
    case 'stop':
      return BAR;
    case 'timer':
      return GLYPH;
    case 'disconnect':
      return BAR + 2;
    case 'stall':
    case 'pause':
    case 'resume':
    case 'diskfail':
    case 'alter':
    case 'turn':
    case 'forge':
    case 'drift':
    case 'jump':
    case 'clockFail':
      return radiusOfFault(event.kind);
    case 'error':
      return OCTAGON;
    case 'start':
    case 'deliver':
    case 'discard':
    case 'action':
      return DOT + 0.5;
  }
}
