import { assert, present } from '../../base/assert.ts';
import type { ClientHistory } from '../../model/state.ts';
import type { SequentialObject } from './dataTypes.ts';
import { findOrder } from './linearize.ts';
import type { Predecessors } from './order.ts';

/** Why no order explains a history. Operations are indices in it. */
export type Blame =
  /** Some order would, were the second operation free to come before the first, which was answered before it began. */
  | { readonly kind: 'order'; readonly first: number; readonly second: number }
  /** In no order at all can it answer what it answered, and those that began before it what they answered. */
  | { readonly kind: 'answer'; readonly operation: number };

/**
 * What to blame where no order of the operations keeps the predecessors: the pair whose order is in the way, or else the
 * first answer that nothing explains. Of several pairs it is the one whose second operation began last, and of those the
 * one whose first did.
 */
export function blameFor(history: ClientHistory, object: SequentialObject, predecessors: Predecessors): Blame {
  const isOrdered: IsOrdered = (operations, order) => findOrder(operations, object, order).kind === 'ordered';
  const free = history.map(() => []);
  if (!isOrdered(history, free)) return { kind: 'answer', operation: firstInexplicable(history, isOrdered) };
  const pairs = pairsOf(history, predecessors);
  const single = pairs.find(pair => isOrdered(history, relaxed(predecessors, pair)));
  return { kind: 'order', ...(single ?? firstInTheWay(history, pairs, isOrdered)) };
}

type IsOrdered = (operations: ClientHistory, order: Predecessors) => boolean;

interface Pair {
  readonly first: number;
  readonly second: number;
}

function pairsOf(history: ClientHistory, predecessors: Predecessors): readonly Pair[] {
  const pairs = predecessors.flatMap((before, second) => before.map(first => ({ first, second })));
  return pairs.sort((a, b) => compareAge(history, b.second, a.second) || compareAge(history, b.first, a.first));
}

/** What began earlier comes first, as far as that is known: by how many operations had been answered when it began. */
function compareAge(history: ClientHistory, a: number, b: number): number {
  const answeredBefore = (operation: number): number => {
    const { client, after } = present(history[operation], 'an operation of the history');
    const own = history.slice(0, operation).filter(other => other.client === client && other.result !== undefined);
    return after.reduce((sum, { answered }) => sum + answered, own.length);
  };
  return answeredBefore(a) - answeredBefore(b) || a - b;
}

/** The second operation may come before the first, and then also before everything between the two. */
function relaxed(predecessors: Predecessors, { first, second }: Pair): Predecessors {
  return predecessors.map((before, operation) =>
    operation === second ? before.filter(other => other !== first && !predecessors[other]!.includes(first)) : before,
  );
}

/** Where no single pair is to blame: the first, the oldest before the others, that cannot be kept with those before it. */
function firstInTheWay(history: ClientHistory, pairs: readonly Pair[], isOrdered: IsOrdered): Pair {
  const kept: number[][] = history.map(() => []);
  const culprit = pairs.toReversed().find(({ first, second }) => {
    kept[second]!.push(first);
    return !isOrdered(history, kept);
  });
  assert(culprit !== undefined, 'all pairs together cannot be kept');
  return culprit;
}

/** The first answer, the oldest operations before the others, that cannot be given with those before it, in any order. */
function firstInexplicable(history: ClientHistory, isOrdered: IsOrdered): number {
  const free = history.map(() => []);
  const answered = history.flatMap(({ result }, i) => (result === undefined ? [] : [i]));
  const byAge = answered.sort((a, b) => compareAge(history, a, b));
  const culprit = byAge.find((_, position) => {
    const known = new Set(byAge.slice(0, position + 1));
    const partly = history.map((operation, i) => {
      const { result: _result, ...open } = operation;
      return known.has(i) ? operation : open;
    });
    return !isOrdered(partly, free);
  });
  assert(culprit !== undefined, 'all answers together cannot be given');
  return culprit;
}
