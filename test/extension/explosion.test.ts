import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { ExplosionReport } from '../../src/contract/explosion.ts';
import { Session } from '../../src/extension/session/session.ts';
import type { SessionSettings } from '../../src/extension/session/session.ts';
import { finishedExplosion, growingExplosion } from '../webview/fixtures/explosion.ts';
import { reportOf, ScriptedEngine } from './scriptedEngine.ts';
import type { PendingCheck, PendingExplanation } from './scriptedEngine.ts';

const SETTINGS: SessionSettings = {
  bounds: { statesMax: 1_000_000, depthMax: 100, copiesMax: 8, memoryBytesMax: 1 << 20 },
  autoCheck: 'onType',
  delayMs: 0,
};

const readable = (text: string) => ({ text, broken: undefined });

describe('why a session has so many states', () => {
  let engine: ScriptedEngine;
  let session: Session;
  let settings: SessionSettings;
  let checked = 0;
  let explained = 0;

  /** Fulfilled when something is true, looked at after each turn. */
  const until = async (holds: () => boolean): Promise<void> => {
    for (let turn = 0; !holds(); turn += 1) {
      assert.ok(turn < 1000, `this never comes true: ${String(holds)}`);
      await new Promise<void>(done => setImmediate(done));
    }
  };
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 10; turn += 1) await new Promise<void>(done => setImmediate(done));
  };
  const nextCheck = async (): Promise<PendingCheck> => {
    await until(() => engine.checks.length > checked);
    return engine.checks[checked++]!;
  };
  const answerCheck = async (): Promise<void> => (await nextCheck()).answer({ ok: true, value: reportOf(true) });
  const nextQuestion = async (): Promise<PendingExplanation> => {
    await until(() => engine.explanations.length > explained);
    return engine.explanations[explained++]!;
  };
  const shown = (): ExplosionReport | undefined => session.state.explosion?.report;
  const explainAll = async (): Promise<void> => {
    session.watchExplosion();
    (await nextQuestion()).answer({ ok: true, value: finishedExplosion() });
    await until(() => shown()?.finished === true);
  };

  beforeEach(async () => {
    engine = new ScriptedEngine();
    engine.meaningOf = text => text.replace(/\/\/.*/, '');
    engine.scenarios = ['usual', 'other'];
    checked = 0;
    explained = 0;
    settings = SETTINGS;
    session = new Session(engine, () => settings);
    session.watch();
    session.update(readable('one'), 'opened');
    await answerCheck();
    await session.settled();
  });
  afterEach(() => session.dispose());

  it('is not worked out while nobody wonders', async () => {
    await settle();
    assert.equal(engine.explanations.length, 0);
    assert.equal(session.state.explosion, undefined);
  });

  it('is shown part by part', async () => {
    session.watchExplosion();
    const question = await nextQuestion();
    assert.deepEqual(question.subject, { text: 'one', scenario: 'usual' });
    assert.deepEqual(question.bounds, SETTINGS.bounds);
    question.listen.onProgress({ ...growingExplosion(), reachable: undefined, sources: undefined });
    assert.equal(session.state.explosion, undefined, 'nothing is shown before the states are counted');
    question.listen.onProgress(growingExplosion());
    assert.equal(shown()?.variables, undefined);
    assert.equal(shown()?.reachable?.states, 8832);
    question.answer({ ok: true, value: finishedExplosion() });
    await until(() => shown()?.finished === true);
    assert.equal(shown()?.variables?.[0]?.name, 'state');
    await settle();
    assert.equal(engine.explanations.length, 1);
  });

  it('waits for the check of the scenario', async () => {
    session.update(readable('two'), 'typed');
    const check = await nextCheck();
    session.watchExplosion();
    await settle();
    assert.equal(engine.explanations.length, 0);
    check.answer({ ok: true, value: reportOf(true) });
    assert.equal((await nextQuestion()).subject.text, 'two');
  });

  it('is given up when nobody looks any more; what is known stays, and the rest is asked for again', async () => {
    const watching = session.watchExplosion();
    const question = await nextQuestion();
    question.listen.onProgress(growingExplosion());
    watching.dispose();
    assert.equal(question.listen.signal.aborted, true);
    question.answer({ ok: true, value: finishedExplosion() });
    await settle();
    assert.equal(shown()?.finished, false, 'an answer that comes too late is not taken');
    session.watchExplosion();
    const again = await nextQuestion();
    again.listen.onProgress({ ...growingExplosion(), sources: undefined, growth: undefined });
    assert.equal(shown()?.sources?.length, 5, 'what was known is not taken away');
    again.answer({ ok: true, value: finishedExplosion() });
    await until(() => shown()?.finished === true);
  });

  it('is asked once more for its places when only a comment changes, and nothing is outdated', async () => {
    await explainAll();
    session.update(readable('one// and why'), 'typed');
    await answerCheck();
    const again = await nextQuestion();
    assert.equal(again.subject.text, 'one// and why');
    assert.equal(session.state.explosion?.outdated, false);
    const moved = finishedExplosion({ hints: [{ text: 'moved', at: { start: 90, end: 91 } }] });
    again.answer({ ok: true, value: moved });
    await until(() => shown()?.hints[0]?.text === 'moved');
  });

  it('is outdated as soon as the text means something else, until there is something newer', async () => {
    await explainAll();
    session.update(readable('two'), 'typed');
    const check = await nextCheck();
    await until(() => session.state.explosion?.outdated === true);
    assert.equal(shown()?.reachable?.states, 8832);
    await settle();
    assert.equal(engine.explanations.length, explained, 'the check comes first');
    check.answer({ ok: true, value: reportOf(true) });
    const question = await nextQuestion();
    assert.equal(question.subject.text, 'two');
    question.listen.onProgress({ ...growingExplosion(), reachable: undefined });
    assert.equal(session.state.explosion?.outdated, true);
    question.listen.onProgress({ ...growingExplosion(), sources: undefined });
    assert.equal(session.state.explosion.outdated, false);
    assert.equal(shown()?.sources, undefined, 'nothing of another meaning is among what is new');
  });

  it('is given up at once when the text means something else', async () => {
    session.watchExplosion();
    const question = await nextQuestion();
    session.update(readable('two'), 'typed');
    await until(() => question.listen.signal.aborted);
    question.answer({ ok: true, value: finishedExplosion() });
    await settle();
    assert.equal(session.state.explosion, undefined);
  });

  it('goes on where it was when a meaning comes back', async () => {
    await explainAll();
    session.update(readable('two'), 'typed');
    await answerCheck();
    const second = await nextQuestion();
    session.update(readable('one'), 'typed');
    await answerCheck();
    assert.equal((await nextQuestion()).subject.text, 'one');
    assert.equal(second.listen.signal.aborted, true);
  });

  it('is of the scenario that is chosen', async () => {
    await explainAll();
    void session.selectScenario('other');
    await until(() => session.state.scenario === 'other');
    assert.equal(session.state.explosion, undefined);
    await answerCheck();
    assert.equal((await nextQuestion()).subject.scenario, 'other');
  });

  it('is of the variant that is shown, and of the scenario again', async () => {
    await explainAll();
    void session.showVariant('loss', { kind: 'default' });
    await until(() => session.state.variant !== undefined);
    assert.equal(session.state.explosion, undefined);
    await answerCheck();
    assert.equal((await nextQuestion()).subject.variant, 'loss');
    await session.showVariant(undefined, { kind: 'default' });
    assert.equal((await nextQuestion()).subject.variant, undefined);
  });

  it('is worked out anew within other bounds', async () => {
    await explainAll();
    settings = { ...SETTINGS, bounds: { ...SETTINGS.bounds, statesMax: 10 } };
    void session.checkNow();
    await answerCheck();
    assert.equal((await nextQuestion()).bounds.statesMax, 10);
  });

  it('says why it cannot be worked out, and is tried again after the next check', async () => {
    session.watchExplosion();
    const question = await nextQuestion();
    question.answer({ ok: false, refusal: { code: 'failed', message: 'The engine stopped.' } });
    await until(() => session.state.explosion?.refusal === 'The engine stopped.');
    void session.checkNow();
    await answerCheck();
    (await nextQuestion()).answer({ ok: true, value: finishedExplosion() });
    await until(() => shown()?.finished === true);
    assert.equal(session.state.explosion?.refusal, undefined);
  });
});
