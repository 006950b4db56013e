import type { StateCount } from '../../contract/explosion.ts';
import type { SearchBounds } from '../../engine/bounds.ts';
import { type SeenIds, seenIds, type StateGraph, stateGraphOf } from '../../engine/explosion/stateGraph.ts';
import { createSearch } from '../../engine/search.ts';
import type { Search, SearchOptions } from '../../engine/search.ts';
import type { Instance } from '../../model/instance.ts';

/** Work that may be put off wherever it yields: every few hundred steps. */
export type Work<Value> = Generator<undefined, Value>;

/** The instance without the properties, of which counting knows nothing. */
export function withoutProperties(instance: Instance): Instance {
  return { ...instance, protocol: { ...instance.protocol, properties: [] } };
}

/** Explores an instance to its end, or to a bound. */
export function* explore(
  instance: Instance,
  options: SearchOptions,
  onProgress: (search: Search) => void = () => undefined,
): Work<Search> {
  const search = createSearch(instance, options);
  while (!search.run(() => true)) {
    onProgress(search);
    yield;
  }
  return search;
}

/** The states of an instance with the steps between them. */
export interface Explored {
  readonly graph: StateGraph;
  readonly seen: SeenIds;
}

/** The same, with the search that found it; whether it was explored in part, because memory did not suffice. */
interface ExploredWith extends Explored {
  readonly search: Search;
  readonly isPart: boolean;
}

/** How much of the memory a graph may take: what is looked up in it takes as much again, but for the steps. */
const GRAPH_SHARE = 0.6;

/**
 * Explores an instance and keeps the steps. Where memory does not suffice for all of it, a smaller part is explored, so that
 * what is kept is whole; undefined where not even that is possible.
 */
export function* exploreGraph(
  instance: Instance,
  { bounds }: Pick<SearchOptions, 'bounds'>,
  onProgress?: (search: Search) => void,
): Work<ExploredWith | undefined> {
  const memoryBytesMax = bounds.memoryBytesMax * GRAPH_SHARE;
  let { statesMax } = bounds;
  while (statesMax > 0) {
    const options = { bounds: { ...bounds, memoryBytesMax, statesMax }, keepsTransitions: true } as const;
    const search = yield* explore(instance, options, onProgress);
    const graph = stateGraphOf(search);
    if (graph !== undefined)
      return { graph, seen: yield* seenIds(graph), search, isPart: statesMax < bounds.statesMax };
    statesMax = Math.floor(search.progress().distinctStates / 2);
  }
  return undefined;
}

/** How many states a search has found. */
export function countOf(search: Search): StateCount {
  return { states: search.progress().distinctStates, isExact: search.result().complete };
}

/** Bounds for exploring once more: the same but for the number of states. */
export function rerunBounds(bounds: SearchBounds, statesMax: number): SearchBounds {
  return { ...bounds, statesMax: Math.min(statesMax, bounds.statesMax) };
}
