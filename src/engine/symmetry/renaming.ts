import type { Instance } from '../../model/instance.ts';
import type { ClientHistory, Envelope, Environment, Inbox, Link, LocalState, State } from '../../model/state.ts';
import { compareValues, nodeReference, setOf, type NodeIndex, type Value } from '../../model/values.ts';
import { compareEnvelopes, isOrdered } from '../../semantics/inbox.ts';
import type { Observations } from '../../semantics/observations.ts';

/**
 * Who takes whose place: a permutation of the nodes. Applied to a value it replaces every reference to a node, and brings
 * what is sorted into its order again.
 */
export type Renaming = (node: NodeIndex) => NodeIndex;

/** Two nodes that change places. */
export function exchangeOf(one: NodeIndex, other: NodeIndex): Renaming {
  return node => (node === one ? other : node === other ? one : node);
}

/** A value without references to nodes that move is answered as it is. */
export function renamedValue(value: Value, to: Renaming): Value {
  if (typeof value !== 'object' || value === null) return value;
  switch (value.kind) {
    case 'node': {
      const index = to(value.index);
      return index === value.index ? value : nodeReference(index);
    }
    case 'set': {
      const items = renamedValues(value.items, to);
      return items === value.items ? value : setOf(items);
    }
    case 'list': {
      const items = renamedValues(value.items, to);
      return items === value.items ? value : { kind: 'list', items };
    }
    case 'map': {
      const keys = renamedValues(value.keys, to);
      const values = renamedValues(value.values, to);
      if (keys === value.keys) return values === value.values ? value : { kind: 'map', keys, values };
      const order = keys.map((_, i) => i).sort((a, b) => compareValues(keys[a]!, keys[b]!));
      return { kind: 'map', keys: order.map(i => keys[i]!), values: order.map(i => values[i]!) };
    }
    case 'record': {
      const fields = renamedValues(value.fields, to);
      return fields === value.fields ? value : { ...value, fields };
    }
  }
}

function renamedValues(values: readonly Value[], to: Renaming): readonly Value[] {
  let renamed: Value[] | undefined;
  values.forEach((value, i) => {
    const after = renamedValue(value, to);
    if (after === value) return;
    renamed ??= [...values];
    renamed[i] = after;
  });
  return renamed ?? values;
}

export function renamedLocal(local: LocalState, to: Renaming): LocalState {
  const variables = renamedValues(local.variables, to);
  const disk = local.disk && renamedValues(local.disk, to);
  if (variables === local.variables && disk === local.disk) return local;
  return { ...local, variables, ...(disk === undefined ? {} : { disk }) };
}

export function renamedEnvelope(envelope: Envelope, to: Renaming): Envelope {
  const { from, to: receiver, message, fields } = envelope;
  return { from: to(from), to: to(receiver), message, fields: renamedValues(fields, to) };
}

/** An inbox of envelopes in any order; first in, first out, each sender's are in theirs. */
export function inboxOf(instance: Instance, envelopes: readonly Envelope[]): Inbox {
  return [...envelopes].sort(isOrdered(instance) ? (a, b) => a.from - b.from : compareEnvelopes);
}

export function renamedEnvironment(instance: Instance, environment: Environment, to: Renaming): Environment {
  const { partition, cuts } = environment;
  if (partition === undefined && cuts === undefined) return environment;
  const links = cuts === undefined ? {} : { cuts: cuts.map(link => renamedLink(link, to)).sort(compareLinks) };
  return { ...environment, partition: partition && groupWithoutFirst(instance, partition.map(to)), ...links };
}

/** Of the two groups of a partition, one of which is given, the one that names it. */
function groupWithoutFirst({ nodes }: Instance, group: readonly NodeIndex[]): readonly NodeIndex[] {
  const inside = new Set(group);
  return nodes.map(({ index }) => index).filter(node => inside.has(node) !== inside.has(0));
}

function renamedLink({ from, to: end }: Link, to: Renaming): Link {
  return { from: to(from), to: to(end) };
}

function compareLinks(a: Link, b: Link): number {
  return a.from - b.from || a.to - b.to;
}

export function renamedObservations({ ghosts, histories }: Observations, to: Renaming): Observations {
  const renamed = renamedValues(ghosts, to);
  return histories === undefined
    ? { ghosts: renamed }
    : { ghosts: renamed, histories: histories.map(history => renamedHistory(history, to)) };
}

function renamedHistory(history: ClientHistory, to: Renaming): ClientHistory {
  const operations = history.map(operation => {
    const { client, arguments: asked, result, after } = operation;
    const before = after.map(each => ({ ...each, client: to(each.client) })).sort((a, b) => a.client - b.client);
    return {
      ...operation,
      client: to(client),
      arguments: renamedValues(asked, to),
      ...(result === undefined ? {} : { result: { value: renamedValue(result.value, to) } }),
      after: before,
    };
  });
  return operations.sort((a, b) => a.client - b.client);
}

/** A whole state: what was one node's part is the other's. */
export function renamedState(instance: Instance, state: State, to: Renaming): State {
  const locals = [...state.locals];
  const inboxes = [...state.inboxes];
  state.locals.forEach((local, node) => {
    locals[to(node)] = renamedLocal(local, to);
    const envelopes = state.inboxes[node]!.map(envelope => renamedEnvelope(envelope, to));
    inboxes[to(node)] = inboxOf(instance, envelopes);
  });
  return {
    environment: renamedEnvironment(instance, state.environment, to),
    ...renamedObservations(state, to),
    locals,
    inboxes,
  };
}
