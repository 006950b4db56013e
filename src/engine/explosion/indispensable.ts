import { allocateIntegers } from '../../base/allocation.ts';
import { Pace } from '../liveness/pace.ts';
import type { StateGraph } from './stateGraph.ts';
import type { StepKinds } from './stepKinds.ts';

/** One word holds so many kinds. */
const KINDS_AT_ONCE = 31;

/**
 * By kind of step, how many states cannot be reached without it: every execution to them has such a step.
 *
 * A data-flow analysis, all kinds at once: what every execution to a state must have is what is common to all its
 * predecessors, each with the kind of the step from there. The largest solution is exact, as for dominators (Kildall,
 * "A unified approach to global program optimization", 1973): steps only ever add to what an execution has.
 */
export function* indispensable(graph: StateGraph, kinds: StepKinds): Generator<undefined, Int32Array> {
  const counts = new Int32Array(kinds.kinds.length);
  for (let first = 0; first < kinds.kinds.length; first += KINDS_AT_ONCE) {
    const musts = yield* mustsOf(graph, kinds, first);
    const pace = new Pace();
    for (let state = 0; state < graph.stateCount; state += 1) {
      for (let left = musts[state]!; left !== 0; left &= left - 1) {
        const kind = first + 31 - Math.clz32(left & -left);
        counts[kind] = counts[kind]! + 1;
      }
      if (pace.isDue(1)) yield;
    }
  }
  return counts;
}

/** By state, the kinds from `first` on that every execution to it has, as bits. */
function* mustsOf(graph: StateGraph, { ofStep }: StepKinds, first: number): Generator<undefined, Int32Array> {
  const { transitions, stateCount, initialCount } = graph;
  const musts = allocateIntegers(stateCount).fill(2 ** KINDS_AT_ONCE - 1);
  musts.fill(0, 0, initialCount);
  const pace = new Pace();
  for (let changed = true; changed;) {
    changed = false;
    for (let state = 0; state < transitions.stateCount; state += 1) {
      if (!transitions.isExpanded(state)) continue;
      const here = musts[state]!;
      const [begin, end] = [transitions.first(state), transitions.end(state)];
      for (let step = begin; step < end; step += 1) {
        const target = transitions.target(step);
        if (target < 0) continue;
        const bit = ofStep[step]! - first;
        const after = here | (bit >= 0 && bit < KINDS_AT_ONCE ? 1 << bit : 0);
        const before = musts[target]!;
        if ((before & after) === before) continue;
        musts[target] = before & after;
        changed = true;
      }
      if (pace.isDue(1 + end - begin)) yield;
    }
  }
  return musts;
}
