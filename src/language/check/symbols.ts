import type { Span } from '../../base/span.ts';
import type { CheckedType } from './checkedType.ts';

export type SymbolKind =
  | 'protocol'
  | 'param'
  | 'type'
  | 'enum'
  | 'literal'
  | 'record'
  | 'field'
  | 'message'
  | 'function'
  | 'ghost'
  | 'history'
  | 'role'
  | 'variable'
  | 'timer'
  | 'action'
  | 'procedure'
  | 'property'
  | 'local'
  | 'scenario';

/** Something a file declares. Compared by identity. */
export interface SymbolEntry {
  readonly kind: SymbolKind;
  readonly name: string;
  /** The name where it is declared. */
  readonly at: Span;
  /** The whole declaration. */
  readonly whole: Span;
  /** Its `///` comment. */
  readonly doc: string | undefined;
  /** The role, record, message or enumeration it belongs to. */
  readonly owner: string | undefined;
  /** The declaration in one line: `durable var outcome: Outcome`. */
  readonly signature: string;
  readonly type: CheckedType | undefined;
  /** Where a local name can be used; undefined for others. */
  readonly visible: Span | undefined;
}

/** One place where a name is written. */
export interface Occurrence {
  readonly symbol: SymbolEntry;
  readonly at: Span;
  readonly use: 'declare' | 'read' | 'write';
}

/** Every declaration of a file and every use of one. */
export class SymbolTable {
  readonly symbols: SymbolEntry[] = [];
  readonly occurrences: Occurrence[] = [];
  /** The type of each expression, inner ones before outer ones. */
  readonly expressionTypes: { readonly at: Span; readonly type: CheckedType }[] = [];

  declare(symbol: SymbolEntry): SymbolEntry {
    this.symbols.push(symbol);
    if (symbol.name !== '') this.occurrences.push({ symbol, at: symbol.at, use: 'declare' });
    return symbol;
  }

  refer(symbol: SymbolEntry, at: Span, use: 'read' | 'write' = 'read'): void {
    this.occurrences.push({ symbol, at, use });
  }
}
