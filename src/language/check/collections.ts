import type { Binding, Expression } from '../../model/expressions.ts';
import { EMPTY_MAP } from '../../model/values.ts';
import type { BindingNode, ExpressionNode } from '../syntax/tree.ts';
import { BOOL, describe, INT, itemType, join, UNKNOWN, withoutOption, type CheckedType } from './checkedType.ts';
import { convert } from './convert.ts';
import { bindLocal, type Checking, type Scope, type Typed } from './scope.ts';

type Node<Kind extends ExpressionNode['kind']> = ExpressionNode & { readonly kind: Kind };

/** `{}` and `{ a, b }` are sets, `{ k: v }` is a map; an empty one is what the place expects. */
export function inferBraces(
  checking: Checking,
  node: Node<'braces'>,
  scope: Scope,
  expected: CheckedType | undefined,
): Typed {
  const wanted = expected === undefined ? undefined : withoutOption(expected);
  const { at, items } = node;
  if (wanted?.kind === 'vector' && items.length === 0)
    return { expression: { kind: 'literal', value: EMPTY_MAP, at }, type: wanted };
  const isMap = items.some(item => item.key !== undefined) || (items.length === 0 && wanted?.kind === 'map');
  if (isMap) return inferMap(checking, node, scope, wanted);
  const hint = wanted?.kind === 'set' ? wanted.of : undefined;
  const { expressions, type } = inferItems(
    checking,
    items.map(item => item.value),
    scope,
    hint,
  );
  return { expression: { kind: 'set', items: expressions, at }, type: { kind: 'set', of: type } };
}

function inferMap(checking: Checking, node: Node<'braces'>, scope: Scope, wanted: CheckedType | undefined): Typed {
  const { at, items } = node;
  const lone = items.find(item => item.key === undefined);
  if (lone !== undefined) {
    checking.problems.add('map-without-key', lone.at, 'This entry of a map has no key.', {
      try: 'Write `key: value` for every entry, or no `:` at all for a set.',
    });
  }
  const entries = items.filter(item => item.key !== undefined);
  const keyHint = wanted?.kind === 'map' ? wanted.key : undefined;
  const valueHint = wanted?.kind === 'map' ? wanted.value : undefined;
  const keys = inferItems(
    checking,
    entries.map(item => item.key ?? item.value),
    scope,
    keyHint,
  );
  const values = inferItems(
    checking,
    entries.map(item => item.value),
    scope,
    valueHint,
  );
  return {
    expression: { kind: 'map', keys: keys.expressions, values: values.expressions, at },
    type: { kind: 'map', key: keys.type, value: values.type },
  };
}

export function inferList(
  checking: Checking,
  node: Node<'list'>,
  scope: Scope,
  expected: CheckedType | undefined,
): Typed {
  const wanted = expected === undefined ? undefined : withoutOption(expected);
  const hint = wanted?.kind === 'list' ? wanted.of : undefined;
  const { expressions, type } = inferItems(checking, node.items, scope, hint);
  return {
    expression: { kind: 'list', items: expressions, at: node.at },
    type: { kind: 'list', of: type, max: undefined },
  };
}

/** Items that share a type: the expected one if there is one, else the narrowest that holds them all. */
function inferItems(
  checking: Checking,
  nodes: readonly ExpressionNode[],
  scope: Scope,
  hint: CheckedType | undefined,
): { readonly expressions: readonly Expression[]; readonly type: CheckedType } {
  if (hint !== undefined && hint.kind !== 'unknown') {
    return { expressions: nodes.map(node => checking.expect(node, scope, hint)), type: hint };
  }
  let type: CheckedType = UNKNOWN;
  const expressions = nodes.map(node => {
    const item = checking.infer(node, scope, type);
    const joined = join(type, item.type);
    if (joined === undefined) {
      checking.problems.add(
        'different-types',
        node.at,
        `This is \`${describe(item.type)}\`, but the items before it are \`${describe(type)}\`.`,
        {
          try: 'All items of a set, list or map have one type.',
        },
      );
    }
    type = joined ?? type;
    return item.expression;
  });
  return { expressions, type };
}

/** Binds each name to the items of its collection, for what follows it and `body`. */
function inferBindings(
  checking: Checking,
  nodes: readonly BindingNode[],
  scope: Scope,
  end: number,
): { readonly bindings: readonly Binding[]; readonly scope: Scope } {
  let inner = scope;
  const bindings = nodes.map((node): Binding => {
    const { over, item } = inferOver(checking, node.over, inner);
    const bound = bindLocal(checking, inner, { name: node.name, type: item, visible: { start: node.at.start, end } });
    inner = bound.scope;
    return { slot: bound.slot, name: node.name.text, over };
  });
  return { bindings, scope: inner };
}

/** A set or list to go through, and the type of its items; the keys of a map are not taken silently. */
export function inferOver(
  checking: Checking,
  node: ExpressionNode,
  scope: Scope,
): { readonly over: Expression; readonly item: CheckedType } {
  const typed = checking.infer(node, scope);
  const type = withoutOption(typed.type);
  const item = itemType(type);
  if (item === undefined) {
    const advice =
      type.kind === 'map'
        ? 'Go through `keys(m)` or `values(m)`.'
        : type.kind === 'enum' || type.kind === 'bool'
          ? 'Write the values in braces: `{ a, b }`.'
          : 'Write a set such as a role, `{ a, b }` or `0..3`.';
    checking.problems.add('not-a-collection', node.at, `This is \`${describe(type)}\`, not a set or a list.`, {
      try: advice,
    });
  }
  return { over: convert(checking, typed, type, node.at), item: item ?? UNKNOWN };
}

export function inferQuantified(checking: Checking, node: Node<'quantified'>, scope: Scope): Typed {
  const { bindings, scope: inner } = inferBindings(checking, node.bindings, scope, node.at.end);
  const where = node.where === undefined ? undefined : checking.expect(node.where, inner, BOOL);
  if (node.body.kind === 'missing') reportMissingBody(checking, node);
  const body = checking.expect(node.body, inner, BOOL);
  return {
    expression: { kind: 'quantified', quantifier: node.quantifier, bindings, where, body, at: node.at },
    type: BOOL,
  };
}

function reportMissingBody(checking: Checking, node: Node<'quantified'>): void {
  const word = node.quantifier === 'exactlyOne' ? 'exactly one' : node.quantifier;
  checking.problems.add('no-condition', node.at, `This \`${word}\` lacks the condition to ask for.`, {
    try: `Write \`${word} x in S: condition\`.`,
  });
}

export function inferComprehension(
  checking: Checking,
  node: Node<'comprehension'>,
  scope: Scope,
  expected: CheckedType | undefined,
): Typed {
  if (node.bindings.length === 0) {
    checking.problems.add('no-binding', node.at, 'This set lacks the name that it goes through a collection with.', {
      try: 'Write `{ x in S where P }` or `{ f(x) for x in S where P }`.',
    });
  }
  const { bindings, scope: inner } = inferBindings(checking, node.bindings, scope, node.at.end);
  const where = node.where === undefined ? undefined : checking.expect(node.where, inner, BOOL);
  const hint =
    expected !== undefined && withoutOption(expected).kind === 'set' ? itemType(withoutOption(expected)) : undefined;
  const result = checking.infer(node.result, inner, hint);
  return {
    expression: { kind: 'comprehension', bindings, where, result: result.expression, at: node.at },
    type: { kind: 'set', of: result.type },
  };
}

/** `list[i]`, `list[i..j]` or `map[k]`. */
export function inferIndex(checking: Checking, node: Node<'index'>, scope: Scope): Typed {
  const of = checking.infer(node.of, scope);
  const type = withoutOption(of.type);
  const collection = convert(checking, of, type, node.of.at);
  const { at, index } = node;
  if (type.kind === 'list') {
    if (index.kind === 'binary' && index.sign === '..') {
      const from = checking.expect(index.left, scope, INT);
      const to = checking.expect(index.right, scope, INT);
      return { expression: { kind: 'slice', of: collection, from, to, at }, type };
    }
    return {
      expression: { kind: 'item', of: collection, index: checking.expect(index, scope, INT), at },
      type: type.of,
    };
  }
  if (type.kind === 'map') {
    const key = checking.expect(index, scope, type.key);
    return { expression: { kind: 'entry', of: collection, key, at }, type: type.value };
  }
  const key = checking.infer(index, scope).expression;
  if (type.kind !== 'unknown') {
    checking.problems.add('not-indexed', node.of.at, `\`${describe(type)}\` has no items to index.`, {
      try: 'Lists are indexed by number from 0, and maps by key.',
    });
  }
  return { expression: { kind: 'item', of: collection, index: key, at }, type: UNKNOWN };
}
