import type { ExecutionView, OperationView } from '../contract/execution.ts';
import type { Mark, MarkClass, Subjects } from '../contract/scene.ts';
import { acrossOf, alongOfEvent, pointOf, type Grid } from './grid.ts';
import type { Anchor, Label, LabelPlacer } from './labels.ts';
import { lineBetween } from './lines.ts';
import { operationLabel, operationSentence } from './operationWords.ts';
import { LABEL_SIZE, shorterCalls } from './text.ts';

/** From the lifeline to the first bar, from one bar to the next, and at most how many stand side by side in a wide lane. */
const BAR = { gap: 16, apart: 6, levels: 4 } as const;
/** Bars begin and end a little inside of their events, so that two in a row stay apart; and their least length. */
const INSET = 2;
const LENGTH_MIN = 6;
/** Half of the stroke that closes a bar. */
const CAP = 3;
/** The solid part of a bar that never ends. */
const OPEN_LENGTH = 14;
/** Of the sign of an operation that no order has room for. */
const BLAME_RADIUS = 5;
/** From a bar to its label, and how far along the bar the next place for it is. */
const LABEL_GAP = 4;
const LABEL_STEP = 14;
const LABEL_PLACES = 12;

interface Bar {
  readonly operation: OperationView;
  readonly index: number;
  readonly across: number;
  readonly from: number;
  readonly to: number;
  /** It began before what is shown. */
  readonly isCut: boolean;
}

/** Beside the lifeline of each client a bar for each of its operations, from where it began to where it was answered. */
export function operationMarks(view: ExecutionView, grid: Grid): readonly Mark[] {
  return barsOf(view, grid).flatMap(bar => {
    const { operation, index, across, from, to, isCut } = bar;
    const of: Subjects = { operation: index, lane: operation.lane };
    const title = operationSentence(view, operation);
    const main: MarkClass = operation.blamed === true ? 'operationBlamed' : 'operation';
    const line = (markClass: MarkClass, start: number, end: number): Mark => {
      const ends = lineBetween(grid, { across, along: start }, { across, along: end });
      return { kind: 'line', class: markClass, of, title, ...ends };
    };
    const cap = (along: number): Mark => {
      const ends = lineBetween(grid, { across: across - CAP, along }, { across: across + CAP, along });
      return { kind: 'line', class: main, of, title, ...ends };
    };
    const begin = isCut ? [] : [cap(from)];
    const end =
      operation.to === undefined
        ? [line(main, from, solidEnd(bar)), line('operationOpen', solidEnd(bar), to)]
        : [line(main, from, to), cap(to)];
    return [...begin, ...end, ...blameMarks(grid, bar, of)];
  });
}

function solidEnd({ from, to }: Bar): number {
  return Math.min(from + OPEN_LENGTH, (from + to) / 2);
}

/** A small octagon on the bar of an operation that no order has room for. */
function blameMarks(grid: Grid, bar: Bar, of: Subjects): readonly Mark[] {
  if (bar.operation.blamed !== true) return [];
  const at = pointOf(grid, bar.across, blamedAlong(bar));
  return [{ kind: 'octagon', class: 'operationBlamed', of, ...at, radius: BLAME_RADIUS }];
}

function blamedAlong({ operation, from, to }: Bar): number {
  return operation.to === undefined ? from + BLAME_RADIUS : (from + to) / 2;
}

/** What each bar says, beside it, as early as there is room: of those to blame, or of all others. */
export function operationLabels(
  view: ExecutionView,
  grid: Grid,
  placer: LabelPlacer,
  isBlamed: boolean,
): readonly (Mark | undefined)[] {
  const bars = barsOf(view, grid).filter(({ operation }) => (operation.blamed === true) === isBlamed);
  return bars.map(bar => {
    const { operation, index } = bar;
    const text = operationLabel(operation);
    const label: Label = {
      text,
      shorter: Array.from(shorterCalls(operation.label), label => operationLabel({ ...operation, label })),
      class: operation.blamed === true ? 'eventViolation' : 'label',
      of: { operation: index, lane: operation.lane },
      font: 'code',
      size: LABEL_SIZE,
    };
    return placer.place(label, anchorsBeside(grid, bar));
  });
}

function anchorsBeside(grid: Grid, { across, from, to }: Bar): readonly Anchor[] {
  const isDown = grid.direction === 'down';
  const places = Math.min(LABEL_PLACES, 1 + Math.floor((to - from) / LABEL_STEP));
  // Where time goes down a label stands left of its bar, where it goes right above it; before or after it if need be.
  const beside = Array.from({ length: places }, (_, i): Anchor => {
    const along = from + i * LABEL_STEP;
    return isDown
      ? { at: { x: across - LABEL_GAP, y: along + LABEL_STEP / 2 }, side: 'left' }
      : { at: { x: along, y: across - LABEL_GAP }, side: 'aboveRight' };
  });
  const [before, after] = [pointOf(grid, across, from - LABEL_GAP), pointOf(grid, across, to + LABEL_GAP)];
  return isDown
    ? [...beside, { at: before, side: 'aboveLeft' }, { at: after, side: 'belowLeft' }]
    : [...beside, { at: before, side: 'left' }, { at: after, side: 'right' }];
}

/** Bars of one lane that overlap in time lie side by side: the earlier one nearer to the lifeline. */
function barsOf(view: ExecutionView, grid: Grid): readonly Bar[] {
  const taken = new Map<number, number[]>();
  const { gap, apart, levels } = spacing(grid);
  return (view.operations ?? []).map((operation, index): Bar => {
    const { from, to } = reachOf(view, grid, operation);
    const ends = taken.get(operation.lane) ?? [];
    taken.set(operation.lane, ends);
    const free = ends.findIndex(end => end < from);
    const level = Math.min(levels - 1, free < 0 ? ends.length : free);
    ends[level] = Math.max(ends[level] ?? 0, to);
    const across = acrossOf(grid, operation.lane) - Math.round(gap + apart * level);
    return { operation, index, across, from, to, isCut: operation.from < 0 };
  });
}

/** Bars stay within their half of the lane. */
function spacing({ laneWidth }: Grid): Record<keyof typeof BAR, number> {
  const gap = Math.min(BAR.gap, laneWidth / 3.2);
  const apart = Math.min(BAR.apart, laneWidth / 8);
  const fitting = 1 + Math.floor((laneWidth / 2 - gap - CAP - 1) / apart);
  return { gap, apart, levels: Math.max(1, Math.min(BAR.levels, fitting)) };
}

function reachOf(
  { events }: ExecutionView,
  grid: Grid,
  { from, to }: OperationView,
): { readonly from: number; readonly to: number } {
  const [begin, end] = [events[from], events[to ?? -1]];
  const first = begin === undefined ? grid.headLength + 0.5 : alongOfEvent(grid, begin) + INSET;
  const last = end === undefined ? grid.end : alongOfEvent(grid, end) - INSET;
  if (last - first >= LENGTH_MIN) return { from: first, to: last };
  const middle = (first + last) / 2;
  return { from: middle - LENGTH_MIN / 2, to: middle + LENGTH_MIN / 2 };
}
