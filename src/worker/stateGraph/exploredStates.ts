import { counted } from '../../base/digits.ts';
import { type SearchBounds } from '../../engine/bounds.ts';
import type { StateGraph } from '../../engine/explosion/stateGraph.ts';
import { limitReason } from '../../engine/limits.ts';
import type { Search } from '../../engine/search.ts';
import type { System } from '../../model/system.ts';
import { exploreGraph, withoutProperties, type Work } from '../explosion/exploring.ts';

/** More are not explored for a graph: what is kept of them is returned only when nobody looks any more. */
const STATES_MAX = 1_000_000;
const MEMORY_BYTES_MAX = 640 * 2 ** 20;

/** The states of a scenario with the steps between them, as far as they are explored. */
export interface ExploredStates {
  /** With all properties, of which the graph knows none. */
  readonly system: System;
  readonly graph: StateGraph;
  readonly frontier: readonly number[];
  /** Why not every state was explored, as a sentence. */
  readonly cut: string | undefined;
}

/** Undefined where there is no memory for any. */
export function* exploreStates(
  system: System,
  bounds: SearchBounds,
  onProgress: (states: number) => void,
): Work<ExploredStates | undefined> {
  const within = {
    ...bounds,
    statesMax: Math.min(bounds.statesMax, STATES_MAX),
    memoryBytesMax: Math.min(bounds.memoryBytesMax, MEMORY_BYTES_MAX),
  };
  const tell = (search: Search): void => onProgress(search.stateCount);
  const explored = yield* exploreGraph(withoutProperties(system.instance), { bounds: within }, tell);
  if (explored === undefined) return undefined;
  const { graph, search, isPart } = explored;
  const { frontier } = search.progress();
  const { limit } = search.result();
  const reason = limit === undefined ? undefined : limitReason(limit);
  const cut = isPart ? `There is memory for ${counted(graph.stateCount, 'state')} and the steps between them.` : reason;
  return { system, graph, frontier, cut };
}
