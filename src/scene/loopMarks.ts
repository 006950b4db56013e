import type { ExecutionView } from '../contract/execution.ts';
import type { Mark, Subjects } from '../contract/scene.ts';
import { OCTAGON } from './glyphs.ts';
import { alongAfter, alongOf, lanesEnd, pointOf, type Grid } from './grid.ts';
import { BOLD } from './labels.ts';
import { lineAcross, lineBetween } from './lines.ts';
import { isLasso, loopLabel, loopOf, loopSentence, type Loop } from './loop.ts';
import { BRACKET_GAP, END_HEIGHT, END_MIDDLE, OCTAGON_ROOM, WORDS_GAP } from './margins.ts';
import type { Point } from './shapes.ts';
import { LABEL_SIZE } from './text.ts';

/** How far the ends of a bracket reach towards the lanes. */
const TICK = 8;
/** Height of a line of text, and from its top to its baseline. */
const TEXT_HEIGHT = LABEL_SIZE + 3;
const BASELINE = 10;

/**
 * A bracket beside the steps that are repeated for ever, with an arrow back to the first of them; or a line at the end,
 * where nothing changes any more. The name of the property that this violates stands there too.
 */
export function loopMarks(view: ExecutionView, grid: Grid): readonly Mark[] {
  const loop = loopOf(view);
  if (loop === undefined) return [];
  const of: Subjects = { step: loop.count === 0 ? loop.last : Math.max(0, loop.first) };
  const lines = loop.count === 0 ? [lineAcross(grid, grid.end)] : bracketLines(grid, loop);
  const head = loop.count === 0 || loop.first < 1 ? [] : [headOf(grid, loop, of)];
  return [
    ...lines.map((line): Mark => ({ kind: 'line', class: 'loop', of, title: loopSentence(loop), ...line })),
    ...head,
    ...wordsOf(view, grid, loop, of),
  ];
}

/** Where the octagon stands of a violation that is the loop itself. */
export function loopSpot(view: ExecutionView, grid: Grid): { readonly of: Subjects; readonly at: Point } | undefined {
  const loop = loopOf(view);
  if (loop === undefined || !isLasso(view)) return undefined;
  const of = { step: loop.last };
  if (loop.count > 0) return { of, at: pointOf(grid, bracketAcross(grid), middleOf(grid, loop)) };
  const { x, y } = endRow(view, grid, loop);
  return { of, at: { x: x + OCTAGON, y } };
}

function bracketLines(grid: Grid, loop: Loop): readonly ReturnType<typeof lineBetween>[] {
  const across = bracketAcross(grid);
  const { from, to } = reachOf(grid, loop);
  const tick = (along: number): ReturnType<typeof lineBetween> =>
    lineBetween(grid, { across: across - TICK, along }, { across, along });
  const side = lineBetween(grid, { across, along: from }, { across, along: to });
  // A loop that began before what is shown stays open there.
  return loop.first < 1 ? [side, tick(to)] : [side, tick(to), tick(from)];
}

function headOf(grid: Grid, loop: Loop, of: Subjects): Mark {
  const at = pointOf(grid, bracketAcross(grid) - TICK, reachOf(grid, loop).from);
  const angle = grid.direction === 'down' ? Math.PI : -Math.PI / 2;
  return { kind: 'head', class: 'loop', of, ...at, angle, hollow: false };
}

function bracketAcross(grid: Grid): number {
  return lanesEnd(grid) + BRACKET_GAP + 0.5;
}

function reachOf(grid: Grid, { first, last }: Loop): { readonly from: number; readonly to: number } {
  const from = alongOf(grid, Math.max(0, first)) - Math.round(grid.stepHeight / 2);
  return { from, to: alongAfter(grid, last) };
}

function middleOf(grid: Grid, loop: Loop): number {
  const { from, to } = reachOf(grid, loop);
  return (from + to) / 2;
}

function wordsOf(view: ExecutionView, grid: Grid, loop: Loop, of: Subjects): readonly Mark[] {
  const words = (x: number, y: number): Mark => textMark(loopLabel(loop), 'labelMuted', of, { x, y });
  const name = view.verdict?.property ?? '';
  const named = (x: number, y: number): Mark => textMark(name, 'eventViolation', of, { x, y });
  const isBad = isLasso(view);
  if (loop.count > 0 && grid.direction === 'down') {
    const x = bracketAcross(grid) + (isBad ? OCTAGON_ROOM : WORDS_GAP);
    const middle = middleOf(grid, loop);
    if (!isBad) return [words(x, middle - TEXT_HEIGHT / 2 + BASELINE)];
    return [named(x, middle - TEXT_HEIGHT + BASELINE), words(x, middle + BASELINE)];
  }
  const { x, y } = rowOf(view, grid, loop);
  const start = x + (isBad && loop.count === 0 ? OCTAGON + OCTAGON_ROOM : 0);
  const baseline = y - TEXT_HEIGHT / 2 + BASELINE;
  return isBad ? [named(start, baseline), words(start + nameWidth(view, grid), baseline)] : [words(start, baseline)];
}

/** Where the only line of words begins, and its middle. */
function rowOf(view: ExecutionView, grid: Grid, loop: Loop): Point {
  if (loop.count === 0) return endRow(view, grid, loop);
  const width = wordsWidth(view, grid, loop);
  const top = bracketAcross(grid) + (isLasso(view) ? OCTAGON + 2 : 4);
  const x = Math.max(2, Math.min(middleOf(grid, loop) - width / 2, grid.width - 2 - width));
  return { x, y: top + TEXT_HEIGHT / 2 };
}

/** That nothing changes any more is said below all lanes: where they begin, or where they end when time goes right. */
function endRow(view: ExecutionView, grid: Grid, loop: Loop): Point {
  if (grid.direction === 'down') return { x: grid.gutter + 4, y: grid.end + grid.foot - END_MIDDLE };
  const octagon = isLasso(view) ? OCTAGON + OCTAGON_ROOM : 0;
  const x = Math.max(2, grid.end - octagon - wordsWidth(view, grid, loop));
  return { x, y: lanesEnd(grid) + END_HEIGHT - END_MIDDLE };
}

function wordsWidth(view: ExecutionView, grid: Grid, loop: Loop): number {
  return grid.measure(loopLabel(loop), LABEL_SIZE, 'words') + (isLasso(view) ? nameWidth(view, grid) : 0);
}

/** Of the property's name, and the space after it. */
function nameWidth({ verdict }: ExecutionView, { measure }: Grid): number {
  return measure(verdict?.property ?? '', LABEL_SIZE, 'words') * BOLD + 8;
}

function textMark(text: string, markClass: 'labelMuted' | 'eventViolation', of: Subjects, { x, y }: Point): Mark {
  return { kind: 'text', class: markClass, of, x, y, text, anchor: 'start', font: 'words', size: LABEL_SIZE };
}
