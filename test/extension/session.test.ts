import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { present } from '../../src/base/assert.ts';
import { Session } from '../../src/extension/session/session.ts';
import type { SessionSettings } from '../../src/extension/session/session.ts';
import { canBeShortened } from '../../src/extension/session/sessionState.ts';
import type { SessionState } from '../../src/extension/session/sessionState.ts';
import { executionOf, reportOf, ScriptedEngine, VIOLATED } from './scriptedEngine.ts';

const SETTINGS: SessionSettings = {
  bounds: { statesMax: 1000, depthMax: 100, copiesMax: 8, memoryBytesMax: 1 << 20 },
  autoCheck: 'onType',
  delayMs: 0,
};

const readable = (text: string) => ({ text, broken: undefined });
const unreadable = (text: string) => ({
  text,
  broken: { message: 'What is this?', at: { start: 0, end: 1 }, problemCount: 2 },
});

describe('a session', () => {
  let engine: ScriptedEngine;
  let session: Session;
  let settings: SessionSettings;

  /** Fulfilled when the session's state fulfils a condition. */
  const until = (holds: (state: SessionState) => boolean): Promise<SessionState> =>
    new Promise(done => {
      const look = (): boolean => {
        if (!holds(session.state)) return false;
        done(session.state);
        return true;
      };
      if (look()) return;
      const listening = session.onDidChange(() => {
        if (look()) listening.dispose();
      });
    });

  const checkAt = (index: number) => present(engine.checks.at(index), 'a check that was asked for');

  beforeEach(() => {
    engine = new ScriptedEngine();
    settings = SETTINGS;
    session = new Session(engine, () => settings);
    session.watch();
  });
  afterEach(() => session.dispose());

  it('shows an execution and the progress of the check', async () => {
    session.update(readable('one'), 'opened');
    assert.equal(session.state.staleness.kind, 'computing');
    const shown = await session.settled();
    assert.equal(shown.staleness.kind, 'fresh');
    assert.deepEqual(shown.execution?.schedule, [0, 1, 2]);
    assert.equal(shown.cursor, 0);
    assert.equal(shown.checking, true);
    checkAt(0).listen.onProgress(reportOf(false));
    assert.equal(session.state.report?.finished, false);
    checkAt(0).answer({ ok: true, value: reportOf(true) });
    const done = await until(state => !state.checking);
    assert.equal(done.report?.counts.distinctStates, 288);
  });

  it('puts a counterexample in place of the representative run as soon as the check has one', async () => {
    session.update(readable('one'), 'opened');
    await session.settled();
    engine.default = executionOf([0, 4, 5, 6], { kind: 'counterexample', property: 'Safe' });
    checkAt(0).listen.onProgress(reportOf(false, [VIOLATED]));
    const shown = await until(state => state.execution?.origin.kind === 'counterexample');
    assert.equal(shown.cursor, 3);
  });

  it('keeps what somebody chose while the check found a counterexample', async () => {
    engine.default = executionOf([0, 1, 2], { kind: 'representative' });
    session.update(readable('one'), 'opened');
    await session.settled();
    let open = (): void => undefined;
    engine.gate = new Promise(done => (open = done));
    const chosen = session.choose({ kind: 'random', seed: 3 });
    checkAt(0).listen.onProgress(reportOf(false, [VIOLATED]));
    assert.deepEqual(
      engine.requests.slice(-2).map(({ kind }) => kind),
      ['random', 'default'],
    );
    open();
    assert.equal(await chosen, true);
    await new Promise(setImmediate);
    assert.deepEqual(session.state.choice, { kind: 'random', seed: 3 });
    assert.deepEqual(session.state.execution?.origin, { kind: 'random', seed: 3 });
  });

  it('shows what is left of a run without what its violation does not need, with the cursor at the violation', async () => {
    session.update(readable('one'), 'opened');
    await session.settled();
    assert.equal(canBeShortened(session.state), false);
    await session.choose({ kind: 'schedule', schedule: [0, 1, 2, 3] });
    assert.equal(canBeShortened(session.state), false, 'nothing is violated');
    const violating = { ...executionOf([0, 1, 2, 3]), verdict: { property: 'Safe', kind: 'violated' } as const };
    assert.equal(canBeShortened({ execution: violating }), true);
    assert.equal(await session.shorten(), true);
    assert.deepEqual(engine.requests.at(-1), { kind: 'shortened', schedule: [0, 1, 2, 3] });
    assert.deepEqual(session.state.execution?.schedule, [0, 3]);
    assert.equal(session.state.cursor, 1);
    assert.equal(canBeShortened(session.state), false, 'it is short already');
    // It is kept as the steps it has, so that it is there again after a reload.
    assert.deepEqual(session.state.choice, { kind: 'schedule', schedule: [0, 3] });
  });

  it('takes the same steps in another order, at the cursor that was asked for', async () => {
    session.update(readable('one'), 'opened');
    await session.settled();
    await session.choose({ kind: 'schedule', schedule: [0, 1, 2, 3] });
    assert.equal(await session.reorder([0, 2, 1, 3], 2), true);
    assert.deepEqual(engine.requests.at(-1), { kind: 'reordered', schedule: [0, 1, 2, 3], order: [0, 2, 1, 3] });
    assert.deepEqual(session.state.execution?.schedule, [0, 2, 1, 3]);
    assert.equal(session.state.cursor, 2);
    assert.deepEqual(session.state.choice, { kind: 'schedule', schedule: [0, 2, 1, 3] });
  });

  it('shows what sampling found, also after an edit that it survives, and lets go of it after another', async () => {
    session.update(readable('one'), 'opened');
    await session.settled();
    const choice = { kind: 'sampled', property: 'Safe', seed: 7, schedule: [0, 5, 2, 4] } as const;
    assert.equal(await session.choose(choice), true);
    assert.deepEqual(engine.requests.at(-1), choice);
    assert.deepEqual(session.state.execution?.origin, { kind: 'sampled', property: 'Safe', seed: 7 });
    assert.equal(session.state.cursor, 3, 'at the violation');
    assert.equal(canBeShortened(session.state), true, 'it is a run as it came');
    session.update(readable('two'), 'typed');
    assert.deepEqual((await session.settled()).choice, choice);
    engine.allows = () => false;
    session.update(readable('three'), 'typed');
    const shown = await until(state => state.staleness.kind === 'fresh');
    assert.deepEqual([shown.choice, shown.notice], [{ kind: 'default' }, 'These steps show it no more.']);
  });

  it('keeps the last picture of a text that does not parse any more, and refuses to step through it', async () => {
    session.update(readable('one'), 'opened');
    await session.settled();
    session.update(unreadable('on'), 'typed');
    assert.equal(session.state.staleness.kind, 'broken');
    assert.deepEqual(session.state.execution?.schedule, [0, 1, 2]);
    assert.equal((await session.enabledSteps()).ok, false);
    session.update(readable('one!'), 'typed');
    assert.equal((await session.settled()).staleness.kind, 'fresh');
  });

  it('cancels the check of a text that was changed, and drops what is still answered about it', async () => {
    session.update(readable('one'), 'opened');
    await session.settled();
    session.update(readable('two'), 'typed');
    assert.equal(checkAt(0).listen.signal.aborted, true);
    await until(() => engine.checks.length === 2 && session.state.staleness.kind === 'fresh');
    checkAt(0).answer({ ok: true, value: { ...reportOf(true), protocol: 'Old' } });
    checkAt(1).answer({ ok: true, value: { ...reportOf(true), protocol: 'New' } });
    const done = await until(state => !state.checking);
    assert.equal(done.report?.protocol, 'New');
  });

  it('checks once after a burst of keys', async () => {
    settings = { ...SETTINGS, delayMs: 30 };
    session.update(readable('a'), 'typed');
    for (const text of ['ab', 'abc', 'abcd']) session.update(readable(text), 'typed');
    await until(state => state.staleness.kind === 'fresh');
    assert.deepEqual(
      engine.checks.map(({ subject }) => subject.text),
      ['abcd'],
    );
  });

  it('does not check by itself when it is told not to', async () => {
    settings = { ...SETTINGS, autoCheck: 'off' };
    session.update(readable('one'), 'opened');
    await session.settled();
    assert.equal(engine.checks.length, 0);
    const checked = session.checkNow();
    await until(() => engine.checks.length === 1);
    checkAt(0).answer({ ok: true, value: reportOf(true) });
    await checked;
    assert.equal(session.state.report?.finished, true);
    session.update(readable('two'), 'typed');
    await until(state => state.report === undefined);
  });

  it('checks when a text is saved, if that is wanted, and not before', async () => {
    settings = { ...SETTINGS, autoCheck: 'onSave' };
    session.update(readable('one'), 'opened');
    await session.settled();
    assert.equal(engine.checks.length, 1);
    checkAt(0).answer({ ok: true, value: reportOf(true) });
    await until(state => state.report !== undefined && !state.checking);
    session.update(readable('two'), 'typed');
    await until(state => state.report === undefined && state.staleness.kind === 'fresh');
    assert.equal(engine.checks.length, 1);
    session.update(readable('two'), 'saved');
    await until(state => state.checking);
    assert.equal(checkAt(1).subject.text, 'two');
  });

  it('takes a step at the cursor in place of what came after it', async () => {
    session.update(readable('one'), 'opened');
    await session.settled();
    session.moveCursor(1);
    assert.equal(await session.takeStep(9), true);
    assert.deepEqual(session.state.execution?.schedule, [0, 1, 9]);
    assert.equal(session.state.cursor, 2);
    assert.deepEqual(session.state.choice, { kind: 'schedule', schedule: [0, 1, 9] });
  });

  it('only moves the cursor when the step that is taken is the one that comes next anyway', async () => {
    session.update(readable('one'), 'opened');
    await session.settled();
    assert.equal(await session.takeStep(1), true);
    assert.deepEqual(session.state.execution?.schedule, [0, 1, 2]);
    assert.equal(session.state.cursor, 1);
  });

  it('glimpses a step without taking it, and forgets a glimpse that comes too late', async () => {
    session.update(readable('one'), 'opened');
    await session.settled();
    await session.glimpse(5);
    assert.deepEqual(session.state.glimpse?.execution.schedule, [0, 5]);
    let open = (): void => undefined;
    engine.gate = new Promise(done => (open = done));
    const late = session.glimpse(6);
    await session.glimpse(undefined);
    open();
    await late;
    assert.equal(session.state.glimpse, undefined);
    assert.deepEqual(session.state.execution?.schedule, [0, 1, 2]);
  });

  it('keeps chosen steps over an edit, and says so when they cannot be taken any more', async () => {
    session.update(readable('one'), 'opened');
    await session.settled();
    await session.choose({ kind: 'schedule', schedule: [0, 3] });
    session.update(readable('two'), 'typed');
    assert.deepEqual((await session.settled()).execution?.schedule, [0, 3]);
    engine.allows = () => false;
    session.update(readable('three'), 'typed');
    const shown = await until(state => state.staleness.kind === 'fresh');
    assert.deepEqual(shown.choice, { kind: 'default' });
    assert.match(shown.notice ?? '', /^These steps cannot be taken any more/);
    assert.equal(
      engine.requests.some(({ kind }) => kind === 'retaken'),
      true,
      'by their words, wherever they stand',
    );
  });

  it('goes on from the cursor to a violation and stands there', async () => {
    session.update(readable('one'), 'opened');
    await session.settled();
    session.moveCursor(1);
    assert.equal(await session.runToViolation(), true);
    assert.deepEqual(session.state.execution?.schedule, [0, 1, 8, 9]);
    assert.equal(session.state.cursor, 3);
  });

  it('asks for no pictures while nobody looks', async () => {
    const unwatched = new Session(engine, () => settings);
    unwatched.update(readable('one'), 'opened');
    await new Promise<void>(done => {
      const listening = unwatched.onDidChange(({ state }) => {
        if (!state.checking) return;
        listening.dispose();
        done();
      });
    });
    assert.deepEqual(engine.requests, []);
    const watching = unwatched.watch();
    assert.deepEqual((await unwatched.settled()).execution?.schedule, [0, 1, 2]);
    watching.dispose();
    unwatched.dispose();
  });
});
