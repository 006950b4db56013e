import type { Instance } from '../../model/instance.ts';
import type { ClientHistory, Envelope, Environment, Inbox, LocalState } from '../../model/state.ts';
import { localKey } from '../../model/stateKey.ts';
import {
  nodeReference,
  type ListValue,
  type MapValue,
  type NodeIndex,
  type SetValue,
  type Value,
} from '../../model/values.ts';
import { isOrdered } from '../../semantics/inbox.ts';
import type { Observations } from '../../semantics/observations.ts';
import { type Components, ENVIRONMENT, FIRST_NODE, GHOSTS } from '../components.ts';

/*
 * The components of a row as values, so that one way to look for nodes in them is enough. They say which nodes are where,
 * and nothing is lost that tells nodes apart; what is a bag is a set with equal items.
 */

/** Of the environment only what names nodes; of a node everything. */
export function contentOf(components: Components, component: number, id: number): Value {
  const { instance } = components;
  if (component === ENVIRONMENT) return environmentContent(instance, components.environments.valueOf(id));
  if (component === GHOSTS) return observationsContent(components.ghosts.valueOf(id));
  const node = component - FIRST_NODE;
  return listOf([localContent(components.localIn(node, id)), inboxContent(instance, components.inboxIn(node, id))]);
}

function environmentContent({ nodes }: Instance, { partition, cuts }: Environment): Value {
  const groups = partition === undefined ? [] : [partition, others(nodes.length, partition)];
  const links = (cuts ?? []).map(({ from, to }) => listOf([nodeReference(from), nodeReference(to)]));
  // Neither group comes first.
  return listOf([bagOf(groups.map(group => bagOf(group.map(nodeReference)))), bagOf(links)]);
}

function others(nodeCount: number, group: readonly NodeIndex[]): readonly NodeIndex[] {
  return Array.from({ length: nodeCount }, (_, node) => node).filter(node => !group.includes(node));
}

function observationsContent({ ghosts, histories = [] }: Observations): Value {
  return listOf([...ghosts, ...histories.map(historyContent)]);
}

function historyContent(history: ClientHistory): MapValue {
  return grouped(
    history.map(({ client, operation, arguments: asked, result, after }) => {
      const before = after.map(each => listOf([nodeReference(each.client), each.answered]));
      const answer = result === undefined ? [] : [result.value];
      return [client, listOf([operation, listOf(asked), listOf(answer), bagOf(before)])] as const;
    }),
  );
}

function localContent(local: LocalState): Value {
  const { disk, ...rest } = local;
  const condition = localKey({ ...rest, variables: [] });
  return listOf([condition, listOf(local.variables), disk === undefined ? null : listOf(disk)]);
}

function inboxContent(instance: Instance, inbox: Inbox): Value {
  if (!isOrdered(instance)) return bagOf(inbox.map(each => listOf([nodeReference(each.from), ...partsOf(each)])));
  return grouped(inbox.map(each => [each.from, listOf(partsOf(each))] as const));
}

function partsOf({ message, fields }: Envelope): readonly Value[] {
  return [message, ...fields];
}

function listOf(items: readonly Value[]): ListValue {
  return { kind: 'list', items };
}

function bagOf(items: readonly Value[]): SetValue {
  return { kind: 'set', items };
}

/** For each node the list of what comes with it, in order. */
function grouped(entries: readonly (readonly [NodeIndex, Value])[]): MapValue {
  const nodes = [...new Set(entries.map(([node]) => node))];
  const values = nodes.map(node => listOf(entries.filter(([other]) => other === node).map(([, value]) => value)));
  return { kind: 'map', keys: nodes.map(nodeReference), values };
}
