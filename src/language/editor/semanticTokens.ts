import type { Span } from '../../base/span.ts';
import { BUILTIN_NAMES } from '../check/builtins.ts';
import type { SymbolKind } from '../check/symbols.ts';
import type { Document } from './document.ts';
import type { TokenModifier, TokenType } from './tokenLegend.ts';

export interface SemanticToken {
  readonly at: Span;
  readonly type: TokenType;
  readonly modifiers: readonly TokenModifier[];
}

const TYPES: Readonly<Record<SymbolKind, TokenType | undefined>> = {
  protocol: 'namespace',
  param: 'variable',
  type: 'type',
  enum: 'enum',
  literal: 'enumMember',
  record: 'struct',
  field: 'property',
  message: 'event',
  function: 'function',
  ghost: 'variable',
  history: 'variable',
  role: 'class',
  variable: 'variable',
  timer: 'label',
  action: 'method',
  procedure: 'method',
  property: 'macro',
  local: 'parameter',
  scenario: undefined,
};

/** What each name is, in the order of the text. */
export function semanticTokens(document: Document): readonly SemanticToken[] {
  const found: SemanticToken[] = [];
  const taken = new Set<number>();
  for (const { symbol, at, use } of document.parsed.symbols.occurrences) {
    const type = TYPES[symbol.kind];
    if (type === undefined || taken.has(at.start)) continue;
    taken.add(at.start);
    found.push({ at, type, modifiers: modifiersOf(symbol.kind, use) });
  }
  for (const { at, operation } of document.parsed.tables.dataTypeUses) {
    taken.add(at.start);
    found.push({ at, type: operation === undefined ? 'type' : 'method', modifiers: ['defaultLibrary'] });
  }
  const { tokens } = document;
  tokens.forEach((token, i) => {
    const called = tokens[i + 1]?.text === '(';
    if (called && BUILTIN_NAMES.has(token.text) && !taken.has(token.at.start)) {
      found.push({ at: token.at, type: 'function', modifiers: ['defaultLibrary'] });
    }
  });
  return found.sort((a, b) => a.at.start - b.at.start);
}

function modifiersOf(kind: SymbolKind, use: 'declare' | 'read' | 'write'): readonly TokenModifier[] {
  const modifiers: TokenModifier[] = [];
  if (use === 'declare') modifiers.push('declaration');
  if (use === 'write' && kind !== 'timer') modifiers.push('modification');
  if (kind === 'param' || kind === 'local') modifiers.push('readonly');
  if (kind === 'ghost' || kind === 'history') modifiers.push('static');
  return modifiers;
}
