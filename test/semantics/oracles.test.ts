import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { explore } from '../../src/semantics/reference.ts';
import type { System } from '../../src/model/system.ts';
import { oracleText, systemOf } from '../support/protocols.ts';

/** Checks published counts: [scenario, distinct states, generated states]. */
function check(
  oracle: string,
  rows: readonly (readonly [scenario: string, distinct: number, generated?: number])[],
): void {
  for (const [scenario, distinct, generated] of rows) {
    it(`${oracle}, ${scenario}: ${distinct} states${generated === undefined ? '' : `, ${generated} generated`}`, () => {
      const exploration = explore(systemOf(oracleText(oracle), scenario));
      assert.equal(exploration.limit, undefined);
      assert.equal(exploration.distinct, distinct);
      if (generated !== undefined) assert.equal(exploration.generated, generated);
      assert.equal(exploration.error, undefined);
      assert.deepEqual(
        [...new Set(exploration.properties.map(({ kind }) => kind))].filter(kind => kind !== 'holds'),
        [],
      );
    });
  }
}

/** A system that starts in the initial states of both; they differ in nothing else. */
function startingInEither(first: System, second: System): System {
  return {
    instance: first.instance,
    initial: () => [...first.initial(), ...second.initial()],
    successors: state => first.successors(state),
    evaluate: (property, state) => first.evaluate(property, state),
    evaluateStep: (property, before, after) => first.evaluateStep(property, before, after),
  };
}

describe('The reference agrees with other checkers', () => {
  check('two-phase-commit', [
    ['1', 12, 20],
    ['2', 56, 154],
    ['3', 288, 1_146],
    ['4', 1_568, 8_258],
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

  it('alternating-bit, both first bits: 240 states; 1392 sends, deliveries and losses, those into a full link included', () => {
    const text = oracleText('alternating-bit');
    const exploration = explore(startingInEither(systemOf(text, 'first bit 0'), systemOf(text, 'first bit 1')));
    assert.equal(exploration.distinct, 240);
    assert.equal(exploration.generated + exploration.failed, 1_392);
    assert.equal(exploration.error?.error.code, 'capacity-exceeded');
    assert.deepEqual(exploration.properties, [{ kind: 'holds', witness: undefined }]);
  });
});
