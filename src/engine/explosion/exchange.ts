import type { Instance } from '../../model/instance.ts';
import type { ClientHistory, Environment, Envelope, Inbox, LocalState } from '../../model/state.ts';
import { mapOf, nodeReference, setOf } from '../../model/values.ts';
import type { NodeIndex, Value } from '../../model/values.ts';
import { compareEnvelopes, isOrdered } from '../../semantics/inbox.ts';
import type { Observations } from '../../semantics/observations.ts';

/** Two nodes of one role, each of which takes the other's place. */
export interface Exchange {
  readonly one: NodeIndex;
  readonly other: NodeIndex;
}

/**
 * Exchanges that generate every permutation of interchangeable nodes: neighbours among the nodes of each role that is not
 * ordered.
 */
export function exchangesOf({ protocol, roleNodes }: Instance): readonly Exchange[] {
  return roleNodes.flatMap(({ first, count }, role) =>
    protocol.roles[role]?.ordered === true
      ? []
      : Array.from({ length: Math.max(0, count - 1) }, (_, i) => ({ one: first + i, other: first + i + 1 })),
  );
}

export function exchangedNode({ one, other }: Exchange, node: NodeIndex): NodeIndex {
  if (node === one) return other;
  return node === other ? one : node;
}

export function exchangedValue(exchange: Exchange, value: Value): Value {
  if (value === null || typeof value !== 'object') return value;
  const inside = (item: Value): Value => exchangedValue(exchange, item);
  switch (value.kind) {
    case 'node':
      return nodeReference(exchangedNode(exchange, value.index));
    case 'set':
      return setOf(value.items.map(inside));
    case 'list':
      return { ...value, items: value.items.map(inside) };
    case 'map':
      return mapOf(value.keys.map((key, i) => [inside(key), inside(value.values[i] ?? null)] as const));
    case 'record':
      return { ...value, fields: value.fields.map(inside) };
  }
}

export function exchangedLocal(exchange: Exchange, local: LocalState): LocalState {
  const exchanged = (values: readonly Value[]): readonly Value[] =>
    values.map(value => exchangedValue(exchange, value));
  const { variables, disk } = local;
  return { ...local, variables: exchanged(variables), ...(disk === undefined ? {} : { disk: exchanged(disk) }) };
}

/** What is in flight to the node that took the place of the inbox's own. */
export function exchangedInbox(instance: Instance, exchange: Exchange, inbox: Inbox): Inbox {
  const exchanged = inbox.map((envelope): Envelope => ({
    ...envelope,
    from: exchangedNode(exchange, envelope.from),
    to: exchangedNode(exchange, envelope.to),
    fields: envelope.fields.map(value => exchangedValue(exchange, value)),
  }));
  // Sorting is stable: what one sender sent stays in its order.
  return exchanged.sort(isOrdered(instance) ? (a, b) => a.from - b.from : compareEnvelopes);
}

export function exchangedEnvironment(instance: Instance, exchange: Exchange, environment: Environment): Environment {
  const { partition, cuts } = environment;
  const links = cuts?.map(({ from, to }) => ({ from: exchangedNode(exchange, from), to: exchangedNode(exchange, to) }));
  return {
    ...environment,
    partition: partition && exchangedGroup(instance, exchange, partition),
    ...(links === undefined ? {} : { cuts: links.sort((a, b) => a.from - b.from || a.to - b.to) }),
  };
}

/** Of the two groups of a partition the one without node 0 stands for both. */
function exchangedGroup({ nodes }: Instance, exchange: Exchange, group: readonly NodeIndex[]): readonly NodeIndex[] {
  const exchanged = new Set(group.map(node => exchangedNode(exchange, node)));
  const hasFirst = exchanged.has(0);
  return nodes.map(({ index }) => index).filter(node => exchanged.has(node) !== hasFirst);
}

export function exchangedObservations(exchange: Exchange, { ghosts, histories }: Observations): Observations {
  const values = ghosts.map(value => exchangedValue(exchange, value));
  if (histories === undefined) return { ghosts: values };
  return { ghosts: values, histories: histories.map(history => exchangedHistory(exchange, history)) };
}

function exchangedHistory(exchange: Exchange, history: ClientHistory): ClientHistory {
  const byClient = (a: { client: NodeIndex }, b: { client: NodeIndex }): number => a.client - b.client;
  return history
    .map(operation => {
      const { client, arguments: asked, result, after } = operation;
      return {
        ...operation,
        client: exchangedNode(exchange, client),
        arguments: asked.map(value => exchangedValue(exchange, value)),
        ...(result === undefined ? {} : { result: { value: exchangedValue(exchange, result.value) } }),
        after: after.map(each => ({ ...each, client: exchangedNode(exchange, each.client) })).sort(byClient),
      };
    })
    .sort(byClient);
}
