import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { boundsOf, DEFAULT_BOUNDS } from '../../src/engine/bounds.ts';
import { judge } from '../../src/engine/judge.ts';
import type { SearchResult } from '../../src/engine/searchResult.ts';
import { searched } from '../support/agreement.ts';
import { checkLasso } from '../support/lassos.ts';
import { createSystem } from '../../src/semantics/system.ts';
import { instanceOf, oracleText } from '../support/protocols.ts';

/**
 * A sends the same without end. A state is how many are in flight, k, and whether B has one. From k there is a step to k + 1
 * and, unless k is 0, one to k − 1 with B having one: where it goes on at most where k ≤ c, there are 2 (c + 2) states.
 */
function sending(more = '', network = ''): string {
  return `protocol Sending
message M
role A {
  var crossed: bool = false
  action go { send M to B }
  ${more}
}
role B {
  var got: bool = false
  var count: 0..3 = 0
  on M { got = true }
}
system { A: 1 B: 1 ${network} }
`;
}

const PROPERTIES = `invariant Calm: true
invariant NotYet: !(the B).got
reachable Got: (the B).got
reachable Never: (the A).crossed
eventually Arrives: (the B).got
`;

function resultOf(text: string, copiesMax: number): SearchResult {
  return searched(instanceOf(text), { copiesMax }).result();
}

describe('a bound of equal messages in flight', () => {
  it('lets a search end that has no end, after what can be counted by hand', () => {
    // Generated: the initial state, and from each k ≤ c one step more where k > 0.
    for (const [copiesMax, states, generated] of [
      [1, 6, 7],
      [2, 8, 11],
      [3, 10, 15],
    ] as const) {
      const result = resultOf(sending(), copiesMax);
      assert.deepEqual([result.distinctStates, result.generatedStates], [states, generated], `at most ${copiesMax}`);
      assert.equal(result.complete, false);
      // The last state is all but one delivered after the farthest, and sent again.
      assert.equal(result.depth, copiesMax + 3);
    }
  });

  it('is said with the message of which there were too many, and how many steps led there', () => {
    const envelope = { from: 0, to: 1, message: 0, fields: [] };
    assert.deepEqual(resultOf(sending(), 1).limit, { kind: 'copies', value: 1, envelope, steps: 2 });
    assert.deepEqual(resultOf(sending(), 2).limit, { kind: 'copies', value: 2, envelope, steps: 3 });
  });

  it('leaves open what is not decided, and keeps what was found', () => {
    const text = sending() + PROPERTIES;
    const { verdicts } = resultOf(text, 1);
    // Where it stops is not where nothing changes any more: `Arrives` is not broken there.
    assert.deepEqual(
      verdicts.map(({ kind }) => kind),
      ['unknown', 'violated', 'holds', 'unknown', 'unknown'],
    );
    const [calm] = verdicts;
    assert.equal(
      calm?.kind === 'unknown' ? calm.reason : '',
      'The search went no further where equal messages are in flight.',
    );
  });

  it('does not hide a run without end among the states that were explored', () => {
    const text = `${sending('unfair action cross when !crossed { crossed = true }')}${PROPERTIES}
eventually Crosses: (the A).crossed
`;
    const instance = instanceOf(text);
    const crosses = searched(instance, { copiesMax: 1 }).result().verdicts.at(-1);
    const lasso = crosses?.kind === 'violated' ? crosses.lasso : undefined;
    assert.ok(lasso !== undefined);
    checkLasso(createSystem(instance), lasso);
    assert.ok(lasso.schedule.length - 1 > lasso.stem, 'it goes on');
  });

  it('is not reached where a set of messages, or room for few, keeps them few', () => {
    const set = resultOf(sending('', 'network { duplicates: any }'), 1);
    assert.deepEqual([set.limit, set.complete, set.distinctStates], [undefined, true, 3]);
    const room = resultOf(sending('', 'network { capacity: 2 }'), 2);
    assert.deepEqual([room.limit, room.complete, room.distinctStates], [undefined, true, 6]);
    assert.ok(room.error !== undefined, 'the next message finds no room');
    assert.equal(resultOf(sending('', 'network { capacity: 2 }'), 1).limit?.kind, 'copies');
  });

  it('counts only what is equal: fields and ways tell messages apart', () => {
    const text = `protocol Apart
message M(n: 0..2)
role A { on start { for n in 0..2 { send M(n) to B } } }
role B { var last: 0..2 = 0 on M(n) { last = n } }
system { A: 2 B: 1 }
`;
    const result = resultOf(text, 1);
    assert.deepEqual([result.limit, result.complete], [undefined, true]);
  });

  it('changes nothing where it is not reached', () => {
    const instance = instanceOf(oracleText('two-phase-commit'), '4');
    assert.deepEqual(searched(instance, { copiesMax: 1 }).result(), searched(instance).result());
  });

  it('is what the settings say, and without end where nobody says anything', () => {
    const instance = instanceOf(sending());
    assert.equal(boundsOf(instance, {}).copiesMax, Infinity);
    assert.deepEqual(boundsOf(instance, { copiesMax: 3 }), { ...DEFAULT_BOUNDS, copiesMax: 3 });
  });

  it('leaves open whether what it found is found by the shortest way', () => {
    // By hand: two must arrive, so 4 steps; with at most 1, two in flight are not looked at after step 2.
    const text = `${sending().replace('got = true', 'count += 1 got = true')}
invariant Few: (the B).count < 2
scenario "as it is" {
  expect Few fails
  expect Few fails in 3 steps
  expect Few fails in 4 steps
  expect Few fails in 5 steps
}
`;
    const told = (copiesMax: number): readonly string[] => {
      const instance = instanceOf(text, 'as it is');
      const result = searched(instance, { copiesMax }).result();
      return judge(instance, result).map(({ met, undecided }) => (met ? 'met' : undecided ? 'undecided' : 'not met'));
    };
    assert.deepEqual(told(1), ['met', 'undecided', 'undecided', 'not met']);
    assert.deepEqual(told(2), ['met', 'not met', 'met', 'not met']);
  });
});
