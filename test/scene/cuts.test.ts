import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { ExecutionView } from '../../src/contract/execution.ts';
import { isBefore } from '../../src/scene/cone.ts';
import {
  arrowsAcross,
  backwardArrows,
  cutAfter,
  eventsByLane,
  isBeforeCut,
  isConsistent,
  nearestConsistent,
  type Cut,
} from '../../src/scene/cuts.ts';
import { views } from './views.ts';

/** Every cut of an execution. */
function allCuts(view: ExecutionView): readonly Cut[] {
  return eventsByLane(view).reduce<readonly Cut[]>(
    (cuts, events) => cuts.flatMap(cut => Array.from({ length: events.length + 1 }, (_, count) => [...cut, count])),
    [[]],
  );
}

function heldEvents(view: ExecutionView, cut: Cut): readonly number[] {
  return eventsByLane(view).flatMap((events, lane) => events.slice(0, cut[lane]));
}

/** By definition: with each event all that happens before it. */
function holdsItsPast(view: ExecutionView, cut: Cut): boolean {
  const held = new Set(heldEvents(view, cut));
  return [...held].every(event =>
    view.events.every((other, index) => held.has(index) || !isBefore(other, view.events[event]!)),
  );
}

function distance(a: Cut, b: Cut): number {
  return a.reduce((sum, count, lane) => sum + Math.abs(count - b[lane]!), 0);
}

/** Small enough to try every cut. */
const small = views.filter(view => allCuts(view).length <= 3000);
const withCut = small.chain(view => {
  const counts = eventsByLane(view).map(events => fc.nat({ max: events.length }));
  return fc.tuple(fc.constant(view), fc.tuple(...counts));
});

describe('a cut', () => {
  it('is consistent exactly where no message goes backwards through it, as by the definition', () => {
    let inconsistent = 0;
    fc.assert(
      fc.property(small, view => {
        for (const cut of allCuts(view)) {
          const expected = holdsItsPast(view, cut);
          assert.equal(isConsistent(view, cut), expected);
          if (!expected) inconsistent += 1;
        }
      }),
      { numRuns: 60 },
    );
    assert.ok(inconsistent > 100);
  });

  it('after a step is consistent, and holds what has happened by then', () => {
    fc.assert(
      fc.property(views, view => {
        view.steps.forEach((_, step) => {
          const cut = cutAfter(view, step);
          assert.ok(isConsistent(view, cut));
          view.events.forEach((event, index) => assert.equal(isBeforeCut(view, cut, index), event.step <= step));
        });
      }),
    );
  });

  it('snaps to a consistent cut that differs in as few events as any', () => {
    fc.assert(
      fc.property(withCut, ([view, cut]) => {
        const nearest = nearestConsistent(view, cut);
        const least = Math.min(
          ...allCuts(view).flatMap(other => (holdsItsPast(view, other) ? [distance(cut, other)] : [])),
        );
        assert.ok(holdsItsPast(view, nearest));
        assert.equal(distance(cut, nearest), least);
        if (holdsItsPast(view, cut)) assert.deepEqual(nearest, cut);
      }),
      { numRuns: 150 },
    );
  });

  it('keeps the lane that is held where it is, and is the nearest of those that do', () => {
    fc.assert(
      fc.property(withCut, fc.nat(), ([view, cut], chosen) => {
        const held = chosen % view.lanes.length;
        const nearest = nearestConsistent(view, cut, held);
        const least = Math.min(
          ...allCuts(view).flatMap(other =>
            other[held] === cut[held] && holdsItsPast(view, other) ? [distance(cut, other)] : [],
          ),
        );
        assert.ok(holdsItsPast(view, nearest));
        assert.equal(nearest[held], cut[held]);
        assert.equal(distance(cut, nearest), least);
      }),
      { numRuns: 150 },
    );
  });

  it('names the messages that go backwards, and those on their way across it, and no other', () => {
    fc.assert(
      fc.property(withCut, ([view, cut]) => {
        const held = new Set(heldEvents(view, cut));
        view.arrows.forEach(({ from, to, fate }, arrow) => {
          const isBackward = to !== undefined && held.has(to) && !held.has(from);
          assert.equal(backwardArrows(view, cut).includes(arrow), isBackward);
          const isAcross = held.has(from) && fate !== 'ignored' && (to === undefined || !held.has(to));
          if (fate !== 'ignored' || to !== undefined) assert.equal(arrowsAcross(view, cut).includes(arrow), isAcross);
        });
      }),
    );
  });
});
