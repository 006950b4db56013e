import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { pointOfNoReturn } from '../../src/engine/noReturn.ts';
import type { State } from '../../src/model/state.ts';
import { execute } from '../../src/semantics/execute.ts';
import { createSystem } from '../../src/semantics/system.ts';
import { searched } from '../support/agreement.ts';
import { instanceOf } from '../support/protocols.ts';

/** Since which step the violation of the first property cannot be avoided, and how many steps there are. */
function told(text: string, statesMax = 1_000): string {
  const instance = instanceOf(text);
  const search = searched(instance);
  const { verdicts, error } = search.result();
  const [verdict] = verdicts;
  const lasso = verdict?.kind === 'violated' ? verdict.lasso : undefined;
  const evidence = verdict?.kind === 'violated' ? verdict.evidence : error?.evidence;
  const schedule = lasso?.schedule ?? search.scheduleOf(evidence!);
  const execution = execute(createSystem(instance), schedule);
  assert.ok(execution.ok);
  const { start, transitions } = execution.value;
  const states: State[] = [start, ...transitions].map(({ state }) => state);
  const violated = error === undefined ? instance.protocol.properties[0]! : 'error';
  const options = { statesMax, arguments: lasso?.arguments ?? [] };
  const asked = pointOfNoReturn(instance, violated, states, options);
  let next = asked.next();
  while (next.done !== true) next = asked.next();
  return `${String(next.value)} of ${schedule.length - 1}`;
}

describe('the point of no return', () => {
  // 0 → 1 → 2 → 3, and from 1 away to 9.
  const line = (leave: string): string => `protocol P
role R { var n: 0..9 = 0
  action advance when n < 3 { n += 1 }
  action leave when ${leave} { n = 9 } }
system { R: 1 }
`;

  it('is the last step after which a fair run may still avoid the violation', () => {
    assert.equal(told(`${line('n == 1')} invariant Safe: no r in R: r.n == 3`), '2 of 3');
    assert.equal(told(`${line('n == 2')} invariant Safe: no r in R: r.n == 3`), '3 of 3');
  });

  it('is the start where the violation comes whatever happens', () => {
    assert.equal(told(`${line('n == 7')} invariant Safe: no r in R: r.n == 3`), '0 of 3');
    assert.equal(told(`${line('n == 7')} finally Ends: no r in R: r.n == 3`), '0 of 3');
  });

  it('is told of a property that is not true in the end, and of runs that wait for ever', () => {
    assert.equal(told(`${line('n == 1')} finally Ends: no r in R: r.n == 3`), '2 of 3');
    assert.equal(told(`${line('n == 1')} eventually Leaves: some r in R: r.n == 9`), '2 of 3');
  });

  it('is told of steps, of what is to come again and again or to stay, of answers and of decisions', () => {
    // 0 → 1 → 2 ⇄ 3, and from 1 to 4 ⇄ 5.
    const fork = `protocol P
role R { var n: 0..5 = 0
  action go when n in {0, 1, 2} { n += 1 }
  action back when n == 3 { n = 2 }
  action turn when n == 1 { n = 4 }
  action swing when n >= 4 { n = 9 - n } }
system { R: 1 }
`;
    assert.equal(told(`${fork} step Down: all r in R: !(old(r.n) == 3 && r.n == 2)`), '2 of 4');
    assert.equal(told(`${fork} always eventually Five: (the R).n == 5`), '2 of 4');
    assert.equal(told(`${fork} eventually always High: (the R).n >= 4`), '2 of 4');
    assert.equal(told(`${fork} leadsto OneFour: (the R).n == 1 ~> (the R).n == 4`), '2 of 4');
    assert.equal(told(`${fork} leadsto Each(v in {4, 5}): (the R).n == 1 ~> (the R).n == v`), '2 of 4');
    const decide = (when: string): string => `protocol P
role R { var d: int? = none var n: 0..2 = 0
  action wait when n < 2 && d == none { n += 1 }
  action pick when n == ${when} && d == none { d = 7 } }
system { R: 1 }
decides Value: (the R).d`;
    assert.equal(told(decide('1')), '2 of 2');
    assert.equal(told(decide('0')), '1 of 2');
  });

  it('is none where the violation can be avoided to the end', () => {
    // Both go on for ever unless somebody leaves, who never has to.
    const text = (advance: string): string => `protocol P
role R { var n: 0..9 = 0
  action advance when n < 2 { ${advance} }
  unfair action leave when n < 9 { n = 9 } }
system { R: 1 }
eventually Leaves: some r in R: r.n == 9`;
    assert.equal(told(text('n = 1 - n')), 'undefined of 2');
    assert.equal(told(text('n = n + 1')), 'undefined of 2');
    const cut = `protocol P
message M
role S { on start { send M to all R } }
role R { var got: bool = false on M { got = true } }
system { S: 1 R: 1 faults { cut: 1 } }
eventually Gets: (the R).got`;
    assert.equal(told(cut), 'undefined of 1');
    assert.equal(told(cut.replace('faults { cut: 1 }', 'network { loss: 1 }')), '1 of 1');
  });

  it('may come with the step that goes wrong', () => {
    const text = `protocol P
role R { var n: 0..3 = 0
  action advance { n += 1 }
  action leave when n == 2 { stop } }
system { R: 1 }
invariant Safe: true`;
    assert.equal(told(text), '3 of 4');
  });

  it('is not told where too much would have to be explored', () => {
    const endless = `protocol P
role R { var n: 0..9 = 0 var bad: bool = false action advance when n < 9 { n += 1 bad = n > 3 } }
system { R: 1 }
invariant Safe: no r in R: r.bad
`;
    assert.equal(told(endless, 3), 'undefined of 4');
  });
});
