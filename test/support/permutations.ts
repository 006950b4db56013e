import type { Instance } from '../../src/model/instance.ts';
import type { Envelope, Operation, State } from '../../src/model/state.ts';
import { compareEnvelopes } from '../../src/semantics/inbox.ts';
import { compareValues } from '../../src/model/values.ts';
import type { NodeIndex, Value } from '../../src/model/values.ts';

/** Where each node goes. */
export type Permutation = readonly NodeIndex[];

/** Every way to permute the nodes of roles that are not ordered. */
export function permutations({ protocol, roleNodes }: Instance): readonly Permutation[] {
  return roleNodes.reduce<readonly Permutation[]>(
    (found, { first, count }, role) => {
      const own = Array.from({ length: count }, (_, i) => first + i);
      const orders = protocol.roles[role]!.ordered ? [own] : ordersOf(own);
      return found.flatMap(before => orders.map(order => [...before, ...order]));
    },
    [[]],
  );
}

function ordersOf(nodes: readonly NodeIndex[]): readonly Permutation[] {
  if (nodes.length === 0) return [[]];
  return nodes.flatMap(first => ordersOf(nodes.filter(node => node !== first)).map(rest => [first, ...rest]));
}

/** A state in which every node has taken the place that a permutation gives it. Written down field by field. */
export function permutedState(instance: Instance, state: State, to: Permutation): State {
  const moved = <Item>(items: readonly Item[]): readonly Item[] => items.map((_, place) => items[to.indexOf(place)]!);
  const value = (before: Value): Value => permutedValue(before, to);
  const { environment, ghosts, histories, locals, inboxes } = state;
  const group = environment.partition?.map(node => to[node]!);
  const sides = group && [group, instance.nodes.map(({ index }) => index).filter(node => !group.includes(node))];
  const envelope = (before: Envelope): Envelope => ({
    from: to[before.from]!,
    to: to[before.to]!,
    message: before.message,
    fields: before.fields.map(value),
  });
  const fifo = instance.network.order === 'fifo';
  return {
    environment: {
      ...environment,
      partition: sides?.find(side => !side.includes(0))?.sort((a, b) => a - b),
      ...(environment.cuts && {
        cuts: environment.cuts
          .map(link => ({ from: to[link.from]!, to: to[link.to]! }))
          .sort((a, b) => a.from - b.from || a.to - b.to),
      }),
    },
    ghosts: ghosts.map(value),
    ...(histories && { histories: histories.map(history => permutedHistory(history, to)) }),
    locals: moved(locals).map(local => ({
      ...local,
      variables: local.variables.map(value),
      ...(local.disk && { disk: local.disk.map(value) }),
    })),
    inboxes: moved(inboxes).map(inbox =>
      inbox.map(envelope).sort((a, b) => (fifo ? a.from - b.from : compareEnvelopes(a, b))),
    ),
  };
}

function permutedHistory(history: readonly Operation[], to: Permutation): readonly Operation[] {
  return history
    .map(operation => ({
      ...operation,
      client: to[operation.client]!,
      arguments: operation.arguments.map(value => permutedValue(value, to)),
      ...(operation.result && { result: { value: permutedValue(operation.result.value, to) } }),
      after: operation.after.map(each => ({ ...each, client: to[each.client]! })).sort((a, b) => a.client - b.client),
    }))
    .sort((a, b) => a.client - b.client);
}

function permutedValue(value: Value, to: Permutation): Value {
  if (value === null || typeof value !== 'object') return value;
  const inside = (items: readonly Value[]): readonly Value[] => items.map(item => permutedValue(item, to));
  switch (value.kind) {
    case 'node':
      return { kind: 'node', index: to[value.index]! };
    case 'set':
      return { kind: 'set', items: [...inside(value.items)].sort(compareValues) };
    case 'list':
      return { kind: 'list', items: inside(value.items) };
    case 'map': {
      const entries = inside(value.keys).map((key, i) => [key, permutedValue(value.values[i]!, to)] as const);
      const sorted = entries.sort(([a], [b]) => compareValues(a, b));
      return { kind: 'map', keys: sorted.map(([key]) => key), values: sorted.map(([, item]) => item) };
    }
    case 'record':
      return { ...value, fields: inside(value.fields) };
  }
}
