import { assert, present } from '../base/assert.ts';
import type { Instance, InstanceFailure } from '../model/instance.ts';
import type { Budgeted, Envelope, Environment, Link, Step } from '../model/state.ts';
import type { NodeIndex } from '../model/values.ts';
import { replaced } from './collections.ts';

/** Partitions of more nodes are refused: there would be more ways to split them than steps that can be listed. */
export const PARTITION_NODES_MAX = 12;

export function initialEnvironment({ failures, clock, network }: Instance): Environment {
  const budgets = failures.map(failure => failure.budget);
  const environment: Environment = { budgets, partition: undefined, ...(clock === undefined ? {} : { time: 0 }) };
  return network.timing === 'synchronous' ? synchronous(environment) : environment;
}

/** A change of the environment that touches no node. */
export interface EnvironmentStep {
  readonly step: Step;
  readonly environment: Environment;
}

/**
 * What a failure does to links, by index in `Instance.failures`, were its budget not used up: each way to split all nodes
 * while there is no partition, or each link that is not cut yet.
 */
export function environmentFaults(
  instance: Instance,
  environment: Environment,
  failure: number,
): readonly EnvironmentStep[] {
  const { kind } = instance.failures[failure]!;
  if (kind === 'partition' && environment.partition === undefined) {
    return splits(instance.nodes.length).map(group => ({
      step: { kind: 'partition', group, ...budgetOf(instance, failure, () => true) },
      environment: { ...spendBudget(environment, failure), partition: group },
    }));
  }
  if (kind !== 'cut') return [];
  const cuts = environment.cuts ?? [];
  return linksOf(instance, failure)
    .filter(link => !isCut(environment, link.from, link.to))
    .map(link => ({
      step: { kind: 'cut', link, ...budgetOf(instance, failure, other => strikesLink(instance, other, link)) },
      environment: { ...spendBudget(environment, failure), cuts: [...cuts, link].sort(compareLinks) },
    }));
}

/** The end of the partition that there is, and of each cut: they cost nothing. */
export function repairs({ cuts = [], ...environment }: Environment): readonly EnvironmentStep[] {
  const kept = cuts.length === 0 ? {} : { cuts };
  const heals: readonly EnvironmentStep[] =
    environment.partition === undefined
      ? []
      : [{ step: { kind: 'heal' }, environment: { ...environment, ...kept, partition: undefined } }];
  const mends = cuts.map((link): EnvironmentStep => {
    const left = cuts.filter(other => compareLinks(other, link) !== 0);
    return {
      step: { kind: 'mend', link },
      environment: { ...environment, ...(left.length === 0 ? {} : { cuts: left }) },
    };
  });
  return [...heals, ...mends];
}

/** The moment from which an eventually synchronous network is synchronous. */
export function stabilisation({ network }: Instance, environment: Environment): readonly EnvironmentStep[] {
  if (network.timing !== 'eventuallySynchronous' || environment.round !== undefined) return [];
  return [{ step: { kind: 'stabilise' }, environment: synchronous(environment) }];
}

function synchronous(environment: Environment): Environment {
  return { ...environment, round: environment.time === undefined ? 'arriving' : 'ticking' };
}

/** Whether messages pass from one node to another: within a group of a partition, over a link that is not cut. */
export function isLinkUp(environment: Environment, from: NodeIndex, to: NodeIndex): boolean {
  const { partition } = environment;
  if (partition !== undefined && partition.includes(from) !== partition.includes(to)) return false;
  return !isCut(environment, from, to);
}

/** Whether a message passes. That a connection was reset a node learns from its own system, whatever the link. */
export function passes({ protocol }: Instance, environment: Environment, envelope: Envelope): boolean {
  return envelope.message === protocol.disconnect || isLinkUp(environment, envelope.from, envelope.to);
}

function isCut({ cuts }: Environment, from: NodeIndex, to: NodeIndex): boolean {
  return cuts !== undefined && cuts.some(link => link.from === from && link.to === to);
}

function compareLinks(a: Link, b: Link): number {
  return a.from - b.from || a.to - b.to;
}

function linksOf(instance: Instance, failure: number): readonly Link[] {
  const declared = instance.failures[failure]!;
  return instance.nodes.flatMap(({ index: from }) =>
    instance.nodes.map(({ index: to }) => ({ from, to })).filter(link => strikesLink(instance, declared, link)),
  );
}

/** Whether a failure may strike a link. A node's link to itself never fails. */
export function strikesLink({ nodes }: Instance, { from, to }: InstanceFailure, link: Link): boolean {
  if (link.from === link.to) return false;
  const matches = (role: number | undefined, node: NodeIndex): boolean =>
    role === undefined || role === nodes[node]?.role;
  return matches(from, link.from) && matches(to, link.to);
}

export function strikesNode({ nodes }: Instance, { role }: InstanceFailure, node: NodeIndex): boolean {
  return role === undefined || role === nodes[node]?.role;
}

/** Whether a failure may happen once more. */
export function isLeft(environment: Environment, failure: number): boolean {
  return present(environment.budgets[failure], 'every failure has a budget') > 0;
}

/** One less of a failure's budget. */
export function spendBudget(environment: Environment, failure: number): Environment {
  const left = present(environment.budgets[failure], 'every failure has a budget');
  assert(left > 0, 'only what is left of a budget is spent');
  return { ...environment, budgets: replaced(environment.budgets, failure, left - 1) };
}

/** How a step says which of the budgets that allow it pays: all failures of one kind of which `allows` is true. */
export function budgetOf(instance: Instance, failure: number, allows: (other: InstanceFailure) => boolean): Budgeted {
  const { kind } = instance.failures[failure]!;
  const earlier = instance.failures.slice(0, failure).filter(other => other.kind === kind && allows(other));
  return earlier.length === 0 ? {} : { budget: earlier.length };
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
