import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { createPrng } from '../../../src/base/prng.ts';
import { Growth } from '../../../src/engine/walks/growth.ts';
import { SeenStates } from '../../../src/engine/walks/seenStates.ts';

describe('the states that walks have seen', () => {
  it('are told apart by both words of their fingerprints', () => {
    const word = fc.constantFrom(0, 1, -1, 2 ** 31 - 1, -(2 ** 31), 7, 4096);
    fc.assert(
      fc.property(fc.array(fc.tuple(word, word), { maxLength: 200 }), prints => {
        const states = new SeenStates(2 ** 20);
        for (const [one, other] of prints) states.add(one, other);
        // The empty fingerprint is taken for its neighbour.
        const expected = new Set(prints.map(([one, other]) => `${one === 0 && other === 0 ? 1 : one} ${other}`));
        assert.equal(states.count, expected.size);
        assert.equal(states.isFull, false);
      }),
    );
  });

  it('are counted as long as there is room, and then no more', () => {
    const prng = createPrng(1);
    const states = new SeenStates(2 ** 18);
    const known = new Set<string>();
    const add = (one: number, other: number): void => {
      states.add(one, other);
      known.add(`${one} ${other}`);
    };
    while (!states.isFull) add(prng.below(2 ** 16), prng.below(2 ** 16));
    assert.equal(states.count, known.size - 1, 'all but the one that found no room');
    assert.equal(states.bytes, 2 ** 18);
    assert.equal(states.count, 2 ** 18 / 16);
    for (let i = 0; i < 1000; i += 1) add(prng.below(2 ** 16), prng.below(2 ** 16));
    assert.equal(states.count, 2 ** 18 / 16);
  });
});

describe('the growth of what is known', () => {
  it('is told of about the last runs asked for, and exactly of those', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.nat(), (runs, seed) => {
        const prng = createPrng(seed);
        const growth = new Growth();
        const known = [0];
        for (let run = 0; run < runs; run += 1) {
          known.push(known[run]! + prng.below(3));
          growth.add(known[run + 1]!);
        }
        const now = known[runs]!;
        const { runs: last, newStates } = growth.lately(0.1, now);
        assert.equal(newStates, now - known[runs - last]!);
        assert.ok(last >= runs * 0.1 && last <= runs * 0.1 + 1 + runs / 128, `${last} of ${runs}`);
      }),
      { numRuns: 60 },
    );
  });

  it('of nothing is nothing', () => {
    assert.deepEqual(new Growth().lately(0.1, 0), { runs: 0, newStates: 0 });
  });
});
