import type { Schedule } from '../../model/state.ts';
import { classKey, type FairnessClass } from '../../semantics/fairness.ts';
import { pathTo, scheduleThrough } from '../path.ts';
import type { Lasso } from '../verdicts.ts';
import type { Explored } from './explored.ts';
import { type FoundLasso, shortestLasso } from './lassoSearch.ts';
import { labelsOf } from './loop.ts';
import { type Pursuit, regionOf, type Region } from './region.ts';
import { Groups } from './stronglyConnected.ts';

/**
 * A fair run of the kind that is looked for, or undefined where there is none among the states explored. What would repair
 * it is not worked out.
 */
export function* lassoOf(pursuit: Pursuit, explored: Explored): Generator<undefined, Lasso | undefined> {
  const { transitions, labels } = explored;
  const region = yield* regionOf(pursuit, transitions, state => explored.depthOf(state));
  if (region.states.length === 0) return undefined;
  const graph = { transitions, promises: labels.promises(), groups: new Groups(transitions) };
  const found = yield* shortestLasso(region, { ...graph, pursuit });
  if (found === undefined) return undefined;
  const stem = stemTo(found.start, region, explored);
  return {
    schedule: yield* scheduleOf(stem, found, explored),
    stem: stem.length - 1,
    neverTaken: neverTakenIn(found, explored),
    repairs: [],
  };
}

/** The states of the shortest execution to a state of a region that begins to count where it must. */
export function stemTo(state: number, { from }: Region, { parentOf }: Pick<Explored, 'parentOf'>): readonly number[] {
  const within = pathTo(state, at => from[at]!);
  return [...pathTo(parentOf(within[0]!), parentOf), ...within];
}

function scheduleOf(stem: readonly number[], { loop }: FoundLasso, explored: Explored): Generator<undefined, Schedule> {
  const { transitions, labels, system } = explored;
  const waypoints = [
    ...stem.map(stateId => ({ state: () => explored.stateOf(stateId) })),
    ...loop.map(step => ({
      state: () => explored.stateOf(transitions.target(step)),
      label: { key: labels.keyOf(transitions.label(step)) },
    })),
  ];
  return scheduleThrough(system, explored.initial(), waypoints);
}

/** What is possible in some state of a loop and not taken in it. */
function neverTakenIn({ start, loop }: FoundLasso, { transitions, labels }: Explored): readonly FairnessClass[] {
  const classes = new Map<string, FairnessClass>();
  for (const state of new Set([start, ...loop.map(step => transitions.target(step))])) {
    for (const label of labelsOf(transitions, state)) {
      const each = labels.classOf(label);
      if (each !== undefined) classes.set(classKey(each), each);
    }
  }
  for (const step of loop) {
    const taken = labels.classOf(transitions.label(step));
    if (taken !== undefined) classes.delete(classKey(taken));
  }
  return [...classes.values()];
}
