import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { ExecutionView } from '../../src/contract/execution.ts';
import { executionText } from '../../src/scene/executionText.ts';
import { alongOf, gridOf, pointOf, stepAt, type SpaceTimeOptions } from '../../src/scene/grid.ts';
import { spaceTimeScene } from '../../src/scene/spaceTime.ts';
import { sceneToSvg } from '../../src/scene/svg.ts';
import { timeRows } from '../../src/scene/timeRows.ts';
import { timedView } from '../../src/worker/timedRuns.ts';
import { blockingCommitText, systemOf } from '../support/protocols.ts';
import { assertSpaceTime } from './checks.ts';
import { assertGolden } from './golden.ts';
import { views } from './views.ts';

/** The same execution, its steps so far apart in time. */
function inTime(view: ExecutionView, gapsMs: readonly number[]): ExecutionView {
  let nowMs = 0;
  const atMs = view.steps.map((_, step) => (nowMs += step === 0 ? 0 : gapsMs[step % gapsMs.length]!));
  const clocks = atMs.map(ms => view.lanes.map((_, lane) => ms + lane));
  return { ...view, timed: { seed: 1, atMs, clocks, end: 'quiescent', assumptions: [] } };
}

const timedViews = fc
  .tuple(views, fc.array(fc.constantFrom(0, 0.001, 0.1, 1, 3, 40, 5000), { minLength: 1, maxLength: 8 }))
  .map(([view, gapsMs]) => inTime(view, gapsMs));

const options: fc.Arbitrary<SpaceTimeOptions> = fc.record({
  laneWidth: fc.integer({ min: 40, max: 200 }),
  direction: fc.constantFrom('down', 'right'),
  timestamps: fc.constantFrom('none', 'clock'),
});

describe('the axis of time', () => {
  it('leaves a diagram as any diagram must be', () => {
    fc.assert(
      fc.property(timedViews, options, (view, chosen) => assertSpaceTime(view, spaceTimeScene(view, chosen), chosen)),
      { numRuns: 60 },
    );
  });

  it('puts rows as far apart as they are in time, but never closer than a row nor further than a few', () => {
    fc.assert(
      fc.property(timedViews, view => {
        const { offsets, cuts } = timeRows(view, 28)!;
        const gaps = offsets.slice(1).map((offset, i) => offset - offsets[i]!);
        assert(gaps.every((gap, i) => gap >= 28 && gap <= 6 * 28 && (!cuts.has(i + 1) || gap === 6 * 28)));
        const times = view.timed!.atMs.slice(1).map((ms, i) => ms - view.timed!.atMs[i]!);
        const longer = (a: number, b: number): boolean => times[a]! > times[b]! + 1e-9;
        gaps.forEach((gap, a) => gaps.forEach((other, b) => assert(!longer(a, b) || gap >= other)));
      }),
      { numRuns: 60 },
    );
  });

  it('finds the step whose row a point lies in', () => {
    fc.assert(
      fc.property(timedViews, options, (view, chosen) => {
        const grid = gridOf(view, chosen);
        view.steps.forEach((_, step) => assert.equal(stepAt(grid, pointOf(grid, 0, alongOf(grid, step))), step));
      }),
      { numRuns: 30 },
    );
  });

  it('is not there where there is no time', () => {
    fc.assert(
      fc.property(views, options, (view, chosen) => {
        const { axisWidth, rows } = gridOf(view, chosen);
        assert.deepEqual([axisWidth, rows], [0, undefined]);
        assert(spaceTimeScene(view, chosen).marks.every(mark => mark.class !== 'axis'));
      }),
      { numRuns: 20 },
    );
  });

  it('has every moment once, and on demand what the clock of each node shows', () => {
    const system = systemOf(blockingCommitText(), 'everything at once');
    const answer = timedView(system, 35);
    assert(answer.ok);
    const view = answer.value;
    const scene = spaceTimeScene(view, { laneWidth: 164, timestamps: 'clock' });
    assertSpaceTime(view, scene, { laneWidth: 164, timestamps: 'clock' });
    const stamps = scene.marks.flatMap(mark => (mark.kind === 'text' && mark.class === 'timestamp' ? [mark] : []));
    const moments = stamps.filter(({ of }) => of.event === undefined);
    assert.equal(moments.length, new Set(view.timed!.atMs).size);
    assert(stamps.some(({ of }) => of.event !== undefined));
    assertGolden(
      'time-axis.svg',
      sceneToSvg(scene, 'light', { title: view.headline, description: executionText(view) }),
    );
  });
});
