/**
 * Memory that runs out when it is told to. Typed arrays and the buffers behind them are had from their constructors, here
 * put behind a door: what is smaller than `SMALL_BYTES` is always there, as it is on a real machine for all practical
 * purposes, and what is larger is counted and may be refused in the way the engine of JavaScript refuses it.
 */
const SMALL_BYTES = 8 * 1024;

/** Asked of each large allocation in turn, counted from 0. */
type Refuses = (large: number) => boolean;

/** Does something while large allocations may be refused; answers how many were asked for. */
export function withScarceMemory(refuses: Refuses, action: () => void): number {
  const open = { Int32Array, Uint8Array, SharedArrayBuffer };
  let count = 0;
  const admit = (bytes: number): void => {
    if (bytes < SMALL_BYTES) return;
    count += 1;
    if (refuses(count - 1)) throw new RangeError('Array buffer allocation failed');
  };
  globalThis.Int32Array = guarded(Int32Array, length => admit(length * Int32Array.BYTES_PER_ELEMENT));
  globalThis.Uint8Array = guarded(Uint8Array, admit);
  globalThis.SharedArrayBuffer = guarded(SharedArrayBuffer, admit);
  try {
    action();
  } finally {
    Object.assign(globalThis, open);
  }
  return count;
}

function guarded<Constructor extends new (...args: never[]) => object>(
  constructor: Constructor,
  admit: (length: number) => void,
): Constructor {
  const proxy: Constructor = new Proxy(constructor, {
    construct(target, args: readonly unknown[], newTarget) {
      const [length] = args;
      if (typeof length === 'number') admit(length);
      return Reflect.construct(target, args, newTarget === proxy ? target : newTarget) as object;
    },
  });
  return proxy;
}
