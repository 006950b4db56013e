import type { DepthGrowth } from '../contract/explosion.ts';
import type { Mark, Scene } from '../contract/scene.ts';
import { chartText, widest } from './explosionScale.ts';
import { factorDigits } from './explosionWords.ts';
import { formatCount, formatUnits } from './numbers.ts';
import { estimateWidth, type Measure } from './text.ts';

export interface DepthOptions {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Whether every state is in it; otherwise there are more beyond the last depth. */
  readonly isComplete: boolean;
  readonly measure?: Measure | undefined;
}

const TOP = 20;
const BOTTOM = 36;
/** For the open end of what was not explored. */
const OPEN = 20;
const FACTOR_GAP = 10;

/**
 * The states by distance from the start as a cone seen from the side: at each depth as broad, on a log scale, as there
 * are states. It opens where steps multiply the states, and closes where they lead to states that are known already.
 */
export function depthScene({ frontier, factors }: DepthGrowth, options: DepthOptions): Scene {
  const { width, height, isComplete } = options;
  const measure = options.measure ?? estimateWidth;
  const right = isComplete ? width : width - OPEN;
  const pitch = Math.min(40, right / Math.max(1, frontier.length));
  const columns = columnsOf(frontier, Math.floor(right));
  const columnPitch = (pitch * frontier.length) / Math.max(1, columns.length);
  const middle = Math.round((TOP + height - BOTTOM) / 2);
  const highest = Math.max(1, ...frontier);
  const half = (states: number): number =>
    states <= 0 ? 0 : Math.max(0.5, (Math.log10(states * 1.5) / Math.log10(highest * 1.5)) * (middle - TOP));
  const bars = columns.map((states, column): Mark => {
    const x = Math.round(column * columnPitch);
    const gap = columnPitch >= 4 ? 1 : 0;
    const w = Math.max(1, Math.round((column + 1) * columnPitch) - gap - x);
    const h = Math.max(0, Math.round(2 * half(states)));
    const title =
      columns.length === frontier.length ? `depth ${formatCount(column)}: ${formatUnits(states, 'state')}` : '';
    const rectangle = { kind: 'rectangle', of: {}, x, y: middle - h / 2, width: w, height: h } as const;
    const markClass = states === highest ? 'barStrong' : 'bar';
    return { ...rectangle, class: markClass, ...(title === '' ? {} : { title }) };
  });
  const place = { pitch, width, height, measure };
  const end = Math.round(columns.length * columnPitch);
  return {
    width,
    height,
    marks: [
      ...bars,
      ...(isComplete ? [] : openEnd(end, half(frontier.at(-1) ?? 1), middle)),
      ...peakMarks(frontier, place),
      ...depthMarks(frontier.length, place),
      ...factorMarks(factors, place),
    ],
  };
}

interface Place {
  /** Pixels for one depth. */
  readonly pitch: number;
  readonly width: number;
  readonly height: number;
  readonly measure: Measure;
}

/** One column for each depth, or for several of them the largest, where there are more depths than pixels. */
function columnsOf(frontier: readonly number[], columnsMax: number): readonly number[] {
  const perColumn = Math.ceil(frontier.length / Math.max(1, columnsMax));
  if (perColumn <= 1) return frontier;
  return Array.from({ length: Math.ceil(frontier.length / perColumn) }, (_, column) =>
    frontier.slice(column * perColumn, (column + 1) * perColumn).reduce((most, states) => Math.max(most, states), 0),
  );
}

function openEnd(x: number, half: number, middle: number): readonly Mark[] {
  const reach = Math.max(4, Math.round(half));
  return [-1, 1].map((side): Mark => ({
    kind: 'line',
    class: 'barOpen',
    of: {},
    x1: x,
    y1: middle + side * reach + 0.5,
    x2: x + OPEN - 2,
    y2: middle + side * reach + 0.5,
  }));
}

/** How many there are where it is broadest. */
function peakMarks(frontier: readonly number[], { pitch, width, measure }: Place): readonly Mark[] {
  if (frontier.length === 0) return [];
  const highest = frontier.reduce((most, states) => Math.max(most, states), 0);
  const text = formatUnits(highest, 'state');
  const half = widest([text], measure) / 2;
  const centre = (frontier.indexOf(highest) + 0.5) * pitch;
  const x = Math.round(Math.max(half, Math.min(width - half, centre)));
  return [chartText(text, { x, y: TOP - 6, anchor: 'middle' }, 'label')];
}

/** Depths under the cone: as many round ones as have room. */
function depthMarks(depths: number, { pitch, width, height, measure }: Place): readonly Mark[] {
  const first = 'depth 0';
  const firstWidth = widest([first], measure);
  const room = widest([formatCount(depths)], measure) + 12;
  const every = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000].find(step => step * pitch >= room) ?? depths;
  const marks: Mark[] = [chartText(first, { x: 0, y: height - BOTTOM + 14, anchor: 'start' })];
  for (let depth = every; depth < depths; depth += every) {
    const x = Math.round((depth + 0.5) * pitch);
    const half = widest([formatCount(depth)], measure) / 2;
    if (x - half < firstWidth + 8 || x + half > width) continue;
    marks.push(chartText(formatCount(depth), { x, y: height - BOTTOM + 14, anchor: 'middle' }));
  }
  return marks;
}

/** By what each step multiplies, between the depths: all of them or, where there is no room, every second and so on. */
function factorMarks(factors: readonly number[], { pitch, width, height, measure }: Place): readonly Mark[] {
  const texts = factors.map(factor => `× ${factorDigits(factor)}`);
  const room = widest(texts, measure) + FACTOR_GAP;
  const every = Math.max(1, Math.ceil(room / pitch));
  return texts.flatMap((text, depth) => {
    const x = Math.round((depth + 1) * pitch);
    const half = widest([text], measure) / 2;
    if (depth % every !== 0 || x - half < 0 || x + half > width) return [];
    return [chartText(text, { x, y: height - 6, anchor: 'middle' })];
  });
}
