import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Mark, Scene } from '../../src/contract/scene.ts';
import { depthScene } from '../../src/scene/explosionDepth.ts';
import { growthLines, growthScene } from '../../src/scene/explosionGrowth.ts';
import { exponentsUpTo, logScale } from '../../src/scene/explosionScale.ts';
import { potentialScene } from '../../src/scene/explosionPotential.ts';
import { savingScene, shareScene } from '../../src/scene/explosionShares.ts';
import { waterfallScene, waterfallSteps } from '../../src/scene/explosionWaterfall.ts';
import { DARK, HIGH_CONTRAST, HIGH_CONTRAST_LIGHT, LIGHT } from '../../src/scene/palette.ts';
import { sceneToSvg } from '../../src/scene/svg.ts';
import { boundedExplosion, finishedExplosion } from '../webview/fixtures/explosion.ts';
import { assertInside, assertTextsApart, assertTextsOffLines } from './checks.ts';
import { counts, depths, growths, sources } from './explosion.ts';
import { assertGolden } from './golden.ts';

const finished = finishedExplosion();
const bounded = boundedExplosion();
const widths = fc.integer({ min: 260, max: 1200 });

type Rectangle = Mark & { readonly kind: 'rectangle' };

function rectangles({ marks }: Scene): readonly Rectangle[] {
  return marks.filter(mark => mark.kind === 'rectangle');
}

function textsOf({ marks }: Scene): readonly string[] {
  return marks.flatMap(mark => (mark.kind === 'text' ? [mark.text] : []));
}

function assertReadable(scene: Scene): void {
  assertInside(scene);
  assertTextsApart(scene);
  assertTextsOffLines(scene);
}

describe('a log scale', () => {
  it('makes equal factors equal lengths', () => {
    const scale = logScale(1000, 10, 310);
    assert.deepEqual([1, 10, 100, 1000].map(scale).map(Math.round), [10, 110, 210, 310]);
    assert.equal(scale(0), 10);
  });

  it('names as many powers of ten as have room', () => {
    assert.deepEqual(exponentsUpTo(1000, 300, 40), [0, 1, 2, 3]);
    assert.deepEqual(exponentsUpTo(999, 300, 40), [0, 1, 2]);
    assert.deepEqual(exponentsUpTo(1e9, 300, 60), [0, 2, 4, 6, 8]);
  });
});

describe('the waterfall of the sources', () => {
  it('stays inside its picture with nothing over its words', () => {
    fc.assert(fc.property(sources, widths, (steps, width) => assertReadable(waterfallScene(steps, { width }))));
  });

  it('draws each source from what there was before to what there is with it', () => {
    fc.assert(
      fc.property(sources, widths, (steps, width) => {
        const bars = rectangles(waterfallScene(steps, { width }));
        const known = steps.flatMap(({ count }) => count ?? []);
        assert.equal(bars.length, known.length);
        known.forEach(({ states }, i) => {
          const [bar, before] = [bars[i]!, bars[i - 1]];
          if (before === undefined) return;
          const grows = states >= known[i - 1]!.states;
          if (bar.width > 3) assert.equal(bar.class === 'barHollow', !grows, 'what makes fewer is an outline');
          const end = before.class === 'barHollow' ? before.x : before.x + before.width;
          const start = bar.class === 'barHollow' ? bar.x + bar.width : bar.x;
          assert.ok(Math.abs(start - end) <= 2, `${String(start)} after ${String(end)}`);
        });
      }),
    );
  });

  it('is open, and says so, exactly where counting was cut short', () => {
    fc.assert(
      fc.property(sources, widths, (steps, width) => {
        const scene = waterfallScene(steps, { width });
        const short = steps.filter(({ count }) => count?.isExact === false);
        assert.equal(scene.marks.filter(mark => mark.class === 'barOpen').length, 2 * short.length);
        assert.equal(textsOf(scene).filter(text => text.startsWith('≥')).length, short.length);
        assert.equal(
          textsOf(scene).filter(text => text === 'does not apply').length,
          steps.filter(({ count }) => count === undefined).length,
        );
      }),
    );
  });

  it('claims no factor of numbers that are only lower bounds', () => {
    const times = (steps: typeof finished.sources) => waterfallSteps(steps ?? []).map(step => step.times);
    assert.deepEqual(times(finished.sources), [undefined, '× 5.3', '× 16', '× 1.1', '× 5']);
    assert.deepEqual(times(bounded.sources), [undefined, '× 230', '× ≥ 480', undefined, undefined]);
    const strongest = waterfallSteps(finished.sources!).filter(({ isStrongest }) => isStrongest);
    assert.deepEqual(
      strongest.map(({ step }) => step.source),
      ['asynchrony'],
    );
  });

  it('looks as it should', () => {
    const palettes = { light: LIGHT, dark: DARK, highContrast: HIGH_CONTRAST, highContrastLight: HIGH_CONTRAST_LIGHT };
    for (const [name, palette] of Object.entries(palettes)) {
      const scene = waterfallScene(finished.sources!, { width: 640 });
      assertGolden(`explosion-waterfall-${name}.svg`, sceneToSvg(scene, palette));
    }
    assertGolden(
      'explosion-waterfall-bounded.svg',
      sceneToSvg(waterfallScene(bounded.sources!, { width: 640 }), 'light'),
    );
    assertGolden(
      'explosion-waterfall-narrow.svg',
      sceneToSvg(waterfallScene(bounded.sources!, { width: 328 }), 'light'),
    );
  });
});

describe('the curve over the number of nodes', () => {
  const size = fc.record({ width: widths, height: fc.integer({ min: 160, max: 320 }) });

  it('stays inside its picture with nothing over its words', () => {
    fc.assert(fc.property(growths, size, (growth, options) => assertReadable(growthScene(growth, options))));
  });

  it('is solid only between what was counted, and has a point for each number of nodes', () => {
    fc.assert(
      fc.property(growths, size, (growth, options) => {
        const { marks } = growthScene(growth, options);
        const lines = marks.filter(mark => mark.kind === 'polyline').map(mark => mark.class);
        const { points, extrapolated } = growth;
        const goesOn = extrapolated[0]?.nodes ?? Infinity;
        const path = points.filter(({ nodes, count }) => count.isExact || nodes < goesOn);
        const isCounted = [...path.map(({ count }) => count.isExact), ...extrapolated.map(() => false)];
        assert.deepEqual(
          lines,
          isCounted.slice(1).map((counted, i) => (counted && isCounted[i] === true ? 'curve' : 'curveBeyond')),
        );
        const drawn = marks.filter(mark => mark.kind === 'circle').map(mark => mark.class);
        const isSolid = [...points.map(({ count }) => count.isExact), ...extrapolated.map(() => false)];
        assert.deepEqual(
          drawn,
          isSolid.map(solid => (solid ? 'point' : 'pointHollow')),
        );
        const arrows = marks.filter(mark => mark.kind === 'head').length;
        assert.equal(arrows, growth.points.filter(({ count }) => !count.isExact).length);
      }),
    );
  });

  it('says how many the scenario has, whatever else has no room', () => {
    fc.assert(
      fc.property(growths, size, (growth, options) => {
        const scene = growthScene(growth, options);
        const own = scene.marks.filter(mark => mark.kind === 'text' && mark.class === 'label').length;
        const isThere = [...growth.points, ...growth.extrapolated].some(({ nodes }) => nodes === growth.nodes);
        assert.equal(own > 0, isThere);
      }),
    );
  });

  it('is lines of text for those who do not see it', () => {
    assert.deepEqual(growthLines(finished.growth![0]!), [
      '1 Participant: 62',
      '2 Participant: 741',
      '3 Participant (as it is): 8,832',
      '4 Participant: 49,459',
      '5 Participant: ≈ 280,000, not counted',
      '6 Participant: ≈ 1,600,000, not counted',
    ]);
  });

  it('looks as it should', () => {
    const options = { width: 340, height: 220 };
    assertGolden('explosion-growth.svg', sceneToSvg(growthScene(finished.growth![0]!, options), 'light'));
    assertGolden('explosion-growth-bounded.svg', sceneToSvg(growthScene(bounded.growth![0]!, options), 'dark'));
  });
});

describe('the cone of depths', () => {
  const options = fc.record({ width: widths, height: fc.integer({ min: 100, max: 240 }), isComplete: fc.boolean() });

  it('stays inside its picture with nothing over its words', () => {
    fc.assert(fc.property(depths, options, (depth, chosen) => assertReadable(depthScene(depth, chosen))));
  });

  it('is never broader where there are fewer states', () => {
    fc.assert(
      fc.property(depths, options, (depth, chosen) => {
        const bars = rectangles(depthScene(depth, chosen));
        if (bars.length !== depth.frontier.length) return;
        const order = bars.map((bar, i) => ({ height: bar.height, states: depth.frontier[i]! }));
        order.sort((a, b) => a.states - b.states);
        order.slice(1).forEach(({ height }, i) => assert.ok(height >= order[i]!.height));
      }),
    );
  });

  it('looks as it should', () => {
    const chosen = { width: 640, height: 140 };
    const closed = depthScene(finished.depth!, { ...chosen, isComplete: true });
    assertGolden('explosion-depth.svg', sceneToSvg(closed, 'light'));
    const open = depthScene(
      { ...finished.depth!, frontier: finished.depth!.frontier.slice(0, 8) },
      { ...chosen, isComplete: false },
    );
    assertGolden('explosion-depth-open.svg', sceneToSvg(open, 'light'));
  });
});

describe('bars of shares', () => {
  const box = { width: 200, height: 10, isStrongest: false };
  const barWidth = (scene: Scene): number | undefined =>
    rectangles(scene).find(mark => mark.class !== 'barHollow')?.width;

  it('are as long as their share, and never nothing of something', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), share => {
        const scene = shareScene(share, box);
        assertInside(scene);
        const drawn = barWidth(scene) ?? -1;
        assert.equal(drawn === 0, share === 0);
        assert.ok(Math.abs(drawn - share * box.width) <= 1);
      }),
    );
  });

  it('show what is left of all, and what lies beyond what was counted', () => {
    fc.assert(
      fc.property(counts, counts, (all, left) => {
        const scene = savingScene(all, left, box);
        assertInside(scene);
        const open = scene.marks.filter(mark => mark.class === 'barOpen').length;
        assert.equal(open, 2 * Number(!all.isExact) + 2 * Number(!left.isExact));
      }),
    );
    const scene = savingScene({ states: 1000, isExact: true }, { states: 250, isExact: true }, box);
    assert.equal(barWidth(scene), 50);
  });
});

describe('what is reached of what could be told apart', () => {
  const potentials = fc.oneof(
    fc.integer({ min: 1, max: 100_000 }).map(String),
    fc.integer({ min: 0, max: 900 }).map(zeros => `7${'0'.repeat(zeros)}`),
  );

  it('stays inside its picture with nothing over its words', () => {
    fc.assert(
      fc.property(potentials, counts, widths, (potential, reachable, width) => {
        assertReadable(potentialScene(potential, reachable, { width }));
      }),
      { examples: [[`7${'0'.repeat(34)}`, { states: 1, isExact: false }, 405]] },
    );
  });

  it('is on one log scale', () => {
    const reached = (potential: string, states: number) => {
      const scene = potentialScene(potential, { states, isExact: true }, { width: 202 });
      const [frame, bar] = rectangles(scene);
      return [bar?.width, frame?.width];
    };
    assert.deepEqual(reached('10000', 100), [101, 200]);
    assert.deepEqual(reached(String(10n ** 100n), 100), [5, 200]);
    assert.deepEqual(reached('5000', 5000), [201, 200]);
    assert.deepEqual(reached('1', 1), [2, 1]);
  });

  it('looks as it should', () => {
    const scene = potentialScene(finished.potential.exact!, finished.reachable!, { width: 640 });
    assertGolden('explosion-potential.svg', sceneToSvg(scene, 'light'));
    const open = potentialScene(String(4n ** 250n), bounded.reachable!, { width: 640 });
    assertGolden('explosion-potential-bounded.svg', sceneToSvg(open, 'light'));
  });
});
