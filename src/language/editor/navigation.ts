import type { Span } from '../../base/span.ts';
import type { SymbolEntry } from '../check/symbols.ts';
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
  if (token?.kind !== 'name') return undefined;
  return document.parsed.symbols.symbols.find(
    symbol => symbol.name === token.text && replayMentions(document, symbol).some(at => contains(at, offset)),
  );
}

const REPLAYED: ReadonlySet<SymbolEntry['kind']> = new Set(['role', 'message', 'timer', 'action']);

/** Where the steps of replays name a role, message, timer or action. */
export function replayMentions(document: Document, symbol: SymbolEntry): readonly Span[] {
  if (!REPLAYED.has(symbol.kind)) return [];
  const steps = (document.parsed.file?.declarations ?? [])
    .flatMap(declaration => (declaration.kind === 'scenario' ? declaration.entries : []))
    .flatMap(entry => (entry.kind === 'replay' ? entry.steps : []));
  if (steps.length === 0) return [];
  return document.tokens
    .filter(token => token.kind === 'name' && token.text === symbol.name)
    .filter(token => steps.some(step => contains(step.at, token.at.start)))
    .map(token => token.at);
}
