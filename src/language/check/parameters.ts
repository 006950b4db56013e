import type { Span } from '../../base/span.ts';
import type { Expression } from '../../model/expressions.ts';
import type { Name, ValueParameterNode } from '../syntax/tree.ts';
import { describe, UNKNOWN, type CheckedType } from './checkedType.ts';
import { inferOver } from './collections.ts';
import { bindLocal, takeSlots, type Checking, type Scope } from './scope.ts';
import { resolveType } from './typeNodes.ts';

/** A parameter that takes each value of a set, in order. */
export interface CheckedParameter {
  readonly name: string;
  readonly type: CheckedType;
  readonly over: Expression;
}

/** What has parameters, as it is written. */
interface Parametrised {
  readonly name: Name;
  readonly parameters: readonly ValueParameterNode[];
  readonly at: Span;
}

/**
 * The parameters, which have the next slots of the frame, and the scope in which they are known: each may use those before
 * it. `said` is what is done for every value of them.
 */
export function checkParameters(
  checking: Checking,
  { name: owner, parameters: nodes, at: visible }: Parametrised,
  outer: Scope,
  said: string,
): { readonly parameters: readonly CheckedParameter[]; readonly scope: Scope } {
  const first = takeSlots(outer, nodes.length);
  let scope = outer;
  const parameters = nodes.map((node, i) => {
    const { over, type } = valuesOf(checking, node, scope, said);
    scope = bindLocal(checking, scope, { name: node.name, type, visible, owner: owner.text, slot: first + i }).scope;
    return { name: node.name.text, type, over };
  });
  return { parameters, scope };
}

function valuesOf(
  checking: Checking,
  node: ValueParameterNode,
  scope: Scope,
  said: string,
): Omit<CheckedParameter, 'name'> {
  if (node.over !== undefined) {
    const { over, item } = inferOver(checking, node.over, scope);
    return { over, type: item };
  }
  const type = node.type === undefined ? UNKNOWN : resolveType(checking, node.type);
  const over = allValues(type, node.at);
  if (over === undefined && type.kind !== 'unknown') {
    checking.problems.add('not-finite', node.at, `${said}, and \`${describe(type)}\` has too many.`, {
      try: `Say which ones: \`${node.name.text} in { … }\`, or use a range, an enumeration, \`bool\` or a role.`,
    });
  }
  return { over: over ?? { kind: 'set', items: [], at: node.at }, type };
}

/** The set of all values of a type that has few; undefined for other types. */
function allValues(type: CheckedType, at: Span): Expression | undefined {
  const setOf = (values: readonly (boolean | string | null)[]): Expression => ({
    kind: 'set',
    items: values.map(value => ({ kind: 'literal', value, at })),
    at,
  });
  if (type.kind === 'bool') return setOf([false, true]);
  if (type.kind === 'enum') return setOf(type.literals);
  if (type.kind === 'range') return { kind: 'interval', low: type.low, high: type.high, at };
  if (type.kind === 'role') return { kind: 'roleNodes', role: type.role, at };
  if (type.kind === 'node') return { kind: 'allNodes', at };
  if (type.kind !== 'option') return undefined;
  const left = allValues(type.of, at);
  return left && { kind: 'binary', operator: 'insert', left, right: { kind: 'literal', value: null, at }, at };
}
