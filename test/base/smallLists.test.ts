import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { AscendingIntegers } from '../../src/base/ascendingIntegers.ts';
import { SmallIntegers } from '../../src/base/smallIntegers.ts';

describe('ascending integers', () => {
  function check(items: readonly number[]): AscendingIntegers {
    const list = new AscendingIntegers();
    for (const item of items) list.push(item);
    assert.equal(list.length, items.length);
    assert.deepEqual(
      items.map((_, i) => list.at(i)),
      items,
    );
    return list;
  }

  it('hold what was pushed, in order', () => {
    const gap = fc.oneof(
      { weight: 8, arbitrary: fc.nat({ max: 2 }) },
      fc.constantFrom(0, 31, 32, 33, 63, 64, 65),
      fc.nat({ max: 5_000 }),
    );
    fc.assert(
      fc.property(fc.array(gap, { maxLength: 900 }), gaps => {
        let last = 0;
        check(gaps.map(each => (last += each)));
      }),
    );
  });

  it('hold what was pushed, across chunks and far apart', () => {
    check([0, 0, 2_000_000, 2_000_000, 2_000_001]);
    check(Array.from({ length: 400_000 }, (_, i) => (i < 200_000 ? i >> 3 : 3 * i)));
  });

  it('take two bits where each is one larger than the one before', () => {
    const count = 1_000_000;
    const list = check(Array.from({ length: count }, (_, i) => i));
    assert.ok(list.bytesPerItem < 0.29, `${list.bytesPerItem} bytes`);
    assert.ok(list.bytes < 0.33 * count, `${list.bytes} bytes in all`);
  });

  it('never descend, and have nothing outside', () => {
    const list = check([3]);
    assert.throws(() => {
      list.push(2);
    });
    assert.throws(() => list.at(1));
    assert.throws(() => list.at(-1));
  });
});

describe('small integers', () => {
  it('hold what was pushed, large ones too', () => {
    const item = fc.oneof(
      { weight: 20, arbitrary: fc.nat({ max: 255 }) },
      fc.constantFrom(255, 256, 65_535, 65_536, 2 ** 31 - 1),
      fc.nat({ max: 2 ** 31 - 1 }),
    );
    fc.assert(
      fc.property(fc.array(item, { maxLength: 200 }), fc.constantFrom(0, 16_300), (items, before) => {
        const list = new SmallIntegers();
        for (let i = 0; i < before; i += 1) list.push(i & 0xff);
        for (const each of items) list.push(each);
        assert.equal(list.length, before + items.length);
        for (let i = 0; i < before; i += 1) assert.equal(list.at(i), i & 0xff);
        items.forEach((each, i) => {
          assert.equal(list.at(before + i), each);
        });
      }),
    );
  });

  it('take a byte each, and more only near large ones', () => {
    const list = new SmallIntegers();
    for (let i = 0; i < 2 ** 20; i += 1) list.push(i === 1_000 ? 1_000 : i === 100_000 ? i : 7);
    assert.equal(list.bytes, 2 ** 20 + (1 + 3) * 2 ** 14);
  });

  it('have nothing outside', () => {
    const list = new SmallIntegers();
    list.push(1);
    assert.throws(() => list.at(1));
    assert.throws(() => list.at(-1));
  });
});
