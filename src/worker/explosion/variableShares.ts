import type { VariableShare } from '../../contract/explosion.ts';
import { countWithout } from '../../engine/explosion/erasure.ts';
import { valuesTaken } from '../../engine/explosion/values.ts';
import { weigh, type Weighable } from '../../engine/explosion/weights.ts';
import { boundClause, worthwhileBound } from './bounded.ts';
import type { Work } from './exploring.ts';
import { statePartsOf, type StatePart } from './stateParts.ts';
import { accountsFor } from './words.ts';

/** Of each variable, timer, ghost and history the part of the states that differ from others in nothing else. */
export function* variableShares(
  weighable: Weighable,
  onFound: (shares: readonly VariableShare[]) => void,
): Work<readonly VariableShare[]> {
  let shares: readonly VariableShare[] = [];
  for (const part of statePartsOf(weighable.graph.components)) {
    const share = yield* shareOf(weighable, part);
    shares = [...shares, share].sort((a, b) => b.share - a.share);
    onFound(shares);
  }
  return shares;
}

function* shareOf(weighable: Weighable, part: StatePart): Work<VariableShare> {
  const { graph, seen } = weighable;
  const { kind, declared, role } = part;
  const without = { states: yield* countWithout(graph, seen, part.erasure), isExact: graph.complete };
  const weighed = part.weight && (yield* weigh(weighable, part.weight));
  const bounded = weighed && worthwhileBound(weighed, graph.stateCount);
  const name = role === undefined ? declared.name : `${role.name}.${declared.name}`;
  const what = kind === 'timer' ? `Whether ${name} is armed` : `${capitalKind(kind)}${name}`;
  return {
    kind,
    name: declared.name,
    role: role?.name,
    at: declared.at,
    share: 1 - without.states / graph.stateCount,
    without,
    values: yield* valuesTaken(seen, part.value),
    largest: weighed?.largest,
    bounded,
    sentence: `${accountsFor(what, without, graph)}${boundClause(bounded, 'bounding it to')}.`,
  };
}

function capitalKind(kind: 'variable' | 'ghost' | 'history'): string {
  switch (kind) {
    case 'variable':
      return '';
    case 'ghost':
      return 'The ghost ';
    case 'history':
      return 'The history ';
  }
}
