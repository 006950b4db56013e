import type { Hint } from '../contract/report.ts';
import type { Source } from './source.ts';
import type { Style } from './style.ts';
import { printable } from './words.ts';

/** A hint with its place in the file; both counted from 1. */
export interface PlacedHint extends Pick<Hint, 'code' | 'text'> {
  readonly line: number;
  readonly column: number;
}

/** Hints as JSON has them. */
export function placedHints(hints: readonly Hint[], source: Source): readonly PlacedHint[] {
  return hints.map(({ code, text, at }) => ({ code, text, ...source.lines.placeOf(at.start) }));
}

/** A heading, then a line for each hint with its place; empty where there are none. */
export function hintsText(hints: readonly Hint[], source: Source, style: Style): string {
  if (hints.length === 0) return '';
  const places = placedHints(hints, source).map(({ line, column }) => `line ${String(line)}:${String(column)}`);
  const width = Math.max(...places.map(({ length }) => length));
  const lines = hints.map(({ text }, i) => `  ${style.muted((places[i] ?? '').padEnd(width))}  ${printable(text)}\n`);
  return `\n${style.strong('hints')}\n${lines.join('')}`;
}
