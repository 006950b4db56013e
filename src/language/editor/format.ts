import type { Token } from '../syntax/tokens.ts';
import { tokenize } from '../syntax/tokens.ts';
import { parseFile } from '../syntax/parseFile.ts';
import { ProblemList } from '../problems.ts';
import { itemStarts } from './lineStarts.ts';
import { blanksBetween, isClosing, isOpening } from './spacing.ts';

export interface FormatOptions {
  /** Blanks for each level of indentation. */
  readonly indent: number;
}

/**
 * The text with canonical white space: indentation by nesting, one way to space each pair of tokens, at most one
 * empty line. Lines are kept as the author broke them, and so are small gaps between statements on one line, which may
 * be columns. Comments at the end of a line stay in theirs.
 * Undefined when the text has syntax errors. Formatting twice is the same as formatting once.
 */
export function format(text: string, options: FormatOptions = { indent: 2 }): string | undefined {
  const problems = new ProblemList();
  const file = parseFile(text, problems);
  if (file === undefined || problems.found.length > 0) return undefined;
  const { all, broken } = tokenize(text);
  if (broken) return undefined;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const printer = new Printer(text, itemStarts(file), all, options);
  return printer.print(all).replaceAll('\n', newline);
}

const NO_TOKEN: Token = { kind: 'sign', text: '', at: { start: 0, end: 0 } };

/** The tokens of one line of the source. */
interface Line {
  readonly tokens: readonly Token[];
  /** Whether an empty line stands before it. */
  readonly spaced: boolean;
}

/** An open bracket: the level of the line it stands on, and what is inside. */
interface Bracket {
  readonly level: number;
  /** Whether commas separate what is inside; a block has items that stand on their own. */
  readonly list: boolean;
  /** How many levels the last line inside was further in because it continued the one before it. */
  continued: number;
}

class Printer {
  readonly #text: string;
  readonly #starts: ReadonlySet<number>;
  readonly #indent: number;
  readonly #code: readonly Token[];
  readonly #open: Bracket[] = [{ level: -1, list: false, continued: 0 }];

  constructor(text: string, starts: ReadonlySet<number>, tokens: readonly Token[], { indent }: FormatOptions) {
    this.#text = text;
    this.#starts = starts;
    this.#indent = indent;
    this.#code = tokens.filter(token => token.kind !== 'comment');
  }

  print(tokens: readonly Token[]): string {
    let result = '';
    for (const line of this.#linesOf(tokens)) {
      if (line.spaced && result !== '') result += '\n';
      result += `${this.#printLine(line)}\n`;
    }
    return result;
  }

  #linesOf(tokens: readonly Token[]): readonly Line[] {
    const lines: Line[] = [];
    let current: Token[] = [];
    let spaced = false;
    tokens.forEach((token, i) => {
      const gap = this.#text.slice(tokens[i - 1]?.at.end ?? 0, token.at.start);
      const breaks = gap.split('\n').length - 1;
      if (i > 0 && breaks > 0) {
        lines.push({ tokens: current, spaced });
        current = [];
        spaced = breaks > 1;
      }
      current.push(token);
    });
    if (current.length > 0) lines.push({ tokens: current, spaced });
    return lines;
  }

  #printLine({ tokens }: Line): string {
    const level = this.#levelOf(tokens);
    let line = ' '.repeat(level * this.#indent);
    tokens.forEach((token, i) => {
      if (i > 0) line += ' '.repeat(this.#gap(tokens, i, line));
      line += token.kind === 'comment' ? trimmed(token.text) : token.text;
      if (isOpening(token)) {
        const inside = this.#code[this.#codeIndex(token.at.end)];
        const block = token.text === '{' && inside !== undefined && this.#starts.has(inside.at.start);
        this.#open.push({ level, list: !block, continued: 0 });
      }
      if (isClosing(token) && this.#open.length > 1) this.#open.pop();
    });
    return line;
  }

  /** The index of the first token that is no comment at or after an offset. */
  #codeIndex(offset: number): number {
    let low = 0;
    let high = this.#code.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#code[middle]?.at.start ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The indentation of a line: that of the bracket it closes first, else inside the last open one, or further in. */
  #levelOf(tokens: readonly Token[]): number {
    const [start] = tokens;
    const next = this.#codeIndex(start?.at.start ?? 0);
    const first = this.#code[next];
    const previous = this.#code[next - 1];
    const onlyComments = tokens.every(token => token.kind === 'comment');
    let closing = 0;
    while (!onlyComments && isClosing(tokens[closing] ?? NO_TOKEN)) closing += 1;
    const closed = closing === 0 ? undefined : this.#open[Math.max(1, this.#open.length - closing)];
    if (closed !== undefined) return closed.level;
    const inside = this.#open.at(-1);
    if (inside === undefined) return 0;
    const continued = first === undefined || isClosing(first) ? 0 : this.#continuation(first, previous, inside);
    if (!onlyComments) inside.continued = continued;
    return inside.level + 1 + continued;
  }

  #continuation(first: Token, previous: Token | undefined, inside: Bracket): number {
    if (previous === undefined || isOpening(previous) || this.#starts.has(first.at.start)) return 0;
    if (previous.text === ',' && inside.list) return 0;
    if (previous.text === '}' && (first.text === 'or' || first.text === 'else')) return 0;
    return previous.text === ':' ? inside.continued + 1 : Math.max(1, inside.continued);
  }

  #gap(tokens: readonly Token[], index: number, line: string): number {
    const token = tokens[index] ?? NO_TOKEN;
    const left = tokens[index - 1] ?? NO_TOKEN;
    if (token.kind === 'comment') return this.#gapBeforeComment(token, tokens, line);
    if (left.kind === 'comment') return 1;
    if (this.#starts.has(token.at.start) && !isOpening(left) && left.text !== ',') {
      return Math.min(8, Math.max(2, token.at.start - left.at.end));
    }
    if (left.text === 'or' && token.text === '{' && index === 1 && isClosedIn(tokens, index))
      return 'either'.length - 1;
    return blanksBetween(tokens.slice(Math.max(0, index - 3), index), token);
  }

  /** A comment at the end of a line stays in its column if the line is not too long for that. */
  #gapBeforeComment(comment: Token, tokens: readonly Token[], line: string): number {
    if (tokens.at(-1) !== comment) return 1;
    const lineStart = this.#text.lastIndexOf('\n', comment.at.start - 1) + 1;
    const column = comment.at.start - lineStart;
    return Math.max(column - line.length, 2);
  }
}

function trimmed(comment: string): string {
  return comment.startsWith('//') ? comment.trimEnd() : comment.replaceAll('\r\n', '\n');
}

/** Whether the bracket at an index is closed on the same line. */
function isClosedIn(tokens: readonly Token[], index: number): boolean {
  let depth = 0;
  for (const token of tokens.slice(index)) {
    if (isOpening(token)) depth += 1;
    if (isClosing(token)) depth -= 1;
    if (depth === 0) return true;
  }
  return false;
}
