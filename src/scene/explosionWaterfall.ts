import type { SourceStep, StateCount } from '../contract/explosion.ts';
import type { Mark, Scene } from '../contract/scene.ts';
import { chartText, exponentsUpTo, logScale, widest, type LogScale } from './explosionScale.ts';
import { countText, factorDigits } from './explosionWords.ts';
import { formatPower } from './numbers.ts';
import { estimateWidth, HEAD_SIZE, LABEL_SIZE, type Measure } from './text.ts';

export interface WaterfallOptions {
  /** Pixels. */
  readonly width: number;
  readonly measure?: Measure | undefined;
}

/** One source as it is drawn. */
export interface WaterfallStep {
  readonly step: SourceStep;
  /** What there was before it; undefined for the first, and where nothing before it applies. */
  readonly before: StateCount | undefined;
  /** `× 5.3`, or `× ≥ 230` where counting was cut short; undefined where nothing is known of it. */
  readonly times: string | undefined;
  /** Whether no other bar is longer. */
  readonly isStrongest: boolean;
}

const TOP = 4;
const BAR = 14;
const AXIS = 26;
const GAP = 8;
/** How far a bar goes on beyond what was counted. */
const OPEN = 16;
/** From this width on there is room for the names beside the bars; below, they stand above them. */
const ROOMY = 480;
const NOT_THERE = 'does not apply';

/**
 * The sources as floating bars on a log scale, each from what there was before to what there is with it: the longest bar
 * is the one that multiplies by most. What was not counted to the end stays open to the right.
 */
export function waterfallScene(sources: readonly SourceStep[], options: WaterfallOptions): Scene {
  const { width } = options;
  const measure = options.measure ?? estimateWidth;
  const steps = waterfallSteps(sources);
  const most = Math.max(10, ...sources.map(({ count }) => count?.states ?? 1));
  const rows = rowsFor(steps, width, measure);
  const place = { ...rows, scale: logScale(most, rows.left, rows.right), width, measure };
  const bottom = TOP + sources.length * rows.height;
  return {
    width,
    height: bottom + AXIS,
    marks: [
      ...connectors(steps, bottom, place),
      ...steps.flatMap((step, row) => rowMarks(step, row, place)),
      ...axisMarks(most, bottom, place),
    ],
  };
}

/** How the rows are laid out: with names and counts beside the bars, or above them. */
interface Rows {
  readonly height: number;
  /** Of a bar and of a name, below the top of its row. */
  readonly barMiddle: number;
  readonly nameMiddle: number;
  /** Where the scale of the bars begins and ends. */
  readonly left: number;
  readonly right: number;
  /** Of names and counts. */
  readonly size: number;
}

function rowsFor(steps: readonly WaterfallStep[], width: number, measure: Measure): Rows {
  const timesWidth = steps.reduce((most, { step, times }) => {
    const open = step.count?.isExact === false ? OPEN : 0;
    return Math.max(most, open + (times === undefined ? 0 : widest([times], measure) + GAP));
  }, 0);
  if (width < ROOMY) {
    const right = Math.max(24, width - timesWidth);
    return { height: 38, barMiddle: 26, nameMiddle: 10, left: 0, right, size: LABEL_SIZE };
  }
  const names = steps.map(({ step: { label } }) => label);
  const counts = steps.map(({ step: { count } }) => (count === undefined ? '' : countText(count)));
  const left = widest(names, measure, HEAD_SIZE) + 2 * GAP;
  const right = Math.max(left + 24, width - widest(counts, measure, HEAD_SIZE) - timesWidth - 2 * GAP);
  return { height: 28, barMiddle: 14, nameMiddle: 14, left, right, size: HEAD_SIZE };
}

/** Each source with what there was before it and what it multiplies by. */
export function waterfallSteps(sources: readonly SourceStep[]): readonly WaterfallStep[] {
  let before: StateCount | undefined;
  const steps = sources.map(step => {
    const made = { step, before, times: timesOf(before, step.count) };
    before = step.count ?? before;
    return made;
  });
  const lengths = steps.map(made => (made.before === undefined ? 0 : lengthOf(made.before, made.step.count)));
  const longest = Math.max(0, ...lengths);
  return steps.map((made, i) => ({ ...made, isStrongest: longest > 0 && i === lengths.indexOf(longest) }));
}

function timesOf(before: StateCount | undefined, after: StateCount | undefined): string | undefined {
  // A lower bound divided by a lower bound says nothing.
  if (before?.isExact !== true || after === undefined || before.states === 0) return undefined;
  return `× ${after.isExact ? '' : '≥ '}${factorDigits(after.states / before.states)}`;
}

function lengthOf(before: StateCount, after: StateCount | undefined): number {
  return after === undefined ? 0 : Math.log(Math.max(1, after.states) / Math.max(1, before.states));
}

interface Place extends Rows {
  readonly scale: LogScale;
  readonly width: number;
  readonly measure: Measure;
}

function rowMarks({ step, before, times, isStrongest }: WaterfallStep, row: number, place: Place): readonly Mark[] {
  const { scale, width, size } = place;
  const { count, label, sentence } = step;
  const rowTop = TOP + row * place.height;
  const middle = rowTop + place.barMiddle;
  const y = rowTop + place.nameMiddle + Math.round(size * 0.35);
  const name = chartText(label, { x: 0, y, anchor: 'start', size }, count === undefined ? 'labelMuted' : 'label');
  const from = Math.round(scale(before?.states ?? 1));
  if (count === undefined) return [name, notThere(from, middle + 4, place)];
  const to = Math.round(scale(count.states));
  const start = Math.min(from, to);
  // What multiplies by one is still there to be seen.
  const end = Math.max(from, to, start + 2);
  const top = middle - BAR / 2;
  const bar: Mark = {
    kind: 'rectangle',
    class: from > to ? 'barHollow' : isStrongest ? 'barStrong' : 'bar',
    of: {},
    x: start,
    y: top,
    width: end - start,
    height: BAR,
    title: sentence,
  };
  const x = end + (count.isExact ? 0 : OPEN) + 6;
  return [
    name,
    bar,
    ...(count.isExact ? [] : openEnd(end, top)),
    ...(times === undefined ? [] : [timesMark(times, { x, y: middle + 4, isStrongest })]),
    chartText(countText(count), { x: width, y, anchor: 'end', size }, 'label'),
  ];
}

/** Beside the line that leads on to the next source: on its left, where no bar has been for long, if there is room. */
function notThere(x: number, y: number, { left, measure }: Place): Mark {
  const hasRoom = x - GAP - widest([NOT_THERE], measure) >= left;
  return chartText(NOT_THERE, hasRoom ? { x: x - GAP, y, anchor: 'end' } : { x: x + GAP, y, anchor: 'start' });
}

/** The bar goes on, nobody knows how far: its edges do, dashed, and nothing closes it. */
function openEnd(x: number, top: number): readonly Mark[] {
  return [top + 0.5, top + BAR - 0.5].map((y): Mark => ({
    kind: 'line',
    class: 'barOpen',
    of: {},
    x1: x,
    y1: y,
    x2: x + OPEN - 2,
    y2: y,
  }));
}

function timesMark(
  times: string,
  { x, y, isStrongest }: { readonly x: number; readonly y: number; readonly isStrongest: boolean },
): Mark {
  return chartText(times, { x, y, anchor: 'start' }, isStrongest ? 'label' : 'labelMuted');
}

/**
 * From the end of each bar down to the beginning of the next one that there is; where a name or a count stands above a
 * bar, the line ends before it.
 */
function connectors(steps: readonly WaterfallStep[], bottom: number, place: Place): readonly Mark[] {
  const { scale, height, barMiddle, nameMiddle, width, size, measure } = place;
  const isStacked = barMiddle !== nameMiddle;
  return steps.flatMap(({ step: { count } }, row): readonly Mark[] => {
    if (count === undefined) return [];
    const next = steps.findIndex((other, i) => i > row && other.step.count !== undefined);
    const last = next < 0 ? steps.length : next;
    const x = Math.round(scale(count.states)) - 0.5;
    const crossed = steps.slice(row + 1, last + 1).some(({ step }) => {
      const right = step.count === undefined ? width : width - widest([countText(step.count)], measure, size);
      return x < widest([step.label], measure, size) + 2 || x > right - 2;
    });
    const y1 = TOP + row * height + barMiddle + BAR / 2;
    const y2 = next < 0 ? bottom : TOP + next * height + barMiddle - BAR / 2;
    return isStacked && crossed ? [] : [{ kind: 'line', class: 'connector', of: {}, x1: x, y1, x2: x, y2 }];
  });
}

/** The scale under the bars: a power of ten wherever there is room for its number. */
function axisMarks(most: number, bottom: number, { scale, left, right, measure }: Place): readonly Mark[] {
  const y = bottom + 0.5;
  const longest = widest([formatPower(Math.min(5, Math.floor(Math.log10(most))))], measure);
  const ticks = exponentsUpTo(most, right - left, longest + 12).flatMap((exponent): readonly Mark[] => {
    const x = Math.round(scale(10 ** exponent)) - 0.5;
    const number =
      left === 0 && exponent === 0
        ? chartText('1 state', { x: 0, y: bottom + 17, anchor: 'start' })
        : chartText(formatPower(exponent), { x: x + 0.5, y: bottom + 17, anchor: 'middle' });
    return [{ kind: 'line', class: 'axis', of: {}, x1: x, y1: y, x2: x, y2: y + 4 }, number];
  });
  return [
    { kind: 'line', class: 'axis', of: {}, x1: Math.max(0, left - 0.5), y1: y, x2: right, y2: y },
    ...ticks,
    ...(left === 0 ? [] : [chartText('states', { x: 0, y: bottom + 17, anchor: 'start' })]),
  ];
}
