import type { SpawnHelper } from '../engine/parallel/messages.ts';

/** What work in slices needs of the thread it goes on in. */
export interface Surroundings {
  /** Milliseconds, for differences only. */
  nowMs(): number;
  /** Lets everything else that waits have its turn. */
  pause(): Promise<void>;
}

/** What the engine needs of its thread. */
export interface EngineSurroundings extends Surroundings {
  /** How many threads may explore together; 1 where threads share no memory. */
  readonly cores: number;
  /** Starts a thread that helps a search; absent where that cannot be. */
  readonly spawnHelper?: SpawnHelper;
}

/** How long work has the thread for itself. */
export const SLICE_MS = 12;

/** Goes on with some work until it is done, in slices. */
export async function inSlices<Value>(work: Generator<undefined, Value>, around: Surroundings): Promise<Value> {
  for (;;) {
    const sliceEndsAtMs = around.nowMs() + SLICE_MS;
    do {
      const next = work.next();
      if (next.done === true) return next.value;
    } while (around.nowMs() < sliceEndsAtMs);
    await around.pause();
  }
}

/**
 * Goes on with some work for so many of its parts, each of which takes about a millisecond or less; undefined where it is
 * not done by then. What is shown must not depend on how busy the machine is.
 */
export function inParts<Value>(
  work: Generator<undefined, Value>,
  parts: number,
): { readonly value: Value } | undefined {
  for (let part = 0; part < parts; part += 1) {
    const next = work.next();
    if (next.done === true) return { value: next.value };
  }
  return undefined;
}
