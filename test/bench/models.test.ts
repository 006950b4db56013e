import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { explore, instanceIn } from '../../bench/measure.ts';
import { coneText, CONTESTS, SMALL_CONTESTS, SYMMETRIC_COMMIT } from '../../bench/models.ts';
import { spinVersion, Verifier } from '../../bench/spin.ts';
import { judge } from '../../src/engine/judge.ts';

/** How many states SPIN finds in a model, or why it cannot be asked. */
function countedBySpin(file: string, definitions: readonly string[], states: number): number | string {
  const spin = spinVersion();
  if (typeof spin === 'string') return spin;
  const verifier = new Verifier(file, definitions);
  try {
    return verifier.run(states).states;
  } finally {
    verifier.dispose();
  }
}

describe('the models of the benchmark', () => {
  it('are all there, each for Lightcone and for SPIN', () => {
    const folder = join(import.meta.dirname, '..', '..', 'bench', 'models');
    const wanted = [...CONTESTS, ...SMALL_CONTESTS].flatMap(({ file }) => [`${file}.cone`, `${file}.pml`]);
    const named = new Set([...wanted, `${SYMMETRIC_COMMIT.orbits}.pml`]);
    assert.deepEqual(readdirSync(folder).sort(), [...named].sort());
  });

  it('have instances of the sizes that are measured', () => {
    for (const { file, scenario } of [...CONTESTS, SYMMETRIC_COMMIT]) {
      assert.ok(instanceIn(coneText(file), scenario).nodes.length > 1);
    }
  });

  for (const { name, file, scenario, definitions, states, transitions } of SMALL_CONTESTS) {
    it(`${name}: ${states} states and ${transitions} transitions`, () => {
      const instance = instanceIn(coneText(file), scenario);
      const { result } = explore(instance);
      assert.deepEqual([result.distinctStates, result.generatedStates], [states, transitions]);
      const judgements = judge(instance, result);
      assert.ok(judgements.length > 0 && judgements.every(({ met }) => met));
    });

    it(`${name}: as many by SPIN, where it is installed`, () => {
      const counted = countedBySpin(file, definitions, states);
      if (typeof counted === 'string') assert.match(counted, /not installed/);
      else assert.equal(counted, states);
    });
  }

  it('have as many states up to the names of 9 participants as there are orbits, where SPIN is installed', () => {
    const counted = countedBySpin(SYMMETRIC_COMMIT.orbits, ['-DN=9'], 2_232);
    if (typeof counted === 'string') assert.match(counted, /not installed/);
    else assert.equal(counted, 2_232);
  });
});
