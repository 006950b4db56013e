import * as vscode from 'vscode';
import type { CompletionItem } from '../../language/editor/completionItem.ts';
import type { OutlineEntry } from '../../language/editor/outline.ts';

const { SymbolKind, CompletionItemKind } = vscode;

/** The editor's icons for what a file declares. */
export const SYMBOL_KINDS: Record<OutlineEntry['kind'], vscode.SymbolKind> = {
  protocol: SymbolKind.Module,
  param: SymbolKind.Constant,
  type: SymbolKind.Interface,
  enum: SymbolKind.Enum,
  literal: SymbolKind.EnumMember,
  record: SymbolKind.Struct,
  field: SymbolKind.Field,
  message: SymbolKind.Event,
  function: SymbolKind.Function,
  ghost: SymbolKind.Variable,
  history: SymbolKind.Array,
  role: SymbolKind.Class,
  variable: SymbolKind.Variable,
  timer: SymbolKind.Object,
  action: SymbolKind.Method,
  procedure: SymbolKind.Method,
  property: SymbolKind.Boolean,
  local: SymbolKind.Variable,
  scenario: SymbolKind.Package,
  handler: SymbolKind.Method,
  system: SymbolKind.Package,
};

export const COMPLETION_KINDS: Record<CompletionItem['kind'], vscode.CompletionItemKind> = {
  protocol: CompletionItemKind.Module,
  param: CompletionItemKind.Constant,
  type: CompletionItemKind.Interface,
  enum: CompletionItemKind.Enum,
  literal: CompletionItemKind.EnumMember,
  record: CompletionItemKind.Struct,
  field: CompletionItemKind.Field,
  message: CompletionItemKind.Event,
  function: CompletionItemKind.Function,
  ghost: CompletionItemKind.Variable,
  history: CompletionItemKind.Variable,
  role: CompletionItemKind.Class,
  variable: CompletionItemKind.Variable,
  timer: CompletionItemKind.Event,
  action: CompletionItemKind.Method,
  procedure: CompletionItemKind.Method,
  property: CompletionItemKind.Property,
  local: CompletionItemKind.Variable,
  scenario: CompletionItemKind.Module,
  keyword: CompletionItemKind.Keyword,
  builtin: CompletionItemKind.Function,
  value: CompletionItemKind.Value,
};
