import type { SymbolEntry, SymbolKind } from '../check/symbols.ts';

/** Something that completion offers. */
export interface CompletionItem {
  readonly label: string;
  readonly kind: SymbolKind | 'keyword' | 'builtin' | 'value';
  readonly detail: string;
  /** Markdown. */
  readonly doc: string | undefined;
  /** What is inserted; with `snippet`, in the notation of editor snippets (`$1`, `${1:name}`, `$0`). */
  readonly insert: string;
  readonly snippet: boolean;
}

/** A declared name as it is. */
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
