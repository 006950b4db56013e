import type { Protocol } from '../model/protocol.ts';
import { checkFile } from './check/check.ts';
import { SymbolTable } from './check/symbols.ts';
import { Tables } from './check/tables.ts';
import { ProblemList, type Problem } from './problems.ts';
import { parseFile, reportTooDeep } from './syntax/parseFile.ts';
import type { FileNode } from './syntax/tree.ts';

/** What a text says. `protocol` is there exactly when no problem is an error. */
export interface ParseResult {
  readonly text: string;
  readonly protocol: Protocol | undefined;
  /** In the order of the text. */
  readonly problems: readonly Problem[];
  /** The tree as written; undefined when the text is too long or too deeply nested. */
  readonly file: FileNode | undefined;
  readonly symbols: SymbolTable;
  readonly tables: Tables;
}

/** Reads a protocol file. Any text gives a result; nothing is thrown for what a user can write. */
export function parse(text: string): ParseResult {
  const problems = new ProblemList();
  try {
    const file = parseFile(text, problems);
    if (file === undefined) return unreadable(text, problems);
    const { protocol, symbols, tables } = checkFile(text, file, problems);
    return { text, protocol, problems: sorted(problems), file, symbols, tables };
  } catch (error) {
    // The stack is the only thing that a text can exhaust; anything else is our own mistake.
    if (!(error instanceof RangeError)) throw error;
    reportTooDeep({ start: 0, end: Math.min(1, text.length) }, problems);
    return unreadable(text, problems);
  }
}

function unreadable(text: string, problems: ProblemList): ParseResult {
  return {
    text,
    protocol: undefined,
    problems: sorted(problems),
    file: undefined,
    symbols: new SymbolTable(),
    tables: new Tables(),
  };
}

function sorted({ found }: ProblemList): readonly Problem[] {
  return [...found].sort((a, b) => a.at.start - b.at.start || a.at.end - b.at.end);
}
