import type { SymbolEntry } from '../check/symbols.ts';
import type { CompletionItem } from './completion.ts';

export function symbolItem(symbol: SymbolEntry): CompletionItem {
  return {
    label: symbol.name,
    kind: symbol.kind,
    detail: symbol.signature,
    doc: symbol.doc,
    insert: symbol.name,
    snippet: false,
  };
}
