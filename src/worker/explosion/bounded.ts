import { digits } from '../../base/digits.ts';
import type { BoundedCount } from '../../contract/explosion.ts';
import type { Weighed } from '../../engine/explosion/weights.ts';
import { countText } from './words.ts';

/**
 * The largest bound that leaves at most half of the states: a smaller one would forbid more than has to be. Only one that
 * leaves something of everything: a step of every kind is still taken, and more is allowed than there is at the start.
 */
export function worthwhileBound({ initial, least, bounded }: Weighed, states: number): BoundedCount | undefined {
  const found = bounded.findLast(each => each.bound > initial && each.bound >= least && each.states <= states / 2);
  return found && { bound: found.bound, count: { states: found.states, isExact: found.isExact } };
}

/** `; bounding it to 2 leaves 1,900`, or nothing. */
export function boundClause(bounded: BoundedCount | undefined, what: string): string {
  return bounded === undefined ? '' : `; ${what} ${digits(bounded.bound)} leaves ${countText(bounded.count)}`;
}
