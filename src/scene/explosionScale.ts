import type { Mark, MarkClass } from '../contract/scene.ts';
import { LABEL_SIZE, type Measure } from './text.ts';

/** Where a count is drawn on a scale on which equal factors are equal lengths. */
export type LogScale = (count: number) => number;

/** A scale from 1, at `from`, to `max`, at `to`; what is less than 1 is drawn as 1. Pixels. */
export function logScale(max: number, from: number, to: number): LogScale {
  const range = Math.log10(Math.max(10, max));
  return count => from + ((to - from) * Math.log10(Math.max(1, count))) / range;
}

/** The exponents of the powers of ten up to `max` that have room: as many as fit `apart` pixels from one another. */
export function exponentsUpTo(max: number, length: number, apart: number): readonly number[] {
  return exponentsIn(Math.log10(Math.max(10, max)), length, apart);
}

/** The same up to ten to the power of `range`. */
export function exponentsIn(range: number, length: number, apart: number): readonly number[] {
  const least = (apart * range) / Math.max(1, length);
  const every = ROUND.find(step => step >= least) ?? Math.max(1, Math.ceil(least));
  return Array.from({ length: Math.floor(Math.floor(range + 1e-9) / every) + 1 }, (_, i) => i * every);
}

/** How many powers of ten from one number of a scale to the next. */
const ROUND = [1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000];

/** Where a text stands: `y` is its baseline. */
export interface TextPlace {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

/** A text of a chart: small unless `size` says otherwise. */
export function chartText(
  text: string,
  { size = LABEL_SIZE, ...place }: TextPlace & { readonly size?: number },
  markClass: MarkClass = 'labelMuted',
): Mark {
  return { kind: 'text', class: markClass, of: {}, text, font: 'words', size, ...place };
}

/** The width that the widest of some texts takes. */
export function widest(texts: readonly string[], measure: Measure, size = LABEL_SIZE): number {
  return Math.ceil(Math.max(0, ...texts.map(text => measure(text, size, 'words'))));
}
