import type { StateCount } from '../contract/explosion.ts';
import type { Mark, Scene } from '../contract/scene.ts';
import { chartText, exponentsIn, widest } from './explosionScale.ts';
import { countText } from './explosionWords.ts';
import { formatPower } from './numbers.ts';
import { estimateWidth, type Measure } from './text.ts';

export interface PotentialOptions {
  /** Pixels. */
  readonly width: number;
  readonly measure?: Measure | undefined;
}

const BAR = 14;
const HEIGHT = 42;
const INSET = 1;
/** What the scale begins with. */
const ONE = '1 state';
/** For the open end of what was not counted to the end. */
const OPEN = 12;

/**
 * How many states there are, solid, in the outline of how many could be told apart, on a log scale that says so.
 * `potential` in decimal digits.
 */
export function potentialScene(potential: string, reachable: StateCount, options: PotentialOptions): Scene {
  const { width } = options;
  const measure = options.measure ?? estimateWidth;
  const reached = Math.log10(Math.max(1, reachable.states));
  const range = Math.max(1, reached, logarithm(potential));
  const across = (exponent: number): number => Math.round(INSET + (exponent / range) * (width - 2 * INSET));
  const filled = Math.max(2, Math.min(width, across(reached)));
  const outline = across(logarithm(potential)) - INSET;
  const open = reachable.isExact ? 0 : OPEN;
  return {
    width,
    height: HEIGHT,
    marks: [
      { kind: 'rectangle', class: 'barHollow', of: {}, x: 0.5, y: 0.5, width: Math.max(1, outline), height: BAR },
      { kind: 'rectangle', class: 'barStrong', of: {}, x: 0, y: 0, width: filled, height: BAR + 1 },
      ...(open === 0 ? [] : openEnd(filled, Math.min(width, filled + open))),
      ...countMark(countText(reachable), { from: filled + open, to: outline, measure }),
      ...axisMarks(range, { width, across, measure }),
    ],
  };
}

/** How many there are, in the part of the outline that is empty, where it has room. */
function countMark(
  text: string,
  { from, to, measure }: { readonly from: number; readonly to: number; readonly measure: Measure },
): readonly Mark[] {
  const needed = widest([text], measure) + 12;
  return from + needed > to ? [] : [chartText(text, { x: from + 6, y: 11.5, anchor: 'start' }, 'label')];
}

function openEnd(from: number, to: number): readonly Mark[] {
  return [3.5, BAR - 2.5].map((y): Mark => ({
    kind: 'line',
    class: 'barOpen',
    of: {},
    x1: from,
    y1: y,
    x2: to,
    y2: y,
  }));
}

interface AxisPlace {
  readonly width: number;
  readonly across: (exponent: number) => number;
  readonly measure: Measure;
}

function axisMarks(range: number, { width, across, measure }: AxisPlace): readonly Mark[] {
  const y = BAR + 5;
  const texts = [ONE, formatPower(Math.min(5, Math.floor(range))), formatPower(Math.floor(range))];
  const longest = widest(texts, measure);
  // At the ends a text stands beside its place and not around it: it comes half its width closer to the next one.
  const apart = Math.max(longest + 16, Math.ceil(1.5 * longest) + 4);
  return exponentsIn(range, width, apart).flatMap((exponent): readonly Mark[] => {
    const text = exponent === 0 ? ONE : formatPower(exponent);
    const x = across(exponent);
    const half = widest([text], measure) / 2;
    const anchor = x - half < 0 ? 'start' : x + half > width ? 'end' : 'middle';
    const at = anchor === 'start' ? 0 : anchor === 'end' ? width : x;
    return [
      { kind: 'line', class: 'axis', of: {}, x1: x - 0.5, y1: y, x2: x - 0.5, y2: y + 4 },
      chartText(text, { x: at, y: y + 17, anchor }),
    ];
  });
}

function logarithm(digits: string): number {
  return Math.log10(Number(digits.slice(0, 15))) + Math.max(0, digits.length - 15);
}
