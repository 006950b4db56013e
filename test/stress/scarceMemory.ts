import assert from 'node:assert/strict';

/**
 * Memory that runs out when it is told to. Typed arrays and the buffers behind them are had from their constructors, here
 * put behind a door: what is smaller than `SMALL_BYTES` is always there, as it is on a real machine for all practical purposes,
 * and what is larger is counted and may be refused in the way the engine of JavaScript refuses it.
 */
const SMALL_BYTES = 8 * 1024;

type Refuses = (large: number) => boolean;

let refuses: Refuses = () => false;
let largeCount = 0;

/** Does something while the n-th large allocation, n from 0, is refused if `refused(n)`; answers how many were asked for. */
export function withScarceMemory(refused: Refuses, action: () => void): number {
  assert.ok(isGuarded(), 'somebody guards the constructors');
  [refuses, largeCount] = [refused, 0];
  try {
    action();
  } finally {
    refuses = () => false;
  }
  return largeCount;
}

/** Puts the constructors behind the door, for good. */
export function guardMemory(): void {
  if (isGuarded()) return;
  globalThis.Int32Array = guarded(Int32Array, Int32Array.BYTES_PER_ELEMENT);
  globalThis.Uint8Array = guarded(Uint8Array, Uint8Array.BYTES_PER_ELEMENT);
  globalThis.SharedArrayBuffer = guarded(SharedArrayBuffer, 1);
  GUARDED.add(Int32Array);
}

const GUARDED = new Set<unknown>();

function isGuarded(): boolean {
  return GUARDED.has(Int32Array);
}

function guarded<Constructor extends new (...args: never[]) => object>(
  constructor: Constructor,
  bytesEach: number,
): Constructor {
  const proxy: Constructor = new Proxy(constructor, {
    construct(target, args: readonly unknown[], newTarget) {
      const [length] = args;
      if (typeof length === 'number' && length * bytesEach >= SMALL_BYTES) {
        largeCount += 1;
        if (refuses(largeCount - 1)) throw new RangeError('Array buffer allocation failed');
      }
      return Reflect.construct(target, args, newTarget === proxy ? target : newTarget) as object;
    },
  });
  return proxy;
}
