import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { difference, inFlightAfter, momentAfter } from '../../../webview/view/inspector/state.ts';
import { lasso } from '../fixtures/lasso.ts';
import { longRun } from '../fixtures/longRun.ts';
import { twoPhaseCommit } from '../fixtures/twoPhaseCommit.ts';

const execution = twoPhaseCommit();

describe('the state after a step', () => {
  it('begins with the initial values', () => {
    const { nodes, environment } = momentAfter(execution, 0);
    assert.deepEqual(
      nodes.map(({ name }) => name),
      ['coordinator', 'participant 1', 'participant 2', 'participant 3'],
    );
    assert.deepEqual(nodes[0]?.variables, [
      { name: 'outcome', value: 'undecided', before: undefined },
      { name: 'yes', value: '{}', before: undefined },
    ]);
    assert.deepEqual(environment, [{ name: 'crashes left', value: '1', before: undefined }]);
  });

  it('puts the node that changed first, with its value before', () => {
    const { nodes } = momentAfter(execution, 2);
    assert.equal(nodes[0]?.name, 'participant 2');
    assert.deepEqual(nodes[0].variables, [{ name: 'state', value: 'prepared', before: 'working' }]);
    const other = nodes.find(({ name }) => name === 'participant 1');
    assert.deepEqual(other?.variables, [{ name: 'state', value: 'prepared', before: undefined }]);
  });

  it('says who is down, from the crash on', () => {
    const conditions = (step: number) => momentAfter(execution, step).nodes.find(({ lane }) => lane === 0)?.conditions;
    assert.deepEqual(conditions(11), []);
    assert.deepEqual(conditions(12), ['down']);
  });

  it('says at the end, and only there, what nodes wait for', () => {
    const waiting = (step: number) => new Map(momentAfter(lasso(), step).nodes.map(node => [node.name, node.waiting]));
    assert.deepEqual([...waiting(8)].sort(), [
      ['acceptor', ''],
      ['proposer 1', 'waits for Promise'],
      ['proposer 2', 'waits for Promise or Nack'],
    ]);
    assert.ok([...waiting(7).values()].every(words => words === ''));
  });

  it('is the same whether values are replayed at once or step by step', () => {
    const long = longRun(80, 4);
    for (let step = 1; step < long.steps.length; step += 1) {
      const before = momentAfter(long, step - 1);
      const after = momentAfter(long, step);
      for (const node of after.nodes) {
        const earlier = before.nodes.find(({ lane }) => lane === node.lane);
        for (const variable of node.variables) {
          const old = earlier?.variables.find(({ name }) => name === variable.name)?.value;
          assert.equal(variable.before ?? variable.value, old);
        }
      }
    }
  });
});

describe('messages in flight', () => {
  it('are those sent and neither received nor lost', () => {
    assert.equal(inFlightAfter(execution, 0).length, 3);
    const later = inFlightAfter(execution, 4).map(({ label }) => label);
    assert.deepEqual(later, ['Vote(true)'], 'one Prepare is lost, two are delivered, one vote is too');
  });
});

describe('the difference of two values', () => {
  it('is what is new inside a value that mostly stayed', () => {
    const { from, to } = difference('{participant 1}', '{participant 1, participant 2}');
    assert.equal('{participant 1, participant 2}'.slice(from, to), ', participant 2');
  });

  it('is all of a value that is another one', () => {
    assert.deepEqual(difference('undecided', 'aborted'), { from: 0, to: 'aborted'.length });
  });

  it('lies within the new value and keeps what is outside it', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const { from, to } = difference(before, after);
        assert.ok(0 <= from && from <= to && to <= after.length);
        assert.ok(before.startsWith(after.slice(0, from)));
        assert.ok(before.endsWith(after.slice(to)));
      }),
    );
  });
});
