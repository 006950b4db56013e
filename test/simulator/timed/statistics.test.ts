import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { percentilesOf, quantile, shareOf } from '../../../src/simulator/timed/statistics.ts';

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

describe('Statistics of timed runs', () => {
  it('gives shares with the Wilson interval, as computed by hand', () => {
    // z² = 3.8415. 10 of 100: centre (0.1 + 0.019207) / 1.038415, half 1.8875 · √(0.0009 + 0.000096).
    const ten = shareOf(10, 100);
    assert.deepEqual([ten.value, rounded(ten.low), rounded(ten.high)], [0.1, 0.0552, 0.1744]);
    // 0 of 10: the upper end is z² / (10 + z²).
    const none = shareOf(0, 10);
    assert.deepEqual([none.low, rounded(none.high)], [0, 0.2775]);
    const all = shareOf(10, 10);
    assert.deepEqual([rounded(all.low), all.high], [0.7225, 1]);
  });

  it('says nothing about shares of nothing', () => {
    assert.deepEqual(shareOf(0, 0), { count: 0, of: 0, value: 0, low: 0, high: 1 });
  });

  it('takes percentiles by nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);
    assert.deepEqual(percentilesOf(hundred), { count: 100, mean: 50.5, p50: 50, p90: 90, p99: 99, max: 100 });
    assert.deepEqual(percentilesOf([7]), { count: 1, mean: 7, p50: 7, p90: 7, p99: 7, max: 7 });
    assert.equal(quantile([1, 2, 3, 4], 0.5), 2);
    assert.equal(quantile([1, 2, 3, 4, 5], 0.5), 3);
    assert.equal(percentilesOf([]), undefined);
  });
});
