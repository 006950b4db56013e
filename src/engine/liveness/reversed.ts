import { allocateIntegers } from '../../base/allocation.ts';
import { Pace } from './pace.ts';
import type { Transitions } from './transitions.ts';

/** The steps of a graph by the state that they lead to: those from `first[state]` up to, and without, `first[state + 1]`. */
export interface Reversed {
  readonly first: Int32Array;
  readonly from: Int32Array;
  readonly label: Int32Array;
}

export function* reversed(transitions: Transitions): Generator<undefined, Reversed> {
  const count = transitions.stateCount;
  const first = allocateIntegers(count + 1);
  const pace = new Pace();
  const isInside = (target: number): boolean => target >= 0 && target < count;
  for (let state = 0; state < count; state += 1) {
    for (let step = transitions.first(state); step < transitions.end(state); step += 1) {
      const target = transitions.target(step);
      if (isInside(target)) first[target + 1] = first[target + 1]! + 1;
    }
    if (pace.isDue(1 + transitions.end(state) - transitions.first(state))) yield undefined;
  }
  for (let state = 0; state < count; state += 1) first[state + 1] = first[state + 1]! + first[state]!;
  const next = first.slice();
  const [from, label] = [allocateIntegers(first[count]!), allocateIntegers(first[count]!)];
  for (let state = 0; state < count; state += 1) {
    for (let step = transitions.first(state); step < transitions.end(state); step += 1) {
      const target = transitions.target(step);
      if (!isInside(target)) continue;
      const place = next[target]!;
      next[target] = place + 1;
      from[place] = state;
      label[place] = transitions.label(step);
    }
    if (pace.isDue(1 + transitions.end(state) - transitions.first(state))) yield undefined;
  }
  return { first, from, label };
}
