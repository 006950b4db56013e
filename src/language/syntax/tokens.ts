import type { Span } from '../../base/span.ts';
import { tokenizeWithLangium } from './langiumParser.ts';

/** `word` is a keyword, `name` an identifier; keywords that may be names elsewhere are words. */
export interface Token {
  readonly kind: 'word' | 'name' | 'number' | 'text' | 'comment' | 'sign';
  readonly text: string;
  readonly at: Span;
}

export interface Tokens {
  /** In the order of the text, comments included. */
  readonly all: readonly Token[];
  /** Whether some characters of the text belong to no token. */
  readonly broken: boolean;
}

const KINDS: Readonly<Record<string, Token['kind']>> = {
  ID: 'name',
  NUMBER: 'number',
  STRING: 'text',
  LINE_COMMENT: 'comment',
  BLOCK_COMMENT: 'comment',
};

/** The tokens of any text. */
export function tokenize(text: string): Tokens {
  const { tokens, hidden, errors } = tokenizeWithLangium(text);
  const all = [...tokens, ...hidden]
    .map((token): Token => {
      const kind = KINDS[token.tokenType.name] ?? (/^[A-Za-z]/.test(token.image) ? 'word' : 'sign');
      return { kind, text: token.image, at: { start: token.startOffset, end: token.startOffset + token.image.length } };
    })
    .sort((a, b) => a.at.start - b.at.start);
  return { all, broken: errors.length > 0 };
}

export function sameLine(text: string, from: Token, to: Token): boolean {
  return !/[\r\n]/.test(text.slice(from.at.end, to.at.start));
}
