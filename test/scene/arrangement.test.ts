import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { ExecutionView } from '../../src/contract/execution.ts';
import type { Mark, Scene } from '../../src/contract/scene.ts';
import { arranged, rearranged, type Arrangement } from '../../src/scene/arrangement.ts';
import { isBefore } from '../../src/scene/cone.ts';
import { fewestCrossings, lifelinesCrossed } from '../../src/scene/laneOrder.ts';
import { localRuns } from '../../src/scene/localRuns.ts';
import { spaceTimeScene } from '../../src/scene/spaceTime.ts';
import {
  assertArrowsGoForward,
  assertInside,
  assertOrderIsDrawn,
  assertTextsApart,
  assertTextsOffLines,
} from './checks.ts';
import { views } from './views.ts';

/** Executions in which nothing is sent in vain, so that many events are local. */
const quiet = views.map((view): ExecutionView => {
  const arrived = view.arrows.flatMap(({ to, copyOf }, index) =>
    to !== undefined && copyOf === undefined ? [index] : [],
  );
  return { ...view, arrows: arrived.map(index => ({ ...view.arrows[index]!, copyOf: undefined })) };
});

/** What stands in the ring of a run, which lies on its lifeline. */
function withoutRunNumbers(scene: Scene, { events }: ExecutionView): Scene {
  const isNumber = ({ of, ...mark }: Mark): boolean =>
    mark.kind === 'text' && of.event !== undefined && String(events[of.event]?.count) === mark.text;
  return { ...scene, marks: scene.marks.filter(mark => !isNumber(mark)) };
}

/** Executions with an arrangement: some lanes in some order, some runs as one. */
const arrangements = fc
  .tuple(fc.oneof(views, quiet), fc.array(fc.nat({ max: 1000 }), { minLength: 16, maxLength: 16 }), fc.boolean())
  .map(([view, numbers, collapsed]): readonly [ExecutionView, Arrangement] => {
    const lanes = view.lanes.map((_, lane) => lane);
    const order = lanes.toSorted((a, b) => (numbers[a] ?? 0) - (numbers[b] ?? 0));
    const kept = order.slice(0, 1 + (numbers.at(-1)! % lanes.length));
    return [view, { lanes: kept, runs: collapsed ? localRuns(view) : [] }];
  });

const options = fc.record({ direction: fc.constantFrom('down' as const, 'right' as const) });

describe('an arrangement of an execution', () => {
  it('draws what is left as a diagram like any other', () => {
    fc.assert(
      fc.property(arrangements, options, ([view, arrangement], chosen) => {
        const { view: left } = arranged(view, arrangement);
        const scene = spaceTimeScene(left, chosen);
        assertTextsApart(scene);
        assertTextsOffLines(withoutRunNumbers(scene, left));
        assertInside(scene);
        assertArrowsGoForward(left, scene, chosen);
        assertOrderIsDrawn(left, scene, chosen);
      }),
      { numRuns: 150 },
    );
  });

  it('keeps every event and message of the lanes that are shown, and nothing else', () => {
    fc.assert(
      fc.property(arrangements, ([view, arrangement]) => {
        const { events, arrows, steps } = arranged(view, arrangement);
        const isShown = (lane: number): boolean => arrangement.lanes.includes(lane);
        const followers = new Set(arrangement.runs.flatMap(run => run.slice(1)));
        view.events.forEach(({ lane }, event) =>
          assert.equal(events.includes(event), isShown(lane) && !followers.has(event)),
        );
        view.arrows.forEach(({ fromLane, toLane }, arrow) =>
          assert.equal(arrows.includes(arrow), isShown(fromLane) && isShown(toLane)),
        );
        assert.deepEqual(
          steps,
          [...new Set(steps)].sort((a, b) => a - b),
        );
      }),
    );
  });

  it('contradicts happens-before in no order of rows, runs included', () => {
    let runsSeen = 0;
    fc.assert(
      fc.property(arrangements, ([view, arrangement]) => {
        const { drawnEvent, view: left } = arranged(view, arrangement);
        runsSeen += arrangement.runs.length;
        view.events.forEach((a, i) => {
          view.events.forEach((b, j) => {
            const [first, second] = [drawnEvent(i), drawnEvent(j)];
            if (first === undefined || second === undefined || first === second || !isBefore(a, b)) return;
            assert.ok(first < second);
            assert.ok(left.events[first]!.step <= left.events[second]!.step);
          });
        });
      }),
      { numRuns: 500 },
    );
    assert.ok(runsSeen > 2, String(runsSeen));
  });

  it('says of each mark what it stands for in the execution', () => {
    fc.assert(
      fc.property(arrangements, ([view, arrangement]) => {
        const shown = arranged(view, arrangement);
        for (const { of } of rearranged(spaceTimeScene(shown.view), shown).marks) {
          if (of.event !== undefined) {
            assert.equal(of.lane, view.events[of.event]?.lane);
            assert.equal(of.step, view.events[of.event]?.step);
          }
          if (of.arrow !== undefined) assert.ok(arrangement.lanes.includes(view.arrows[of.arrow]!.fromLane));
        }
      }),
    );
  });

  it('changes nothing where everything is shown as it is', () => {
    fc.assert(
      fc.property(views, view => {
        const shown = arranged(view, { lanes: view.lanes.map((_, lane) => lane), runs: [] });
        assert.deepEqual(rearranged(spaceTimeScene(shown.view), shown), spaceTimeScene(view));
      }),
    );
  });
});

describe('runs of local events', () => {
  it('are events of one node in a row that neither send nor receive', () => {
    fc.assert(
      fc.property(quiet, view => {
        for (const run of localRuns(view)) {
          const lane = view.events[run[0]!]!.lane;
          const ofLane = view.events.flatMap((event, index) => (event.lane === lane ? [index] : []));
          const at = ofLane.indexOf(run[0]!);
          assert.deepEqual(ofLane.slice(at, at + run.length), run);
          assert.ok(view.arrows.every(({ from, to }) => !run.includes(from) && !run.includes(to ?? -1)));
          assert.ok(run.every(event => !view.events[event]!.violation));
        }
      }),
    );
  });
});

describe('the order of lanes', () => {
  it('crosses no more lifelines than the one it is given, and is an order of the same lanes', () => {
    let better = 0;
    fc.assert(
      fc.property(views, view => {
        const declared = view.lanes.map((_, lane) => lane);
        const found = fewestCrossings(view, declared);
        assert.deepEqual(
          found.toSorted((a, b) => a - b),
          declared,
        );
        assert.ok(lifelinesCrossed(view, found) <= lifelinesCrossed(view, declared));
        if (lifelinesCrossed(view, found) < lifelinesCrossed(view, declared)) better += 1;
      }),
    );
    assert.ok(better > 10, String(better));
  });
});
