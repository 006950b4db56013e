import type { Instance } from '../../model/instance.ts';
import { speaksOfFairRuns } from '../../semantics/fairness.ts';
import type { ReductionUse } from '../method.ts';
import type { Group } from './looks.ts';
import type { Sign } from './expressionWatch.ts';
import { type VisibleOrder, visibleOrders } from './visibleOrder.ts';

/** Which nodes a search may take for one another, none where it may not, and what is said of that. */
export interface Symmetry {
  readonly groups: readonly Group[];
  readonly use: ReductionUse;
}

/**
 * Which nodes of an instance are interchangeable: those of each role that is not ordered, unless their order shows in some
 * other way. Any permutation of them takes steps to steps, and leaves the body of every property as true or false as it is:
 * everything else that an instance says, failures and clocks included, it says of whole roles.
 *
 * What is promised to a node of runs that go on for ever is promised to that node alone: a run that is fair when nodes
 * change places again and again need not be fair. So nothing is exchanged where a property speaks of fair runs, nor where
 * every step is kept to be looked at later.
 */
export function symmetryOf(instance: Instance, keepsTransitions: boolean): Symmetry {
  const { protocol, roleNodes } = instance;
  const candidates = roleNodes.flatMap(({ first, count }, role) =>
    protocol.roles[role]!.ordered || count < 2 ? [] : [{ role, first, count }],
  );
  if (candidates.length === 0)
    return unused('Every role is ordered or has one node only, so no two are interchangeable.');
  const fair = protocol.properties.find(speaksOfFairRuns);
  if (fair !== undefined) {
    return unused(`${fair.name} speaks of fair runs, and what is fair to one node need not be fair to another.`);
  }
  if (keepsTransitions) return unused('The steps of every node are looked at by themselves.');
  const orders = visibleOrders(instance);
  const groups = candidates.filter(({ role }) => !orders.has(role));
  const nameOf = ({ role }: Group): string => protocol.roles[role]!.name;
  const kept = candidates.flatMap(group => {
    const order = orders.get(group.role);
    return order === undefined ? [] : [`The order of ${nameOf(group)} nodes may matter: ${orderPhrase(order)}.`];
  });
  if (groups.length === 0) return unused(kept.join(' '));
  const exchanged = `States that differ only by which node of ${groups.map(nameOf).join(', or of ')} is which count once.`;
  return { groups, use: { kind: 'symmetry', used: true, reason: [exchanged, ...kept].join(' ') } };
}

/** What is said of it once for so many states no best representative was found. */
export function useOf({ use }: Symmetry, gaveUpCount: number): ReductionUse {
  if (gaveUpCount === 0) return use;
  return { ...use, reason: `${use.reason} Some may count more than once: they are too symmetric.` };
}

function unused(reason: string): Symmetry {
  return { groups: [], use: { kind: 'symmetry', used: false, reason } };
}

const PHRASES: Readonly<Record<Sign, string>> = {
  failure: 'which one is looked at first may decide whether something goes wrong',
  list: 'a list has what belongs to them in their order',
  loop: 'a loop goes through them in their order',
  midway: 'a crash may come when some of them have been sent to, and those are the first',
};

function orderPhrase({ place, sign }: VisibleOrder): string {
  return `in ${place}, ${PHRASES[sign]}`;
}
