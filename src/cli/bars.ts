import type { Output } from './terminal.ts';

/** How wide and how finely things are drawn. */
export interface Canvas {
  /** Characters of a line. */
  readonly columns: number;
  /** Whether there are characters for eighths of a block; else bars are made of number signs. */
  readonly hasBlocks: boolean;
}

const COLUMNS_DEFAULT = 80;
const COLUMNS_MAX = 100;

/** Blocks are drawn where somebody watches; what goes to a file or a pipe is plain. */
export function canvasOf({ columns }: Pick<Output, 'columns'>): Canvas {
  return { columns: Math.min(columns ?? COLUMNS_DEFAULT, COLUMNS_MAX), hasBlocks: columns !== undefined };
}

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'];

/** A bar for a part of a whole, 0 … 1, of at most `width` characters; something is seen of all that is not nothing. */
export function bar(part: number, width: number, { hasBlocks }: Canvas): string {
  const within = Math.min(1, Math.max(0, part));
  if (!hasBlocks) return '#'.repeat(Math.round(within * width) || Number(within > 0));
  const eighths = Math.round(within * width * 8) || Number(within > 0);
  return `${'█'.repeat(Math.floor(eighths / 8))}${EIGHTHS[eighths % 8] ?? ''}`;
}

const LEVELS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** A small curve: one character for each value, or for the largest of several where there are more than `width`. */
export function sparkline(values: readonly number[], width: number): string {
  const most = Math.max(...values);
  const count = Math.min(values.length, width);
  return Array.from({ length: count }, (_, i) => {
    const first = Math.floor((i * values.length) / count);
    const end = Math.max(first + 1, Math.floor(((i + 1) * values.length) / count));
    const value = Math.max(...values.slice(first, end));
    return LEVELS[Math.min(LEVELS.length - 1, Math.floor((value / most) * LEVELS.length))] ?? '';
  }).join('');
}

/** Words in lines of at most `columns` characters, all but the first indented as deep as `first` is long. */
export function wrapped(text: string, columns: number, first = ''): readonly string[] {
  const indent = ' '.repeat(first.length);
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(' ')) {
    if (!isEmpty && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = indent;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}

/** Cells in columns as wide as their widest; those named in `right` end together instead of beginning together. */
export function aligned(rows: readonly (readonly string[])[], right: readonly number[] = []): readonly string[] {
  const count = Math.max(0, ...rows.map(row => row.length));
  const widths = Array.from({ length: count }, (_, i) => Math.max(...rows.map(row => row[i]?.length ?? 0)));
  return rows.map(row =>
    row
      .map((cell, i) => (right.includes(i) ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
