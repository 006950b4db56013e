import { closest } from './suggest.ts';
import { describe, enumIdentity, UNKNOWN, type CheckedType, type EnumType } from './checkedType.ts';
import { lowerConstant } from './constants.ts';
import { textOf, type AliasEntry, type FieldEntry, type Workspace } from './tables.ts';
import type * as tree from '../syntax/tree.ts';
import { docComment } from '../syntax/docComment.ts';

const SIMPLE_TYPES: ReadonlyMap<string, CheckedType> = new Map<string, CheckedType>([
  ['bool', { kind: 'bool' }],
  ['int', { kind: 'int' }],
  ['node', { kind: 'node' }],
  ['lamport', { kind: 'lamport' }],
  ['vector', { kind: 'vector' }],
  ['time', { kind: 'time' }],
  ['interval', { kind: 'interval' }],
]);

/** Words that name a type without being declared. */
export const TYPE_WORDS: readonly string[] = [...SIMPLE_TYPES.keys(), 'set', 'list', 'map'];

/** What a written type means; `unknown` after an error. */
export function resolveType(workspace: Workspace, node: tree.TypeNode): CheckedType {
  switch (node.kind) {
    case 'missing':
      return UNKNOWN;
    case 'named':
      return resolveName(workspace, node.name);
    case 'literals':
      return resolveLiterals(workspace, node);
    case 'range':
      return {
        kind: 'range',
        low: lowerConstant(workspace, node.low),
        high: lowerConstant(workspace, node.high),
        text: textOf(workspace, node.at).replace(/\s+/g, ' '),
      };
    case 'set':
      return { kind: 'set', of: resolveType(workspace, node.of) };
    case 'list': {
      const max = node.max === undefined ? undefined : lowerConstant(workspace, node.max);
      return { kind: 'list', of: resolveType(workspace, node.of), max };
    }
    case 'map':
      return { kind: 'map', key: resolveType(workspace, node.key), value: resolveType(workspace, node.value) };
    case 'option': {
      const of = resolveType(workspace, node.of);
      if (of.kind !== 'option') return { kind: 'option', of };
      workspace.problems.add('double-option', node.at, `\`${describe(of)}\` already has \`none\` among its values.`, {
        try: 'Remove one `?`.',
      });
      return of;
    }
  }
}

function resolveName(workspace: Workspace, name: tree.Name): CheckedType {
  const { tables, symbols } = workspace;
  const simple = SIMPLE_TYPES.get(name.text);
  if (simple !== undefined) return simple;
  const alias = tables.aliases.get(name.text);
  if (alias !== undefined) {
    symbols.refer(alias.symbol, name.at);
    return resolveAlias(workspace, alias, name);
  }
  const enumeration = tables.enums.get(name.text);
  if (enumeration !== undefined) {
    symbols.refer(enumeration.symbol, name.at);
    return enumeration.type;
  }
  const record = tables.records.get(name.text);
  if (record !== undefined) {
    symbols.refer(record.symbol, name.at);
    return { kind: 'record', record: record.index, name: name.text };
  }
  const role = tables.roles.get(name.text);
  if (role !== undefined) {
    symbols.refer(role.symbol, name.at);
    return role.type;
  }
  reportUnknownType(workspace, name);
  return UNKNOWN;
}

/** What other languages call it. */
const SYNONYMS: Readonly<Partial<Record<string, string>>> = {
  integer: 'int',
  number: 'int',
  nat: 'int',
  boolean: 'bool',
};

function reportUnknownType({ tables, problems }: Workspace, name: tree.Name): void {
  const known = [...SIMPLE_TYPES.keys(), ...tables.aliases.keys(), ...tables.enums.keys(), ...tables.records.keys(), ...tables.roles.keys()]; // prettier-ignore
  const found = tables.lookUp(name.text);
  if (found !== undefined) {
    problems.add('not-a-type', name.at, `\`${name.text}\` is a ${found.kind}, not a type.`, {
      related: [{ at: found.at, message: `\`${name.text}\` is declared here.` }],
      try: 'A type is `bool`, `int`, a range such as `0..3`, an enumeration, a record, a role, or a set, list or map of them.',
    });
    return;
  }
  if (/^(string|text|char)$/i.test(name.text)) {
    problems.add('unknown-type', name.at, `There is no type \`${name.text}\`: values are few and have names here.`, {
      try: 'Declare the texts as an enumeration: `enum Word { yes, no }`.',
    });
    return;
  }
  const near = SYNONYMS[name.text.toLowerCase()] ?? closest(name.text, known);
  problems.add('unknown-type', name.at, `There is no type \`${name.text}\`.`, {
    ...(near === undefined
      ? { try: `Declare it: \`type ${name.text} = 0..3\`, \`enum ${name.text} { … }\` or \`record ${name.text}(…)\`.` }
      : { try: `Did you mean \`${near}\`?`, replacement: near }),
  });
}

function resolveAlias(workspace: Workspace, alias: AliasEntry, name: tree.Name): CheckedType {
  if (alias.type === 'resolving') {
    workspace.problems.add('type-of-itself', name.at, `The type \`${name.text}\` is defined by itself.`, {
      try: 'Use a record for data that refers to more of its kind by a key.',
    });
    return UNKNOWN;
  }
  if (alias.type === undefined) {
    alias.type = 'resolving';
    alias.type = resolveType(workspace, alias.node.type);
  }
  return alias.type;
}

function resolveLiterals(workspace: Workspace, node: tree.TypeNode & { readonly kind: 'literals' }): CheckedType {
  const type: EnumType = { kind: 'enum', name: undefined, literals: distinctLiterals(workspace, node.literals) };
  declareLiterals(workspace, type, node.literals);
  return type;
}

export function distinctLiterals(workspace: Workspace, names: readonly tree.Name[]): readonly string[] {
  const seen = new Map<string, tree.Name>();
  for (const name of names) {
    const first = seen.get(name.text);
    if (first === undefined) seen.set(name.text, name);
    else {
      workspace.problems.add('duplicate-name', name.at, `\`${name.text}\` is listed twice.`, {
        related: [{ at: first.at, message: 'The first one is here.' }],
        try: 'Remove one of them.',
      });
    }
  }
  return [...seen.keys()];
}

/** Makes the literals of an enumeration known; those of an equal one written in place elsewhere are the same symbols. */
export function declareLiterals(workspace: Workspace, type: EnumType, names: readonly tree.Name[]): void {
  const { tables, symbols } = workspace;
  for (const name of names) {
    const known = tables.literals.get(name.text) ?? [];
    const same = known.find(literal => enumIdentity(literal.type) === enumIdentity(type));
    if (same !== undefined) {
      symbols.refer(same.symbol, name.at);
      continue;
    }
    const symbol = symbols.declare({
      kind: 'literal',
      name: name.text,
      at: name.at,
      whole: name.at,
      doc: docComment(workspace.text, name.at.start),
      owner: type.name,
      signature: `${name.text}: ${describe(type)}`,
      type,
      visible: undefined,
    });
    tables.literals.set(name.text, [...known, { type, symbol }]);
  }
}

/** Fields or parameters with their types, every name once. */
export function resolveFields(
  workspace: Workspace,
  fields: readonly tree.FieldNode[],
  owner: { readonly name: string; readonly kind: 'field' | 'local'; readonly visible: { start: number; end: number } },
): readonly FieldEntry[] {
  const entries: FieldEntry[] = [];
  for (const field of fields) {
    const type = resolveType(workspace, field.type);
    const twin = entries.find(entry => entry.name === field.name.text);
    if (twin !== undefined && field.name.text !== '') {
      workspace.problems.add('duplicate-name', field.name.at, `There is already a \`${field.name.text}\` here.`, {
        related: [{ at: twin.symbol.at, message: 'The first one is here.' }],
        try: 'Give one of them another name.',
      });
    }
    const symbol = workspace.symbols.declare({
      kind: owner.kind,
      name: field.name.text,
      at: field.name.at,
      whole: field.at,
      doc: docComment(workspace.text, field.at.start),
      owner: owner.name,
      signature: `${field.name.text}: ${describe(type)}`,
      type,
      visible: owner.kind === 'local' ? owner.visible : undefined,
    });
    entries.push({ name: field.name.text, type, symbol });
  }
  return entries;
}
