import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { searched } from '../support/agreement.ts';
import { instanceOf, oracleText } from '../support/protocols.ts';

/** Checks published counts: [scenario, distinct states, generated states]. */
function check(
  oracle: string,
  rows: readonly (readonly [scenario: string, distinct: number, generated?: number])[],
): void {
  for (const [scenario, distinct, generated] of rows) {
    it(`${oracle}, ${scenario}: ${distinct} states${generated === undefined ? '' : `, ${generated} generated`}`, () => {
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
}

describe('the engine agrees with other checkers', () => {
  check('two-phase-commit', [
    ['1', 12, 20],
    ['2', 56, 154],
    ['3', 288, 1_146],
    ['4', 1_568, 8_258],
    ['5', 8_832, 58_146],
    ['6', 50_816, 402_306],
    ['7', 296_448, 2_744_706],
  ]);
  check('ping-pong', [
    ['lossy, to 1', 14, 21],
    ['lossy, to 5', 4_094, 21_505],
    ['no loss', 11],
    ['no loss, duplicates', 11],
  ]);
  check('idle-crashes', [
    ['3, 1', 4],
    ['3, 2', 7],
    ['4, 2', 11],
    ['5, 2', 16],
  ]);
  check('unhandled', [
    ['unordered', 2],
    ['fifo', 3],
  ]);
  check('ring-election', [['three', 137, 227]]);
  check('termination-detection', [
    ['3', 302, 2_001],
    ['4', 1_566, 15_986],
  ]);
  check('transaction-commit', [
    ['3', 34, 94],
    ['5', 274, 1_296],
  ]);

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
