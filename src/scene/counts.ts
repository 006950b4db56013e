import { ONE_BY_ONE, statesText, type Counting } from '../contract/counting.ts';
import type { Mark, Scene } from '../contract/scene.ts';
import { formatCount } from './numbers.ts';
import { estimateWidth, LABEL_SIZE, type Measure } from './text.ts';

export interface ChartOptions {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** On a log scale equal factors are equal heights. */
  readonly scale?: 'linear' | 'log' | undefined;
  readonly measure?: Measure | undefined;
}

interface Plot {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const TOP = 26;
const BOTTOM = 22;
/** How far the numbers of two levels are apart at least. */
const LEVEL_PITCH = 18;

/** Distinct states by depth as bars. */
export function frontierScene(frontier: readonly number[], options: ChartOptions): Scene {
  const { width, height } = options;
  const measure = options.measure ?? estimateWidth;
  const highest = Math.max(1, ...frontier);
  const left = Math.ceil(measure(formatCount(highest), LABEL_SIZE, 'words')) + 10;
  const plot = { left, top: TOP, width: Math.max(1, width - left - 8), height: Math.max(1, height - TOP - BOTTOM) };
  const scale = options.scale ?? 'linear';
  return {
    width,
    height,
    marks: [
      ...levelMarks(plot, highest, scale),
      ...barMarks(frontier, plot, scale),
      ...depthMarks(frontier.length, plot, measure),
      text('states', { x: 0, y: 12, anchor: 'start' }),
    ],
  };
}

/** The same in one sentence. `counting` says what a number of states means. */
export function frontierSummary(frontier: readonly number[], counting: Counting = ONE_BY_ONE): string {
  if (frontier.length === 0) return 'No states have been counted yet.';
  const total = frontier.reduce((sum, count) => sum + count, 0);
  const highest = Math.max(...frontier);
  const widest = frontier.indexOf(highest);
  return (
    `${statesText(total, counting, 'distinct state')} up to depth ${formatCount(frontier.length - 1)}; ` +
    `most of them, ${formatCount(highest)}, at depth ${formatCount(widest)}.`
  );
}

/** The height of a count as a share of the highest; an empty depth has none. */
function shareOf(count: number, highest: number, scale: 'linear' | 'log'): number {
  if (count <= 0) return 0;
  return scale === 'linear' ? count / highest : Math.log10(count * 10) / Math.log10(highest * 10);
}

function barMarks(frontier: readonly number[], plot: Plot, scale: 'linear' | 'log'): readonly Mark[] {
  const columns = columnsOf(frontier, Math.floor(plot.width));
  const highest = Math.max(1, ...frontier);
  const pitch = plot.width / Math.max(1, columns.length);
  const gap = pitch >= 4 ? 1 : 0;
  return columns.map((count, column): Mark => {
    const left = Math.round(plot.left + column * pitch);
    const right = Math.round(plot.left + (column + 1) * pitch) - gap;
    // A depth that has any state at all shows a pixel.
    const height = count === 0 ? 0 : Math.max(1, Math.round(shareOf(count, highest, scale) * plot.height));
    const y = plot.top + plot.height - height;
    const width = Math.min(Math.max(1, right - left), 48);
    return { kind: 'rectangle', class: 'bar', of: {}, x: left, y, width, height };
  });
}

/** One column for each depth, or for several of them the largest, where there are more depths than pixels. */
function columnsOf(frontier: readonly number[], columnsMax: number): readonly number[] {
  const perColumn = Math.ceil(frontier.length / Math.max(1, columnsMax));
  if (perColumn <= 1) return frontier;
  const count = Math.ceil(frontier.length / perColumn);
  return Array.from({ length: count }, (_, column) =>
    Math.max(...frontier.slice(column * perColumn, (column + 1) * perColumn)),
  );
}

/** The base line, and a line with its number at the top (on a log scale at every power of ten). */
function levelMarks(plot: Plot, highest: number, scale: 'linear' | 'log'): readonly Mark[] {
  const powers = Array.from({ length: Math.floor(Math.log10(highest)) + 1 }, (_, power) => 10 ** power);
  // On a log scale every power of ten is equally high.
  const every = Math.ceil((LEVEL_PITCH * Math.log10(highest * 10)) / plot.height);
  const levels = scale === 'linear' ? [highest] : powers.filter((_, power) => power % every === 0);
  const right = plot.left + plot.width;
  const lines = levels.flatMap((level): readonly Mark[] => {
    const y = Math.round(plot.top + plot.height * (1 - shareOf(level, highest, scale))) + 0.5;
    return [
      { kind: 'line', class: 'axis', of: {}, x1: plot.left, y1: y, x2: right, y2: y },
      text(formatCount(level), { x: plot.left - 6, y: y + 4, anchor: 'end' }),
    ];
  });
  const base = plot.top + plot.height + 0.5;
  return [...lines, { kind: 'line', class: 'axis', of: {}, x1: plot.left, y1: base, x2: right, y2: base }];
}

/** Depths along the base line: as many round ones as have room. */
function depthMarks(depths: number, plot: Plot, measure: Measure): readonly Mark[] {
  const y = plot.top + plot.height + 15;
  const pitch = plot.width / Math.max(1, depths);
  const room = measure(`depth ${formatCount(depths)}`, LABEL_SIZE, 'words') + 16;
  const every = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000].find(step => step * pitch >= room) ?? depths;
  const marks: Mark[] = [];
  for (let depth = 0; depth < depths; depth += every) {
    const centre = Math.round(plot.left + depth * pitch + Math.min(pitch, 48) / 2);
    marks.push(text(depth === 0 ? 'depth 0' : formatCount(depth), { x: centre, y, anchor: 'middle' }));
  }
  return marks;
}

function text(content: string, place: { x: number; y: number; anchor: 'start' | 'middle' | 'end' }): Mark {
  return { kind: 'text', class: 'labelMuted', of: {}, text: content, font: 'words', size: LABEL_SIZE, ...place };
}
