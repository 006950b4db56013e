import type { Span } from '../../base/span.ts';
import type { ProblemDetails, ProblemList } from '../problems.ts';
import type { Edit, Slip } from './edits.ts';
import { parseWithLangium, type LangiumResult } from './langiumParser.ts';
import { NESTING_MAX, tooDeep } from './nesting.ts';
import { DECLARATIONS, headingOf, unclosedBrace } from './openBraces.ts';
import { readFile } from './readFile.ts';
import { slipAt, slipsOfWords } from './slips.ts';
import { adviceFor } from './syntaxAdvice.ts';
import { tokenize } from './tokens.ts';
import type { FileNode } from './tree.ts';

/** Longer files are refused: a protocol is tens to hundreds of lines, and every keystroke reads all of them. */
export const TEXT_MAX = 200_000;

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
  const result = parseWithSlips(text, problems);
  reportSyntaxErrors(text, result, problems);
  return readFile(result.value, text.length);
}

/** Each slip is read again as what was meant, which costs a parse. */
const SLIPS_MAX = 12;

/** Reports the slips whose meaning is clear, and reads the text as it was meant. */
function parseWithSlips(text: string, problems: ProblemList): LangiumResult {
  const { all } = tokenize(text);
  const tokens = all.filter(token => token.kind !== 'comment');
  const slips = [...slipsOfWords(text, tokens)];
  let result = parseWithLangium(text, editsOf(slips));
  while (slips.length < SLIPS_MAX) {
    const [error] = result.parserErrors;
    if (error === undefined) break;
    const at = error.token.startOffset;
    const index = tokens.findIndex(token => token.at.start === at);
    const slip = index < 0 ? undefined : slipAt(text, tokens, index, error.message);
    if (slip === undefined || slips.some(known => known.at.start === slip.at.start)) break;
    slips.push(slip);
    result = parseWithLangium(text, editsOf(slips));
  }
  for (const { at, message, advice, replacement } of slips) {
    problems.add('syntax', at, message, { try: advice, ...(replacement === undefined ? {} : { replacement }) });
  }
  const said = new Set(slips.map(slip => slip.at.start));
  return { ...result, parserErrors: result.parserErrors.filter(({ token }) => !said.has(token.startOffset)) };
}

function editsOf(slips: readonly Slip[]): readonly Edit[] {
  return slips.flatMap(({ edit }) => (edit === undefined ? [] : [edit])).sort((a, b) => a.start - b.start);
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
      try: text[at.start] === '"' ? 'Close it with `"`.' : 'Remove it.',
    });
  }
  for (const error of result.parserErrors.slice(0, SYNTAX_ERRORS_MAX)) {
    const previous: TokenPlace | undefined = 'previousToken' in error ? (error.previousToken as TokenPlace) : undefined;
    const at = placeOf(text, error.token, previous);
    const { image: word, tokenType, startOffset, endOffset } = error.token;
    const advice = adviceFor({
      word,
      isWord: tokenType.name !== 'ID',
      message: error.message,
      before: startOffset >= 0 ? text.slice(0, startOffset) : text,
      after: text.slice((endOffset ?? at.end) + 1),
    });
    const open = advice === undefined ? openBlock(text, error.message, error.token) : undefined;
    problems.add('syntax', at, error.message, open ?? (advice === undefined ? {} : { try: advice }));
  }
}

/** Names the block that is still open where the file ends, or where the next declaration begins. */
function openBlock(text: string, message: string, token: TokenPlace): ProblemDetails | undefined {
  if (!message.startsWith('Expected `}`')) return undefined;
  const { all } = tokenize(text);
  const next = all.findIndex(({ at }) => at.start === token.startOffset);
  if (next >= 0 && !DECLARATIONS.has(all[next]?.text ?? '')) return undefined;
  const brace = unclosedBrace(text, all, next < 0 ? all.length : next);
  if (brace === undefined) return undefined;
  const line = text.slice(0, brace.at.start).split('\n').length;
  const heading = headingOf(text, brace);
  const word = all[next]?.text ?? '';
  if (/^(ordered )?role\b/.test(heading) && isIndentedMore(text, token.startOffset, brace.at.start)) {
    return {
      try: `\`${word}\` is declared outside of roles: move it above \`${heading}\`.`,
      related: [{ at: brace.at, message: 'The role begins here.' }],
    };
  }
  const block = heading === '' ? 'The block' : `The block of \`${heading}\``;
  return {
    try: `${block} that begins on line ${String(line)} is still open: close it with \`}\`.`,
    related: [{ at: brace.at, message: 'It begins here.' }],
  };
}

/** Whether the line of a place is indented more than that of an earlier one, or is the same. */
function isIndentedMore(text: string, place: number, earlier: number): boolean {
  const [line, other] = [place, earlier].map(at => text.lastIndexOf('\n', at - 1) + 1);
  const indent = (start = 0): number => /^[ \t]*/.exec(text.slice(start))?.[0].length ?? 0;
  return place >= 0 && (line === other || indent(line) > indent(other));
}

interface TokenPlace {
  readonly startOffset: number;
  readonly endOffset?: number;
}

/** The unexpected token; when it stands on a later line than the one before it, the place right after that one. */
function placeOf(text: string, token: TokenPlace, previous: TokenPlace | undefined): Span {
  // The end of the file has no place of its own.
  const start = token.startOffset >= 0 ? token.startOffset : text.length;
  const before = previous !== undefined && previous.startOffset >= 0 ? (previous.endOffset ?? -1) + 1 : 0;
  const elsewhere = start >= text.length || /[\r\n]/.test(text.slice(before, start));
  if (elsewhere && before > 0) return { start: before - 1, end: before };
  if (start < text.length) return { start, end: (token.endOffset ?? start) + 1 };
  const last = text.trimEnd().length;
  return { start: Math.max(0, last - 1), end: last };
}

function describeCharacters(characters: string): string {
  if (characters.startsWith('"')) return 'This text has no closing `"` on its line.';
  const shown = characters.slice(0, 20);
  return `\`${shown}\` means nothing in a protocol.`;
}
