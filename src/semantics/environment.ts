import { assert, present } from '../base/assert.ts';
import type { Instance, InstanceFailure } from '../model/instance.ts';
import type { Environment } from '../model/state.ts';
import type { NodeIndex } from '../model/values.ts';
import { replaced } from './collections.ts';

/** Partitions of more nodes are refused: there would be more ways to split them than steps that can be listed. */
export const PARTITION_NODES_MAX = 12;

export function initialEnvironment(instance: Instance): Environment {
  return { budgets: instance.failures.map(failure => failure.budget), partition: undefined };
}

/** Whether messages pass between two nodes: always within a group of a partition, and where there is none. */
export function isLinkUp(environment: Environment, from: NodeIndex, to: NodeIndex): boolean {
  const { partition } = environment;
  return partition === undefined || partition.includes(from) === partition.includes(to);
}

/** The failures of one kind that may still happen, as indices in `Instance.failures`. */
export function remaining(
  instance: Instance,
  environment: Environment,
  kind: InstanceFailure['kind'],
): readonly number[] {
  return instance.failures.flatMap((failure, i) => (failure.kind === kind && environment.budgets[i]! > 0 ? [i] : []));
}

/** One less of a failure's budget. */
export function spendBudget(environment: Environment, failure: number): Environment {
  const left = present(environment.budgets[failure], 'every failure has a budget');
  assert(left > 0, 'only what is left of a budget is spent');
  return { ...environment, budgets: replaced(environment.budgets, failure, left - 1) };
}

/**
 * Every way to split all nodes into two groups, each given by the group without node 0: first the groups whose largest
 * node is node 1, then node 2, and so on.
 */
export function splits(nodeCount: number): readonly (readonly NodeIndex[])[] {
  const others = Array.from({ length: Math.max(0, nodeCount - 1) }, (_, i) => i + 1);
  return others.reduce<readonly (readonly NodeIndex[])[]>(
    (groups, node) => [...groups, [node], ...groups.map(group => [...group, node])],
    [],
  );
}
