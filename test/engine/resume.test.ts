import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { DEFAULT_BOUNDS, type SearchBounds } from '../../src/engine/bounds.ts';
import { createSearch, type Search } from '../../src/engine/search.ts';
import type { Evidence, Verdict } from '../../src/engine/verdicts.ts';
import type { Instance } from '../../src/model/instance.ts';
import { searched } from '../support/agreement.ts';
import { arbitraryLiveness } from '../support/arbitraryLiveness.ts';
import { arbitraryProtocol } from '../support/arbitraryProtocol.ts';
import { instanceOf, oracleText } from '../support/protocols.ts';

/** How far to go until the bounds are raised: at most so many pauses, and not to the end where that is more. */
interface Leg {
  readonly bounds: Partial<SearchBounds>;
  readonly pausesMax: number;
}

const ENDLESS = Infinity;

/** Everything that a search says, and every execution and state that it can show. */
function told(search: Search): unknown {
  const result = search.result();
  const evidence = [...result.verdicts.flatMap(evidenceIn), result.error?.evidence, result.deadlock];
  const shown = evidence.filter(each => each !== undefined);
  const states = Array.from({ length: Math.min(result.distinctStates, 300) }, (_, id) => search.stateOf(id));
  return { result, states, schedules: shown.map(each => search.scheduleOf(each)) };
}

function evidenceIn(verdict: Verdict): readonly (Evidence | undefined)[] {
  return 'evidence' in verdict ? [verdict.evidence] : [];
}

/** A search that is stopped and goes on, again and again; after each leg that it finished it is compared with a fresh one. */
function checkLegs(instance: Instance, legs: readonly Leg[]): Search {
  let bounds = DEFAULT_BOUNDS;
  let search: Search | undefined;
  for (const { bounds: wider, pausesMax } of legs) {
    bounds = { ...bounds, ...wider };
    if (search === undefined) search = createSearch(instance, { bounds });
    else assert.equal(search.raise(bounds), true);
    let pauses = 0;
    while (!search.finished && pauses < pausesMax) {
      search.run(() => true);
      pauses += 1;
    }
    if (search.finished) assert.deepEqual(told(search), told(searched(instance, bounds)));
  }
  assert.ok(search?.finished);
  return search;
}

const arbitraryLegs: fc.Arbitrary<readonly Leg[]> = fc
  .record({
    states: fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 5 }),
    depths: fc.array(fc.oneof(fc.integer({ min: 0, max: 12 }), fc.constant(ENDLESS)), { minLength: 5, maxLength: 5 }),
    pauses: fc.array(fc.constantFrom(0, 1, 2, 5, ENDLESS, ENDLESS, ENDLESS), { minLength: 5, maxLength: 5 }),
  })
  .map(({ states, depths, pauses }) => {
    const ascending = states.toSorted((a, b) => a - b);
    const deeper = depths.toSorted((a, b) => a - b);
    return ascending.map((statesMax, i) => ({
      bounds: { statesMax, depthMax: deeper[i]! },
      pausesMax: i + 1 === ascending.length ? ENDLESS : pauses[i]!,
    }));
  });

describe('a search whose bounds are raised', () => {
  it('finds what one finds that had these bounds from the start', () => {
    fc.assert(
      fc.property(arbitraryProtocol, arbitraryLegs, (text, legs) => {
        checkLegs(instanceOf(text), legs);
      }),
      { numRuns: 60 },
    );
  });

  it('judges runs that go on for ever anew', () => {
    let redrawn = 0;
    fc.assert(
      fc.property(arbitraryLiveness, arbitraryLegs, (text, legs) => {
        const search = checkLegs(instanceOf(text), legs);
        if (legs.length > 1 && search.result().verdicts.some(({ kind }) => kind === 'violated')) redrawn += 1;
      }),
      { numRuns: 60 },
    );
    assert.ok(redrawn > 20, `${redrawn} of them had something to say`);
  });

  it('stops at its bound of memory where one does that had it from the start', () => {
    const endless = `protocol P
role R { var n: 0..5 = 0 action count { n = (n + 1) % 6 } }
system { R: 6 }
eventually Never: some r in R: r.n == 6`;
    const limits = new Set<string>();
    for (const instance of [instanceOf(oracleText('two-phase-commit'), '6'), instanceOf(endless)]) {
      const { memoryBytes } = searched(instance).result();
      for (const shares of [
        [0.3, 0.6, 0.9],
        [0.2, 0.5, 2],
      ]) {
        const legs = shares.map((share, i) => ({
          bounds: { memoryBytesMax: share * memoryBytes, statesMax: i === 0 ? 2_345 : DEFAULT_BOUNDS.statesMax },
          pausesMax: ENDLESS,
        }));
        limits.add(checkLegs(instance, legs).result().limit?.kind ?? 'none');
      }
    }
    assert.deepEqual(limits, new Set(['memory', 'none']));
  });

  it('asks for memory where one does that had its bounds from the start', () => {
    const instance = instanceOf(oracleText('two-phase-commit'), '6');
    const memoryBytesMax = 0.7 * searched(instance).result().memoryBytes;
    const { distinctStates: statesMax, limit } = searched(instance, { memoryBytesMax }).result();
    assert.equal(limit?.kind, 'memory');
    for (const fewer of [1, 100, 1000]) {
      const legs = [{ statesMax: statesMax - fewer, memoryBytesMax }, { statesMax: 2 * statesMax }];
      checkLegs(
        instance,
        legs.map(bounds => ({ bounds, pausesMax: ENDLESS })),
      );
    }
  });

  it('may be stopped by one bound after the other', () => {
    const instance = instanceOf(oracleText('two-phase-commit'), '6');
    const { memoryBytes } = searched(instance).result();
    const legs = [
      { depthMax: 5, memoryBytesMax: memoryBytes / 2, statesMax: 1000 },
      { depthMax: 5, memoryBytesMax: memoryBytes / 2, statesMax: 20_000 },
      { depthMax: 15, memoryBytesMax: memoryBytes / 2, statesMax: 20_001 },
      { depthMax: 15, memoryBytesMax: memoryBytes / 2, statesMax: 50_000 },
      { depthMax: 100, memoryBytesMax: memoryBytes / 2, statesMax: 50_000 },
      { depthMax: 100, memoryBytesMax: 2 * memoryBytes, statesMax: 50_000 },
      { depthMax: 100, memoryBytesMax: 2 * memoryBytes, statesMax: 60_000 },
    ].map(bounds => ({ bounds, pausesMax: ENDLESS }));
    assert.equal(checkLegs(instance, legs).result().distinctStates, 50_816);
  });

  it('begins with the initial states that had no room', () => {
    const text = `protocol Many
role R { var n: 0..3? = none on start { choose v in {0, 1, 2, 3}  n = v } action forget when n != none { n = none } }
system { R: 3 }
invariant Low: all r in R: (r.n ?? 0) < 3
eventually Never: all r in R: r.n == none`;
    const legs = [0, 1, 7, 64, 65, 1000].map(statesMax => ({ bounds: { statesMax }, pausesMax: ENDLESS }));
    assert.equal(checkLegs(instanceOf(text), legs).result().distinctStates, 125);
  });

  it('goes on after it was cancelled', () => {
    const instance = instanceOf(oracleText('two-phase-commit'), '5');
    const search = createSearch(instance, { bounds: DEFAULT_BOUNDS });
    search.run(() => true);
    search.cancel();
    assert.equal(search.result().limit?.kind, 'cancelled');
    assert.equal(search.raise(DEFAULT_BOUNDS), true);
    assert.equal(search.finished, false);
    search.run(() => false);
    assert.deepEqual(told(search), told(searched(instance)));
  });

  it('is as it is where the bound that stopped it stays', () => {
    const search = searched(instanceOf(oracleText('two-phase-commit'), '5'), { statesMax: 500 });
    const before = search.result();
    assert.equal(search.raise({ ...DEFAULT_BOUNDS, statesMax: 500, memoryBytesMax: 2 ** 40 }), true);
    assert.equal(search.finished, true);
    assert.deepEqual(search.result(), before);
  });

  it('refuses bounds that are narrower, or that say what is explored', () => {
    const bounds = { ...DEFAULT_BOUNDS, statesMax: 500, depthMax: 50, copiesMax: 3 };
    const search = searched(instanceOf(oracleText('two-phase-commit'), '5'), bounds);
    const before = search.result();
    for (const other of [{ statesMax: 499 }, { depthMax: 49 }, { memoryBytesMax: 1000 }, { copiesMax: 4 }]) {
      assert.equal(search.raise({ ...bounds, statesMax: 1000, ...other }), false);
    }
    assert.deepEqual(search.bounds, bounds);
    assert.deepEqual(search.result(), before);
  });
});
