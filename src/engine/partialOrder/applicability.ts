import type { Instance } from '../../model/instance.ts';
import type { State } from '../../model/state.ts';
import { speaksOfFairRuns } from '../../semantics/fairness.ts';
import type { SearchBounds } from '../bounds.ts';
import type { ReductionUse } from '../method.ts';
import { NODES_MAX } from './nodeSets.ts';

/** What a search is to do. */
interface Demands {
  readonly bounds: Pick<SearchBounds, 'depthMax'>;
  readonly keepsTransitions: boolean;
  /** Where it starts, unless it is where the instance does. */
  readonly from?: State;
}

/** What is said where a search came to a state that it does not explore further, and took every step after all. */
export const GIVEN_UP: ReductionUse = {
  kind: 'partialOrder',
  used: false,
  reason: 'Equal messages crowd in flight, and how many there are depends on the order of steps.',
};

/** Whether orders of steps may be left out, and what is to be said about it. */
export function partialOrderUse(instance: Instance, demands: Demands): ReductionUse {
  const obstacle = obstacleIn(instance, demands);
  const reason =
    obstacle ?? 'Steps of nodes that cannot influence each other are explored in one order; executions may be longer.';
  return { kind: 'partialOrder', used: obstacle === undefined, reason };
}

/** Why all orders matter, as a sentence. */
function obstacleIn(instance: Instance, { bounds, keepsTransitions, from }: Demands): string | undefined {
  const { nodes, network, clock, failures, protocol } = instance;
  const ofRuns = protocol.properties.find(speaksOfFairRuns);
  const ofSteps = protocol.properties.find(({ kind }) => kind === 'step');
  if (ofRuns !== undefined) return `${ofRuns.name} is about runs that go on for ever, and all of them count.`;
  if (ofSteps !== undefined) return `${ofSteps.name} is about single steps, and all of them count.`;
  if (clock !== undefined) return 'Time goes on for all nodes at once.';
  if (network.timing !== 'asynchronous') return 'In rounds all nodes wait for one another.';
  if (failures.some(({ kind, budget }) => kind !== 'duplicates' || budget !== Infinity)) {
    return 'Failures may strike any node at any time, within budgets that all share.';
  }
  if (network.capacity !== undefined) return 'Messages compete for the capacity of the network.';
  if (nodes.length < 2) return 'There is only one node.';
  if (nodes.length > NODES_MAX) return `There are more than ${String(NODES_MAX)} nodes.`;
  if (bounds.depthMax !== Infinity) return 'Steps are counted, and the shortest executions may be left out.';
  if (keepsTransitions || from !== undefined) return 'Every step between states is asked for.';
  return undefined;
}
