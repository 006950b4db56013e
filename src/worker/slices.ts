/** What work in slices needs of the thread it goes on in. */
export interface Surroundings {
  /** Milliseconds, for differences only. */
  nowMs(): number;
  /** Lets everything else that waits have its turn. */
  pause(): Promise<void>;
}

/** How long work has the thread for itself. */
export const SLICE_MS = 12;

/** Goes on with some work until it is done, in slices. */
export async function inSlices<Value>(work: Generator<undefined, Value>, around: Surroundings): Promise<Value> {
  for (;;) {
    const done = within(work, SLICE_MS, around);
    if (done !== undefined) return done.value;
    await around.pause();
  }
}

/** Goes on with some work for so long; undefined where it is not done by then. */
export function within<Value>(
  work: Generator<undefined, Value>,
  milliseconds: number,
  around: Pick<Surroundings, 'nowMs'>,
): { readonly value: Value } | undefined {
  const endsAtMs = around.nowMs() + milliseconds;
  do {
    const next = work.next();
    if (next.done === true) return { value: next.value };
  } while (around.nowMs() < endsAtMs);
  return undefined;
}
