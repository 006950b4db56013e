import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { searched } from '../support/agreement.ts';
import { instanceOf, oracleText } from '../support/protocols.ts';
import { countTitle, PUBLISHED_COUNTS } from '../support/publishedCounts.ts';

describe('the engine agrees with other checkers', () => {
  for (const published of PUBLISHED_COUNTS) {
    it(countTitle(published), () => {
      const { oracle, scenario, distinct, generated } = published;
      const result = searched(instanceOf(oracleText(oracle), scenario)).result();
      assert.equal(result.complete, true);
      assert.equal(result.distinctStates, distinct);
      if (generated !== undefined) assert.equal(result.generatedStates, generated);
      assert.equal(result.error, undefined);
      assert.deepEqual(
        result.verdicts.filter(({ kind }) => kind !== 'holds'),
        [],
      );
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
