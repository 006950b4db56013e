import { docComment } from '../syntax/docComment.ts';
import type * as tree from '../syntax/tree.ts';
import type { Span } from '../../base/span.ts';
import { BUILTIN_NAMES } from './builtins.ts';
import { UNKNOWN, type CheckedType, type EnumType } from './checkedType.ts';
import { declareHistoryProperty } from './histories.ts';
import type { SymbolEntry, SymbolKind } from './symbols.ts';
import { textOf, type RoleEntry, type Workspace } from './tables.ts';
import { declareLiterals, distinctLiterals, resolveFields, resolveType, TYPE_WORDS } from './typeNodes.ts';

interface Declaration {
  readonly name: tree.Name;
  readonly at: Span;
}

/** Makes a declaration known as a symbol; its signature is the declaration as written, up to `end`. */
export function declareSymbol(
  workspace: Workspace,
  kind: SymbolKind,
  node: Declaration,
  details: { readonly owner?: string; readonly end?: number } = {},
): SymbolEntry {
  const until = { start: node.at.start, end: details.end ?? node.at.end };
  return workspace.symbols.declare({
    kind,
    name: node.name.text,
    at: node.name.at,
    whole: node.at,
    doc: docComment(workspace.text, node.at.start),
    owner: details.owner,
    signature: textOf(workspace, until).replace(/\s+/g, ' ').trim(),
    type: undefined,
    visible: undefined,
  });
}

/** Whether a name may still be declared; says so when it may not. */
function isFree(workspace: Workspace, name: tree.Name, first: SymbolEntry | undefined): boolean {
  if (name.text === '') return false;
  if (TYPE_WORDS.includes(name.text) || BUILTIN_NAMES.has(name.text)) {
    workspace.problems.add('name-taken', name.at, `\`${name.text}\` already has a meaning in the language.`, {
      try: 'Choose another name.',
    });
    return false;
  }
  if (first === undefined) return true;
  workspace.problems.add('duplicate-name', name.at, `There is already a ${first.kind} \`${name.text}\`.`, {
    related: [{ at: first.at, message: `The first \`${name.text}\` is here.` }],
    try: 'Give one of them another name.',
  });
  return false;
}

/** First round: every name of the whole file becomes known, so that declarations may come in any order. */
export function declareNames(workspace: Workspace, file: tree.FileNode): void {
  for (const node of file.declarations) {
    if (node.kind === 'property') declareProperty(workspace, node);
    else if (node.kind === 'historyProperty') declareHistoryProperty(workspace, node);
    else if (node.kind !== 'scenario') declareGlobal(workspace, node);
  }
}

type GlobalNode = Exclude<tree.DeclarationNode, tree.PropertyNode | tree.HistoryPropertyNode | tree.ScenarioNode>;

function declareGlobal(workspace: Workspace, node: GlobalNode): void {
  const { tables } = workspace;
  const { name } = node;
  if (!isFree(workspace, name, tables.lookUp(name.text))) return;
  switch (node.kind) {
    case 'param': {
      const symbol = declareSymbol(workspace, 'param', node);
      tables.params.set(name.text, { index: tables.params.size, symbol, node, type: UNKNOWN, value: undefined });
      return;
    }
    case 'type':
      tables.aliases.set(name.text, { symbol: declareSymbol(workspace, 'type', node), node, type: undefined });
      return;
    case 'enum': {
      const type: EnumType = { kind: 'enum', name: name.text, literals: distinctLiterals(workspace, node.literals) };
      tables.enums.set(name.text, { symbol: declareSymbol(workspace, 'enum', node), type });
      declareLiterals(workspace, type, node.literals);
      return;
    }
    case 'record':
      tables.records.set(name.text, {
        index: tables.records.size,
        symbol: declareSymbol(workspace, 'record', node),
        node,
        fields: [],
      });
      return;
    case 'message':
      tables.messages.set(name.text, {
        index: tables.messages.size,
        symbol: declareSymbol(workspace, 'message', node),
        node,
        fields: [],
      });
      return;
    case 'fn': {
      const symbol = declareSymbol(workspace, 'function', node, { end: node.result.at.end });
      tables.functions.set(name.text, { index: tables.functions.size, symbol, node, parameters: [], result: UNKNOWN });
      return;
    }
    case 'ghost':
      tables.ghosts.set(name.text, {
        index: tables.ghosts.size,
        symbol: declareSymbol(workspace, 'ghost', node),
        node,
        type: UNKNOWN,
      });
      return;
    case 'history':
      tables.histories.set(name.text, {
        index: tables.histories.size,
        symbol: declareSymbol(workspace, 'history', node),
        node,
        dataType: undefined,
        of: undefined,
        initial: undefined,
        invokedBy: new Set(),
        answers: [],
        judged: false,
      });
      return;
    case 'role':
      tables.roles.set(name.text, declareRole(workspace, node));
      return;
  }
}

function declareRole(workspace: Workspace, node: tree.RoleNode): RoleEntry {
  const index = workspace.tables.roles.size;
  return {
    index,
    symbol: declareSymbol(workspace, 'role', node, { end: node.name.at.end }),
    node,
    type: { kind: 'role', role: index, name: node.name.text, ordered: node.ordered },
    variables: new Map(),
    timers: new Map(),
    procedures: new Map(),
    actions: new Map(),
  };
}

function declareProperty(workspace: Workspace, node: tree.PropertyNode): void {
  const { properties } = workspace.tables;
  if (!isFree(workspace, node.name, properties.get(node.name.text)?.symbol)) return;
  properties.set(node.name.text, { index: properties.size, symbol: declareSymbol(workspace, 'property', node) });
}

/** Second round: what the types written in declarations mean, and the names inside roles. */
export function resolveDeclarations(workspace: Workspace): void {
  const { tables } = workspace;
  for (const record of tables.records.values()) {
    record.fields = resolveFields(workspace, record.node.fields, fieldsOf(record.symbol));
  }
  for (const message of tables.messages.values()) {
    message.fields = resolveFields(workspace, message.node.fields, fieldsOf(message.symbol));
  }
  for (const declared of tables.functions.values()) {
    const owner = { name: declared.symbol.name, kind: 'local', visible: declared.node.at } as const;
    declared.parameters = resolveFields(workspace, declared.node.parameters, owner);
    declared.result = resolveType(workspace, declared.node.result);
  }
  for (const ghost of tables.ghosts.values()) ghost.type = resolveType(workspace, ghost.node.type);
  for (const history of tables.histories.values()) {
    if (history.node.of !== undefined) history.of = resolveType(workspace, history.node.of);
  }
  for (const alias of tables.aliases.values()) {
    // Resolved where it is used; one that nobody uses still has its mistakes reported.
    if (alias.type === undefined) {
      alias.type = 'resolving';
      alias.type = resolveType(workspace, alias.node.type);
    }
  }
  for (const role of tables.roles.values()) declareMembers(workspace, role);
  reportRecursiveRecords(workspace);
}

function fieldsOf(symbol: SymbolEntry): { readonly name: string; readonly kind: 'field'; readonly visible: Span } {
  return { name: symbol.name, kind: 'field', visible: symbol.whole };
}

function declareMembers(workspace: Workspace, role: RoleEntry): void {
  const owner = role.symbol.name;
  const { variables, timers, procedures, actions } = role;
  const taken = (name: string): SymbolEntry | undefined =>
    (variables.get(name) ?? timers.get(name) ?? procedures.get(name) ?? actions.get(name))?.symbol;
  for (const node of role.node.members) {
    if (node.kind === 'on') continue;
    const name = node.name.text;
    const type = node.kind === 'var' ? resolveType(workspace, node.type) : undefined;
    if (name === '' || (node.kind !== 'var' && !isFree(workspace, node.name, taken(name)))) continue;
    switch (node.kind) {
      case 'var': {
        // A variable may be called like a built-in function: it is never called.
        const first = taken(name);
        if (first !== undefined && !isFree(workspace, node.name, first)) continue;
        const symbol = declareSymbol(workspace, 'variable', node, { owner });
        variables.set(name, { index: variables.size, symbol, node, type: type ?? UNKNOWN });
        break;
      }
      case 'timer':
        timers.set(name, { index: timers.size, symbol: declareSymbol(workspace, 'timer', node, { owner }) });
        break;
      case 'action': {
        const symbol = declareSymbol(workspace, 'action', node, { owner, end: node.heading.end });
        actions.set(name, { index: actions.size, symbol, node });
        break;
      }
      case 'procedure': {
        const symbol = declareSymbol(workspace, 'procedure', node, { owner, end: node.body.at.start });
        const parameters = resolveFields(workspace, node.parameters, { name, kind: 'local', visible: node.at });
        procedures.set(name, { index: procedures.size, symbol, node, parameters });
        break;
      }
    }
  }
}

/** A record that contains itself has no smallest value. */
function reportRecursiveRecords(workspace: Workspace): void {
  const { tables, problems } = workspace;
  for (const record of tables.records.values()) {
    const seen = new Set<number>();
    const reaches = (type: CheckedType): boolean => {
      if (type.kind === 'option' || type.kind === 'set' || type.kind === 'list') return reaches(type.of);
      if (type.kind === 'map') return reaches(type.key) || reaches(type.value);
      if (type.kind !== 'record') return false;
      if (type.record === record.index) return true;
      if (seen.has(type.record)) return false;
      seen.add(type.record);
      return (tables.recordAt(type.record)?.fields ?? []).some(field => reaches(field.type));
    };
    const field = record.fields.find(each => reaches(each.type));
    if (field === undefined) continue;
    problems.add('type-of-itself', record.symbol.at, `The record \`${record.symbol.name}\` contains itself.`, {
      related: [{ at: field.symbol.at, message: 'It does so through this field.' }],
      try: 'Refer to the other record by a number or a node.',
    });
  }
}
