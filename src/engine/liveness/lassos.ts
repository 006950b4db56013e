import type { Schedule } from '../../model/state.ts';
import { classKey, type FairnessClass } from '../../semantics/fairness.ts';
import { scheduleThrough } from '../path.ts';
import type { Lasso } from '../verdicts.ts';
import type { Explored } from './explored.ts';
import { fairComponents } from './fairComponents.ts';
import { type FoundLasso, shortestLasso } from './lassoSearch.ts';
import { labelsOf } from './loop.ts';
import { type Pursuit, regionOf, type Region } from './region.ts';

/** How many actions are tried for whether their fairness would repair a property. */
const REPAIRS_TRIED = 8;

/** A fair run of the kind that is looked for, or undefined where there is none among the states explored. */
export function* lassoOf(pursuit: Pursuit, explored: Explored): Generator<undefined, Lasso | undefined> {
  const { transitions, labels } = explored;
  const region = yield* regionOf(pursuit, transitions, state => explored.depthOf(state));
  if (region.states.length === 0) return undefined;
  const promises = labels.promises();
  const fair = yield* fairComponents(region, pursuit, { transitions, promises });
  const found = shortestLasso(fair, region, { transitions, promises, groups: fair.groups, pursuit });
  if (found === undefined) return undefined;
  const stem = stemTo(found.start, region, explored);
  const neverTaken = neverTakenIn(found, explored);
  return {
    schedule: scheduleOf(stem, found, explored),
    stem: stem.length - 1,
    neverTaken,
    repairs: explored.complete ? yield* repairsAmong(neverTaken, { region, pursuit, explored }) : [],
  };
}

/** The states of the shortest execution to a state of a region that begins to count where it must. */
function stemTo(state: number, { from }: Region, { parentOf }: Explored): readonly number[] {
  const states = [state];
  let at = state;
  while (from[at]! >= 0) states.push((at = from[at]!));
  for (let parent = parentOf(at); parent >= 0; parent = parentOf(parent)) states.push(parent);
  return states.reverse();
}

function scheduleOf(stem: readonly number[], { loop }: FoundLasso, explored: Explored): Schedule {
  const { transitions, labels, system } = explored;
  const waypoints = [
    ...stem.map(stateId => ({ state: explored.stateOf(stateId) })),
    ...loop.map(step => ({
      state: explored.stateOf(transitions.target(step)),
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

interface Repairable {
  readonly region: Region;
  readonly pursuit: Pursuit;
  readonly explored: Explored;
}

/** The actions whose strong fairness, for every node of their role, leaves no fair run of the kind that was found. */
function* repairsAmong(
  neverTaken: readonly FairnessClass[],
  { region, pursuit, explored }: Repairable,
): Generator<undefined, readonly FairnessClass[]> {
  const { transitions, labels } = explored;
  const { nodes } = explored.system.instance;
  const repairs: FairnessClass[] = [];
  const tried = new Set<string>();
  for (const each of neverTaken) {
    if (each.kind !== 'action') continue;
    const { role } = nodes[each.node]!;
    const name = `${String(role)} ${String(each.action)}`;
    if (tried.has(name) || tried.size >= REPAIRS_TRIED) continue;
    tried.add(name);
    const made = new Set(
      nodes.filter(node => node.role === role).map(({ index }) => classKey({ ...each, node: index })),
    );
    const promises = labels.promises(made);
    const { components } = yield* fairComponents(region, pursuit, { transitions, promises });
    if (components.length === 0) repairs.push(each);
  }
  return repairs;
}
