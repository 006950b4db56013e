import type { Expression } from '../../model/expressions.ts';
import type { Action, Procedure } from '../../model/protocol.ts';
import { BOOL } from './checkedType.ts';
import { exampleValue } from './exampleValue.ts';
import { checkHandler, type Handlers } from './handlers.ts';
import { checkParameters, type CheckedParameter } from './parameters.ts';
import { scopeOf, withSlot, type Checking } from './scope.ts';
import { checkBlock } from './statements.ts';
import type { ActionEntry, ProcedureEntry, RoleEntry } from './tables.ts';

/** What the parts of a role mean; types are still those of the checker. */
export interface CheckedRole {
  readonly entry: RoleEntry;
  readonly initials: readonly Expression[];
  readonly handlers: Handlers;
  readonly actions: readonly CheckedAction[];
  readonly procedures: readonly Omit<Procedure, 'parameters'>[];
}

export type CheckedAction = Omit<Action, 'parameters'> & { readonly parameters: readonly CheckedParameter[] };

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
  const said = 'An action is tried for every value of its parameters';
  const { parameters, scope } = checkParameters(checking, node, scopeOf('handler', role), said);
  const guard = node.guard === undefined ? undefined : checking.expect(node.guard, scope, BOOL);
  const body = checkBlock(checking, node.body, scope, { role, received: undefined, depth: 0 });
  const { name, doc } = symbol;
  return { name, doc, at: node.heading, fairness: node.fairness, parameters, slots: scope.frame.slots, guard, body };
}

function checkProcedure(checking: Checking, entry: ProcedureEntry, role: RoleEntry): Omit<Procedure, 'parameters'> {
  let scope = scopeOf('handler', role);
  for (const { symbol, type } of entry.parameters) scope = withSlot(scope, symbol, type).scope;
  const body = checkBlock(checking, entry.node.body, scope, { role, received: undefined, depth: 0 });
  const { name, at, doc } = entry.symbol;
  return { name, at, doc, slots: scope.frame.slots, body };
}
