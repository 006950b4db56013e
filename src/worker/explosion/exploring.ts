import type { StateCount } from '../../contract/explosion.ts';
import type { SearchBounds } from '../../engine/bounds.ts';
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

/** How many states a search has found. */
export function countOf(search: Search): StateCount {
  return { states: search.progress().distinctStates, isExact: search.result().complete };
}

/** Bounds for exploring once more: the same but for the number of states. */
export function rerunBounds(bounds: SearchBounds, statesMax: number): SearchBounds {
  return { ...bounds, statesMax: Math.min(statesMax, bounds.statesMax) };
}
