import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import fc from 'fast-check';
import { present } from '../../src/base/assert.ts';
import { parse } from '../../src/language/parse.ts';
import { layoutOfElk } from '../../src/worker/elkLayout.ts';
import { KeptSearches } from '../../src/worker/keptSearches.ts';
import { meaningOf } from '../../src/worker/meaning.ts';
import { sizeText } from '../../src/worker/potential.ts';
import { Recent } from '../../src/worker/recent.ts';
import { COUNTERS } from './protocols.ts';

function meaning(text: string): string {
  return meaningOf(present(parse(text).protocol, 'a protocol'));
}

describe('the meaning of a text', () => {
  it('does not depend on comments and layout', () => {
    const spread = COUNTERS.replaceAll(' {', '\n{').replaceAll('\n', '\n\n');
    assert.equal(meaning(`/// About it.\n// And more.\n${spread}`), meaning(COUNTERS));
  });

  it('depends on everything else', () => {
    const changes = [
      ['param N = 2', 'param N = 3'],
      ['n < N', 'n <= N'],
      ['n += 1', 'n += 2'],
      ['Counter: 2', 'Counter: 3'],
      ['invariant Small', 'invariant Tiny'],
      ['expect 9 states', 'expect 8 states'],
    ] as const;
    const meanings = changes.map(([from, to]) =>
      meaning(
        COUNTERS.replaceAll(from, to).replaceAll(
          'expect Small',
          from === 'invariant Small' ? 'expect Tiny' : 'expect Small',
        ),
      ),
    );
    assert.equal(new Set([meaning(COUNTERS), ...meanings]).size, changes.length + 1);
  });
});

describe('what is remembered', () => {
  it('is what was used last', () => {
    const recent = new Recent<number>(2);
    recent.set('a', 1);
    recent.set('b', 2);
    assert.equal(recent.get('a'), 1);
    recent.set('c', 3);
    assert.equal(recent.get('b'), undefined);
    assert.equal(recent.get('a'), 1);
    assert.equal(recent.get('c'), 3);
  });

  it('never exceeds its bound', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.integer({ min: 1, max: 5 }), (keys, countMax) => {
        const recent = new Recent<string>(countMax);
        for (const key of keys) recent.set(key, key);
        assert.ok(recent.size <= countMax);
        for (const key of keys.slice(-1)) assert.equal(recent.get(key), key);
      }),
    );
  });
});

describe('the number of states that could be told apart', () => {
  it('is written out while it can be read, and as a power beyond', () => {
    assert.equal(sizeText({ kind: 'exact', size: 27n }), '27');
    assert.equal(sizeText({ kind: 'exact', size: 2_073_600n }), '2,073,600');
    assert.equal(sizeText({ kind: 'exact', size: 4n ** 250n }), '3.27 × 10¹⁵⁰');
    assert.equal(sizeText({ kind: 'huge', digits: 40_000 }), '10⁴⁰⁰⁰⁰');
    assert.equal(sizeText({ kind: 'unbounded' }), 'without bound');
  });
});

describe('an answer of elk', () => {
  it('becomes centres and routes', () => {
    const layout = layoutOfElk(
      {
        id: 'graph',
        width: 50,
        height: 90,
        children: [
          { id: '0', x: 10, y: 0 },
          { id: '1', x: 0, y: 40 },
        ],
        edges: [
          {
            id: 'e0',
            sources: ['0'],
            targets: ['1'],
            sections: [
              { id: 's', startPoint: { x: 20, y: 20 }, bendPoints: [{ x: 15, y: 30 }], endPoint: { x: 10, y: 40 } },
            ],
          },
        ],
      },
      {
        vertices: [
          { width: 20, height: 20 },
          { width: 20, height: 50 },
        ],
        edges: [0, 1],
        direction: 'down',
      },
    );
    assert.deepEqual(
      [layout.x, layout.y],
      [
        [20, 10],
        [10, 65],
      ],
    );
    assert.deepEqual(layout.routes, [[20, 20, 15, 30, 10, 40]]);
  });
});

describe('searches that are kept', () => {
  const search = (memoryBytes: number) => ({ memoryBytes });

  it('are the latest ones that fit together', () => {
    const kept = new KeptSearches<{ readonly memoryBytes: number }>();
    const [small, half, large] = [search(1 << 20), search(200 << 20), search(300 << 20)];
    kept.keep('small', small);
    kept.keep('half', half);
    assert.deepEqual([kept.get('small'), kept.get('half')], [small, half]);
    kept.keep('another half', half);
    assert.deepEqual([kept.get('small'), kept.get('half'), kept.get('another half')], [undefined, undefined, half]);
    kept.keep('large', large);
    assert.deepEqual([kept.get('another half'), kept.get('large')], [undefined, undefined]);
    for (let i = 0; i < 20; i += 1) kept.keep(`small ${i}`, small);
    assert.equal(kept.get('small 0'), undefined);
    assert.equal(kept.get('small 19'), small);
  });
});
