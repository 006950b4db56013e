import type { Span } from '../../base/span.ts';
import type { Document } from './document.ts';

/** A part of a text that may be folded away. `at` starts on the line that stays. */
export interface FoldingRange {
  readonly at: Span;
  readonly kind: 'block' | 'comment';
}

/** Blocks and runs of comments that span more than one line. */
export function foldingRanges(document: Document): readonly FoldingRange[] {
  const { text, tokens } = document;
  const severalLines = ({ start, end }: Span): boolean => text.slice(start, end).includes('\n');
  const ranges: FoldingRange[] = [];
  const open: number[] = [];
  let comments: Span | undefined;
  const endComments = (): void => {
    if (comments !== undefined && severalLines(comments)) ranges.push({ at: comments, kind: 'comment' });
    comments = undefined;
  };
  for (const { kind, text: sign, at } of tokens) {
    if (kind === 'comment') {
      const adjacent = comments !== undefined && /^[ \t]*\r?\n[ \t]*$/.test(text.slice(comments.end, at.start));
      if (!adjacent) endComments();
      comments = { start: comments?.start ?? at.start, end: at.end };
      continue;
    }
    endComments();
    if (sign === '{' || sign === '(' || sign === '[') open.push(at.start);
    if (sign !== '}' && sign !== ')' && sign !== ']') continue;
    const start = open.pop();
    if (start !== undefined && severalLines({ start, end: at.end }))
      ranges.push({ at: { start, end: at.end }, kind: 'block' });
  }
  endComments();
  return ranges.sort((a, b) => a.at.start - b.at.start);
}
