import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { commonItems } from '../../src/base/commonItems.ts';

const items = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 7 });

describe('What two sequences have in common', () => {
  it('keeps what was moved along', () => {
    assert.deepEqual(commonItems(['a', 'b', 'c', 'd'], ['b', 'c', 'd', 'e']), [
      [1, 0],
      [2, 1],
      [3, 2],
    ]);
  });

  it('is in both, in the order of both, and there is no more of it', () => {
    fc.assert(
      fc.property(items, items, (before, after) => {
        const found = commonItems(before, after);
        for (const [i, [b, a]] of found.entries()) {
          assert.equal(before[b], after[a]);
          const [earlierB, earlierA] = found[i - 1] ?? [-1, -1];
          assert.ok(earlierB < b && earlierA < a);
        }
        assert.equal(found.length, mostInCommon(before, after));
      }),
    );
  });

  it('is the beginning and the end of sequences that are too long', () => {
    const [before, after] = ['b', 'a'].map(own => ['x', ...Array.from({ length: 101 }, (_, i) => `${own}${i}`), 'm']);
    const found = commonItems([...before!.toSpliced(50, 0, 'c'), 'z'], [...after!.toSpliced(9, 0, 'c'), 'z']);
    assert.deepEqual(found, [
      [0, 0],
      [103, 103],
      [104, 104],
    ]);
  });
});

/** By trying. */
function mostInCommon(before: readonly string[], after: readonly string[]): number {
  const [first, ...others] = before;
  if (first === undefined) return 0;
  const at = after.indexOf(first);
  const without = mostInCommon(others, after);
  return at < 0 ? without : Math.max(without, 1 + mostInCommon(others, after.slice(at + 1)));
}
