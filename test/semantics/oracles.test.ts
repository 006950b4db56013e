import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { explore } from '../../src/semantics/reference.ts';
import type { System } from '../../src/model/system.ts';
import { oracleText, systemOf } from '../support/protocols.ts';
import { countTitle, PUBLISHED_COUNTS } from '../support/publishedCounts.ts';

/** Beyond this the definition of meaning takes too long for a test; the engine goes on. */
const DISTINCT_MAX = 5_000;

/** A system that starts in the initial states of both; they differ in nothing else. */
function startingInEither(first: System, second: System): System {
  return {
    instance: first.instance,
    initial: () => [...first.initial(), ...second.initial()],
    successors: state => first.successors(state),
    evaluate: (property, state) => first.evaluate(property, state),
    decided: (property, state) => first.decided(property, state),
    evaluateStep: (property, before, after) => first.evaluateStep(property, before, after),
  };
}

describe('The reference agrees with other checkers', () => {
  for (const published of PUBLISHED_COUNTS.filter(({ distinct }) => distinct <= DISTINCT_MAX)) {
    it(countTitle(published), () => {
      const { oracle, scenario, distinct, generated } = published;
      const exploration = explore(systemOf(oracleText(oracle), scenario));
      assert.equal(exploration.limit, undefined);
      assert.equal(exploration.distinct, distinct);
      if (generated !== undefined) assert.equal(exploration.generated, generated);
      assert.equal(exploration.error, undefined);
      assert.deepEqual(
        exploration.properties.filter(({ kind }) => kind !== 'holds'),
        [],
      );
    });
  }

  it('alternating-bit, both first bits: 240 states; 1392 sends, deliveries and losses, those into a full link included', () => {
    const text = oracleText('alternating-bit');
    const exploration = explore(startingInEither(systemOf(text, 'first bit 0'), systemOf(text, 'first bit 1')));
    assert.equal(exploration.distinct, 240);
    assert.equal(exploration.generated + exploration.failed, 1_392);
    assert.equal(exploration.error?.error.code, 'capacity-exceeded');
    assert.deepEqual(exploration.properties, [{ kind: 'holds', witness: undefined }]);
  });
});
