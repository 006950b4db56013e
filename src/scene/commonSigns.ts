import type { ExecutionView, StepSign } from '../contract/execution.ts';
import type { Mark, MarkClass } from '../contract/scene.ts';
import { acrossOf, alongOf, pointOf, type Grid } from './grid.ts';
import { lineAcross, lineBetween } from './lines.ts';
import { LABEL_SIZE } from './text.ts';

/** How far the double line of a reset ends from the lifelines, and half of the break in it. */
const RESET_GAP = 10;
const RESET_BREAK = 7;

/** What steps at no node show across the lanes: time and rounds, and connections that reset. */
export function commonMarks(view: ExecutionView, grid: Grid): readonly Mark[] {
  return view.steps.flatMap(({ sign }, step) => (sign === undefined ? [] : signMarks(sign, step, grid)));
}

function signMarks(sign: StepSign, step: number, grid: Grid): readonly Mark[] {
  switch (sign.kind) {
    case 'tick':
      return [acrossLanes(grid, step, 'tick', 0), marginLabel(grid, step, sign.label)];
    case 'settle':
    case 'round':
      return [acrossLanes(grid, step, 'round', 0), marginLabel(grid, step, sign.label)];
    case 'stabilise':
      return [
        acrossLanes(grid, step, 'round', -1.5),
        acrossLanes(grid, step, 'round', 1.5),
        marginLabel(grid, step, sign.label),
      ];
    case 'reset':
      return resetMarks(grid, step, sign.lanes);
  }
}

function acrossLanes(grid: Grid, step: number, markClass: MarkClass, offset: number): Mark {
  return { kind: 'line', class: markClass, of: { step }, ...lineAcross(grid, alongOf(grid, step) + offset) };
}

function marginLabel(grid: Grid, step: number, text: string): Mark {
  const isDown = grid.direction === 'down';
  const { x, y } = pointOf(grid, isDown ? grid.gutter - 4 : grid.gutter - 8, alongOf(grid, step));
  const place = isDown ? { x, y: y + 3.5, anchor: 'end' as const } : { x, y, anchor: 'middle' as const };
  return { kind: 'text', class: 'timestamp', of: { step }, text, font: 'words', size: LABEL_SIZE, ...place };
}

/** A double line between two lifelines, broken in the middle. */
function resetMarks(grid: Grid, step: number, [one, other]: readonly [number, number]): readonly Mark[] {
  const [low, high] = [acrossOf(grid, Math.min(one, other)), acrossOf(grid, Math.max(one, other))];
  const middle = resetMiddle(grid, [one, other]);
  return [-1.5, 1.5].flatMap(offset => {
    const along = alongOf(grid, step) + offset;
    // Slanted ends: the two halves look torn, not ended.
    const slant = offset > 0 ? 2 : -2;
    const halves = [
      [low + RESET_GAP, middle - RESET_BREAK + slant],
      [middle + RESET_BREAK + slant, high - RESET_GAP],
    ] as const;
    return halves.map(([from, to]): Mark => {
      const line = lineBetween(grid, { across: from, along }, { across: to, along });
      return { kind: 'line', class: 'reset', of: { step }, ...line };
    });
  });
}

/** Where the double line of a reset is broken: in the gap beside the first of its lanes. */
export function resetMiddle(grid: Grid, [one, other]: readonly [number, number]): number {
  return acrossOf(grid, Math.min(one, other)) + grid.laneWidth / 2;
}
