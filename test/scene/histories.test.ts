import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { ExecutionView } from '../../src/contract/execution.ts';
import { historiesOf, projected, segmentAt } from '../../src/scene/histories.ts';
import { views } from './views.ts';

describe('The history of a variable', () => {
  it('says of every step what replaying the changes says', () => {
    fc.assert(
      fc.property(views, view => {
        const histories = historiesOf(view);
        for (const [step, values] of replayed(view).entries()) {
          for (const { lane, name, segments } of histories) {
            const segment = segments[segmentAt(segments, step)];
            assert.equal(segment?.value, values.get(`${lane} ${name}`), `${name} of ${lane} after step ${step}`);
          }
        }
      }),
    );
  });

  it('covers all steps without a gap, and no two values that follow each other are equal', () => {
    fc.assert(
      fc.property(views, view => {
        for (const { segments } of historiesOf(view)) {
          assert.equal(segments[0]?.from, 0);
          assert.equal(segments.at(-1)?.to, view.steps.length - 1);
          for (const [i, { from, to, value }] of segments.entries()) {
            assert.ok(from <= to);
            const next = segments[i + 1];
            if (next === undefined) continue;
            assert.equal(next.from, to + 1);
            assert.notEqual(next.value, value);
          }
        }
      }),
    );
  });

  it('is shorter where only a part of the value is looked at', () => {
    const segments = ['aX', 'bX', 'bY', 'cY'].map((value, step) => ({ from: step, to: step, value }));
    assert.deepEqual(
      projected(segments, value => value.slice(1)),
      [
        { from: 0, to: 1, value: 'X' },
        { from: 2, to: 3, value: 'Y' },
      ],
    );
    assert.equal(segmentAt(segments, 2), 2);
    assert.equal(segmentAt(segments, -1), -1);
    assert.equal(segmentAt(segments, 9), 3);
  });
});

/** By step all values, by lane and name. */
function replayed({ initial, steps }: ExecutionView): readonly ReadonlyMap<string, string>[] {
  const values = new Map(initial.map(({ lane, name, value }) => [`${lane} ${name}`, value]));
  return steps.map(({ changes }, step) => {
    if (step > 0) for (const { lane, name, value } of changes) values.set(`${lane} ${name}`, value);
    return new Map(values);
  });
}
