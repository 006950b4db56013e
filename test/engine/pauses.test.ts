import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { DEFAULT_BOUNDS } from '../../src/engine/bounds.ts';
import { Conclusion } from '../../src/engine/liveness/conclusion.ts';
import { createSearch } from '../../src/engine/search.ts';
import { instanceOf } from '../support/protocols.ts';

describe('what is judged at the end', () => {
  // One strongly connected component of 3^8 · 3 states, each with at least eight steps.
  const text = (property: string): string => `protocol P
ordered role R { var n: 0..2 = 0 action count { n = (n + 1) % 3 } }
role D { var d: 0..1? = none unfair action pick(v in {0, 1}) when d == none { d = v } fair action drop when d != none { d = none } }
system { R: 8 D: 1 }
${property}`;

  for (const property of [
    'eventually Never: first(R).n == 3',
    'eventually always Zero(r in R): r.n == 0',
    'always eventually Picks: (the D).d == 1',
    'leadsto Picks: (the D).d == none ~> (the D).d == 1',
    'decides Value: (the D).d',
  ]) {
    it(`gives way after a few thousand steps: ${property}`, () => {
      const search = createSearch(instanceOf(text(property)), { bounds: DEFAULT_BOUNDS });
      search.run(() => false);
      const explored = search.explored()!;
      const { transitions } = explored;
      const target = transitions.target.bind(transitions);
      let [looked, most] = [0, 0];
      transitions.target = step => {
        looked += 1;
        return target(step);
      };
      const drawing = new Conclusion().draw(explored);
      while (drawing.next().done !== true) {
        most = Math.max(most, looked);
        looked = 0;
      }
      assert.ok(most > 100 && most < 20_000, `${most} steps at once`);
    });
  }
});
