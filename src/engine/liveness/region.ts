import { allocateIntegers } from '../../base/allocation.ts';
import { Pace } from './pace.ts';
import type { Transitions } from './transitions.ts';

/**
 * What a run that violates a property looks like, told by marks of the states: it begins to count in one with `BEGIN`, is
 * from then on in ones with `STAY` only, and its loop has one with `VISIT` where `visits` says so.
 */
export interface Pursuit {
  readonly marks: Uint8Array;
  readonly visits: boolean;
}

/** A run that has begun to count may be here. */
export const STAY = 1;
/** A run may begin to count here; only together with `STAY`. */
export const BEGIN = 2;
/** The loop has such a state, where that is asked for. */
export const VISIT = 4;

/** Where such a run can be after it began to count. */
export interface Region {
  /** In the order of their distance. */
  readonly states: Int32Array;
  /** By state: the length of the shortest execution to it, −1 outside of the region. */
  readonly distances: Int32Array;
  /** By state: the one before it on that execution; −1 where the run begins to count, and outside. */
  readonly from: Int32Array;
}

/** `depthOf` is the length of the shortest execution to a state; it never falls as states are numbered. */
export function* regionOf(
  { marks }: Pursuit,
  transitions: Transitions,
  depthOf: (state: number) => number,
): Generator<undefined, Region> {
  const count = transitions.stateCount;
  const distances = allocateIntegers(count).fill(-1);
  const from = allocateIntegers(count).fill(-1);
  const states = allocateIntegers(count);
  const queue = allocateIntegers(count);
  const pace = new Pace();
  const isIn = (state: number, mark: number): boolean =>
    (marks[state]! & mark) !== 0 && transitions.isExpanded(state) && distances[state] === -1;
  let [found, queued, head, begin] = [0, 0, 0, 0];
  for (;;) {
    while (begin < count && !isIn(begin, BEGIN)) {
      begin += 1;
      if (pace.isDue(1)) yield undefined;
    }
    const beginsAt = begin < count ? depthOf(begin) : Infinity;
    const goesOnAt = head < queued ? distances[queue[head]!]! : Infinity;
    if (beginsAt === Infinity && goesOnAt === Infinity) break;
    const state = beginsAt <= goesOnAt ? begin : queue[head]!;
    if (beginsAt <= goesOnAt) distances[state] = beginsAt;
    else head += 1;
    states[found] = state;
    found += 1;
    const [first, end] = [transitions.first(state), transitions.end(state)];
    for (let step = first; step < end; step += 1) {
      const target = transitions.target(step);
      if (target < 0 || !isIn(target, STAY)) continue;
      distances[target] = distances[state]! + 1;
      from[target] = state;
      queue[queued] = target;
      queued += 1;
    }
    if (pace.isDue(end - first + 1)) yield undefined;
  }
  return { states: states.subarray(0, found), distances, from };
}
