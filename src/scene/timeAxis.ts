import { timesText } from '../base/timesText.ts';
import type { ExecutionView } from '../contract/execution.ts';
import type { Mark } from '../contract/scene.ts';
import { alongOf, pointOf, type Grid } from './grid.ts';
import { lineBetween } from './lines.ts';
import { LABEL_SIZE } from './text.ts';
import { AXIS_GAP, LABEL_GAP, TICK } from './timeRows.ts';

/** The size of the sign of a cut. */
const CUT = 4;

/** The axis of time with a tick and the time for each moment at which something happens, and signs where it is cut. */
export function timeAxisMarks({ timed }: ExecutionView, grid: Grid): readonly Mark[] {
  if (timed === undefined || grid.axisWidth === 0) return [];
  const across = grid.axisWidth - AXIS_GAP + 0.5;
  const axis: Mark = {
    kind: 'line',
    class: 'axis',
    of: {},
    ...lineBetween(grid, { across, along: grid.headLength + 0.5 }, { across, along: grid.end }),
  };
  // Of what happens at the same time the first says when.
  const moments = timed.atMs.flatMap((ms, step) => (step > 0 && ms === timed.atMs[step - 1] ? [] : [{ ms, step }]));
  const ticks = moments.flatMap(({ ms, step }) => tickMarks(grid, across, { ms, step }));
  const cuts = [...(grid.rows?.cuts ?? [])].flatMap(step => cutMarks(grid, across, step));
  return [axis, ...ticks, ...cuts];
}

function tickMarks(
  grid: Grid,
  across: number,
  { ms, step }: { readonly ms: number; readonly step: number },
): readonly Mark[] {
  const along = alongOf(grid, step);
  const line = lineBetween(grid, { across: across - TICK, along }, { across: across + TICK, along });
  const isDown = grid.direction === 'down';
  const { x, y } = pointOf(grid, across - LABEL_GAP, along);
  const place = isDown ? { x, y: y + 3.5, anchor: 'end' as const } : { x, y, anchor: 'middle' as const };
  return [
    { kind: 'line', class: 'axis', of: { step }, ...line },
    { kind: 'text', class: 'timestamp', of: { step }, text: timesText(ms), font: 'words', size: LABEL_SIZE, ...place },
  ];
}

/** Two slanted strokes across the axis in the middle of the gap. */
function cutMarks(grid: Grid, across: number, step: number): readonly Mark[] {
  const middle = (alongOf(grid, step - 1) + alongOf(grid, step)) / 2;
  return [-1.5, 1.5].map(shift => {
    const from = { across: across - CUT, along: middle + shift + CUT / 2 };
    const to = { across: across + CUT, along: middle + shift - CUT / 2 };
    return { kind: 'line', class: 'axis', of: { step }, ...lineBetween(grid, from, to) };
  });
}

/** What a node's own clock shows after a step, for runs in which every node has one. */
export function clockReading({ timed }: ExecutionView, lane: number, step: number): string | undefined {
  const ms = timed?.clocks[step]?.[lane];
  return ms === undefined ? undefined : timesText(ms);
}
