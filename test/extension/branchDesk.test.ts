import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { KeptBranch } from '../../src/contract/branches.ts';
import { BranchDesk } from '../../src/extension/session/branchDesk.ts';
import { branchKeeper } from '../../src/extension/session/branchKeeper.ts';
import { Session } from '../../src/extension/session/session.ts';
import { executionOf, ScriptedEngine } from './scriptedEngine.ts';

const readable = (text: string) => ({ text, broken: undefined });
const bounds = { statesMax: 1000, depthMax: 100, copiesMax: 8, memoryBytesMax: 1 << 20 };

describe('the branches of a document', () => {
  let engine: ScriptedEngine;
  let session: Session;
  let desk: BranchDesk;
  let kept: readonly KeptBranch[] = [];

  beforeEach(async () => {
    engine = new ScriptedEngine();
    kept = [];
    session = new Session(engine, () => ({ bounds, autoCheck: 'onType', delayMs: 0 }));
    desk = new BranchDesk(engine, session, { load: () => kept, save: branches => (kept = branches) });
    session.watch();
    session.update(readable('one'), 'opened');
    await session.settled();
  });
  afterEach(() => {
    desk.dispose();
    session.dispose();
  });

  const shown = (): readonly string[] => desk.view.branches.map(({ texts }) => texts.join(', '));
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await new Promise(setImmediate);
  };

  it('are what was shown and chosen, and lead back to where one stood', async () => {
    session.moveCursor(1);
    await session.takeStep(5);
    assert.deepEqual(shown(), ['step 0, step 1, step 2', 'step 0, step 1, step 5']);
    assert.equal(desk.view.current, 2);
    await desk.show(1);
    assert.deepEqual(session.state.choice, { kind: 'default' }, 'by what it was chosen by');
    assert.equal(session.state.cursor, 1);
    assert.equal(desk.view.current, 1);
    assert.equal(await desk.show(2), true);
    assert.deepEqual(session.state.execution?.schedule, [0, 1, 5]);
    assert.equal(session.state.cursor, 2);
  });

  it('are taken again by their steps when the text means something else; those that cannot be say so', async () => {
    session.moveCursor(1);
    await session.takeStep(5);
    desk.name(2, 'mine');
    engine.impossible = new Set(['step 5']);
    engine.allows = schedule => !schedule.includes(5);
    engine.replays = [{ name: 'pinned', texts: ['step 0', 'step 9'], schedule: [0, 9] }];
    session.update(readable('two'), 'typed');
    await until(() => desk.view.branches.some(({ kind }) => kind === 'replay'));
    const mine = desk.view.branches.find(({ name }) => name === 'mine');
    assert.equal(mine?.possible, 2);
    assert.equal(mine.texts.length, 3);
    assert.equal(await desk.show(2), false);
    assert.match(session.state.notice ?? '', /ends after step 1: “step 5” is not possible there any more/);
    assert.deepEqual(session.state.execution?.schedule, [0, 1], 'as far as it goes');
    const replay = desk.view.branches.find(({ kind }) => kind === 'replay');
    assert.equal(await desk.show(replay?.id ?? 0), true);
    assert.deepEqual(session.state.execution.schedule, [0, 9]);
  });

  it('do not become more by edits', async () => {
    session.moveCursor(1);
    await session.takeStep(5);
    for (const text of ['two', 'three', 'four']) {
      engine.default = executionOf([0, text.length, 7], { kind: 'representative' });
      session.update(readable(text), 'saved');
      await session.settled();
    }
    assert.deepEqual(shown(), ['step 0, step 1, step 2', 'step 0, step 1, step 5']);
    await session.choose({ kind: 'default' });
    session.update(readable('five!'), 'saved');
    engine.default = executionOf([0, 8, 7], { kind: 'representative' });
    session.update(readable('six'), 'saved');
    await session.settled();
    assert.deepEqual(shown(), ['step 0, step 1, step 5', 'step 0, step 8, step 7']);
  });

  it('are no runs that nobody steps through', async () => {
    await session.choose({ kind: 'schedule', schedule: Array.from({ length: 1002 }, (_, i) => i) });
    assert.equal(desk.view.branches.length, 1);
    assert.equal(desk.branch(), undefined);
    await desk.show(1);
    assert.equal(desk.view.current, 1);
  });

  it('are kept once somebody chose them, and taken again by whoever opens the document next', async () => {
    assert.equal(kept.length, 0);
    session.moveCursor(1);
    await session.takeStep(5);
    desk.name(2, 'mine');
    assert.deepEqual(
      Array.from(kept, ({ name, texts }) => [name, texts.length]),
      [['mine', 3]],
    );
    const next = new Session(engine, () => ({ bounds, autoCheck: 'onType', delayMs: 0 }));
    const other = new BranchDesk(engine, next, { load: () => kept, save: () => undefined });
    next.watch();
    next.update(readable('one'), 'opened');
    await until(() => other.view.branches.find(({ name }) => name === 'mine')?.possible === 3);
    assert.equal(await other.show(other.view.branches.find(({ name }) => name === 'mine')!.id), true);
    assert.deepEqual(next.state.execution?.schedule, [0, 1, 5]);
    other.dispose();
    next.dispose();
  });
});

describe('what keeps branches', () => {
  const branch = { scenario: 's', variant: undefined, name: undefined, texts: ['start'], cursor: 0 };

  it('keeps those of each document by its address, and of the latest twenty', () => {
    const kept = new Map<string, unknown>();
    const memory = {
      get: (key: string) => kept.get(key),
      update: (key: string, value: unknown) => Promise.resolve(void kept.set(key, JSON.parse(JSON.stringify(value)))),
    };
    for (let i = 0; i < 25; i += 1) branchKeeper(memory, `file:///${i}.cone`).save([{ ...branch, cursor: i }]);
    assert.deepEqual(branchKeeper(memory, 'file:///24.cone').load(), [{ ...branch, cursor: 24 }]);
    assert.deepEqual(branchKeeper(memory, 'file:///4.cone').load(), []);
    branchKeeper(memory, 'file:///24.cone').save([]);
    assert.deepEqual(branchKeeper(memory, 'file:///24.cone').load(), []);
  });

  it('reads nothing that is not its own', () => {
    for (const value of [
      undefined,
      7,
      [{ uri: 'u', branches: [{ scenario: 1 }, { ...branch, texts: [3] }, null] }],
      [null],
    ]) {
      const memory = { get: () => value, update: () => Promise.resolve() };
      assert.deepEqual(branchKeeper(memory, 'u').load(), []);
    }
  });
});
