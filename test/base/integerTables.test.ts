import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { allocateIntegers, OutOfMemory } from '../../src/base/allocation.ts';
import { ChunkedIntegers } from '../../src/base/chunkedIntegers.ts';
import { GrowableIntegers } from '../../src/base/growableIntegers.ts';
import { mix, saltOf } from '../../src/base/mixing.ts';
import { ABSENT, PairTable } from '../../src/base/pairTable.ts';

const word = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });

describe('growable integers', () => {
  it('hold what was pushed, in order', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 300 }), items => {
        const list = new GrowableIntegers(1);
        for (const item of items) list.push(item);
        assert.equal(list.length, items.length);
        assert.deepEqual([...list.items.subarray(0, list.length)], items);
      }),
    );
  });

  it('are empty once cleared', () => {
    const list = new GrowableIntegers();
    list.push(7);
    list.clear();
    assert.equal(list.length, 0);
  });
});

describe('chunked integers', () => {
  it('hold what was pushed, across chunks', () => {
    const list = new ChunkedIntegers();
    const count = 200_000;
    for (let i = 0; i < count; i += 1) list.push(Math.imul(i, 0x9e3779b1));
    assert.equal(list.length, count);
    for (let i = 0; i < count; i += 1) assert.equal(list.at(i), Math.imul(i, 0x9e3779b1));
    assert.ok(list.bytes >= count * 4);
  });

  it('have nothing outside', () => {
    const list = new ChunkedIntegers();
    list.push(1);
    assert.throws(() => list.at(1));
    assert.throws(() => list.at(-1));
  });
});

describe('a pair table', () => {
  it('behaves like a map', () => {
    const small = fc.nat({ max: 12 });
    fc.assert(
      fc.property(fc.array(fc.tuple(small, small, fc.nat()), { maxLength: 400 }), entries => {
        const table = new PairTable(1);
        const model = new Map<string, number>();
        for (const [first, second, value] of entries) {
          table.set(first, second, value);
          model.set(`${first},${second}`, value);
        }
        assert.equal(table.size, model.size);
        for (let first = 0; first <= 13; first += 1) {
          for (let second = 0; second <= 13; second += 1) {
            assert.equal(table.get(first, second), model.get(`${first},${second}`) ?? ABSENT);
          }
        }
      }),
    );
  });

  it('holds many pairs of large integers', () => {
    const table = new PairTable();
    for (let i = 0; i < 50_000; i += 1) table.set(i, 2 ** 31 - 1 - i, i);
    for (let i = 0; i < 50_000; i += 1) assert.equal(table.get(i, 2 ** 31 - 1 - i), i);
    assert.equal(table.get(1, 1), ABSENT);
  });
});

describe('mixing', () => {
  it('keeps different words different, for every salt', () => {
    fc.assert(fc.property(word, word, word, (a, b, salt) => (a === b) === (mix(a, salt) === mix(b, salt))));
  });

  it('spreads consecutive words over the low bits', () => {
    const counts = new Int32Array(256);
    for (let i = 0; i < 256 * 64; i += 1) counts[mix(i, saltOf(3)) & 255]! += 1;
    assert.ok(Math.max(...counts) < 64 * 2, `the fullest of 256 buckets has ${Math.max(...counts)} of 64 expected`);
  });
});

describe('an allocation', () => {
  it('that cannot be had says so', () => {
    assert.throws(() => allocateIntegers(2 ** 52), OutOfMemory);
  });
});
