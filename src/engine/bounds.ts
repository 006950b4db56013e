import type { Instance } from '../model/instance.ts';

/** Where a search stops. */
export interface SearchBounds {
  /** Distinct states. */
  readonly statesMax: number;
  /** Steps from an initial state: states at this depth are found, and not explored further. */
  readonly depthMax: number;
  /** Equal messages in flight: states with more of them are found, and not explored further. */
  readonly copiesMax: number;
  /** Bytes of everything a search keeps. */
  readonly memoryBytesMax: number;
}

/**
 * The most that different values (local states, inboxes, ghosts) may take: they are objects, and the heap for objects is
 * far smaller than memory; a process that exhausts it dies.
 */
export const VALUES_BYTES_MAX = 640 * 2 ** 20;

/** Used where neither the scenario nor the user says otherwise. */
export const DEFAULT_BOUNDS: SearchBounds = {
  statesMax: 2_000_000,
  depthMax: Infinity,
  copiesMax: Infinity,
  memoryBytesMax: 2 * 2 ** 30,
};

export const UNBOUNDED: SearchBounds = {
  statesMax: Infinity,
  depthMax: Infinity,
  copiesMax: Infinity,
  memoryBytesMax: Infinity,
};

/** The bounds of a search: what the scenario says, else what the user's settings say, else the defaults. */
export function boundsOf(instance: Instance, settings: Partial<SearchBounds>): SearchBounds {
  const chosen = { ...DEFAULT_BOUNDS, ...settings };
  return {
    statesMax: instance.bounds.states ?? chosen.statesMax,
    depthMax: instance.bounds.depth ?? chosen.depthMax,
    copiesMax: chosen.copiesMax,
    memoryBytesMax: chosen.memoryBytesMax,
  };
}

/** Whether a search within `inner` cannot come farther than one within `outer`. */
export function contains(outer: SearchBounds, inner: SearchBounds): boolean {
  return (
    inner.statesMax <= outer.statesMax &&
    inner.depthMax <= outer.depthMax &&
    inner.copiesMax <= outer.copiesMax &&
    inner.memoryBytesMax <= outer.memoryBytesMax
  );
}
