import type { Instance } from '../../model/instance.ts';
import { speaksOfFairRuns } from '../../semantics/fairness.ts';
import type { ReductionUse } from '../method.ts';
import type { Group } from './looks.ts';

/** Which nodes a search may take for one another, and what is said of that. */
export interface Symmetry {
  readonly groups: readonly Group[];
  readonly use: ReductionUse;
}

export function symmetryOf(instance: Instance): Symmetry {
  const { protocol, roleNodes } = instance;
  const fair = protocol.properties.find(speaksOfFairRuns);
  const groups = roleNodes.flatMap(({ first, count }, role) => protocol.roles[role]!.ordered || count < 2 ? [] : [{ role, first, count }]);
  const off = fair !== undefined || groups.length === 0;
  return { groups: off ? [] : groups, use: { kind: 'symmetry', used: !off, reason: '' } };
}
