import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { blameIn, isHistoryProperty } from '../../src/semantics/histories/judge.ts';
import { explore } from '../../src/semantics/reference.ts';
import type { System } from '../../src/model/system.ts';
import { reachableStates } from '../support/allStates.ts';
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
    argumentsOf: property => first.argumentsOf(property),
    decided: (property, state) => first.decided(property, state),
    evaluateStep: (property, before, after) => first.evaluateStep(property, before, after),
  };
}

describe('The reference agrees with other checkers', () => {
  for (const published of PUBLISHED_COUNTS.filter(({ distinct }) => distinct <= DISTINCT_MAX)) {
    it(countTitle(published), () => {
      const { oracle, scenario, distinct, generated, fails } = published;
      const system = systemOf(oracleText(oracle), scenario);
      const exploration = explore(system);
      assert.equal(exploration.limit, undefined);
      assert.equal(exploration.distinct, distinct);
      if (generated !== undefined) assert.equal(exploration.generated, generated);
      assert.equal(exploration.error, undefined);
      const { properties } = system.instance.protocol;
      assert.deepEqual(
        properties.filter((_, i) => exploration.properties[i]?.kind !== 'holds').map(({ name }) => name),
        fails,
      );
    });
  }

  it('single-copy-register, two servers: 20 of 62 states are not linearizable, because of a read that does not see the own write', () => {
    const system = systemOf(oracleText('single-copy-register'), 'two servers');
    const property = system.instance.protocol.properties.find(isHistoryProperty);
    assert(property);
    const states = reachableStates(system);
    assert.equal(states.length, 62);
    const unordered = states.filter(state => {
      const verdict = system.evaluate(property, state);
      return verdict.ok && !verdict.value;
    });
    assert.equal(unordered.length, 20);
    for (const state of unordered) {
      const blamed = blameIn(system.instance, property, state);
      assert(blamed?.blame.kind === 'order', 'something that was read had been written, only not then');
      assert.match(
        blamed.sentence,
        /^Client (\d)'s read answered .* although its write\(Client \1\) had been answered/,
      );
    }
  });

  it('alternating-bit, both first bits: 240 states; 1392 sends, deliveries and losses, those into a full link included', () => {
    const text = oracleText('alternating-bit');
    const exploration = explore(startingInEither(systemOf(text, 'first bit 0'), systemOf(text, 'first bit 1')));
    assert.equal(exploration.distinct, 240);
    assert.equal(exploration.generated + exploration.failed, 1_392);
    assert.equal(exploration.error?.error.code, 'capacity-exceeded');
    assert.deepEqual(exploration.properties, [{ kind: 'holds', witness: undefined }]);
  });
});
