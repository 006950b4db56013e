import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { exp, ln } from '../../../src/base/portableMath.ts';
import { createPrng } from '../../../src/base/prng.ts';
import { meanOf, normal, sample, scaled } from '../../../src/simulator/timed/distributions.ts';
import type { Distribution } from '../../../src/simulator/timed/distributions.ts';

const COUNT = 40_000;

function samples(distribution: Distribution, seed = 7): readonly number[] {
  const prng = createPrng(seed);
  return Array.from({ length: COUNT }, () => sample(distribution, prng));
}

function moments(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) };
}

function assertNear(actual: number, expected: number, share = 0.02): void {
  assert(Math.abs(actual - expected) <= Math.abs(expected) * share, `${actual} is not near ${expected}`);
}

describe('Distributions', () => {
  it('have a logarithm and an exponential as exact as those of the engine', () => {
    for (const x of [1e-9, 0.001, 0.3, 0.70710678, 1, 1.4142136, 2, 3, 1000, 1e12]) {
      assert(Math.abs(ln(x) - Math.log(x)) < 1e-13 * Math.max(1, Math.abs(Math.log(x))));
    }
    for (const x of [-20, -1, -0.3, 0, 0.3, 1, 5, 30]) assert(Math.abs(exp(x) / Math.exp(x) - 1) < 1e-13);
  });

  it('uniform: between its bounds, with the mean and deviation of theory', () => {
    const values = samples({ kind: 'uniform', lowMs: 2, highMs: 8 });
    const { mean, deviation } = moments(values);
    assert(values.every(value => value >= 2 && value < 8));
    assertNear(mean, 5);
    assertNear(deviation, 6 / Math.sqrt(12));
  });

  it('exponential: mean and deviation are equal', () => {
    const { mean, deviation } = moments(samples({ kind: 'exponential', meanMs: 30 }));
    assertNear(mean, 30);
    assertNear(deviation, 30);
  });

  it('log-normal: half are below the median, and the mean is above it', () => {
    const distribution: Distribution = { kind: 'logNormal', medianMs: 10, sigma: 0.5 };
    const values = samples(distribution);
    assertNear(values.filter(value => value < 10).length / COUNT, 0.5);
    assertNear(moments(values).mean, 10 * Math.exp(0.125));
    assertNear(meanOf(distribution), 10 * Math.exp(0.125), 1e-9);
    // A normal value is above 2.326 once in a hundred.
    assertNear(values.filter(value => value > 10 * Math.exp(0.5 * 2.326)).length / COUNT, 0.01, 0.15);
  });

  it('normal: mean 0, deviation 1', () => {
    const prng = createPrng(3);
    const { mean, deviation } = moments(Array.from({ length: COUNT }, () => normal(prng)));
    assert(Math.abs(mean) < 0.02);
    assertNear(deviation, 1);
  });

  it('are the same for ever under one seed', () => {
    const prng = createPrng(1);
    const drawn = (['uniform', 'exponential', 'logNormal'] as const).map(kind => {
      const all = { lowMs: 1, highMs: 2, meanMs: 3, medianMs: 4, sigma: 0.5 };
      return sample({ kind, ...all }, prng).toFixed(12);
    });
    assert.deepEqual(drawn, EXPECTED);
  });

  it('scale', () => {
    const twice = scaled({ kind: 'uniform', lowMs: 1, highMs: 3 }, 2);
    assert.deepEqual(twice, { kind: 'uniform', lowMs: 2, highMs: 6 });
    assert.equal(meanOf(scaled({ kind: 'exponential', meanMs: 5 }, 3)), 15);
    assert.equal(meanOf(scaled({ kind: 'logNormal', medianMs: 5, sigma: 0 }, 3)), 15);
  });
});

/** Written down once: what these seeds give must never change. */
const EXPECTED = ['1.563671773532', '2.639235262119', '2.313380243907'];
