import type { Expression } from '../../model/expressions.ts';
import type { Property, Protocol, Role } from '../../model/protocol.ts';
import type { Statement } from '../../model/statements.ts';
import { blocksOf, expressionsIn, expressionsOf, statementsIn } from '../../model/walk.ts';

/** Variables of a role that something depends on, by role index. */
export type NeededVariables = readonly ReadonlySet<number>[];

/**
 * The variables of each role on whose values anything else depends: what a node does, sends or chooses, what goes wrong,
 * or what a property says. A variable that is only read to work out another that nobody needs is not needed either. Errs on
 * the side of needing.
 */
export function neededVariables(protocol: Protocol): NeededVariables {
  const asked = protocol.properties.flatMap(property => expressionsOfProperty(property)).flatMap(all);
  const ghosts = new Set(asked.flatMap(part => (part.kind === 'ghost' ? [part.ghost] : [])));
  return protocol.roles.map((role, index) => {
    const needed = new Set<number>();
    for (const part of asked) if (part.kind === 'nodeVariable' && part.role === index) needed.add(part.variable);
    for (const variable of readToAct(role, ghosts)) needed.add(variable);
    const assignments = assignmentsIn(role);
    for (let before = -1; before !== needed.size;) {
      before = needed.size;
      for (const { target, read } of assignments) {
        if (needed.has(target)) for (const variable of read) needed.add(variable);
      }
    }
    return needed;
  });
}

function expressionsOfProperty(property: Property): readonly Expression[] {
  switch (property.kind) {
    case 'invariant':
    case 'step':
    case 'finally':
    case 'reachable':
    case 'decides':
      return [property.body];
    case 'eventually':
      return [property.body, ...property.parameters.map(({ over }) => over)];
    case 'leadsto':
      return [property.from, property.to, ...property.parameters.map(({ over }) => over)];
    case 'linearizable':
    case 'sequential':
      return [];
  }
}

function all(expression: Expression): readonly Expression[] {
  return [...expressionsIn(expression)];
}

function variablesIn(expressions: readonly Expression[]): readonly number[] {
  return expressions.flatMap(all).flatMap(part => (part.kind === 'variable' ? [part.variable] : []));
}

/** What a role reads for anything but to assign to a variable, or to a ghost that no property reads. */
function readToAct(role: Role, ghosts: ReadonlySet<number>): readonly number[] {
  const { messageHandlers, timerHandlers, actions } = role;
  const guards = [...messageHandlers, ...timerHandlers, ...actions].map(({ guard }) => guard);
  const patterns = messageHandlers.flatMap(handler => handler.patterns.map(({ value }) => value));
  const parameters = actions.flatMap(action => action.parameters.map(({ over }) => over));
  const acting = statementsOf(role).filter(statement => isActing(statement, ghosts));
  return variablesIn([
    ...guards.filter(guard => guard !== undefined),
    ...patterns,
    ...parameters,
    ...acting.flatMap(expressionsOf),
  ]);
}

function isActing(statement: Statement, ghosts: ReadonlySet<number>): boolean {
  if (statement.kind !== 'assign') return true;
  return statement.target.scope === 'ghost' && ghosts.has(statement.target.index);
}

function assignmentsIn(role: Role): readonly { readonly target: number; readonly read: readonly number[] }[] {
  return statementsOf(role).flatMap(statement =>
    statement.kind === 'assign' && statement.target.scope === 'variable'
      ? [{ target: statement.target.index, read: variablesIn(expressionsOf(statement)) }]
      : [],
  );
}

function statementsOf(role: Role): readonly Statement[] {
  return blocksOf(role).flatMap(block => [...statementsIn(block)]);
}
