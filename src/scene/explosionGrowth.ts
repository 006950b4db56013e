import type { Growth } from '../contract/explosion.ts';
import type { Mark, MarkClass, Scene } from '../contract/scene.ts';
import { chartText, exponentsUpTo, logScale, widest } from './explosionScale.ts';
import { approximately, countText } from './explosionWords.ts';
import { LabelPlacer, type Anchor } from './labels.ts';
import { formatCount, formatPower } from './numbers.ts';
import { segmentsOf, type Point } from './shapes.ts';
import { estimateWidth, LABEL_SIZE, type Measure } from './text.ts';

export interface GrowthOptions {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly measure?: Measure | undefined;
}

/** A number of nodes with how many states there are, as it is drawn. */
interface PlacedPoint extends Point {
  readonly nodes: number;
  readonly text: string;
  readonly kind: 'counted' | 'atLeast' | 'extrapolated';
  /** Whether the scenario has so many nodes. */
  readonly isOwn: boolean;
}

interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly measure: Measure;
}

const TOP = 40;
const BOTTOM = 38;
const OWN_RADIUS = 5;
const RADIUS = 3;

/**
 * States over the number of nodes of one role on a log scale, on which growth by the same factor is a straight line.
 * What was counted is solid, what follows from it dashed with hollow points; a point that was not counted to the end is
 * hollow with an arrow up.
 */
export function growthScene(growth: Growth, options: GrowthOptions): Scene {
  const { width, height } = options;
  const measure = options.measure ?? estimateWidth;
  const most = Math.max(
    10,
    ...[...growth.points.map(({ count }) => count), ...growth.extrapolated].map(({ states }) => states),
  );
  const exponents = exponentsUpTo(most, height - TOP - BOTTOM, 20);
  const left = widest(exponents.map(formatPower), measure) + 16;
  const plot = { left, right: Math.max(left + 1, width - 28), top: TOP, bottom: height - BOTTOM, measure };
  const points = placed(growth, plot, most);
  return {
    width,
    height,
    marks: [
      ...levelMarks(plot, most, exponents),
      ...nodeMarks(points, plot, growth.role),
      ...curveMarks(points),
      ...points.flatMap(point => pointMarks(point)),
      ...countMarks(points, plot, { width, height }),
      chartText('states', { x: 0, y: 12, anchor: 'start' }),
    ],
  };
}

/** The same as lines of text: `3 Participants: 8,832 states`. */
export function growthLines({ role, nodes, points, extrapolated }: Growth): readonly string[] {
  const named = (many: number): string => `${formatCount(many)} ${role}${many === nodes ? ' (as it is)' : ''}`;
  return [
    ...points.map(point => `${named(point.nodes)}: ${countText(point.count)}`),
    ...extrapolated.map(point => `${named(point.nodes)}: ${approximately(point.states)}, not counted`),
  ];
}

function placed(growth: Growth, { left, right, top, bottom }: Plot, most: number): readonly PlacedPoint[] {
  const up = logScale(most, bottom, top);
  const all = [...growth.points, ...growth.extrapolated].map(({ nodes }) => nodes);
  const [least, last] = [Math.min(...all), Math.max(...all)];
  const across = (nodes: number): number => {
    const share = last === least ? 0.5 : (nodes - least) / (last - least);
    return Math.round(left + 12 + share * Math.max(1, right - left - 12));
  };
  const isOwn = (nodes: number): boolean => nodes === growth.nodes;
  const isCounted = growth.points.some(({ nodes }) => isOwn(nodes));
  return [
    ...growth.points.map(({ nodes, count }): PlacedPoint => {
      const kind = count.isExact ? 'counted' : 'atLeast';
      return { nodes, x: across(nodes), y: round(up(count.states)), text: countText(count), kind, isOwn: isOwn(nodes) };
    }),
    ...growth.extrapolated.map(({ nodes, states }): PlacedPoint => {
      const text = approximately(states);
      return {
        nodes,
        x: across(nodes),
        y: round(up(states)),
        text,
        kind: 'extrapolated',
        isOwn: isOwn(nodes) && !isCounted,
      };
    }),
  ];
}

/** The axis of nodes, and the powers of ten that have room beside it: labels at the points say the numbers themselves. */
function levelMarks({ left, right, top, bottom }: Plot, most: number, exponents: readonly number[]): readonly Mark[] {
  const up = logScale(most, bottom, top);
  const levels = exponents.flatMap((exponent): readonly Mark[] => {
    const y = Math.round(up(10 ** exponent)) + 0.5;
    return [
      { kind: 'line', class: 'axis', of: {}, x1: left - 3, y1: y, x2: left + 1, y2: y },
      chartText(formatPower(exponent), { x: left - 7, y: y + 3.5, anchor: 'end' }),
    ];
  });
  const base: Mark = {
    kind: 'line',
    class: 'axis',
    of: {},
    x1: left,
    y1: bottom + 0.5,
    x2: right + 12,
    y2: bottom + 0.5,
  };
  const side: Mark = { kind: 'line', class: 'axis', of: {}, x1: left + 0.5, y1: top, x2: left + 0.5, y2: bottom };
  return [side, base, ...levels];
}

/** How many nodes, under the axis; the scenario's own number stands out, and a line leads up to its point. */
function nodeMarks(
  points: readonly PlacedPoint[],
  { left, right, bottom, measure }: Plot,
  role: string,
): readonly Mark[] {
  const y = bottom + 16;
  const own = points.find(({ isOwn }) => isOwn);
  const taken: { from: number; to: number }[] = [];
  // A number of nodes may have two points: one was counted until there were too many, the other follows from fewer nodes.
  const wanted = own === undefined ? points : [own, ...points.filter(point => point !== own)];
  const numbers = wanted.flatMap((point): readonly Mark[] => {
    const text = formatCount(point.nodes);
    const half = widest([text], measure) / 2 + 4;
    const [from, to] = [point.x - half, point.x + half];
    if (taken.some(other => from < other.to && other.from < to)) return [];
    taken.push({ from, to });
    return [chartText(text, { x: point.x, y, anchor: 'middle' }, point.isOwn ? 'label' : 'labelMuted')];
  });
  const stem: readonly Mark[] =
    own === undefined
      ? []
      : [{ kind: 'line', class: 'connector', of: {}, x1: own.x - 0.5, y1: own.y, x2: own.x - 0.5, y2: bottom }];
  const title = chartText(`${role} nodes`, { x: right + 12, y: bottom + 32, anchor: 'end' });
  return [...stem, ...numbers, ...(widest([`${role} nodes`], measure) <= right + 12 - left ? [title] : [])];
}

/** Through what was counted, and on from there; a number that is only a lower bound ends the solid line before it. */
function curveMarks(points: readonly PlacedPoint[]): readonly Mark[] {
  const path = pathOf(points);
  return path.slice(1).map((point, i): Mark => {
    const before = path[i]!;
    const isCounted = before.kind === 'counted' && point.kind === 'counted';
    return {
      kind: 'polyline',
      class: isCounted ? 'curve' : 'curveBeyond',
      of: {},
      points: [before.x, before.y, point.x, point.y],
    };
  });
}

/** The points that the curve goes through: not through a lower bound where it is known how it goes on. */
function pathOf(points: readonly PlacedPoint[]): readonly PlacedPoint[] {
  const beyond = points.find(({ kind }) => kind === 'extrapolated')?.nodes ?? Infinity;
  return points.filter(({ kind, nodes }) => kind !== 'atLeast' || nodes < beyond);
}

function pointMarks({ x, y, kind, isOwn, text, nodes }: PlacedPoint): readonly Mark[] {
  const radius = isOwn ? OWN_RADIUS : RADIUS;
  const markClass: MarkClass = kind === 'counted' ? 'point' : 'pointHollow';
  const circle: Mark = {
    kind: 'circle',
    class: markClass,
    of: {},
    x,
    y,
    radius,
    title: `${formatCount(nodes)}: ${text}`,
  };
  if (kind !== 'atLeast') return [circle];
  const tip = y - radius - 11;
  return [
    circle,
    { kind: 'line', class: 'curve', of: {}, x1: x, y1: y - radius, x2: x, y2: tip + 4 },
    { kind: 'head', class: 'curve', of: {}, x, y: tip, angle: -Math.PI / 2, hollow: false },
  ];
}

/** The counts beside their points where there is room: the scenario's own first, then the ends, then the others. */
function countMarks(
  points: readonly PlacedPoint[],
  plot: Plot,
  size: { width: number; height: number },
): readonly Mark[] {
  const placer = new LabelPlacer(
    { x: plot.left + 3, y: 14, width: size.width - plot.left - 3, height: plot.bottom - 16 },
    plot.measure,
  );
  for (const segment of segmentsOf(pathOf(points))) placer.avoidSegment(segment);
  points.forEach(point => {
    const { x, y, kind } = point;
    const radius = point.isOwn ? OWN_RADIUS : RADIUS;
    const top = kind === 'atLeast' ? y - radius - 12 : y - radius;
    placer.avoidBox({ x: x - radius, y: top, width: 2 * radius, height: y + radius - top });
    if (point.isOwn) placer.avoidSegment({ x1: x, y1: y, x2: x, y2: plot.bottom });
  });
  const last = points.findLast(({ kind }) => kind !== 'extrapolated');
  const first = [points.find(({ isOwn }) => isOwn), points.at(-1), last, points[0]].flatMap(point => point ?? []);
  return [...new Set([...first, ...points])].flatMap(({ x, y, text, isOwn, kind }): readonly Mark[] => {
    // An arrow up is broader than its point.
    const distance = (isOwn ? OWN_RADIUS : RADIUS) + (kind === 'atLeast' ? 4 : 2);
    const anchors: readonly Anchor[] = [
      { at: { x: x - distance, y: y - 1 }, side: 'aboveLeft' },
      { at: { x: x + distance, y: y + 1 }, side: 'belowRight' },
      { at: { x: x - distance - 2, y }, side: 'left' },
      { at: { x: x + distance + 2, y }, side: 'right' },
      { at: { x, y: kind === 'atLeast' ? y - distance - 12 : y - distance }, side: 'above' },
      { at: { x, y: y + distance }, side: 'below' },
    ];
    const label = {
      text,
      shorter: [],
      class: isOwn ? 'label' : 'labelMuted',
      of: {},
      font: 'words',
      size: LABEL_SIZE,
    } as const;
    const mark = placer.place(label, anchors);
    return mark === undefined ? [] : [mark];
  });
}

function round(value: number): number {
  return Math.round(value * 2) / 2;
}
