import { assert } from '../../base/assert.ts';
import type { ClientHistory } from '../../model/state.ts';
import type { SequentialObject } from './dataTypes.ts';
import { findOrder, type Patience } from './linearize.ts';
import { agesOf, allBefore, type Predecessors } from './order.ts';

/** Why no order explains a history. Operations are indices in it. */
export type Blame =
  /** Some order would, were the second operation free to come before the first, which was answered before it began. */
  | { readonly kind: 'order'; readonly first: number; readonly second: number }
  /** In no order at all can it answer what it answered, and those that began before it what they answered. */
  | { readonly kind: 'answer'; readonly operation: number };

/**
 * What to blame where no order of the operations keeps the predecessors: the pair whose order is in the way, or else the
 * first answer that nothing explains. Of several pairs it is the one whose second operation began last, and of those the
 * one whose first did. Undefined where it takes too long to find out.
 */
export function blameFor(
  history: ClientHistory,
  object: SequentialObject,
  predecessors: Predecessors,
  patience: Patience = { left: PLACEMENTS_MAX },
): Blame | undefined {
  const isOrdered: IsOrdered = (operations, order) => findOrder(operations, object, order, patience).kind === 'ordered';
  const blame = blameOf(history, predecessors, isOrdered);
  // Once patience has run out, no order is found any more where there may be one.
  return patience.left < 0 ? undefined : blame;
}

function blameOf(history: ClientHistory, predecessors: Predecessors, isOrdered: IsOrdered): Blame {
  const free = history.map(() => []);
  if (!isOrdered(history, free)) return { kind: 'answer', operation: firstInexplicable(history, isOrdered) };
  const order = { history, before: allBefore(predecessors), byAge: operationsByAge(history) };
  return { kind: 'order', ...(singlePair(order, isOrdered) ?? firstInTheWay(order, isOrdered)) };
}

/** How many operations are placed, by all searches together, before it is given up to blame anything. */
const PLACEMENTS_MAX = 300_000;

/** How many operations are looked at as the second of a pair that is to blame alone. */
const SECONDS_MAX = 200;

type IsOrdered = (operations: ClientHistory, order: Predecessors) => boolean;

interface Order {
  readonly history: ClientHistory;
  /** By operation: all that come before it. */
  readonly before: readonly ReadonlySet<number>[];
  readonly byAge: readonly number[];
}

interface Pair {
  readonly first: number;
  readonly second: number;
}

/** The oldest operation first, as far as that is known. */
function operationsByAge(history: ClientHistory): readonly number[] {
  const ages = agesOf(history);
  return history.map((_, i) => i).sort((a, b) => ages[a]! - ages[b]! || a - b);
}

/** A pair that is in the way alone: were the second free to come before the first, there would be an order. */
function singlePair({ history, before, byAge }: Order, isOrdered: IsOrdered): Pair | undefined {
  const all = before.map(others => [...others]);
  const isOrderedWith = (second: number, others: readonly number[]): boolean =>
    isOrdered(history, all.with(second, [...others]));
  const latest = byAge.toReversed();
  for (const second of latest.slice(0, SECONDS_MAX)) {
    const others = all[second]!;
    if (others.length === 0 || !isOrderedWith(second, [])) continue;
    // Free to come before the first, it is free to come before everything between the two as well.
    const first = latest.find(
      each =>
        before[second]!.has(each) &&
        isOrderedWith(
          second,
          others.filter(other => other !== each && !before[other]!.has(each)),
        ),
    );
    if (first !== undefined) return { first, second };
  }
  return undefined;
}

/** Where no single pair is to blame: the first, the oldest before the others, that cannot be kept with those before it. */
function firstInTheWay({ history, before, byAge }: Order, isOrdered: IsOrdered): Pair {
  const pairs = byAge.flatMap(second =>
    byAge.filter(first => before[second]!.has(first)).map(first => ({ first, second })),
  );
  const count = firstCount(pairs.length, kept => {
    const order: number[][] = history.map(() => []);
    for (const { first, second } of pairs.slice(0, kept)) order[second]!.push(first);
    return !isOrdered(history, order);
  });
  const culprit = pairs[count - 1];
  assert(culprit !== undefined, 'without pairs there is an order');
  return culprit;
}

/** The first answer, the oldest operations before the others, that cannot be given with those before it, in any order. */
function firstInexplicable(history: ClientHistory, isOrdered: IsOrdered): number {
  const free = history.map(() => []);
  const answered = operationsByAge(history).filter(i => history[i]!.result !== undefined);
  const count = firstCount(answered.length, given => {
    const known = new Set(answered.slice(0, given));
    const partly = history.map((operation, i) => {
      const { result: _, ...open } = operation;
      return known.has(i) ? operation : open;
    });
    return !isOrdered(partly, free);
  });
  const culprit = answered[count - 1];
  assert(culprit !== undefined, 'without answers there is an order');
  return culprit;
}

/** The smallest count, 1 to `most`, for which something is true: it is for `most`, and where it is for one it is for all above. */
function firstCount(most: number, isTrue: (count: number) => boolean): number {
  let [low, high] = [1, most];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isTrue(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
