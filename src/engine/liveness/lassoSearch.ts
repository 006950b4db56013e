import { present } from '../../base/assert.ts';
import { fairComponents, type FairComponent } from './fairComponents.ts';
import { Loops, type LoopSearch } from './loop.ts';
import { Pace } from './pace.ts';
import type { Region } from './region.ts';

// How many components, and how many states of each, are tried for the shortest lasso.
const COMPONENTS_TRIED = 12;
const STARTS_TRIED = 8;
// Of a component with more states than this, looking for a loop takes long.
const STATES_SMALL = 20_000;

/** A lasso in a graph: where its loop begins, and the loop's steps. */
export interface FoundLasso {
  readonly start: number;
  readonly loop: readonly number[];
}

/**
 * A short lasso of a fair run, undefined where there is none: of those tried the one with the fewest steps, with the shorter
 * loop where they have equally many.
 */
export function* shortestLasso(region: Region, search: LoopSearch): Generator<undefined, FoundLasso | undefined> {
  const nearest = yield* nearestComponents(region, search);
  if (nearest.length === 0) return undefined;
  const loops = new Loops(search);
  const { distances } = region;
  let best: (FoundLasso & { readonly steps: number }) | undefined;
  for (const { component } of nearest) {
    for (const start of yield* startsIn(component, loops, region)) {
      if (best !== undefined && distances[start]! > best.steps) continue;
      const loop = yield* loops.from(start, component);
      const steps = distances[start]! + loop.length;
      if (best !== undefined && (steps > best.steps || (steps === best.steps && loop.length >= best.loop.length)))
        continue;
      best = { start, loop, steps };
    }
  }
  return best;
}

interface Near {
  readonly component: FairComponent;
  readonly distance: number;
}

/** The fair components that are reached first, the nearest before the others. There may be very many in all. */
function* nearestComponents(region: Region, search: LoopSearch): Generator<undefined, readonly Near[]> {
  const nearest: Near[] = [];
  for (const component of fairComponents(region, search.pursuit, search)) {
    if (component === undefined) {
      yield undefined;
      continue;
    }
    const distance = region.distances[yield* entryOf(component, region)]!;
    const behind = nearest.findIndex(other => other.distance > distance);
    nearest.splice(behind < 0 ? nearest.length : behind, 0, { component, distance });
    if (nearest.length > COMPONENTS_TRIED) nearest.pop();
  }
  return nearest;
}

/** Where loops of a component are tried: where it is reached first, and the nearest state that a run may stay in. */
function* startsIn(component: FairComponent, loops: Loops, region: Region): Generator<undefined, readonly number[]> {
  const { states } = component;
  const resting = yield* nearestOf(states, region, state => loops.canStay(state));
  const ends = resting === undefined ? [] : [resting];
  if (states.length > STATES_SMALL) return [...ends, yield* entryOf(component, region)];
  return [...ends, ...(yield* nearestFew(states, region))];
}

/** The few nearest states, the nearest first, of equally near ones the one that was found first. */
function* nearestFew(states: Int32Array, { distances }: Region): Generator<undefined, readonly number[]> {
  const pace = new Pace();
  const isNearer = (a: number, b: number): boolean =>
    distances[a]! < distances[b]! || (distances[a] === distances[b] && a < b);
  const few: number[] = [];
  for (const state of states) {
    if (pace.isDue(1)) yield undefined;
    if (few.length === STARTS_TRIED && !isNearer(state, few.at(-1)!)) continue;
    const behind = few.findIndex(other => isNearer(state, other));
    few.splice(behind < 0 ? few.length : behind, 0, state);
    if (few.length > STARTS_TRIED) few.pop();
  }
  return few;
}

/** The first of the states with the least distance, of those that are wanted. */
function* nearestOf(
  states: Int32Array,
  { distances }: Region,
  isWanted: (state: number) => boolean,
): Generator<undefined, number | undefined> {
  const pace = new Pace();
  let nearest: number | undefined;
  for (const state of states) {
    if (pace.isDue(1)) yield undefined;
    if (nearest !== undefined && distances[state]! >= distances[nearest]!) continue;
    if (isWanted(state)) nearest = state;
  }
  return nearest;
}

function* entryOf({ states }: FairComponent, region: Region): Generator<undefined, number> {
  return present(yield* nearestOf(states, region, () => true), 'a component has a state');
}
