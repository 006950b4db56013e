import { DefaultLexer, type LexerResult } from 'langium';
import type { Span } from '../../base/span.ts';

/** Other words for a part of a text; between `start` and `end` there may be nothing. In the order of the text. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Something unexpected of which the meaning is clear. */
export interface Slip {
  readonly at: Span;
  readonly message: string;
  readonly advice: string;
  readonly replacement?: string;
  /** What was meant; undefined when nothing else would be understood by it. */
  readonly edit: Edit | undefined;
}

/** Other words for a span. */
export function replace({ start, end }: Span, text: string): Edit {
  return { start, end, text };
}

type LangiumToken = LexerResult['tokens'][number];

/**
 * Reads a text as if it were edited, with every token at its place in the text as it is: so what follows a slip of
 * which the meaning is clear can still be understood.
 */
export class EditingLexer extends DefaultLexer {
  edits: readonly Edit[] = [];

  override tokenize(text: string): LexerResult {
    const result = super.tokenize(text);
    if (this.edits.length === 0) return result;
    return { ...result, tokens: this.edits.reduce((tokens, edit) => this.#edited(tokens, edit), result.tokens) };
  }

  #edited(tokens: LangiumToken[], { start, end, text }: Edit): LangiumToken[] {
    const next = tokens.findIndex(token => token.startOffset >= start);
    const first = next < 0 ? tokens.length : next;
    let last = first;
    while ((tokens[last]?.startOffset ?? end) < end) last += 1;
    const near = tokens[first] ?? tokens[first - 1];
    if (near === undefined) return tokens;
    const inserted = super.tokenize(text).tokens.map(token => ({
      ...near,
      image: token.image,
      tokenType: token.tokenType,
      tokenTypeIdx: token.tokenTypeIdx,
      startOffset: start,
      endOffset: Math.max(start, end) - 1,
    }));
    return [...tokens.slice(0, first), ...inserted, ...tokens.slice(last)];
  }
}
