import { createPrng } from '../../base/prng.ts';
import type { Prng } from '../../base/prng.ts';

/**
 * One source of random numbers for each concern, so that what goes wrong does not change how long messages take that were
 * sent before.
 */
export interface Randomness {
  readonly messages: Prng;
  readonly nodes: Prng;
  readonly failures: Prng;
  readonly clocks: Prng;
}

export function randomnessOf(seed: number): Randomness {
  const of = (concern: number): Prng => createPrng(Math.imul(seed, 4) + concern);
  return { messages: of(0), nodes: of(1), failures: of(2), clocks: of(3) };
}

/** Times are whole microseconds: short to write, and exact to add. */
export function toMicrosecond(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
