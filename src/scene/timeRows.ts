import { timesText } from '../base/timesText.ts';
import type { ExecutionView } from '../contract/execution.ts';
import { LABEL_SIZE, type Measure } from './text.ts';

/** Where the rows of steps lie where they happen in time, in pixels from the middle of the first. */
export interface TimeRows {
  readonly offsets: readonly number[];
  /** Steps before which more time passes than there is room for: the axis is cut there. */
  readonly cuts: ReadonlySet<number>;
}

/** The most rows that the time between two steps takes. */
const ROWS_MAX = 6;
/** Between the axis and what stands left of it, and from the axis to the first lane. Pixels. */
export const LABEL_GAP = 7;
export const AXIS_GAP = 6;
/** Half the length of a tick. */
export const TICK = 3;

/**
 * Rows as far apart as their steps are in time: the median of all times between two steps takes one row. Never less than
 * a row, so that marks do not overlap, and never more than a few, so that nothing is out of sight.
 */
export function timeRows({ timed }: ExecutionView, stepHeight: number): TimeRows | undefined {
  if (timed === undefined) return undefined;
  const gaps = timed.atMs.slice(1).map((ms, i) => ms - (timed.atMs[i] ?? 0));
  const passing = gaps.filter(ms => ms > 0).sort((a, b) => a - b);
  const usualMs = passing[Math.floor(passing.length / 2)] ?? 1;
  const offsets = [0];
  const cuts = new Set<number>();
  gaps.forEach((ms, i) => {
    const rows = ms / usualMs;
    if (rows > ROWS_MAX) cuts.add(i + 1);
    offsets.push((offsets[i] ?? 0) + Math.round(stepHeight * Math.max(1, Math.min(ROWS_MAX, rows))));
  });
  return { offsets, cuts };
}

/** Room for the axis and its times, left of everything else. */
export function timeAxisWidth({ timed }: ExecutionView, measure: Measure): number {
  if (timed === undefined) return 0;
  const widest = Math.max(0, ...timed.atMs.map(ms => measure(timesText(ms), LABEL_SIZE, 'words')));
  return Math.ceil((widest + LABEL_GAP + AXIS_GAP + TICK) / 4) * 4;
}
