import type { VariableShare } from '../../contract/explosion.ts';
import type { Components } from '../../engine/components.ts';
import {
  type Erasure,
  withoutGhost,
  withoutHistory,
  withoutTimer,
  withoutVariable,
} from '../../engine/explosion/erasure.ts';
import {
  valueOfGhost,
  valueOfHistory,
  valueOfTimer,
  valueOfVariable,
  type ValueText,
} from '../../engine/explosion/values.ts';
import { type Weight, weightOfGhost, weightOfHistory, weightOfVariable } from '../../engine/explosion/weights.ts';
import type { Declared, Role } from '../../model/protocol.ts';
import type { Type } from '../../model/types.ts';

/** Something declared in which states differ. */
export interface StatePart {
  readonly kind: VariableShare['kind'];
  readonly declared: Declared;
  /** Of variables and timers. */
  readonly role: Role | undefined;
  readonly erasure: Erasure;
  readonly value: ValueText;
  /** Undefined where it has no size that could be bounded. */
  readonly weight: Weight | undefined;
}

/** The variables and timers of all roles that have nodes, then ghosts and histories. */
export function statePartsOf(components: Components): readonly StatePart[] {
  const { protocol, roleNodes, ghostTypes } = components.instance;
  const ofRoles = protocol.roles.flatMap((role, index) =>
    (roleNodes[index]?.count ?? 0) === 0
      ? []
      : [...variablesOf(components, role, index), ...timersOf(components, role, index)],
  );
  const ghosts = protocol.ghosts.map((declared, ghost): StatePart => ({
    kind: 'ghost',
    declared,
    role: undefined,
    erasure: withoutGhost(components, ghost),
    value: valueOfGhost(components, ghost),
    weight: hasSize(ghostTypes[ghost]) ? weightOfGhost(components, ghost) : undefined,
  }));
  const histories = protocol.histories.map((declared, history): StatePart => ({
    kind: 'history',
    declared,
    role: undefined,
    erasure: withoutHistory(components, history),
    value: valueOfHistory(components, history),
    weight: weightOfHistory(components, history),
  }));
  return [...ofRoles, ...ghosts, ...histories];
}

function variablesOf(components: Components, role: Role, index: number): readonly StatePart[] {
  const types = components.instance.variableTypes[index];
  return role.variables.map((declared, variable) => ({
    kind: 'variable',
    declared,
    role,
    erasure: withoutVariable(components, index, variable),
    value: valueOfVariable(components, index, variable),
    weight: hasSize(types?.[variable]) ? weightOfVariable(components, index, variable) : undefined,
  }));
}

function timersOf(components: Components, role: Role, index: number): readonly StatePart[] {
  return role.timers.map((declared, timer) => ({
    kind: 'timer',
    declared,
    role,
    erasure: withoutTimer(components, index, timer),
    value: valueOfTimer(components, index, timer),
    weight: undefined,
  }));
}

/** Whether there is a point in bounding values of a type: numbers, and what has items. */
function hasSize(type: Type | undefined): boolean {
  switch (type?.kind) {
    case 'int':
    case 'range':
    case 'lamport':
    case 'set':
    case 'list':
    case 'map':
      return true;
    case 'bool':
    case 'enum':
    case 'role':
    case 'node':
    case 'vector':
    case 'time':
    case 'interval':
    case 'option':
    case 'record':
    case undefined:
      return false;
  }
}
