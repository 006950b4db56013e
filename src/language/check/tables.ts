import type { Span } from '../../base/span.ts';
import type { DataTypeName } from '../../model/dataTypes.ts';
import type { Expression } from '../../model/expressions.ts';
import type { ProblemList } from '../problems.ts';
import type * as tree from '../syntax/tree.ts';
import type { CheckedType, EnumType } from './checkedType.ts';
import type { SymbolEntry, SymbolTable } from './symbols.ts';

/** A name with a type: a field of a record or message, a parameter of a function or procedure. */
export interface FieldEntry {
  readonly name: string;
  readonly type: CheckedType;
  readonly symbol: SymbolEntry;
}

export interface ParamEntry {
  readonly index: number;
  readonly symbol: SymbolEntry;
  readonly node: tree.ParamNode;
  type: CheckedType;
  value: Expression | undefined;
}
export interface RecordEntry {
  readonly index: number;
  readonly symbol: SymbolEntry;
  readonly node: tree.RecordNode;
  fields: readonly FieldEntry[];
}
export interface MessageEntry {
  readonly index: number;
  readonly symbol: SymbolEntry;
  readonly node: tree.MessageNode;
  fields: readonly FieldEntry[];
}
export interface FunctionEntry {
  readonly index: number;
  readonly symbol: SymbolEntry;
  readonly node: tree.FunctionNode;
  parameters: readonly FieldEntry[];
  result: CheckedType;
}
export interface GhostEntry {
  readonly index: number;
  readonly symbol: SymbolEntry;
  readonly node: tree.GhostNode;
  type: CheckedType;
}
export interface HistoryEntry {
  readonly index: number;
  readonly symbol: SymbolEntry;
  readonly node: tree.HistoryNode;
  /** Undefined where there is no data type of the name. */
  dataType: DataTypeName | undefined;
  of: CheckedType | undefined;
  initial: Expression | undefined;
  /** The roles whose nodes begin operations, and where roles answer them. */
  readonly invokedBy: Set<RoleEntry>;
  readonly answers: { readonly by: RoleEntry; readonly at: Span }[];
  /** Whether a property is about it. */
  judged: boolean;
}
export interface VariableEntry {
  readonly index: number;
  readonly symbol: SymbolEntry;
  readonly node: tree.VariableNode;
  readonly type: CheckedType;
}
export interface TimerEntry {
  readonly index: number;
  readonly symbol: SymbolEntry;
}
export interface ProcedureEntry {
  readonly index: number;
  readonly symbol: SymbolEntry;
  readonly node: tree.ProcedureNode;
  readonly parameters: readonly FieldEntry[];
}
export interface ActionEntry {
  readonly index: number;
  readonly symbol: SymbolEntry;
  readonly node: tree.ActionNode;
}
export interface RoleEntry {
  readonly index: number;
  readonly symbol: SymbolEntry;
  readonly node: tree.RoleNode;
  readonly type: CheckedType & { readonly kind: 'role' };
  readonly variables: Map<string, VariableEntry>;
  readonly timers: Map<string, TimerEntry>;
  readonly procedures: Map<string, ProcedureEntry>;
  readonly actions: Map<string, ActionEntry>;
}

export interface AliasEntry {
  readonly symbol: SymbolEntry;
  readonly node: tree.TypeAliasNode;
  type: CheckedType | 'resolving' | undefined;
}
export interface EnumEntry {
  readonly symbol: SymbolEntry;
  readonly type: EnumType;
}

/** Everything that has a name of the whole file, by name; maps keep the order of the declarations. */
export class Tables {
  readonly params = new Map<string, ParamEntry>();
  readonly aliases = new Map<string, AliasEntry>();
  readonly enums = new Map<string, EnumEntry>();
  readonly records = new Map<string, RecordEntry>();
  readonly messages = new Map<string, MessageEntry>();
  readonly functions = new Map<string, FunctionEntry>();
  readonly ghosts = new Map<string, GhostEntry>();
  readonly histories = new Map<string, HistoryEntry>();
  readonly roles = new Map<string, RoleEntry>();
  readonly properties = new Map<string, { readonly index: number; readonly symbol: SymbolEntry }>();
  /** Every enumeration, named or written in place, that has a literal of the name. */
  readonly literals = new Map<string, { readonly type: EnumType; readonly symbol: SymbolEntry }[]>();
  /** Where clocks are read. */
  readonly clockReads: { readonly at: Span; readonly name: 'now' | 'monotonic' | 'truetime' }[] = [];
  /** Where data types and their operations are named. */
  readonly dataTypeUses: {
    readonly at: Span;
    readonly history: HistoryEntry;
    readonly operation: string | undefined;
  }[] = [];
  /** The first `on disconnect`, where the file has no message of that name. */
  disconnectAt: Span | undefined;
  /** Where a parameter stands for a number, to be checked once its type is known. */
  readonly numericParams: { readonly param: ParamEntry; readonly at: Span }[] = [];
  /** By message name, which roles send it to which (undefined for a receiver that is not known from the text). */
  readonly senders = new Map<string, { readonly from: RoleEntry; readonly to: RoleEntry | undefined }[]>();

  /** The symbol of a name of the whole file. */
  lookUp(name: string): SymbolEntry | undefined {
    const places: readonly Map<string, { readonly symbol: SymbolEntry }>[] = [
      this.params, this.aliases, this.enums, this.records, this.messages, this.functions, this.ghosts, this.histories,
      this.roles,
    ]; // prettier-ignore
    for (const place of places) {
      const found = place.get(name);
      if (found !== undefined) return found.symbol;
    }
    return undefined;
  }

  recordAt(index: number): RecordEntry | undefined {
    return [...this.records.values()][index];
  }
  messageAt(index: number): MessageEntry | undefined {
    return [...this.messages.values()][index];
  }
  roleAt(index: number): RoleEntry | undefined {
    return [...this.roles.values()][index];
  }
}

/** What every part of checking has at hand. */
export interface Workspace {
  readonly text: string;
  readonly problems: ProblemList;
  readonly symbols: SymbolTable;
  readonly tables: Tables;
}

/** The source text of a span. */
export function textOf(workspace: Workspace, at: Span): string {
  return workspace.text.slice(at.start, at.end);
}
