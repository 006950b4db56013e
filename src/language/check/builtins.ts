/** A function or word that every protocol has, for hovers and completion. */
export interface BuiltinEntry {
  readonly name: string;
  readonly signature: string;
  readonly doc: string;
  /** Where it may be used; undefined for everywhere. */
  readonly only: 'property' | 'step' | 'role' | undefined;
}

function entry(name: string, signature: string, doc: string, only?: BuiltinEntry['only']): BuiltinEntry {
  return { name, signature, doc, only };
}

/** Functions that the checker knows, in the order completion shows them. */
export const BUILTINS: readonly BuiltinEntry[] = [
  entry('size', 'size(collection): int', 'How many items a set or list has, or how many entries a map has.'),
  entry(
    'min',
    'min(a, b) or min(collection): int',
    'The smaller of two numbers, or the smallest of a set or list that is not empty.',
  ),
  entry(
    'max',
    'max(a, b) or max(collection): int',
    'The larger of two numbers, or the largest of a set or list that is not empty.',
  ),
  entry(
    'sum',
    'sum(collection): int',
    'The sum of a set or list of numbers; 0 when it is empty. Equal numbers in a set count once.',
  ),
  entry(
    'first',
    'first(collection)',
    'The first item of a list, or the smallest one of a set of numbers or ordered nodes. An error when it is empty.',
  ),
  entry(
    'last',
    'last(collection)',
    'The last item of a list, or the largest one of a set of numbers or ordered nodes. An error when it is empty.',
  ),
  entry('keys', 'keys(map): set', 'The keys of a map.'),
  entry('values', 'values(map): list', 'The values of a map, in the order of their keys.'),
  entry(
    'index',
    'index(node): int',
    'The position of a node of an `ordered` role among the nodes of its role; the first one is 0.',
  ),
  entry(
    'next',
    'next(node): node',
    'The node after a node of an `ordered` role; after the last one comes the first one, as in a ring.',
  ),
  entry(
    'previous',
    'previous(node): node',
    'The node before a node of an `ordered` role; before the first one comes the last one, as in a ring.',
  ),
  entry(
    'tick',
    'tick(clock)',
    'A Lamport clock one further, or a vector clock with the own entry one further.',
    'role',
  ),
  entry('merge', 'merge(a, b)', 'The larger of two Lamport clocks, or the largest entries of two vector clocks.'),
  entry(
    'before',
    'before(a, b): bool',
    'Whether a vector clock happens before another; for Lamport clocks, whether it is smaller.',
  ),
  entry(
    'concurrent',
    'concurrent(a, b): bool',
    'Whether two vector clocks differ and neither happens before the other.',
  ),
  entry(
    'now',
    'now(): time',
    'What the wall clock of this node shows, in ticks. It may be ahead or behind, drift, and jump backwards.',
    'role',
  ),
  entry(
    'monotonic',
    'monotonic(): time',
    'What the monotonic clock of this node shows, in ticks: it never goes back, and jumps of the wall clock do not move it.',
    'role',
  ),
  entry(
    'truetime',
    'truetime(): interval',
    'An interval from `earliest` to `latest` that contains true time as long as the clock of this node has not failed.',
    'role',
  ),
  entry(
    'up',
    'up(node): bool',
    'Whether a node has neither crashed nor stopped and is not Byzantine. A paused node is up.',
    'property',
  ),
  entry('honest', 'honest(node): bool', 'Whether a node follows the protocol: it is not Byzantine.', 'property'),
  entry('old', 'old(expression)', 'The value before the step, in a `step` property.', 'step'),
];

export const BUILTIN_NAMES: ReadonlySet<string> = new Set(BUILTINS.map(builtin => builtin.name));
