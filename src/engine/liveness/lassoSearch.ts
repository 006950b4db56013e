import type { FairComponent, FairComponents } from './fairComponents.ts';
import { Loops, type LoopSearch } from './loop.ts';
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

/** A short lasso: of those tried the one with the fewest steps, with the shorter loop where they have equally many. */
export function shortestLasso(
  { components }: FairComponents,
  region: Region,
  search: LoopSearch,
): FoundLasso | undefined {
  const loops = new Loops(search);
  const distance = (state: number): number => region.distances[state]!;
  let best: (FoundLasso & { readonly steps: number }) | undefined;
  for (const component of nearest(components, distance)) {
    for (const start of startsIn(component, loops, distance)) {
      if (best !== undefined && distance(start) > best.steps) continue;
      const loop = loops.from(start, component);
      const steps = distance(start) + loop.length;
      if (best !== undefined && (steps > best.steps || (steps === best.steps && loop.length >= best.loop.length)))
        continue;
      best = { start, loop, steps };
    }
  }
  return best;
}

function nearest(components: readonly FairComponent[], distance: (state: number) => number): readonly FairComponent[] {
  return components
    .map(component => ({ component, distance: distance(nearestOf(component.states, distance)) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, COMPONENTS_TRIED)
    .map(({ component }) => component);
}

/** Where loops of a component are tried: where it is reached first, and the nearest state that a run may stay in. */
function startsIn({ states }: FairComponent, loops: Loops, distance: (state: number) => number): readonly number[] {
  const resting = states.filter(state => loops.canStay(state));
  const ends = resting.length === 0 ? [] : [nearestOf(resting, distance)];
  if (states.length > STATES_SMALL) return [...ends, nearestOf(states, distance)];
  const sorted = [...states].sort((a, b) => distance(a) - distance(b) || a - b);
  return [...ends, ...sorted.slice(0, STARTS_TRIED)];
}

function nearestOf(states: Int32Array, distance: (state: number) => number): number {
  return states.reduce((best, state) => (distance(state) < distance(best) ? state : best));
}
