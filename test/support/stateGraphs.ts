import assert from 'node:assert/strict';
import { DEFAULT_BOUNDS, type SearchBounds } from '../../src/engine/bounds.ts';
import { type SeenIds, seenIds, type StateGraph, stateGraphOf } from '../../src/engine/explosion/stateGraph.ts';
import { createSearch } from '../../src/engine/search.ts';
import type { Instance } from '../../src/model/instance.ts';

/** What work answers that may be put off, done in one go. */
export function done<Value>(work: Generator<undefined, Value>): Value {
  for (;;) {
    const next = work.next();
    if (next.done === true) return next.value;
  }
}

/** What the engine finds of an instance, with the steps between. */
export function exploredGraph(
  instance: Instance,
  bounds: Partial<SearchBounds> = {},
): { readonly graph: StateGraph; readonly seen: SeenIds } {
  const search = createSearch(instance, { bounds: { ...DEFAULT_BOUNDS, ...bounds }, keepsTransitions: true });
  while (!search.run(() => true));
  const graph = stateGraphOf(search);
  assert(graph, 'the steps are kept');
  return { graph, seen: done(seenIds(graph)) };
}
