import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { ExecutionView } from '../../src/contract/execution.ts';
import { areConcurrent, isBefore } from '../../src/scene/cone.ts';
import { slid, slidPastNext, type StepOrder } from '../../src/scene/slide.ts';
import { views } from './views.ts';

const untimed = views.filter(({ loop, origin }) => loop === undefined && origin.kind !== 'timed');

/** That an order respects what happens before what, and what becomes of each message. */
function assertLinearisation(view: ExecutionView, order: StepOrder): void {
  assert.deepEqual(
    order.toSorted((a, b) => a - b),
    view.steps.map((_, step) => step),
  );
  const place = new Map(order.map((step, position) => [step, position] as const));
  for (const a of view.events) {
    for (const b of view.events) if (isBefore(a, b)) assert.ok(place.get(a.step)! <= place.get(b.step)!);
  }
  for (const { sentStep, endStep, corruptions = [] } of view.arrows) {
    const steps = [sentStep, ...corruptions.map(({ step }) => step), ...(endStep === undefined ? [] : [endStep])];
    const places = steps.map(step => place.get(step)!);
    assert.deepEqual(
      places,
      places.toSorted((a, b) => a - b),
    );
  }
}

describe('a step that is slid', () => {
  it('makes another linearisation of the same order', () => {
    let moved = 0;
    fc.assert(
      fc.property(untimed, fc.nat(), fc.nat(), (view, from, to) => {
        const order = slid(view, from % view.steps.length, to % view.steps.length);
        if (order === undefined) return;
        moved += 1;
        assertLinearisation(view, order);
        assert.notDeepEqual(
          order,
          view.steps.map((_, step) => step),
        );
      }),
      { numRuns: 400 },
    );
    assert.ok(moved > 50, String(moved));
  });

  it('passes the next step that is concurrent with it', () => {
    let moved = 0;
    fc.assert(
      fc.property(untimed, fc.nat(), (view, from) => {
        const step = from % view.steps.length;
        const order = slidPastNext(view, step, 1);
        if (order === undefined) return;
        moved += 1;
        assertLinearisation(view, order);
        assert.ok(order.indexOf(step) > step);
      }),
      { numRuns: 400 },
    );
    assert.ok(moved > 50, String(moved));
  });

  it('changes places with any neighbour that is concurrent with it', () => {
    fc.assert(
      fc.property(untimed, fc.nat(), (view, from) => {
        const step = 1 + (from % Math.max(1, view.steps.length - 2));
        const own = view.steps[step]?.events ?? [];
        const next = view.steps[step + 1]?.events ?? [];
        if (own.length !== 1 || next.length !== 1) return;
        const [a, b] = [view.events[own[0]!]!, view.events[next[0]!]!];
        const shared = view.arrows.some(({ sentStep, endStep, corruptions = [] }) => {
          const steps = [sentStep, endStep, ...corruptions.map(each => each.step)];
          return steps.includes(step) && steps.includes(step + 1);
        });
        if (areConcurrent(a, b) && !shared && view.arrows.every(({ copyOf }) => copyOf === undefined)) {
          assert.deepEqual(slid(view, step, step + 1)?.slice(step, step + 2), [step + 1, step]);
        }
        if (!areConcurrent(a, b)) assert.equal(slid(view, step, step + 1), undefined);
      }),
    );
  });
});
