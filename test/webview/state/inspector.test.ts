import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { inFlightAfter, inFlightOnCut, momentAfter, momentOnCut } from '../../../webview/view/inspector/state.ts';
import { cutAfter } from '../../../src/scene/cuts.ts';
import { lasso } from '../fixtures/lasso.ts';
import { longRun } from '../fixtures/longRun.ts';
import { twoPhaseCommit } from '../fixtures/twoPhaseCommit.ts';

const execution = twoPhaseCommit();

describe('the state after a step', () => {
  it('begins with the initial values', () => {
    const { nodes } = momentAfter(execution, 0);
    assert.deepEqual(
      nodes.map(({ name }) => name),
      ['coordinator', 'participant 1', 'participant 2', 'participant 3', 'environment'],
    );
    assert.deepEqual(nodes[0]?.variables, [
      { name: 'outcome', value: 'undecided', before: undefined },
      { name: 'yes', value: '{}', before: undefined },
    ]);
    assert.deepEqual(nodes[4]?.variables, [{ name: 'crashes left', value: '1', before: undefined }]);
  });

  it('puts the node that changed first, with its value before', () => {
    const { nodes } = momentAfter(execution, 2);
    assert.equal(nodes[0]?.name, 'participant 2');
    assert.deepEqual(nodes[0].variables, [{ name: 'state', value: 'prepared', before: 'working' }]);
    const other = nodes.find(({ name }) => name === 'participant 1');
    assert.deepEqual(other?.variables, [{ name: 'state', value: 'prepared', before: undefined }]);
  });

  it('stands in the order of the lanes that are asked for', () => {
    const names = (nodes: readonly { readonly name: string }[]) => nodes.map(({ name }) => name);
    const order = ['participant 3', 'participant 1'];
    assert.deepEqual(names(momentAfter(execution, 0, [3, 1]).nodes), [...order, 'environment']);
    assert.deepEqual(names(momentOnCut(execution, [1, 1, 1, 1], [3, 1])), order);
  });

  it('says who is down, from the crash on', () => {
    const conditions = (step: number) => momentAfter(execution, step).nodes.find(({ lane }) => lane === 0)?.conditions;
    assert.deepEqual(conditions(11), []);
    assert.deepEqual(conditions(12), ['down']);
  });

  it('says at the end, and only there, what nodes wait for', () => {
    const waiting = (step: number) => new Map(momentAfter(lasso(), step).nodes.map(node => [node.name, node.waiting]));
    assert.deepEqual([...waiting(8)].filter(([name]) => name !== 'environment').sort(), [
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

  it('are the same on the cut after a step, whether others were lost long ago or not', () => {
    const long = longRun(200, 4);
    for (const step of [0, 40, 120, 199]) {
      if (long.steps[step]!.events.length === 0) continue;
      const onCut = inFlightOnCut(long, cutAfter(long, step)).map(({ label }) => label);
      assert.deepEqual(
        onCut,
        inFlightAfter(long, step).map(({ label }) => label),
        `step ${step}`,
      );
    }
  });
});
