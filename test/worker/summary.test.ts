import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import type { Answer, EngineApi, Subject } from '../../src/contract/engine.ts';
import { BOUNDS, createEngine, valueOf } from './asking.ts';
import { ENDLESS, LETTERS, PAYMENT } from './protocols.ts';

const USUAL: Subject = { text: LETTERS, scenario: 'usual' };
const LOSS: Subject = { ...USUAL, variant: 'loss' };
const BANK: Subject = { text: PAYMENT, scenario: 'usual' };

function refusalOf(answer: Answer<unknown>): string {
  assert.ok(!answer.ok);
  return answer.refusal.message;
}

let engine: EngineApi;
beforeEach(() => {
  engine = createEngine();
});

describe('a summary', () => {
  it('knows nothing before any check, and starts none', async () => {
    const summary = valueOf(await engine.summary(LOSS, { theme: 'light' }));
    assert.deepEqual(summary, { sentences: [], states: 0, finished: false, complete: false, shown: undefined });
  });

  it('says what breaks and what holds, with what goes wrong and a picture of it', async () => {
    await engine.check(1, LOSS, BOUNDS);
    const { sentences, shown, complete } = valueOf(await engine.summary(LOSS, { theme: 'dark' }));
    assert.deepEqual(sentences, [
      'Arrived breaks in 1 step with one lost message.',
      'Twice never comes true in all 3 states with one lost message.',
    ]);
    assert.equal(complete, true);
    assert.equal(shown?.property, 'Arrived');
    assert.match(shown.headline, /^With one lost message, Arrived breaks in 1 step: /);
    assert.match(shown.svg, /^<svg [^>]*>\n<title>With one lost message/);
    const said = valueOf(await engine.summary(LOSS, { theme: 'dark', isSaid: true }));
    assert.equal(said.sentences[0], 'Arrived breaks in 1 step.');
  });

  it('is of one message where the variant is', async () => {
    const subject = { ...BANK, variant: 'duplicates:Charge' };
    await engine.check(1, subject, BOUNDS);
    const { sentences } = valueOf(await engine.summary(subject, { theme: 'light' }));
    assert.deepEqual(sentences, ['ChargedOnce breaks in 3 steps, and nothing has to go wrong for it.']);
    const rows = valueOf(await engine.variants(subject)).map(({ id }) => id);
    assert.equal(rows.at(-1), 'duplicates:Charge');
    const outlined = valueOf(await engine.variants({ ...BANK, variant: 'loss' }));
    assert.equal(outlined.filter(({ id }) => id === 'loss').length, 1);
  });

  it('of a timer shows an execution in which it fires', async () => {
    await engine.check(1, BANK, BOUNDS);
    const timer = { role: 'Client', name: 'retry' };
    const { sentences, shown } = valueOf(await engine.summary(BANK, { theme: 'light', timer }));
    assert.match(sentences[0] ?? '', /^It may fire at any moment once it is started/);
    assert.equal(sentences[1], 'When it fires: ChargedOnce breaks in 3 steps.');
    assert.equal(shown?.property, 'ChargedOnce');
    const other = valueOf(await engine.summary(BANK, { theme: 'light', timer: { role: 'Bank', name: 'retry' } }));
    assert.equal(other.shown, undefined);
  });

  it('says how far a check came that goes on or has met a bound', async () => {
    const subject = { text: ENDLESS, scenario: 'no end' };
    await engine.check(1, subject, { ...BOUNDS, statesMax: 1000 });
    const { sentences, finished, complete } = valueOf(await engine.summary(subject, { theme: 'light' }));
    assert.deepEqual(sentences, ['No violation of Positive in the first 1,000 states.']);
    assert.deepEqual([finished, complete], [true, false]);
  });

  it('is refused with the reason where the failure cannot happen', async () => {
    const answer = await engine.summary({ ...USUAL, variant: 'drift' }, { theme: 'light' });
    assert.equal(refusalOf(answer), 'The scenario has no clock.');
  });
});

describe('an indeterminate request', () => {
  it('has three executions in which the same happens to its sender', async () => {
    for (const message of ['Charge', 'Charged']) {
      const found = valueOf(await engine.indeterminate(BANK, message, 'light'));
      assert.deepEqual(
        [found.variant, found.request, found.reply, found.client],
        ['loss:Charge,Charged', 'Charge', 'Charged', 'Client'],
      );
      assert.deepEqual(
        found.cases.map(({ kind, execution }) => [kind, execution.steps.map(({ text }) => text)]),
        [
          ['requestLost', ['start', 'lose Charge from Client to Bank']],
          ['replyLost', ['start', 'deliver Charge from Client to Bank', 'lose Charged from Bank to Client']],
          ['replyInFlight', ['start', 'deliver Charge from Client to Bank']],
        ],
      );
      const seen = found.cases.map(({ execution }) => {
        const { lanes, events } = execution;
        return events.filter(({ lane }) => lanes[lane]?.name === found.client).map(({ sentence }) => sentence);
      });
      assert.deepEqual(seen[1], seen[0]);
      assert.deepEqual(seen[2], seen[0]);
      const subject = { ...BANK, variant: found.variant };
      for (const { execution } of found.cases) {
        valueOf(await engine.execution(subject, { kind: 'schedule', schedule: execution.schedule }));
      }
    }
  });

  it('is refused where nothing is sent back, or nothing can be lost', async () => {
    assert.match(refusalOf(await engine.indeterminate(USUAL, 'Put', 'light')), /^Put is neither/);
    const tcp = { ...BANK, scenario: 'over tcp' };
    assert.equal(
      refusalOf(await engine.indeterminate(tcp, 'Charge', 'light')),
      'Over tcp nothing is lost but by a reset.',
    );
  });
});
