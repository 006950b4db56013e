import type { EventView, ExecutionView } from '../contract/execution.ts';
import type { Mark, Subjects } from '../contract/scene.ts';
import { faultMarks, glyphMark } from './faultGlyphs.ts';
import type { Point } from './shapes.ts';
import { LABEL_SIZE } from './text.ts';

/** Radii in pixels: a dot, a glyph with something in it, the octagon round either; and half of a cross-bar. */
export const DOT = 3.5;
export const GLYPH = 6;
export const OCTAGON = 10;
export const BAR = 8;
/** How far after its event the bar of a node stands that crashes midway. */
export const MIDWAY_BAR = 7;

/** Whether an event is ringed: the last step of a witness, where what was looked for has come true. */
export function isRinged({ verdict, steps }: ExecutionView, event: EventView): boolean {
  return verdict?.kind === 'witness' && event.step === steps.length - 1;
}

/**
 * The marks of one event, the octagon of a violation below them. A cross-bar lies across the lifeline: `turned` by a
 * quarter where time goes right.
 */
export function glyphMarks(event: EventView, of: Subjects, at: Point, turned = false): readonly Mark[] {
  const octagon: Mark = { kind: 'octagon', class: 'eventViolation', of, ...at, radius: OCTAGON };
  const glyph = glyphOf(event, of, at, turned);
  return event.violation ? [octagon, ...glyph] : glyph;
}

/** The ring of what stands for several events: as wide as its number. */
export function radiusOfRun(count: number): number {
  return count < 100 ? 9 : 12;
}

function runMarks(count: number, of: Subjects, { x, y }: Point): readonly Mark[] {
  const number = { text: String(count), anchor: 'middle', font: 'words', size: LABEL_SIZE } as const;
  return [
    { kind: 'circle', class: 'eventHollow', of, x, y, radius: radiusOfRun(count) },
    { kind: 'text', class: 'label', of, x, y: y + 4, ...number },
  ];
}

function glyphOf(event: EventView, of: Subjects, at: Point, turned: boolean): readonly Mark[] {
  if (event.count !== undefined) return runMarks(event.count, of, at);
  switch (event.kind) {
    case 'start':
    case 'deliver':
      return [{ kind: 'circle', class: 'event', of, ...at, radius: DOT }];
    case 'discard':
      return [{ kind: 'circle', class: 'eventHollow', of, ...at, radius: DOT }];
    case 'timer':
      return [{ kind: 'clock', class: 'timer', of, ...at, radius: GLYPH }];
    case 'action':
      return [{ kind: 'square', class: 'action', of, ...at, size: 7 }];
    case 'crash':
      return [{ kind: 'line', class: 'crash', of, ...barAt(at, 0, turned) }];
    case 'recover':
      return [
        { kind: 'line', class: 'restart', of, ...barAt(at, -7, turned) },
        { kind: 'circle', class: 'restart', of, ...at, radius: DOT },
      ];
    case 'stop':
      return [{ kind: 'line', class: 'stop', of, ...barAt(at, 0, turned) }];
    case 'disconnect':
      return [
        { kind: 'circle', class: 'event', of, ...at, radius: DOT },
        glyphMark({ outline: [], lines: turned ? swapAll(TORN) : TORN }, { class: 'reset', of }, at),
      ];
    case 'crashMidway':
      return [
        { kind: 'circle', class: 'event', of, ...at, radius: DOT },
        { kind: 'line', class: 'crash', of, ...barAt(at, MIDWAY_BAR, turned) },
      ];
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
      return faultMarks({ ...event, kind: event.kind }, of, at, turned);
    case 'error':
      return [{ kind: 'cross', class: 'eventViolation', of, ...at, size: 7 }];
  }
}

/** The ends of a double line that is torn, on both sides of a lifeline. */
const TORN: readonly (readonly number[])[] = [
  [-10, -1.5, -6, -1.5],
  [-10, 1.5, -6, 1.5],
  [6, -1.5, 10, -1.5],
  [6, 1.5, 10, 1.5],
];

function swapAll(lines: typeof TORN): typeof TORN {
  return lines.map(([x1 = 0, y1 = 0, x2 = 0, y2 = 0]) => [y1, x1, y2, x2]);
}

/** A bar across a lifeline, `offset` pixels later than its point. */
function barAt({ x, y }: Point, offset: number, turned: boolean): { x1: number; y1: number; x2: number; y2: number } {
  return turned
    ? { x1: x + offset, y1: y - BAR, x2: x + offset, y2: y + BAR }
    : { x1: x - BAR, y1: y + offset, x2: x + BAR, y2: y + offset };
}
