import type { Span } from '../../base/span.ts';
import type { ProblemList } from '../problems.ts';
import { parseWithLangium, type LangiumResult } from './langiumParser.ts';
import { NESTING_MAX, tooDeep } from './nesting.ts';
import { readFile } from './readFile.ts';
import type { FileNode } from './tree.ts';

/** Longer files are refused: a protocol is tens to hundreds of lines, and every keystroke reads all of them. */
export const TEXT_MAX = 500_000;

/** The tree of a text; `undefined` when it is too long or too deeply nested to be read at all. */
export function parseFile(text: string, problems: ProblemList): FileNode | undefined {
  if (text.length > TEXT_MAX) {
    const limit = TEXT_MAX.toLocaleString('en-US');
    problems.add(
      'file-too-long',
      { start: 0, end: firstLineEnd(text) },
      `This file is longer than ${limit} characters.`,
      {
        try: 'Split the protocol into files of its own, one for each part that can be understood alone.',
      },
    );
    return undefined;
  }
  const deep = tooDeep(text);
  if (deep !== undefined) {
    reportTooDeep(deep, problems);
    return undefined;
  }
  const result = parseWithLangium(text);
  reportSyntaxErrors(text, result, problems);
  return readFile(result.value, text.length);
}

export function reportTooDeep(at: Span, problems: ProblemList): void {
  problems.add('nesting-too-deep', at, `This nests more than ${String(NESTING_MAX)} levels deep.`, {
    try: 'Give the inner parts names with `let`, `fn` or `procedure`.',
  });
}

function firstLineEnd(text: string): number {
  const end = text.search(/[\r\n]/);
  return end < 0 ? Math.min(text.length, 80) : Math.min(end, 80);
}

/** More than these would all have one cause. */
const SYNTAX_ERRORS_MAX = 50;

function reportSyntaxErrors(text: string, result: LangiumResult, problems: ProblemList): void {
  for (const error of result.lexerErrors.slice(0, SYNTAX_ERRORS_MAX)) {
    const at = { start: error.offset, end: error.offset + error.length };
    problems.add('unexpected-character', at, describeCharacters(text.slice(at.start, at.end)), {
      try: 'Remove it.',
    });
  }
  for (const error of result.parserErrors.slice(0, SYNTAX_ERRORS_MAX)) {
    const previous: TokenPlace | undefined = 'previousToken' in error ? (error.previousToken as TokenPlace) : undefined;
    const at = placeOf(text, error.token, previous);
    const word = error.token.image;
    const reserved = /Expected a name/.test(error.message) && /^[a-z]+$/.test(word);
    problems.add('syntax', at, error.message, {
      ...(reserved
        ? { try: `\`${word}\` is a word of the language; choose another name, such as \`${word}Now\`.` }
        : {}),
    });
  }
}

interface TokenPlace {
  readonly startOffset: number;
  readonly endOffset?: number;
}

/** The unexpected token; when it stands on a later line than the one before it, the place right after that one. */
function placeOf(text: string, token: TokenPlace, previous: TokenPlace | undefined): Span {
  const ended = Number.isNaN(token.startOffset);
  const end =
    previous?.endOffset === undefined || Number.isNaN(previous.endOffset) ? undefined : previous.endOffset + 1;
  if (end !== undefined && (ended || /[\r\n]/.test(text.slice(end, token.startOffset)))) {
    return { start: end - 1, end };
  }
  if (ended) {
    const last = text.trimEnd().length;
    return { start: Math.max(0, last - 1), end: last };
  }
  return { start: token.startOffset, end: (token.endOffset ?? token.startOffset) + 1 };
}

function describeCharacters(characters: string): string {
  if (characters.startsWith('"')) return 'This text has no closing `"` on its line.';
  const shown = characters.slice(0, 20);
  return `\`${shown}\` means nothing in a protocol.`;
}
