import { digits } from '../base/digits.ts';

/** `1234567` as `1,234,567`. */
export function grouped(count: number): string {
  return digits(Math.round(count));
}

/** `1 state`, `2 states`, `1,234 states`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${grouped(count)} ${count === 1 ? noun : plural}`;
}

export function seconds(elapsedMs: number): string {
  return elapsedMs < 10_000 ? `${(elapsedMs / 1000).toFixed(2)} s` : `${grouped(elapsedMs / 1000)} s`;
}

/**
 * One line of foreign text that is safe to print: characters that a terminal might obey and marks that turn the
 * direction of writing become dots, tabs become blanks. The length stays the same.
 */
export function printable(text: string): string {
  return text.replaceAll('\t', ' ').replace(/[\p{Cc}\u2028-\u202e\u2066-\u2069\ufeff]/gu, '·');
}

export function quoted(name: string): string {
  return `"${printable(name)}"`;
}
