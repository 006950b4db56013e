import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { minimised, type Trial } from '../../src/trace/slice.ts';

/** A trial that passes when all needed items are there, up to the last of them; counts how often it is tried. */
function needing(needed: readonly number[]): { readonly trial: Trial; readonly tries: () => number } {
  let tries = 0;
  return {
    trial: function* (items) {
      tries += 1;
      if (!needed.every(item => items.includes(item))) return undefined;
      return items.slice(0, items.indexOf(needed.at(-1) ?? items[0] ?? 0) + 1);
    },
    tries: () => tries,
  };
}

function run<Value>(work: Generator<undefined, Value>): Value {
  for (;;) {
    const next = work.next();
    if (next.done === true) return next.value;
  }
}

describe('leaving out what is not needed', () => {
  it('leaves exactly what is needed, whatever that is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.array(fc.nat(59), { minLength: 1, maxLength: 8 }),
        (count, some) => {
          const needed = [...new Set(some.map(item => item % count))].sort((a, b) => a - b);
          const items = Array.from({ length: count }, (_, i) => i);
          assert.deepEqual(run(minimised(items, needing(needed).trial)), needed);
        },
      ),
    );
  });

  it('does not try every item of a long list by itself', () => {
    const items = Array.from({ length: 400 }, (_, i) => i);
    const { trial, tries } = needing([7, 200, 390]);
    assert.deepEqual(run(minimised(items, trial)), [7, 200, 390]);
    assert.ok(tries() < 100, `${tries()} tries`);
  });

  it('of nothing leaves nothing', () => {
    assert.deepEqual(run(minimised([], needing([1]).trial)), []);
  });
});
