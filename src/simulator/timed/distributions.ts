import { exp, ln } from '../../base/portableMath.ts';
import type { Prng } from '../../base/prng.ts';

/** How long something takes: plain data, so that it can be said in words and sent between threads. */
export type Distribution =
  | { readonly kind: 'uniform'; readonly lowMs: number; readonly highMs: number }
  /** As likely to end in the next moment however long it has lasted. */
  | { readonly kind: 'exponential'; readonly meanMs: number }
  /** Half of all values are below the median; `sigma` says how long the tail is. */
  | { readonly kind: 'logNormal'; readonly medianMs: number; readonly sigma: number };

/** One value of a distribution. Several numbers may be drawn for it. */
export function sample(distribution: Distribution, prng: Prng): number {
  switch (distribution.kind) {
    case 'uniform':
      return distribution.lowMs + prng.unit() * (distribution.highMs - distribution.lowMs);
    case 'exponential':
      return exponential(distribution.meanMs, prng);
    case 'logNormal':
      return distribution.medianMs * exp(distribution.sigma * normal(prng));
  }
}

export function meanOf(distribution: Distribution): number {
  switch (distribution.kind) {
    case 'uniform':
      return (distribution.lowMs + distribution.highMs) / 2;
    case 'exponential':
      return distribution.meanMs;
    case 'logNormal':
      return distribution.medianMs * exp(distribution.sigma ** 2 / 2);
  }
}

/** A distribution of the same shape whose values are so many times as large. */
export function scaled(distribution: Distribution, factor: number): Distribution {
  switch (distribution.kind) {
    case 'uniform':
      return { kind: 'uniform', lowMs: distribution.lowMs * factor, highMs: distribution.highMs * factor };
    case 'exponential':
      return { kind: 'exponential', meanMs: distribution.meanMs * factor };
    case 'logNormal':
      return { ...distribution, medianMs: distribution.medianMs * factor };
  }
}

/** Infinite for an infinite mean: what never happens. */
export function exponential(mean: number, prng: Prng): number {
  return mean * -ln(1 - prng.unit());
}

/** A value of the standard normal distribution: the polar method of Marsaglia and Bray, 1964. One of its two is dropped. */
export function normal(prng: Prng): number {
  for (;;) {
    const x = 2 * prng.unit() - 1;
    const y = 2 * prng.unit() - 1;
    const square = x * x + y * y;
    if (square > 0 && square < 1) return x * Math.sqrt((-2 * ln(square)) / square);
  }
}
