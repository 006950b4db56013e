import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { DEFAULT_BOUNDS, type SearchBounds } from '../../src/engine/bounds.ts';
import { createSearch, type Search } from '../../src/engine/search.ts';
import type { SearchResult } from '../../src/engine/searchResult.ts';
import type { Verdict } from '../../src/engine/verdicts.ts';
import type { Instance } from '../../src/model/instance.ts';
import { stateKey } from '../../src/model/stateKey.ts';
import { speaksOfFairRuns } from '../../src/semantics/fairness.ts';
import { createSystem } from '../../src/semantics/system.ts';
import { instancesOf, searched } from '../support/agreement.ts';
import { arbitraryProtocol } from '../support/arbitraryProtocol.ts';
import { arbitrarySymmetry } from '../support/arbitrarySymmetry.ts';
import { checkSameVerdicts, reduced } from '../support/orbits.ts';
import { instanceOf, oracleText, shippedExamples } from '../support/protocols.ts';

const COMPACT = { method: { compaction: true } } as const;
const BOTH = { method: { compaction: true, symmetry: true } } as const;

/** Without the properties that hash compaction does not judge. */
function withoutRuns(instance: Instance): Instance {
  const { protocol } = instance;
  const properties = protocol.properties.filter(property => !speaksOfFairRuns(property));
  return { ...instance, protocol: { ...protocol, properties } };
}

function counts({ distinctStates, generatedStates, failedSteps, frontier, quiescentStates }: SearchResult): object {
  return { distinctStates, generatedStates, failedSteps, frontier, quiescentStates };
}

/** Checks that fingerprints of representatives find what representatives do, and executions that are real. */
function checkBoth(instance: Instance, statesMax: number): Search {
  const symmetric = reduced(instance, { statesMax });
  const both = searched(instance, { statesMax }, BOTH);
  assert.deepEqual(counts(both.result()), counts(symmetric.result()));
  assert.deepEqual(both.result().reductions, symmetric.result().reductions);
  checkSameVerdicts(createSystem(instance), symmetric, both);
  for (let id = Math.min(both.stateCount, 40) - 1; id >= 0; id -= 1) {
    assert.equal(stateKey(both.stateOf(id)), stateKey(symmetric.stateOf(id)));
  }
  return both;
}

describe('hash compaction with symmetry reduction', () => {
  it('finds one state of each orbit, and real executions', () => {
    let used = 0;
    fc.assert(
      fc.property(arbitrarySymmetry, text => {
        const both = checkBoth(instanceOf(text), 300);
        if (both.result().reductions.some(use => use.used)) used += 1;
      }),
      { numRuns: 120 },
    );
    assert.ok(used > 40, `${used} used symmetry`);
  }).timeout(240_000);

  for (const { name, text } of shippedExamples()) {
    for (const instance of instancesOf(text)) {
      it(`finds the same on the example ${name}, ${instance.scenario.name}`, () => {
        checkBoth(withoutRuns(instance), 1_500);
      });
    }
  }

  it('counts the orbits of two-phase commit that others publish', () => {
    const instance = instanceOf(`${oracleText('two-phase-commit')}\nscenario "n" { Participant: 9 }`, 'n');
    const { distinctStates, complete, omissionProbability } = searched(instance, {}, BOTH).result();
    assert.deepEqual([distinctStates, complete], [2_232, true]);
    assert.ok(omissionProbability! < 1e-14);
  });
});

/** Bounds that are raised one after the other. */
const arbitraryBounds: fc.Arbitrary<readonly Partial<SearchBounds>[]> = fc
  .array(fc.tuple(fc.nat({ max: 400 }), fc.nat({ max: 12 })), { minLength: 2, maxLength: 5 })
  .map(legs => {
    const [states, depths] = [0, 1].map(i => legs.map(leg => leg[i]!).sort((a, b) => a - b));
    return legs.map((_, i) => ({ statesMax: states![i]!, depthMax: depths![i]! }));
  });

describe('a search with hash compaction whose bounds are raised', () => {
  it('finds what one finds that had these bounds from the start, executions included', () => {
    fc.assert(
      fc.property(arbitraryProtocol, arbitraryBounds, (text, [first, ...wider]) => {
        const instance = instanceOf(text);
        const search = createSearch(instance, { bounds: { ...DEFAULT_BOUNDS, ...first }, ...COMPACT });
        while (!search.run(() => true));
        for (const bounds of wider) {
          assert.ok(search.raise({ ...DEFAULT_BOUNDS, ...bounds }));
          while (!search.run(() => true));
          const fresh = searched(instance, bounds, COMPACT);
          assert.deepEqual(counts(search.result()), counts(fresh.result()));
          assert.deepEqual(search.result().verdicts, fresh.result().verdicts);
          assert.deepEqual(schedules(search), schedules(fresh));
          const ids = Array.from({ length: Math.min(60, search.stateCount) }, (_, id) => id);
          assert.deepEqual(
            ids.map(id => search.stateOf(id)),
            ids.map(id => fresh.stateOf(id)),
          );
        }
      }),
      { numRuns: 60 },
    );
  }).timeout(240_000);
});

function schedules(search: Search): readonly (readonly number[])[] {
  const { verdicts, error, deadlock } = search.result();
  const evidence = [...verdicts.map(evidenceIn), error?.evidence, deadlock];
  return evidence.flatMap(each => (each === undefined ? [] : [search.scheduleOf(each)]));
}

function evidenceIn(verdict: Verdict) {
  return 'evidence' in verdict ? verdict.evidence : undefined;
}

describe('hash compaction with several workers', () => {
  it('leaves them without work', () => {
    const instance = instanceOf(oracleText('two-phase-commit'), '6');
    const search = createSearch(instance, {
      bounds: DEFAULT_BOUNDS,
      method: { compaction: true, workers: 4 },
      spawnHelper: () => assert.fail('no thread is started'),
    });
    while (!search.run(() => true));
    assert.equal(search.result().distinctStates, 50_816);
  });
});
