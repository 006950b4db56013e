import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { failure, success } from '../../src/base/result.ts';
import type { ShownVersions } from '../../src/contract/versions.ts';
import { Session, type SessionSettings } from '../../src/extension/session/session.ts';
import { VersionsDesk, type OldVersion } from '../../src/extension/versions/versionsDesk.ts';
import { reportOf, ScriptedEngine } from './scriptedEngine.ts';

const OLD: OldVersion = { text: 'old', name: 'at the last commit (3af2c1b)' };

describe('a file that is compared with another version', () => {
  const settings: SessionSettings = {
    bounds: { statesMax: 1_000_000, depthMax: 100, copiesMax: 8, memoryBytesMax: 1 << 20 },
    autoCheck: 'off',
    delayMs: 0,
  };
  let engine: ScriptedEngine;
  let session: Session;
  let desk: VersionsDesk;
  let told: (ShownVersions | undefined)[];
  const turn = (): Promise<void> => new Promise(done => setImmediate(done));

  beforeEach(async () => {
    told = [];
    engine = new ScriptedEngine();
    engine.scenarios = ['usual', 'rare'];
    session = new Session(engine, () => settings);
    session.watch();
    session.update({ text: 'new', broken: undefined }, 'opened');
    await session.settled();
    desk = new VersionsDesk(engine, session, () => settings.bounds);
    desk.onDidChange(() => told.push(desk.shown(session.state.outline?.meaning)));
  });
  afterEach(() => session.dispose());

  /** Answers the check that is waited for. */
  async function answerNext(): Promise<string> {
    const pending = engine.checks.length;
    while (engine.checks.length === pending && pending === 0) await turn();
    const check = engine.checks.shift()!;
    check.answer({ ok: true, value: { ...reportOf(true), scenario: check.subject.scenario } });
    await turn();
    await turn();
    return `${check.subject.text} ${check.subject.scenario}`;
  }

  it('checks every scenario of both, and says how far it is', async () => {
    const comparing = desk.compare(() => Promise.resolve(success(OLD)));
    const asked: string[] = [];
    while (asked.length < 4) asked.push(await answerNext());
    await comparing;
    assert.deepEqual(asked, ['old usual', 'old rare', 'new usual', 'new rare']);
    const done = told.flatMap(each => (each?.kind === 'comparing' && each.of > 0 ? [`${each.done}/${each.of}`] : []));
    assert.deepEqual(done, ['0/4', '1/4', '2/4', '3/4']);
    const last = told.at(-1);
    assert.ok(last?.kind === 'compared');
    assert.deepEqual([last.comparison.before, last.comparison.after, last.outdated], [OLD.name, 'now', false]);
    assert.deepEqual(
      last.comparison.scenarios.map(({ name, changed }) => `${name} ${changed}`),
      ['usual false', 'rare false'],
    );
    const later = desk.shown('something else');
    assert.equal(later?.kind === 'compared' && later.outdated, true);
    assert.equal(desk.shown('something else'), later, 'the same as long as nothing changes');
  });

  it('says why it cannot be compared', async () => {
    await desk.compare(() => Promise.resolve(failure('It is new.')));
    assert.deepEqual(told.at(-1), { kind: 'refused', message: 'It is new.' });
    engine.unreadable = 'old';
    await desk.compare(() => Promise.resolve(success(OLD)));
    assert.deepEqual(told.at(-1), {
      kind: 'refused',
      message: 'The file at the last commit (3af2c1b) has problems: nothing of it can be compared.',
    });
    session.update({ text: 'broken', broken: { message: 'x', at: { start: 0, end: 1 }, problemCount: 1 } }, 'typed');
    engine.unreadable = undefined;
    await desk.compare(() => Promise.resolve(success(OLD)));
    assert.match(JSON.stringify(told.at(-1)), /The text has problems/);
  });

  it('is given up when it is asked for again', async () => {
    const first = desk.compare(() => Promise.resolve(success(OLD)));
    while (engine.checks.length === 0) await turn();
    const [check] = engine.checks;
    const second = desk.compare(() => Promise.resolve(failure('It is new.')));
    assert.equal(check?.listen.signal.aborted, true);
    check.answer({ ok: false, refusal: { code: 'cancelled', message: 'given up' } });
    await Promise.all([first, second]);
    assert.deepEqual(told.at(-1), { kind: 'refused', message: 'It is new.' });
  });
});
