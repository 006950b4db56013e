import type { NodeIndex, Value } from '../../model/values.ts';

/** A set of nodes: bit `n` stands for the node with index `n`. */
export type NodeSet = number;

/** The most nodes of which sets can be made. */
export const NODES_MAX = 31;

export function nodeSet(nodes: Iterable<NodeIndex>): NodeSet {
  let set = 0;
  for (const node of nodes) set |= 1 << node;
  return set;
}

export function hasNode(set: NodeSet, node: NodeIndex): boolean {
  return ((set >>> node) & 1) === 1;
}

/** The nodes of a set, ascending. */
export function nodesOf(set: NodeSet): readonly NodeIndex[] {
  const nodes: NodeIndex[] = [];
  for (let rest = set; rest !== 0; rest &= rest - 1) nodes.push(31 - Math.clz32(rest & -rest));
  return nodes;
}

/** The nodes that occur anywhere in a value. */
export function nodesInValue(value: Value): NodeSet {
  if (value === null || typeof value !== 'object') return 0;
  switch (value.kind) {
    case 'node':
      return 1 << value.index;
    case 'set':
    case 'list':
      return nodesInAll(value.items);
    case 'map':
      return nodesInAll(value.keys) | nodesInAll(value.values);
    case 'record':
      return nodesInAll(value.fields);
  }
}

function nodesInAll(values: readonly Value[]): NodeSet {
  return values.reduce<NodeSet>((set, value) => set | nodesInValue(value), 0);
}
