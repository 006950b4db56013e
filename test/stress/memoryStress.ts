import assert from 'node:assert/strict';
import type { Prng } from '../../src/base/prng.ts';
import { createSearch } from '../../src/engine/search.ts';
import { assertCutShort } from './cutShort.ts';
import type { Stress } from './rounds.ts';
import { withScarceMemory } from './scarceMemory.ts';
import type { StressSubject, StressSubjects } from './subjects.ts';

/** Less than a search needs before it has a state. */
const BYTES_MIN = 10_000;

/** Runs out of memory, at a bound that was set and where there really is none. */
export function memoryStress(subjects: StressSubjects): Stress {
  let [atBound, refused] = [0, 0];
  return {
    name: 'memory',
    what: 'memory runs out at random moments',
    round: prng => {
      const subject = subjects.pick(prng);
      if (prng.below(2) === 0) {
        if (stopAtBound(subject, prng)) atBound += 1;
      } else if (stopWhereNoneIsLeft(subject, prng)) refused += 1;
      return Promise.resolve();
    },
    did: () => `${atBound} times at a bound, ${refused} times refused`,
    lacks: () => (atBound === 0 || refused === 0 ? 'memory never ran out.' : undefined),
  };
}

/** Answers whether the search stopped. */
function stopAtBound({ instance, bounds, whole }: StressSubject, prng: Prng): boolean {
  const memoryBytesMax = BYTES_MIN + prng.below(Math.ceil(1.2 * whole.memoryBytes));
  const search = createSearch(instance, { bounds: { ...bounds, memoryBytesMax } });
  search.run(() => false);
  const { limit } = search.result();
  if (limit?.kind !== 'memory') {
    assert.deepEqual(search.result(), whole.result(), 'with enough memory nothing is different');
    return false;
  }
  assert.equal(limit.value, memoryBytesMax);
  assertCutShort(search, whole, prng);
  return true;
}

/** Answers whether the search was ever refused memory. */
function stopWhereNoneIsLeft({ instance, bounds, whole }: StressSubject, prng: Prng): boolean {
  const again = createSearch(instance, { bounds });
  const asked = withScarceMemory(
    () => false,
    () => again.run(() => false),
  );
  assert.deepEqual(again.result(), whole.result());
  if (asked === 0) return false;
  const last = prng.below(asked);
  // The one that is refused may have been too large, or there may be nothing left for anybody.
  const forAll = prng.below(2) === 0;
  const search = createSearch(instance, { bounds });
  withScarceMemory(
    n => (forAll ? n >= last : n === last),
    () => {
      search.run(() => false);
      assert.equal(search.result().limit?.kind, 'memory');
      assertCutShort(search, whole, prng);
    },
  );
  return true;
}
