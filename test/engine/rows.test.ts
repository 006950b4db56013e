import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { bitsFor, Layout } from '../../src/engine/layout.ts';
import { CHUNK_ROWS, Rows } from '../../src/engine/rows.ts';
import { FULL, RowSet } from '../../src/engine/rowSet.ts';

describe('bits for an integer', () => {
  it('are as many as it takes', () => {
    for (const [largest, bits] of [
      [0, 0],
      [1, 1],
      [2, 2],
      [3, 2],
      [4, 3],
      [255, 8],
      [256, 9],
      [2 ** 31 - 1, 31],
    ] as const) {
      assert.equal(bitsFor(largest), bits, String(largest));
    }
  });
});

describe('a layout', () => {
  it('keeps every row, for all widths of up to three components', () => {
    const widths = [0, 1, 2, 7, 15, 16, 17, 30, 31];
    const lists: number[][] = [[]];
    for (let length = 0; length < 3; length += 1) {
      lists.push(
        ...lists.filter(list => list.length === length).flatMap(list => widths.map(width => [...list, width])),
      );
    }
    for (const list of lists) checkLayout(Uint8Array.from(list));
  });

  it('keeps every row of many components', () => {
    fc.assert(
      fc.property(fc.uint8Array({ min: 0, max: 31, maxLength: 40 }), bits => {
        checkLayout(bits);
      }),
    );
  });

  it('packs two-phase commit with 8 participants into two words', () => {
    const bits = Uint8Array.from([0, 0, 10, ...new Array<number>(8).fill(3), 8, ...new Array<number>(8).fill(2)]);
    assert.equal(new Layout(bits).words, 2);
  });

  it('hands out the bits that are left over', () => {
    assert.equal(new Layout(Uint8Array.from([3])).largest(0), 2 ** 31 - 1);
    assert.equal(new Layout(Uint8Array.from([0])).largest(0), 0);
  });
});

/** Components that have nothing to do with one another. */
function different(count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => i);
}

function checkLayout(bits: Uint8Array): void {
  const layout = new Layout(bits);
  const words = new Int32Array(layout.words);
  const unpacked = new Int32Array(bits.length);
  for (const fill of [0, 1, -1]) {
    const row = Int32Array.from(bits, (width, i) => {
      assert.ok(layout.largest(i) >= 2 ** width - 1, 'a component has the bits it asked for');
      if (fill < 0) return layout.largest(i);
      return (i + fill) % 2 === 0 ? layout.largest(i) : 0;
    });
    layout.pack(row, words, 0);
    layout.unpack(words, 0, unpacked);
    assert.deepEqual(unpacked, row);
  }
}

describe('rows', () => {
  it('keep ids that grew into bits that were left over, when another component is widened', () => {
    const grows = fc.array(fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 40 })), { maxLength: 60 });
    fc.assert(
      fc.property(grows, steps => {
        const set = new RowSet(different(4));
        const row = new Int32Array(4);
        const rows: number[][] = [];
        for (const [component, by] of steps) {
          row[component] = row[component]! + by;
          if (set.tryAdd(row) < 0) rows.push([...row]);
        }
        rows.forEach((expected, id) => {
          set.rows.read(id, row);
          assert.deepEqual([...row], expected);
        });
      }),
    );
  });

  it('survive being widened, across chunks', () => {
    const rows = new Rows(different(3));
    const count = 40_000;
    const row = new Int32Array(3);
    const words = new Int32Array(3);
    const at = (i: number): number[] => [i, i % 3, Math.min(i, 20)];
    for (let i = 0; i < count; i += 1) {
      row.set(at(i));
      row.forEach((id, component) => {
        if (id > rows.layout.largest(component)) rows.widen(component, id);
      });
      rows.layout.pack(row, words, 0);
      rows.append(words, 0);
    }
    assert.equal(rows.count, count);
    for (let i = 0; i < count; i += 1) {
      rows.read(i, row);
      assert.deepEqual([...row], at(i));
    }
  });
});

describe('many rows', () => {
  it('are widened once for all components of a kind', () => {
    const set = new RowSet(Int32Array.of(0, 1, 1, 1));
    for (let i = 0; i < 20_000; i += 1) set.tryAdd(Int32Array.of(i, 1, 1, 1));
    const before = set.rows.layout;
    set.tryAdd(Int32Array.of(0, 1 + before.largest(1), 0, 0));
    for (const component of [1, 2, 3]) assert.ok(set.rows.layout.largest(component) > before.largest(1));
  });
});

describe('a set of rows', () => {
  const small = fc.nat({ max: 5 });
  const large = fc.nat({ max: 2 ** 31 - 1 });
  const row = fc.tuple(small, fc.constant(0), fc.oneof(small, large), small);

  it('numbers different rows in the order they come and finds each again', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 600 }), list => {
        const set = new RowSet(different(4));
        const ids = new Map<string, number>();
        for (const components of list) {
          const key = components.join(',');
          const expected = ids.get(key);
          assert.equal(set.tryAdd(Int32Array.from(components)), expected ?? ~ids.size);
          if (expected === undefined) ids.set(key, ids.size);
        }
        assert.equal(set.count, ids.size);
      }),
    );
  });

  it('finds every row again after it has grown many times', () => {
    const set = new RowSet(different(2));
    for (let i = 0; i < 100_000; i += 1) assert.equal(set.tryAdd(Int32Array.of(i, i % 7)), ~i);
    for (let i = 0; i < 100_000; i += 1) assert.equal(set.tryAdd(Int32Array.of(i, i % 7)), i);
  });

  it('says what it takes at most to add as many as a chunk has', () => {
    const set = new RowSet(different(2));
    // Wide enough for all of them: rows that are packed anew are not what is asked about.
    set.fit(Int32Array.of(40 * CHUNK_ROWS, 6));
    let grown = 0;
    for (let round = 0; round < 40; round += 1) {
      const most = set.bytes + set.growthBytes;
      const before = set.indexBits.join();
      for (let i = round * CHUNK_ROWS; i < (round + 1) * CHUNK_ROWS; i += 1) set.tryAdd(Int32Array.of(i, i % 7));
      assert.ok(set.bytes <= most, `${set.bytes} > ${most}`);
      if (before !== set.indexBits.join()) grown += 1;
    }
    assert.ok(grown > 3, `${grown} times`);
  });

  describe('that is large', () => {
    const LARGE = 1 << 16;
    const at = (i: number): number[] => [i % 5_000, Math.floor(i / 5_000), i % 3];
    const ahead = { idCount: () => 1, rowsMax: Infinity, hasRoomFor: () => true };

    it('is enlarged between two rows, in parts, and then finds every row', () => {
      const set = new RowSet(different(3));
      const row = new Int32Array(3);
      let [parts, enlarged] = [0, 0];
      for (let i = 0; i < 300_000; i += 1) {
        if (i % 20 === 0) {
          // The second component is the one that grows.
          const work = set.enlargingSoon({ ...ahead, idCount: component => (component === 1 ? at(i)[1]! + 1 : 1) });
          if (work !== undefined) enlarged += 1;
          while (work?.next().done === false) {
            parts += 1;
            const some = (parts * 7919) % i;
            set.rows.read(some, row);
            assert.deepEqual([...row], at(some));
          }
        }
        const [layout, bits] = [set.rows.layout, set.indexBits.join()];
        assert.equal(set.tryAdd(Int32Array.from(at(i))), ~i);
        // Every shard has had a row since the set is large.
        if (i > LARGE + 2_000) assert.ok(set.rows.layout === layout && set.indexBits.join() === bits);
      }
      assert.ok(enlarged > 20 && parts > enlarged, `${parts} parts of ${enlarged}`);
      for (let i = 0; i < 300_000; i += 1) assert.equal(set.tryAdd(Int32Array.from(at(i))), i);
    });

    it('is not enlarged for rows that will not come, nor where there is no room', () => {
      const set = new RowSet(different(3));
      let i = 0;
      while (i < LARGE + 2_000 || set.enlargingSoon(ahead) === undefined) set.tryAdd(Int32Array.from(at(i++)));
      const bytes: number[] = [];
      const full = { ...ahead, hasRoomFor: (needed: number) => bytes.push(needed) === 0 };
      assert.equal(set.enlargingSoon(full), undefined);
      assert.ok(bytes.length === 1 && bytes[0]! > LARGE / 4, String(bytes[0]));
      assert.equal(set.enlargingSoon({ ...ahead, rowsMax: i + 10 }), undefined);
    });
  });

  it('adds nothing beyond its limit and still finds what it has', () => {
    const set = new RowSet(different(1));
    set.tryAdd(Int32Array.of(3));
    set.limit = 1;
    assert.equal(set.tryAdd(Int32Array.of(2)), FULL);
    assert.equal(set.tryAdd(Int32Array.of(3)), 0);
    assert.equal(set.count, 1);
  });

  it('has one row when rows have no components', () => {
    const set = new RowSet(different(0));
    assert.equal(set.tryAdd(new Int32Array(0)), ~0);
    assert.equal(set.tryAdd(new Int32Array(0)), 0);
  });
});
