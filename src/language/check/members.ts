import type { Expression } from '../../model/expressions.ts';
import type { ExpressionNode, Name } from '../syntax/tree.ts';
import { describe, NODE, TIME, withoutOption, type CheckedType } from './checkedType.ts';
import { convert } from './convert.ts';
import { unknown } from './names.ts';
import type { Checking, Scope, Typed } from './scope.ts';
import { closest } from './suggest.ts';
import { textOf, type FieldEntry } from './tables.ts';

type MemberNode = ExpressionNode & { readonly kind: 'member' };
type WithNode = ExpressionNode & { readonly kind: 'with' };

/** `record.field`, `message.field`, or a variable of a node: `p.state`. */
export function inferMember(checking: Checking, node: MemberNode, scope: Scope): Typed {
  const of = checking.infer(node.of, scope);
  const type = withoutOption(of.type);
  const inside: Typed = { expression: convert(checking, of, type, node.of.at), type };
  if (node.name.text === '') return unknown(node);
  if (type.kind === 'record') {
    return inferField(checking, node, inside, checking.tables.recordAt(type.record)?.fields ?? []);
  }
  if (type.kind === 'envelope') return inferEnvelopeField(checking, node, inside, type.message);
  if (type.kind === 'interval') return inferIntervalEnd(checking, node, inside);
  if (type.kind === 'role') return inferNodeVariable(checking, node, inside, scope);
  if (type.kind !== 'unknown') reportNoMembers(checking, node, type);
  return unknown(node);
}

function inferField(checking: Checking, node: MemberNode, of: Typed, fields: readonly FieldEntry[]): Typed {
  const index = fields.findIndex(field => field.name === node.name.text);
  const field = fields[index];
  if (field === undefined) {
    reportUnknownField(
      checking,
      node.name,
      describe(of.type),
      fields.map(entry => entry.name),
    );
    return unknown(node);
  }
  checking.symbols.refer(field.symbol, node.name.at);
  return {
    expression: { kind: 'field', of: of.expression, field: index, name: field.name, at: node.at },
    type: field.type,
  };
}

const INTERVAL_ENDS = ['earliest', 'latest'];

function inferIntervalEnd(checking: Checking, node: MemberNode, of: Typed): Typed {
  const field = INTERVAL_ENDS.indexOf(node.name.text);
  if (field < 0) {
    reportUnknownField(checking, node.name, 'interval', INTERVAL_ENDS);
    return unknown(node);
  }
  return { expression: { kind: 'field', of: of.expression, field, name: node.name.text, at: node.at }, type: TIME };
}

export function reportUnknownField(checking: Checking, name: Name, owner: string, fields: readonly string[]): void {
  const near = closest(name.text, fields);
  const listed =
    fields.length === 0 ? 'It has no fields.' : `Its fields are ${fields.map(field => `\`${field}\``).join(', ')}.`;
  checking.problems.add('unknown-field', name.at, `\`${owner}\` has no field \`${name.text}\`.`, {
    ...(near === undefined ? { try: listed } : { try: `Did you mean \`${near}\`?`, replacement: near }),
  });
}

/** The fields of a message in flight, then `from` and `to`. */
function inferEnvelopeField(checking: Checking, node: MemberNode, of: Typed, message: number): Typed {
  const fields = checking.tables.messageAt(message)?.fields ?? [];
  const end = ['from', 'to'].indexOf(node.name.text);
  if (end < 0 || fields.some(field => field.name === node.name.text)) return inferField(checking, node, of, fields);
  const field = fields.length + end;
  return { expression: { kind: 'field', of: of.expression, field, name: node.name.text, at: node.at }, type: NODE };
}

function inferNodeVariable(checking: Checking, node: MemberNode, of: Typed, scope: Scope): Typed {
  const { tables, problems, symbols } = checking;
  const role = of.type.kind === 'role' ? tables.roleAt(of.type.role) : undefined;
  if (role === undefined) return unknown(node);
  const variable = role.variables.get(node.name.text);
  if (variable === undefined) {
    const near = closest(node.name.text, role.variables.keys());
    problems.add('unknown-variable', node.name.at, `\`${role.symbol.name}\` has no variable \`${node.name.text}\`.`, {
      related: [{ at: role.symbol.at, message: `\`${role.symbol.name}\` is declared here.` }],
      ...(near === undefined
        ? { try: 'Declare it in the role.' }
        : { try: `Did you mean \`${near}\`?`, replacement: near }),
    });
    return unknown(node);
  }
  symbols.refer(variable.symbol, node.name.at);
  const { name } = variable.symbol;
  const own = of.expression.kind === 'self' && scope.place === 'handler';
  if (scope.place !== 'property' && !own) {
    problems.add('foreign-variable', node.at, `A node cannot see the variable \`${name}\` of another node.`, {
      try: `Let that node send \`${name}\` in a message. Only properties see all nodes.`,
    });
    return unknown(node);
  }
  const expression: Expression = own
    ? { kind: 'variable', variable: variable.index, name, at: node.at }
    : { kind: 'nodeVariable', node: of.expression, role: role.index, variable: variable.index, name, at: node.at };
  return { expression, type: variable.type };
}

function reportNoMembers(checking: Checking, node: MemberNode, type: CheckedType): void {
  const asksSize = ['set', 'list', 'map'].includes(type.kind) && /^(size|length|len|count)$/.test(node.name.text);
  const role = type.kind === 'set' && type.of.kind === 'role' ? type.of.name : undefined;
  checking.problems.add('no-fields', node.name.at, `\`${describe(type)}\` has no \`.${node.name.text}\`.`, {
    try: asksSize
      ? `Write \`size(${textOf(checking, node.of.at)})\`.`
      : role !== undefined
        ? `\`${role}\` is a set of nodes: write \`all n in ${role}: n.${node.name.text} …\`, or \`(the ${role}).${node.name.text}\` if there is only one.`
        : type.kind === 'node'
          ? 'It may be a node of any role; only nodes of a known role have variables.'
          : 'Only records, messages in flight and nodes have parts.',
  });
}

/** `r with (field: value, …)`. */
export function inferWith(checking: Checking, node: WithNode, scope: Scope): Typed {
  const of = checking.infer(node.of, scope);
  const type = withoutOption(of.type);
  if (type.kind !== 'record') {
    if (type.kind !== 'unknown') {
      checking.problems.add(
        'not-a-record',
        node.of.at,
        `\`with\` changes fields of a record, but this is \`${describe(type)}\`.`,
        {
          try: 'Assign a new value instead.',
        },
      );
    }
    return unknown(node);
  }
  const entries = checking.tables.recordAt(type.record)?.fields ?? [];
  const fields = node.arguments.flatMap(argument => {
    const key = argument.key;
    if (key?.kind !== 'reference') {
      checking.problems.add('no-field-name', argument.at, 'This change does not say which field it changes.', {
        try: `Write \`with (field: value)\`; the fields are ${entries.map(entry => `\`${entry.name}\``).join(', ')}.`,
      });
      return [];
    }
    const index = entries.findIndex(entry => entry.name === key.name.text);
    const entry = entries[index];
    if (entry === undefined) {
      reportUnknownField(
        checking,
        key.name,
        type.name,
        entries.map(each => each.name),
      );
      return [];
    }
    checking.symbols.refer(entry.symbol, key.name.at);
    return [{ field: index, value: checking.expect(argument.value, scope, entry.type) }];
  });
  const inside = convert(checking, of, type, node.of.at);
  return { expression: { kind: 'with', record: type.record, of: inside, fields, at: node.at }, type };
}
