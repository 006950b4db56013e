import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Mark } from '../../src/contract/scene.ts';
import { frontierScene, frontierSummary } from '../../src/scene/counts.ts';
import { formatCount, formatLarge, formatUnits } from '../../src/scene/numbers.ts';
import { sceneToSvg } from '../../src/scene/svg.ts';
import { assertInside, assertTextsApart } from './checks.ts';
import { assertGolden } from './golden.ts';

/** Distinct states by depth of two-phase commit with eight participants: a hill, as breadth-first searches have. */
const HILL = [1, 17, 136, 680, 2380, 6188, 12376, 19448, 24310, 24310, 19448, 12376, 6188, 2380, 680, 136, 17, 1];

const frontiers = fc.array(fc.nat({ max: 2_000_000 }), { minLength: 1, maxLength: 1200 });
const options = fc.record({
  width: fc.integer({ min: 200, max: 1600 }),
  height: fc.integer({ min: 80, max: 400 }),
  scale: fc.constantFrom('linear', 'log'),
});

function bars(marks: readonly Mark[]): readonly (Mark & { readonly kind: 'rectangle' })[] {
  return marks.filter(mark => mark.kind === 'rectangle');
}

describe('the frontier by depth', () => {
  it('stays inside its picture with labels apart', () => {
    fc.assert(
      fc.property(frontiers, options, (frontier, chosen) => {
        const scene = frontierScene(frontier, chosen);
        assertInside(scene);
        assertTextsApart(scene);
        for (const { x, width } of bars(scene.marks)) assert.ok(x + width <= chosen.width + 1);
      }),
    );
  });

  it('draws more states as a bar that is not lower, and the most as the full height', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 100_000 }), { minLength: 2, maxLength: 60 }), options, (frontier, chosen) => {
        const drawn = bars(frontierScene(frontier, chosen).marks);
        assert.equal(drawn.length, frontier.length);
        frontier.forEach((a, i) => {
          frontier.forEach((b, j) => {
            if (a >= b) assert.ok((drawn[i]?.height ?? 0) >= (drawn[j]?.height ?? 0));
          });
          assert.equal(drawn[i]?.height === 0, a === 0);
        });
      }),
    );
  });

  it('looks as it should', () => {
    for (const scale of ['linear', 'log'] as const) {
      const scene = frontierScene(HILL, { width: 480, height: 160, scale });
      assertTextsApart(scene);
      const text = { title: 'States by depth', description: frontierSummary(HILL) };
      assertGolden(`frontier-${scale}.svg`, sceneToSvg(scene, 'light', text));
    }
  });

  it('is one sentence for those who do not see it', () => {
    assert.equal(frontierSummary([1, 3, 2]), '6 distinct states up to depth 2; most of them, 3, at depth 1.');
    assert.equal(frontierSummary([]), 'No states have been counted yet.');
    assert.equal(frontierSummary([1]), '1 distinct state up to depth 0; most of them, 1, at depth 0.');
  });
});

describe('numbers', () => {
  it('have their thousands separated', () => {
    assert.equal(formatCount(1745408), '1,745,408');
    assert.equal(formatCount(999), '999');
    assert.equal(formatCount(10n ** 20n), '100,000,000,000,000,000,000');
    assert.equal(formatUnits(1, 'state'), '1 state');
    assert.equal(formatUnits(8832, 'state'), '8,832 states');
  });

  it('that are too long to read become a power of ten', () => {
    assert.equal(formatLarge('999999999999'), '999,999,999,999');
    assert.equal(formatLarge((4n ** 250n).toString()), '3.27 × 10¹⁵⁰');
    assert.equal(formatLarge('9999999999999'), '1.00 × 10¹³');
    assert.equal(formatLarge('1000000000000'), '1.00 × 10¹²');
  });
});
