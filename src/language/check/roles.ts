import type { Span } from '../../base/span.ts';
import type { Expression } from '../../model/expressions.ts';
import type { Action, Procedure } from '../../model/protocol.ts';
import type { ActionParameterNode } from '../syntax/tree.ts';
import { BOOL, describe, UNKNOWN, type CheckedType } from './checkedType.ts';
import { inferOver } from './collections.ts';
import { exampleValue } from './exampleValue.ts';
import { checkHandler, type Handlers } from './handlers.ts';
import { bindLocal, scopeOf, withSlot, type Checking, type Scope } from './scope.ts';
import { checkBlock } from './statements.ts';
import type { ActionEntry, ProcedureEntry, RoleEntry } from './tables.ts';
import { resolveType } from './typeNodes.ts';

/** What the parts of a role mean; types are still those of the checker. */
export interface CheckedRole {
  readonly entry: RoleEntry;
  readonly initials: readonly Expression[];
  readonly handlers: Handlers;
  readonly actions: readonly CheckedAction[];
  readonly procedures: readonly Omit<Procedure, 'parameters'>[];
}

export type CheckedAction = Omit<Action, 'parameters'> & {
  readonly parameters: readonly { readonly name: string; readonly type: CheckedType; readonly over: Expression }[];
};

export function checkRole(checking: Checking, entry: RoleEntry): CheckedRole {
  const initials = [...entry.variables.values()].map(variable => {
    const { initial, name } = variable.node;
    if (initial !== undefined) return checking.expect(initial, scopeOf('initial', entry), variable.type);
    if (variable.type.kind !== 'unknown' && !checking.problems.unreadable) {
      // Only a clock gives intervals, and nothing reads a clock before the node starts.
      const advice =
        variable.type.kind === 'interval'
          ? `Write \`${name.text}: interval? = none\`.`
          : `Write \`= ${exampleValue(variable.type)}\` after its type.`;
      checking.problems.add('no-initial-value', name.at, `The variable \`${name.text}\` has no first value.`, {
        try: advice,
      });
    }
    return { kind: 'literal', value: 0, at: name.at } as const;
  });
  const handlers: Handlers = { start: undefined, recover: undefined, messages: [], timers: [] };
  for (const member of entry.node.members) {
    if (member.kind === 'on') checkHandler(checking, member, entry, handlers);
  }
  const actions = [...entry.actions.values()].map(action => checkAction(checking, action, entry));
  const procedures = [...entry.procedures.values()].map(procedure => checkProcedure(checking, procedure, entry));
  return { entry, initials, handlers, actions, procedures };
}

function checkAction(checking: Checking, entry: ActionEntry, role: RoleEntry): CheckedAction {
  const { node, symbol } = entry;
  let scope = scopeOf('handler', role);
  const parameters = node.parameters.map(parameter => {
    const { over, type } = checkParameter(checking, parameter, scope);
    scope = bindLocal(checking, scope, { name: parameter.name, type, visible: node.at }).scope;
    return { name: parameter.name.text, type, over };
  });
  const guard = node.guard === undefined ? undefined : checking.expect(node.guard, scope, BOOL);
  const body = checkBlock(checking, node.body, scope, { role, received: undefined, depth: 0 });
  const { name, doc } = symbol;
  return { name, doc, at: node.heading, fairness: node.fairness, parameters, slots: scope.frame.slots, guard, body };
}

interface ParameterMeaning {
  readonly over: Expression;
  readonly type: CheckedType;
}

function checkParameter(checking: Checking, node: ActionParameterNode, scope: Scope): ParameterMeaning {
  if (node.over !== undefined) {
    const { over, item } = inferOver(checking, node.over, scope);
    return { over, type: item };
  }
  const type = node.type === undefined ? UNKNOWN : resolveType(checking, node.type);
  const over = allValues(type, node.at);
  if (over === undefined && type.kind !== 'unknown') {
    checking.problems.add(
      'not-finite',
      node.at,
      `An action is tried for every value of its parameters, and \`${describe(type)}\` has too many.`,
      {
        try: `Say which ones: \`${node.name.text} in { … }\`, or use a range, an enumeration, \`bool\` or a role.`,
      },
    );
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

function checkProcedure(checking: Checking, entry: ProcedureEntry, role: RoleEntry): Omit<Procedure, 'parameters'> {
  let scope = scopeOf('handler', role);
  for (const { symbol, type } of entry.parameters) scope = withSlot(scope, symbol, type).scope;
  const body = checkBlock(checking, entry.node.body, scope, { role, received: undefined, depth: 0 });
  const { name, at, doc } = entry.symbol;
  return { name, at, doc, slots: scope.frame.slots, body };
}
