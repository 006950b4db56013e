import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { searched } from '../support/agreement.ts';
import { instanceOf, oracleText } from '../support/protocols.ts';
import { countTitle, PUBLISHED_COUNTS, PUBLISHED_STEPS } from '../support/publishedCounts.ts';

describe('the engine agrees with other checkers', () => {
  for (const published of PUBLISHED_COUNTS) {
    it(countTitle(published), () => {
      const { oracle, scenario, distinct, generated, fails } = published;
      const instance = instanceOf(oracleText(oracle), scenario);
      const result = searched(instance).result();
      assert.equal(result.complete, true);
      assert.equal(result.distinctStates, distinct);
      if (generated !== undefined) assert.equal(result.generatedStates, generated);
      assert.equal(result.error, undefined);
      const { properties } = instance.protocol;
      assert.deepEqual(
        properties.filter((_, i) => result.verdicts[i]?.kind !== 'holds').map(({ name }) => name),
        fails,
      );
    });
  }

  for (const { oracle, scenario, property, steps } of PUBLISHED_STEPS) {
    it(`${oracle}, ${scenario}: ${property} in ${String(steps)} steps`, () => {
      const instance = instanceOf(oracleText(oracle), scenario);
      const index = instance.protocol.properties.findIndex(({ name }) => name === property);
      const verdict = searched(instance).result().verdicts[index];
      assert(verdict?.kind === 'holds' || verdict?.kind === 'violated');
      assert.equal(verdict.evidence?.steps, steps);
    });
  }

  it('lamport-mutex: 724274 states, 2729079 generated, those beyond the largest clock included', () => {
    const result = searched(instanceOf(oracleText('lamport-mutex'), 'three')).result();
    assert.equal(result.complete, true);
    assert.equal(result.distinctStates, 724_274);
    assert.equal(result.generatedStates + result.failedSteps, 2_729_079);
    assert.equal(result.error?.error.code, 'out-of-range');
    assert.deepEqual(
      result.verdicts.map(({ kind }) => kind),
      ['broken'],
    );
  }).timeout(120_000);
});
