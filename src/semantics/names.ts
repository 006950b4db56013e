import { present } from '../base/assert.ts';
import type { Expression } from '../model/expressions.ts';
import { nodeReference } from '../model/values.ts';
import type { SetValue } from '../model/values.ts';
import { raise } from './errors.ts';
import { selfOf, stateOf } from './scope.ts';
import type { Evaluator, Setting } from './scope.ts';

type Name = Extract<
  Expression,
  {
    readonly kind: 'literal' | 'local' | 'variable' | 'ghost' | 'param' | 'self' | 'others' | 'roleNodes' | 'allNodes';
  }
>;

/** Expressions without parts: each reads one thing. */
export function compileName(expression: Name): Evaluator {
  switch (expression.kind) {
    case 'literal':
      return () => expression.value;
    case 'local':
      return ({ slots }) => present(slots[expression.slot], 'a local name has a value before it is read');
    case 'variable':
      return ({ context }) => present(context.variables[expression.variable], 'a variable of the running node exists');
    case 'ghost':
      return ({ context }) => present(stateOf(context).ghosts[expression.ghost], 'a ghost has a value');
    case 'param':
      return ({ context }) =>
        context.setting.params[expression.param] ??
        raise(
          'missing-value',
          `The parameter ${expression.name} has no value here yet: it is declared later.`,
          expression.at,
        );
    case 'self':
      return ({ context }) => nodeReference(selfOf(context));
    case 'others':
      return ({ context }) => othersOf(context.setting, selfOf(context));
    case 'roleNodes':
      return ({ context }) => nodesOfRole(context.setting, expression.role);
    case 'allNodes':
      return ({ context }) => ({ kind: 'set', items: context.setting.nodes.map(({ index }) => nodeReference(index)) });
  }
}

/** All nodes of a role, as a set. */
export function nodesOfRole(setting: Setting, role: number): SetValue {
  const nodes = present(setting.roleNodes[role], 'the nodes of a role are counted before they are read');
  const known = nodeSets.get(nodes);
  if (known !== undefined) return known;
  const items = Array.from({ length: nodes.count }, (_, i) => nodeReference(nodes.first + i));
  const made: SetValue = { kind: 'set', items };
  nodeSets.set(nodes, made);
  return made;
}

// The same set is asked for in every state; the nodes of a role never change.
const nodeSets = new WeakMap<Setting['roleNodes'][number], SetValue>();

function othersOf(setting: Setting, self: number): SetValue {
  const role = present(setting.nodes[self], 'the running node exists').role;
  const { items } = nodesOfRole(setting, role);
  const { first } = present(setting.roleNodes[role], 'the role of a node has nodes');
  return { kind: 'set', items: items.filter((_, i) => first + i !== self) };
}
