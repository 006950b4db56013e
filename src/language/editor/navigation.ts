import type { Span } from '../../base/span.ts';
import type { SymbolEntry } from '../check/symbols.ts';
import type { Token } from '../syntax/tokens.ts';
import { contains, type Document } from './document.ts';

/** Where the name at an offset is declared. */
export function definition(document: Document, offset: number): Span | undefined {
  return symbolAt(document, offset)?.at;
}

export interface Reference {
  readonly at: Span;
  readonly use: 'declare' | 'read' | 'write';
}

/** Every place of the name at an offset, its declaration included, in the order of the text. */
export function references(document: Document, offset: number): readonly Reference[] {
  const symbol = symbolAt(document, offset);
  if (symbol === undefined) return [];
  const written = document.occurrencesOf(symbol).map(({ at, use }) => ({ at, use }));
  const replayed = replayMentions(document, symbol).map((at): Reference => ({ at, use: 'read' }));
  return [...written, ...replayed].sort((a, b) => a.at.start - b.at.start);
}

/** The symbol of a name at an offset, in a replayed step too. */
export function symbolAt(document: Document, offset: number): SymbolEntry | undefined {
  const found = document.occurrenceAt(offset);
  if (found !== undefined) return found.symbol.kind === 'scenario' ? undefined : found.symbol;
  const token = document.tokenAt(offset);
  if (token?.kind !== 'name' && token?.kind !== 'word') return undefined;
  return document.parsed.symbols.symbols.find(
    symbol => symbol.name === token.text && replayMentions(document, symbol).some(at => contains(at, offset)),
  );
}

const REPLAYED: ReadonlySet<SymbolEntry['kind']> = new Set(['role', 'message', 'timer', 'action', 'variable']);

/** Where the steps of replays name a role, message, timer, action or variable. */
export function replayMentions(document: Document, symbol: SymbolEntry): readonly Span[] {
  if (!REPLAYED.has(symbol.kind)) return [];
  const steps = (document.parsed.file?.declarations ?? [])
    .flatMap(declaration => (declaration.kind === 'scenario' ? declaration.entries : []))
    .flatMap(entry => (entry.kind === 'replay' ? entry.steps : []));
  if (steps.length === 0) return [];
  const tokens = document.tokens.filter(({ kind }) => kind !== 'comment');
  return tokens.flatMap(({ text, at }, i) => {
    if (text !== symbol.name || !steps.some(step => step.at.start < at.start && at.end <= step.at.end)) return [];
    return names(tokens, i, symbol) ? [at] : [];
  });
}

/** Whether the token at an index, which has the name of a symbol, stands for it in a step. */
function names(tokens: readonly Token[], index: number, { kind, owner }: SymbolEntry): boolean {
  const before = tokens[index - 1]?.text ?? '';
  // `corrupt log of Server 1 to [0]`
  const stored = before === 'corrupt' && tokens[index + 1]?.text === 'of';
  if (kind === 'variable') return stored && tokens[index + 2]?.text === owner;
  // A word of the language is a name only where a name must stand.
  return !stored && (tokens[index]?.kind === 'name' || before === '{' || NAMING.has(before));
}

const NAMING: ReadonlySet<string> = new Set([
  'deliver', 'fire', 'act', 'lose', 'duplicate', 'corrupt', 'forge', 'delivering', 'firing', 'acting', 'into',
]); // prettier-ignore
