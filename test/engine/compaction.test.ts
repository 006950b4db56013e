import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { DEFAULT_BOUNDS } from '../../src/engine/bounds.ts';
import { FINGERPRINT_BITS } from '../../src/engine/compaction/fingerprints.ts';
import { judge } from '../../src/engine/judge.ts';
import { createSearch, type Search, type SearchOptions } from '../../src/engine/search.ts';
import type { Instance } from '../../src/model/instance.ts';
import { stateKey } from '../../src/model/stateKey.ts';
import { execute } from '../../src/semantics/execute.ts';
import { createSystem } from '../../src/semantics/system.ts';
import { checkAgreement, instancesOf, searched } from '../support/agreement.ts';
import { arbitraryProtocol } from '../support/arbitraryProtocol.ts';
import { instanceOf, oracleText, shippedExamples } from '../support/protocols.ts';
import { countTitle, PUBLISHED_COUNTS, PUBLISHED_STEPS } from '../support/publishedCounts.ts';

const COMPACT = { method: { compaction: true } } as const;

function compactly(instance: Instance, fingerprints?: SearchOptions['fingerprints']): Search {
  return searched(instance, {}, fingerprints === undefined ? COMPACT : { ...COMPACT, fingerprints });
}

const twoPhaseCommit = (scenario: string): Instance => instanceOf(oracleText('two-phase-commit'), scenario);

describe('hash compaction finds what other checkers count', () => {
  for (const published of PUBLISHED_COUNTS) {
    it(countTitle(published), () => {
      const { oracle, scenario, distinct, generated, fails } = published;
      const instance = instanceOf(oracleText(oracle), scenario);
      const result = compactly(instance).result();
      assert.equal(result.complete, true);
      assert.equal(result.distinctStates, distinct);
      if (generated !== undefined) assert.equal(result.generatedStates, generated);
      const { properties } = instance.protocol;
      assert.deepEqual(
        properties.filter((_, i) => result.verdicts[i]?.kind !== 'holds').map(({ name }) => name),
        fails,
      );
      assert.ok(result.omissionProbability! > 0 && result.omissionProbability! < 1e-10);
    }).timeout(60_000);
  }

  for (const { oracle, scenario, property, steps } of PUBLISHED_STEPS) {
    it(`${oracle}, ${scenario}: ${property} in ${String(steps)} steps`, () => {
      const instance = instanceOf(oracleText(oracle), scenario);
      const search = compactly(instance);
      const verdict = search.result().verdicts[instance.protocol.properties.findIndex(({ name }) => name === property)];
      assert(verdict?.kind === 'holds' || verdict?.kind === 'violated');
      assert.equal(verdict.evidence?.steps, steps);
      assert.ok(execute(createSystem(instance), search.scheduleOf(verdict.evidence)).ok);
    });
  }
});

describe('hash compaction agrees with the reference', () => {
  for (const { name, text } of shippedExamples()) {
    for (const instance of instancesOf(text)) {
      it(`on the example ${name}, ${instance.scenario.name}`, () => {
        checkAgreement(instance, 3_000, COMPACT);
      });
    }
  }

  it('on random protocols', () => {
    fc.assert(
      fc.property(arbitraryProtocol, text => {
        checkAgreement(instanceOf(text), 1_000, COMPACT);
      }),
      { numRuns: 150 },
    );
  }).timeout(240_000);
});

describe('executions of a search with hash compaction', () => {
  it('are found again for every state, as short as the state is deep, and lead to different states', () => {
    fc.assert(
      fc.property(arbitraryProtocol, text => {
        const instance = instanceOf(text);
        const system = createSystem(instance);
        const search = searched(instance, { statesMax: 60 }, COMPACT);
        const { distinctStates, frontier } = search.result();
        const depths = frontier.flatMap((size, depth) => new Array<number>(size).fill(depth));
        const ends = new Set<string>();
        for (let stateId = distinctStates - 1; stateId >= 0; stateId -= 1) {
          const steps = depths[stateId]!;
          const run = execute(system, search.scheduleOf({ stateId, then: undefined, steps }));
          if (!run.ok) assert.fail(run.failure.message);
          assert.equal(run.value.transitions.length, steps);
          const { state } = run.value.transitions.at(-1) ?? run.value.start;
          assert.equal(stateKey(search.stateOf(stateId)), stateKey(state));
          ends.add(stateKey(state));
        }
        assert.equal(ends.size, distinctStates);
      }),
      { numRuns: 60 },
    );
  }).timeout(120_000);

  it('are found again of rows that were given up long ago', () => {
    const text = `protocol P
role R { var n: int = 0 action count(by in {1, 2}) { n += by } }
system { R: 1 }
invariant Small: all r in R: r.n != 24000
step Slow: all r in R: r.n < old(r.n) + 2 || r.n < 20000`;
    const instance = instanceOf(text);
    const search = searched(instance, { statesMax: 60_000 }, COMPACT);
    const [small, slow] = search.result().verdicts;
    assert(small?.kind === 'violated' && slow?.kind === 'violated');
    for (const [evidence, n] of [
      [small.evidence!, 24_000],
      [slow.evidence!, 20_000],
    ] as const) {
      assert.equal(evidence.steps, n / 2);
      const run = execute(createSystem(instance), search.scheduleOf(evidence));
      assert.ok(run.ok);
      assert.deepEqual(run.value.transitions.at(-1)?.state.locals[0]?.variables, [n]);
    }
  }).timeout(60_000);

  it('end with a step that violates a property although its state was found before', () => {
    const instance = instanceOf(`protocol P
role R { var n: 0..3 = 0 action raise when n < 3 { n += 1 } action back when n == 3 { n = 1 } action rest { n = n } }
system { R: 1 }
step Up: all r in R: old(r.n) <= r.n
step Moves: all r in R: old(r.n) != r.n`);
    const search = compactly(instance);
    const [up, moves] = search.result().verdicts;
    assert(up?.kind === 'violated' && moves?.kind === 'violated');
    const lastOf = (schedule: readonly number[]): unknown => {
      const run = execute(createSystem(instance), schedule);
      assert.ok(run.ok);
      return run.value.transitions.map(({ state }) => state.locals[0]?.variables[0]);
    };
    assert.deepEqual(lastOf(search.scheduleOf(up.evidence!)), [1, 2, 3, 1]);
    assert.deepEqual(lastOf(search.scheduleOf(moves.evidence!)), [0]);
  });
});

describe('hash compaction', () => {
  it('does not judge what goes on for ever, and says why', () => {
    const instance = instanceOf(`protocol P
role R { var d: 0..1? = none action pick when d == none { d = 1 } }
system { R: 1 expect Picks holds }
eventually Picks: some r in R: r.d == 1
leadsto Then: (the R).d == none ~> (the R).d == 1
decides Value: (the R).d
invariant Right: all r in R: r.d != 0`);
    const search = compactly(instance);
    const { verdicts, valence, complete } = search.result();
    assert.equal(complete, true);
    assert.deepEqual(
      verdicts.map(({ kind }) => kind),
      ['unknown', 'unknown', 'unknown', 'holds'],
    );
    assert.equal(valence, undefined);
    assert.equal(search.explored(), undefined);
    for (const verdict of verdicts.slice(0, 3)) {
      assert.ok(verdict.kind === 'unknown' && verdict.reason.startsWith('Hash compaction '));
    }
    const [judgement] = judge(instance, search.result());
    assert.deepEqual([judgement?.met, judgement?.undecided], [false, true]);
  });

  it('keeps less than 16 bytes of each state, whatever the width of rows', () => {
    // One of 30 values is damaged, or two of them, or one of them twice, and then perhaps back.
    const wide = instanceOf(`protocol Wide
role Store { durable var value: 0..15 = 0 }
system { Store: 30 faults { corrupt: 2 of Store.value } }`);
    for (const [instance, distinctStates] of [
      [twoPhaseCommit('7'), 296_448],
      [wide, 1 + 30 * 15 + ((30 * 29) / 2) * 15 ** 2 + 30 * 15 + 1],
    ] as const) {
      const exact = searched(instance).result();
      const compact = compactly(instance).result();
      assert.equal(compact.distinctStates, distinctStates);
      assert.ok(compact.bytesPerState < 14, `${compact.bytesPerState} bytes each`);
      assert.ok(compact.memoryBytes < 0.75 * exact.memoryBytes, `${compact.memoryBytes} < ${exact.memoryBytes}`);
    }
  }).timeout(120_000);

  it('gives the same whatever the seed of its fingerprints', () => {
    const instance = twoPhaseCommit('4');
    const known = ({ distinctStates, generatedStates, frontier, verdicts }: ReturnType<Search['result']>): unknown => {
      return { distinctStates, generatedStates, frontier, verdicts };
    };
    const expected = known(searched(instance).result());
    for (let seed = 0; seed < 20; seed += 1) {
      assert.deepEqual(known(compactly(instance, { bits: FINGERPRINT_BITS, seed }).result()), expected);
    }
  });

  it('gives the same however the search is sliced', () => {
    const instance = twoPhaseCommit('5');
    const whole = createSearch(instance, { bounds: DEFAULT_BOUNDS, ...COMPACT });
    whole.run(() => false);
    assert.deepEqual(whole.result(), compactly(instance).result());
  });
});

describe('bounds of a search with hash compaction', () => {
  const instance = twoPhaseCommit('7');

  it('of states and depth stop it where they stop one that keeps states', () => {
    for (const bounds of [{ statesMax: 777 }, { statesMax: 1 }, { depthMax: 5 }, { depthMax: 0 }]) {
      const [exact, compact] = [searched(instance, bounds).result(), searched(instance, bounds, COMPACT).result()];
      assert.deepEqual(compact.limit, exact.limit);
      assert.equal(compact.complete, false);
      assert.equal(compact.distinctStates, exact.distinctStates);
      assert.deepEqual(compact.frontier, exact.frontier);
      assert.deepEqual(compact.verdicts, exact.verdicts);
    }
  });

  it('of memory stops it with what it knows, and farther on', () => {
    const bound = 4_500_000;
    const exact = searched(instance, { memoryBytesMax: bound }).result();
    const search = searched(instance, { memoryBytesMax: bound }, COMPACT);
    const compact = search.result();
    assert.deepEqual(compact.limit, { kind: 'memory', value: bound });
    assert.equal(compact.complete, false);
    assert.ok(compact.memoryBytes < 1.1 * bound, `${compact.memoryBytes} bytes`);
    assert.ok(
      compact.distinctStates > 1.3 * exact.distinctStates,
      `${compact.distinctStates} > ${exact.distinctStates}`,
    );
    assert.deepEqual(
      compact.verdicts.map(({ kind }) => kind),
      ['unknown'],
    );
    const stateId = compact.distinctStates - 1;
    const schedule = search.scheduleOf({ stateId, then: undefined, steps: compact.depth });
    assert.ok(execute(createSystem(instance), schedule).ok);
  });

  it('and a cancelled one, leave what was found', () => {
    const search = createSearch(instance, { bounds: DEFAULT_BOUNDS, ...COMPACT });
    let slices = 0;
    search.run(() => (slices += 1) === 20);
    search.cancel();
    const { limit, distinctStates, omissionProbability, depth } = search.result();
    assert.equal(limit?.kind, 'cancelled');
    assert.ok(omissionProbability! > 0);
    const schedule = search.scheduleOf({ stateId: distinctStates - 1, then: undefined, steps: depth });
    assert.ok(execute(createSystem(instance), schedule).ok);
  });
});

describe('where memory runs out, hash compaction', () => {
  /** Lets the allocation of a table fail after so many; answers how many there were. */
  function failingAfter(allocations: number, run: () => void): number {
    const original = globalThis.Int32Array;
    let count = 0;
    const failing = new Proxy(original, {
      construct(target, given: [number]) {
        if (/\ballocateIntegers\b/.test(new Error().stack ?? '')) {
          count += 1;
          if (count > allocations) throw new RangeError('Array buffer allocation failed');
        }
        return Reflect.construct(target, given) as Int32Array;
      },
    });
    try {
      globalThis.Int32Array = failing;
      run();
    } finally {
      globalThis.Int32Array = original;
    }
    return count;
  }

  it('keeps what is known, whenever that is', () => {
    const instance = twoPhaseCommit('5');
    const system = createSystem(instance);
    const expected = searched(instance).result();
    const whole = createSearch(instance, { bounds: DEFAULT_BOUNDS, ...COMPACT });
    const all = failingAfter(Infinity, () => {
      while (!whole.run(() => true));
    });
    assert.ok(all > 300, `${all} allocations`);
    let ended = 0;
    for (let allocations = 20; allocations < all; allocations += 23) {
      const search = createSearch(instance, { bounds: DEFAULT_BOUNDS, ...COMPACT });
      failingAfter(allocations, () => {
        while (!search.run(() => true));
      });
      const { limit, complete, frontier, verdicts } = search.result();
      assert.equal(limit?.kind, 'memory');
      assert.equal(complete, false);
      for (const { kind } of verdicts) assert.equal(kind, 'unknown');
      const known = frontier.reduce((sum, size) => sum + size, 0);
      assert.ok(known <= expected.distinctStates);
      // What was stored last may not have been entered any more.
      const stateId = known - 100;
      if (stateId < 0) continue;
      const depths = frontier.flatMap((size, depth) => new Array<number>(size).fill(depth));
      const run = execute(system, search.scheduleOf({ stateId, then: undefined, steps: depths[stateId]! }));
      assert.ok(run.ok);
      assert.equal(run.value.transitions.length, depths[stateId]);
      ended += 1;
    }
    assert.ok(ended > 15, `${ended} searches ended in the middle`);
  }).timeout(60_000);
});

describe('the probability that a state was left out', () => {
  it('is at most the number of pairs of states, times the chance that two fingerprints are equal', () => {
    const { omissionProbability } = compactly(twoPhaseCommit('6')).result();
    assert.equal(omissionProbability, (50_816 * 50_817) / 2 / 2 ** 71);
    assert.equal(searched(twoPhaseCommit('3')).result().omissionProbability, undefined);
  });
});

describe('fingerprints that are too short', () => {
  it('leave states out, and then nothing is called certain', () => {
    const instance = twoPhaseCommit('4');
    const { distinctStates } = searched(instance).result();
    for (const bits of [1, 4, 8, 10]) {
      const result = compactly(instance, { bits, seed: 1 }).result();
      assert.ok(result.distinctStates < distinctStates, `${result.distinctStates} states with ${bits} bits`);
      assert.ok(result.distinctStates <= 2 ** bits);
      assert.ok(result.omissionProbability! > 0.9, `${result.omissionProbability!} with ${bits} bits`);
      assert.equal(result.complete, false);
      for (const verdict of result.verdicts) {
        assert.ok(verdict.kind === 'unknown' && verdict.reason.includes(' left out '), JSON.stringify(verdict));
      }
      for (const { met, undecided } of judge(instance, result)) assert.deepEqual([met, undecided], [false, true]);
    }
  });

  it('may leave a violation out, and what they find is one', () => {
    const instance = instanceOf(oracleText('single-copy-register'), 'two servers');
    const index = instance.protocol.properties.findIndex(({ name }) => name === 'linearizable register');
    const system = createSystem(instance);
    let [found, missed] = [0, 0];
    for (let seed = 0; seed < 200; seed += 1) {
      const search = compactly(instance, { bits: 5, seed });
      const verdict = search.result().verdicts[index]!;
      if (verdict.kind === 'violated') {
        found += 1;
        const run = execute(system, search.scheduleOf(verdict.evidence!));
        assert.ok(run.ok);
        const said = system.evaluate(instance.protocol.properties[index]!, run.value.transitions.at(-1)!.state);
        assert.deepEqual(said, { ok: true, value: false });
      } else {
        missed += 1;
        assert.equal(verdict.kind, 'unknown');
      }
    }
    assert.ok(found > 0 && missed > 0, `${found} found, ${missed} missed`);
  });

  it('leave states out less often than they say', () => {
    const instance = twoPhaseCommit('3');
    const { distinctStates } = searched(instance).result();
    for (const bits of [14, 16, 18, 20]) {
      const seeds = 400;
      const told: number[] = [];
      const toldWrong: number[] = [];
      for (let seed = 0; seed < seeds; seed += 1) {
        const result = compactly(instance, { bits, seed }).result();
        told.push(result.omissionProbability!);
        assert.ok(result.distinctStates <= distinctStates);
        if (result.distinctStates < distinctStates) toldWrong.push(result.omissionProbability!);
      }
      const mean = told.reduce((sum, each) => sum + each, 0) / seeds;
      const frequency = toldWrong.length / seeds;
      // Three standard deviations of a frequency that is what was told.
      assert.ok(frequency <= mean + 3 * Math.sqrt((mean * (1 - mean)) / seeds), `${frequency} > ${mean}`);
      // The bound is not far off, or nothing was seen here.
      assert.ok(frequency > mean / 3 || mean < 0.05, `${frequency} of ${mean}`);
      // However little a search was told to be likely wrong, it is not wrong more often.
      for (const level of [0.05, 0.1, 0.2, 0.5]) {
        const often = toldWrong.filter(each => each <= level).length / seeds;
        assert.ok(often <= level + 3 * Math.sqrt((level * (1 - level)) / seeds), `${often} at ${level}`);
      }
    }
  }).timeout(240_000);
});
