import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ComparedExecution, CompareRequest } from '../../src/contract/comparison.ts';
import type { EngineApi, Subject } from '../../src/contract/engine.ts';
import type { ExecutionView } from '../../src/contract/execution.ts';
import { exampleText } from '../support/protocols.ts';
import { BOUNDS, createEngine, valueOf } from './asking.ts';

const COMMIT: Subject = { text: exampleText('two-phase-commit'), scenario: 'a message is lost' };
const PAYMENT: Subject = { text: exampleText('payment'), scenario: 'the reply is only slow' };

async function checked(subject: Subject): Promise<EngineApi> {
  const engine = createEngine();
  valueOf(await engine.check(1, subject, BOUNDS));
  return engine;
}

async function compared(
  subject: Subject,
  request: CompareRequest,
): Promise<readonly [ComparedExecution, ComparedExecution]> {
  const engine = await checked(subject);
  const { left, right } = valueOf(await engine.compare(2, subject, request));
  return [left, right];
}

function executionIn(side: ComparedExecution): ExecutionView {
  assert.ok(side.kind === 'execution', side.kind === 'none' ? side.reason : '');
  return side.execution;
}

describe('executions to compare', () => {
  it('are a counterexample and the nearest run that keeps what it breaks', async () => {
    const [left, right] = await compared(COMMIT, { left: { kind: 'default' }, right: { kind: 'nearestGood' } });
    const [bad, good] = [executionIn(left), executionIn(right)];
    assert.equal(bad.verdict?.property, 'Termination');
    assert.equal(good.headline, 'The nearest run that keeps Termination, in 8 steps.');
    assert.equal(good.verdict, undefined);
    assert.deepEqual(good.schedule.slice(0, 8), bad.schedule.slice(0, 8));
    assert.equal(bad.steps[8]?.text, 'lose Decide(aborted) from Coordinator to Participant 3');
    assert.equal(good.steps[8]?.text, 'deliver Decide(aborted) from Coordinator to Participant 3');
  });

  it('may stand on either side, whatever the other one is', async () => {
    const [left, right] = await compared(PAYMENT, { left: { kind: 'nearestGood' }, right: { kind: 'default' } });
    assert.equal(executionIn(left).headline, 'The nearest run that keeps ChargedOnce, in 5 steps.');
    assert.equal(executionIn(right).verdict?.property, 'ChargedOnce');
    const { schedule } = executionIn(right);
    const [same] = await compared(PAYMENT, { left: { kind: 'nearestGood' }, right: { kind: 'schedule', schedule } });
    assert.deepEqual(executionIn(same), executionIn(left));
    const [random, usual] = await compared(PAYMENT, {
      left: { kind: 'random', seed: 7 },
      right: { kind: 'representative' },
    });
    assert.deepEqual(executionIn(random).origin, { kind: 'random', seed: 7 });
    assert.deepEqual(executionIn(usual).origin, { kind: 'representative' });
  });

  it('say in words why there is none', async () => {
    const [, none] = await compared(PAYMENT, { left: { kind: 'representative' }, right: { kind: 'nearestGood' } });
    assert.deepEqual(none, {
      kind: 'none',
      reason: 'The run on the other side violates nothing, so there is no good run to look for beside it.',
    });
    const late: Subject = { text: exampleText('latency-creeps'), scenario: 'two ticks for each' };
    const [, never] = await compared(late, { left: { kind: 'default' }, right: { kind: 'nearestGood' } });
    assert.deepEqual(never, {
      kind: 'none',
      reason: 'There is no good run: every run breaks Quick, whatever happens.',
    });
    const unknown: CompareRequest = { left: { kind: 'property', property: 'Nothing' }, right: { kind: 'nearestGood' } };
    const [missing, beside] = await compared(PAYMENT, unknown);
    assert.deepEqual(missing, { kind: 'none', reason: 'There is no property Nothing any more.' });
    assert.deepEqual(beside, { kind: 'none', reason: 'There is no other run to look beside.' });
    const engine = createEngine();
    const broken = await engine.compare(1, { text: 'protocol', scenario: '' }, unknown);
    assert.equal(broken.ok ? '' : broken.refusal.code, 'does-not-parse');
  });

  it('are come across where there is too much to explore, and then that is said', async () => {
    // From each state of the counterexample 50,000 states do not reach the end.
    const large: Subject = {
      text: `protocol Large
role Walker {
  var n: 0..9 = 0
  action walk when n < 2 { n += 1 }
  action leave when n in {0, 1} { n = 9 }
}
role Other { var m: 0..19 = 0  action count when m < 19 { m += 1 } }
system { Walker: 1  Other: 5 }
invariant Safe: no w in Walker: w.n == 2
`,
      scenario: 'system',
    };
    const [left, right] = await compared(large, { left: { kind: 'default' }, right: { kind: 'nearestGood' } });
    const [bad, good] = [executionIn(left), executionIn(right)];
    assert.deepEqual(bad.steps.map(({ text }) => text).slice(1), ['act walk at Walker', 'act walk at Walker']);
    assert.deepEqual(good.schedule.slice(0, 2), bad.schedule.slice(0, 2));
    assert.deepEqual([good.quiescent, good.verdict], [true, undefined]);
    assert.equal(
      good.headline,
      'A run that keeps Safe, in 97 steps. Whether a nearer one does is not known: too much can happen.',
    );
  });

  it('are of a variant where that is asked about, and say so', async () => {
    const engine = createEngine();
    const subject: Subject = { ...PAYMENT, scenario: 'the charge is the record', variant: 'crash' };
    valueOf(await engine.check(1, subject, BOUNDS));
    const { right } = valueOf(
      await engine.compare(2, subject, { left: { kind: 'default' }, right: { kind: 'representative' } }),
    );
    assert.match(executionIn(right).headline, /^With one crash, the first 4 steps of a run/);
  });

  it('are given up when they are cancelled, however far they are', async () => {
    const engine = await checked(PAYMENT);
    const answer = engine.compare(2, PAYMENT, { left: { kind: 'default' }, right: { kind: 'nearestGood' } });
    engine.cancel(2);
    const cancelled = await answer;
    assert.equal(cancelled.ok ? '' : cancelled.refusal.code, 'cancelled');
    engine.cancel(2);
    assert.ok((await engine.compare(3, PAYMENT, { left: { kind: 'default' }, right: { kind: 'nearestGood' } })).ok);
  });
});
