import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { groupBy } from '../../src/base/groupBy.ts';

describe('groupBy', () => {
  it('keeps keys and items in the order they come', () => {
    const groups = groupBy([3, 1, 4, 1, 5], item => item % 2 === 0);
    assert.deepEqual(
      [...groups],
      [
        [false, [3, 1, 1, 5]],
        [true, [4]],
      ],
    );
    assert.equal(groupBy([], item => item).size, 0);
  });
});
