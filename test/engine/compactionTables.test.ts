import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { createPrng } from '../../src/base/prng.ts';
import { Fingerprints, FINGERPRINT_BITS } from '../../src/engine/compaction/fingerprints.ts';
import { FingerprintSet } from '../../src/engine/compaction/fingerprintSet.ts';
import { FOUND, NO_GAP, Shard } from '../../src/engine/compaction/shard.ts';
import { bitsFor, Layout } from '../../src/engine/layout.ts';

const id = fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 300 }));
const row = fc.tuple(id, id, id, id);

/** A layout in which rows fit, with so many bits more for each component. */
function layoutFor(rows: readonly (readonly number[])[], more: number): Layout {
  return new Layout(Uint8Array.from({ length: 4 }, (_, i) => bitsFor(Math.max(...rows.map(each => each[i]!))) + more));
}

type Fingerprint = readonly [shard: number, order: number, check: number];

function taken(fingerprints: Fingerprints, components: readonly number[], layout: Layout): Fingerprint {
  const words = new Int32Array(layout.words + 1);
  layout.pack(Int32Array.from(components), words, 1);
  fingerprints.take(words, 1, layout, 1);
  return [fingerprints.shards[0]!, fingerprints.orders[0]!, fingerprints.checks[0]!];
}

describe('fingerprints of rows', () => {
  it('depend on the row alone: not on how it is packed, nor on what it is compared with', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 20 }), fc.nat(), (rows, seed) => {
        const options = { bits: FINGERPRINT_BITS, seed };
        const [one, other] = [new Fingerprints(4, options), new Fingerprints(4, options)];
        const [narrow, wide] = [layoutFor(rows, 0), layoutFor(rows, 13)];
        one.standAt(new Int32Array(4), narrow);
        for (const [i, each] of rows.entries()) {
          const expected = taken(one, each, i % 2 === 0 ? narrow : wide);
          other.standAt(Int32Array.from(rows[(i * 7) % rows.length]!), i % 3 === 0 ? wide : narrow);
          assert.deepEqual(taken(other, each, narrow), expected);
          assert.deepEqual(taken(other, each, wide), expected);
        }
      }),
    );
  });

  it('of two different rows are equal once in 2^bits, over all seeds', () => {
    const rows = [
      [0, 0, 0, 0],
      [1, 0, 0, 0],
      [0, 1, 0, 0],
      [1, 1, 0, 0],
      [256, 512, 0, 7],
      [512, 256, 0, 7],
    ];
    const layout = layoutFor(rows, 0);
    const pairs = rows.flatMap((_, i) => rows.slice(0, i).map((__, j) => [i, j] as const));
    const seeds = 2_000;
    for (const bits of [1, 4, 7]) {
      const equal = pairs.map(() => 0);
      for (let seed = 0; seed < seeds; seed += 1) {
        const fingerprints = new Fingerprints(4, { bits, seed });
        fingerprints.standAt(new Int32Array(4), layout);
        const keys = rows.map(each => taken(fingerprints, each, layout).join());
        pairs.forEach(([i, j], pair) => (equal[pair]! += keys[i] === keys[j] ? 1 : 0));
      }
      const chance = 2 ** -bits;
      const deviation = Math.sqrt(seeds * chance * (1 - chance));
      for (const count of equal) {
        assert.ok(Math.abs(count - seeds * chance) < 5 * deviation, `${count} of ${seeds} with ${bits} bits`);
      }
    }
  });

  it('use all of their bits', () => {
    const fingerprints = new Fingerprints(1, { bits: FINGERPRINT_BITS, seed: 1 });
    const layout = new Layout(Uint8Array.of(10));
    fingerprints.standAt(new Int32Array(1), layout);
    const all = Array.from({ length: 1_000 }, (_, i) => taken(fingerprints, [i], layout));
    const used = [0, 1, 2].map(part => all.reduce((union, each) => union | each[part]!, 0));
    const unset = [0, 1, 2].map(part => all.reduce((union, each) => union | ~each[part]!, 0));
    assert.deepEqual(used, [0xff, -1, -1]);
    assert.deepEqual([unset[0]! & 0xff, unset[1], unset[2]], [0xff, -1, ~1]);
  });
});

describe('a shard', () => {
  const near = fc.integer({ min: -40, max: 40 });
  const extreme = fc.constantFrom(-(2 ** 31), -(2 ** 31) + 1, 2 ** 31 - 1, 2 ** 31 - 2);
  const anywhere = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
  const order = fc.oneof(near, extreme, anywhere);
  const check = fc.oneof(fc.constantFrom(1, 3, -1, -3), anywhere).map(word => word | 1);

  /** Puts a fingerprint into a shard, which grows as it has to; answers whether it is new. */
  function add(shard: Shard, [first, second]: readonly [number, number]): boolean {
    for (;;) {
      const cell = shard.find(first, second);
      if (cell === FOUND) return false;
      const gap = shard.gapFrom(cell);
      if (gap !== NO_GAP) {
        shard.put(first, second, cell, gap);
        return true;
      }
      shard.grow();
    }
  }

  it('behaves like a set', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(order, check), { maxLength: 500 }), fingerprints => {
        const shard = new Shard();
        const model = new Set<string>();
        for (const each of fingerprints) {
          assert.equal(add(shard, each), !model.has(each.join()));
          model.add(each.join());
        }
        assert.equal(shard.count, model.size);
        for (const each of fingerprints) assert.equal(shard.find(...each), FOUND);
      }),
    );
  });

  it('holds what crowds at the end', () => {
    const shard = new Shard();
    const crowd = Array.from({ length: 3_000 }, (_, i) => [2 ** 31 - 1 - i, 1] as const);
    for (const each of crowd) assert.ok(add(shard, each));
    for (const each of crowd) assert.equal(shard.find(...each), FOUND);
    assert.equal(shard.count, 3_000);
  });

  it('is five sixths full on average', () => {
    const prng = createPrng(1);
    const word = (): number => prng.below(2 ** 32) | 0;
    const shard = new Shard();
    let [sum, most] = [0, 0];
    for (let count = 1; count <= 100_000; count += 1) {
      add(shard, [word(), word() | 1]);
      if (count <= 10_000) continue;
      sum += shard.bytes / count;
      most = Math.max(most, shard.bytes / count);
    }
    // Cells of 8 bytes, of which between 9 of 10 and, once it has grown, 9 of 11.5 are used.
    assert.ok(sum / 90_000 < 9.7, `${sum / 90_000} bytes on average`);
    assert.ok(most < 10.4, `${most} bytes at most`);
  });
});

describe('a set of fingerprints', () => {
  /** Puts rows of one component into a set. */
  function filled(count: number, bits: number): FingerprintSet {
    const fingerprints = new Fingerprints(1, { bits, seed: 3 });
    const layout = new Layout(Uint8Array.of(bitsFor(count)));
    fingerprints.standAt(new Int32Array(1), layout);
    const set = new FingerprintSet(fingerprints);
    for (let i = 0; i < count; i += 1) {
      fingerprints.take(Int32Array.of(i), 0, layout, 1);
      if (!set.has(0)) {
        set.reserve();
        set.put();
      }
      assert.ok(set.has(0));
    }
    return set;
  }

  it('says what it takes at most to add some', () => {
    for (const [count, more] of [
      [0, 2_000],
      [100, 100],
      [5_000, 1_000],
      [30_000, 16_384],
      [100_000, 1_000],
    ] as const) {
      const set = filled(count, FINGERPRINT_BITS);
      const most = set.bytes + set.growthBytes(more);
      const { bytes } = filled(count + more, FINGERPRINT_BITS);
      assert.ok(bytes <= most, `${bytes} > ${most} after ${count}`);
    }
  });
});
