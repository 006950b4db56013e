import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { present } from '../../src/base/assert.ts';
import type { MatrixRow } from '../../src/contract/matrix.ts';
import type { CheckReport } from '../../src/contract/report.ts';
import { Session } from '../../src/extension/session/session.ts';
import type { SessionSettings } from '../../src/extension/session/session.ts';
import { reportOf, ScriptedEngine, VIOLATED } from './scriptedEngine.ts';
import type { PendingCheck } from './scriptedEngine.ts';

const SETTINGS: SessionSettings = {
  bounds: { statesMax: 1_000_000, depthMax: 100, copiesMax: 8, memoryBytesMax: 1 << 20 },
  autoCheck: 'onType',
  delayMs: 0,
};

const readable = (text: string) => ({ text, broken: undefined });

describe('the resilience matrix of a session', () => {
  let engine: ScriptedEngine;
  let session: Session;
  let answered = 0;

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
  const rowAt = (id: string): MatrixRow =>
    present(
      session.state.matrix?.rows.find(row => row.id === id),
      `the row ${id}`,
    );
  const nextCheck = async (): Promise<PendingCheck> => {
    await until(() => engine.checks.length > answered);
    return engine.checks[answered++]!;
  };
  const answerNext = async (report: CheckReport): Promise<PendingCheck> => {
    const check = await nextCheck();
    check.answer({ ok: true, value: report });
    return check;
  };
  const cutShort = (depth: number): CheckReport => {
    const report = reportOf(true);
    return {
      ...report,
      counts: { ...report.counts, complete: false, limit: { kind: 'states', value: 20_000 }, depth },
    };
  };

  beforeEach(async () => {
    engine = new ScriptedEngine();
    engine.meaningOf = text => text.replace(/\/\/.*/, '');
    engine.properties = [{ name: 'Safe', kind: 'invariant' }];
    answered = 0;
    session = new Session(engine, () => SETTINGS);
    session.watch();
    session.update(readable('one'), 'opened');
    await answerNext(reportOf(true, [VIOLATED]));
    await session.settled();
  });
  afterEach(() => session.dispose());

  it('is not computed while nobody looks', async () => {
    await settle();
    assert.equal(engine.checks.length, 1);
    assert.equal(session.state.matrix, undefined);
  });

  it('is computed row by row, and says why a row is not applicable', async () => {
    session.watchMatrix();
    const first = await nextCheck();
    assert.equal(first.subject.variant, 'none');
    assert.equal(rowAt('reset').progress, 'notApplicable');
    assert.equal(rowAt('reset').reason, 'The network is not tcp.');
    assert.equal(rowAt('loss').progress, 'waiting');
    first.listen.onProgress(reportOf(false));
    assert.equal(rowAt('none').progress, 'exploring');
    first.answer({ ok: true, value: reportOf(true) });
    const second = await answerNext(reportOf(true, [VIOLATED]));
    assert.equal(second.subject.variant, 'loss');
    await until(() => rowAt('loss').progress === 'done');
    assert.deepEqual(rowAt('loss').cells, [{ verdict: 'violated', steps: 2, sentence: 'Safe breaks in 2 steps' }]);
    await settle();
    assert.equal(engine.checks.length, 3);
  });

  it('glances at every row before it explores any to its end, the deepest first', async () => {
    session.watchMatrix();
    const glances = [await answerNext(cutShort(5)), await answerNext(cutShort(9))];
    assert.deepEqual(
      glances.map(({ bounds }) => bounds.statesMax),
      [20_000, 20_000],
    );
    const [third, fourth] = [await answerNext(reportOf(true)), await answerNext(cutShort(5))];
    assert.deepEqual([third.subject.variant, fourth.subject.variant], ['loss', 'none']);
    assert.equal(fourth.bounds.statesMax, 1_000_000);
    await until(() => rowAt('none').progress === 'done');
    assert.deepEqual(rowAt('none').limit, { kind: 'states', value: 20_000 });
  });

  it('is done with a row that more states would not help', async () => {
    session.watchMatrix();
    const report = reportOf(true);
    const limit = { kind: 'copies', value: 8, message: 'M from A to B', steps: 9 } as const;
    const crowded: CheckReport = { ...report, counts: { ...report.counts, complete: false, limit } };
    await answerNext(crowded);
    await answerNext(reportOf(true));
    await until(() => rowAt('loss').progress === 'done');
    assert.deepEqual([rowAt('none').progress, rowAt('none').limit], ['done', limit]);
    await settle();
    assert.equal(engine.checks.length, 3);
  });

  it('waits for the check of the scenario', async () => {
    session.update(readable('two'), 'typed');
    const check = await nextCheck();
    session.watchMatrix();
    await settle();
    assert.equal(engine.checks.length, 2);
    check.answer({ ok: true, value: reportOf(true) });
    assert.equal((await nextCheck()).subject.variant, 'none');
  });

  it('stays as it is when only a comment changes', async () => {
    session.watchMatrix();
    await answerNext(reportOf(true));
    await answerNext(reportOf(true));
    await until(() => rowAt('loss').progress === 'done');
    const { matrix } = session.state;
    session.update(readable('one// and why'), 'typed');
    await answerNext(reportOf(true));
    await settle();
    assert.equal(engine.checks.length, answered);
    assert.equal(session.state.matrix, matrix);
  });

  it('goes on over a comment, and is given up when the text means something else', async () => {
    session.watchMatrix();
    const row = await nextCheck();
    row.listen.onProgress(reportOf(false, [VIOLATED]));
    session.update(readable('one// and why'), 'typed');
    await answerNext(reportOf(true));
    await settle();
    assert.equal(row.listen.signal.aborted, false);
    session.update(readable('two'), 'typed');
    const check = await nextCheck();
    assert.equal(row.listen.signal.aborted, true);
    assert.equal(rowAt('none').outdated, true, 'what was found before is shown until there is something newer');
    assert.equal(rowAt('none').cells[0]?.verdict, 'violated');
    check.answer({ ok: true, value: reportOf(true) });
    const anew = await answerNext(reportOf(true));
    assert.equal(anew.subject.text, 'two');
    await until(() => rowAt('none').progress === 'done');
    assert.equal(rowAt('none').outdated, undefined);
  });

  it('stops when nobody looks any more, and goes on with what is left', async () => {
    const watching = session.watchMatrix();
    await answerNext(reportOf(true));
    const second = await nextCheck();
    watching.dispose();
    assert.equal(second.listen.signal.aborted, true);
    session.watchMatrix();
    assert.equal((await answerNext(reportOf(true))).subject.variant, 'loss');
    await until(() => rowAt('loss').progress === 'done');
    await settle();
    assert.equal(engine.checks.length, answered);
  });

  it('says of a row whose check came to no end that it is not known', async () => {
    session.watchMatrix();
    const row = await nextCheck();
    row.answer({ ok: false, refusal: { code: 'failed', message: 'The engine stopped.' } });
    await until(() => rowAt('none').progress === 'done');
    assert.deepEqual(rowAt('none').cells[0], { verdict: 'unknown', steps: undefined, sentence: 'The engine stopped.' });
  });

  describe('and a variant of its scenario', () => {
    it('is shown and stepped through, and left again', async () => {
      const shown = session.showVariant('loss', { kind: 'property', property: 'Safe' });
      const check = await answerNext(reportOf(true, [VIOLATED]));
      assert.equal(check.subject.variant, 'loss');
      assert.equal(await shown, true);
      const { variant, execution, report, variantReport } = session.state;
      assert.deepEqual(variant, { id: 'loss', phrase: 'with one lost message' });
      assert.equal(execution?.origin.kind, 'counterexample');
      assert.notEqual(report, variantReport, 'problems are about the scenario itself');
      await session.takeStep(3);
      assert.equal(engine.subjects.at(-1)?.variant, 'loss');
      await session.showVariant(undefined, { kind: 'default' });
      assert.equal(session.state.variant, undefined);
      assert.equal(engine.subjects.at(-1)?.variant, undefined);
    });

    it('is left by choosing the scenario, even the same one', async () => {
      void session.showVariant('loss', { kind: 'default' });
      await answerNext(reportOf(true));
      await until(() => session.state.variant !== undefined && session.state.staleness.kind === 'fresh');
      await session.selectScenario('usual');
      assert.equal(session.state.variant, undefined);
    });

    it('is refused with the reason when it is not applicable', async () => {
      assert.equal(await session.showVariant('reset', { kind: 'default' }), false);
      assert.equal(session.state.notice, 'The network is not tcp.');
      assert.equal(session.state.variant, undefined);
    });

    it('stays over an edit, and is left when it is not applicable any more', async () => {
      void session.showVariant('loss', { kind: 'default' });
      await answerNext(reportOf(true));
      await until(() => session.state.staleness.kind === 'fresh');
      session.update(readable('two'), 'typed');
      const checks = [await nextCheck(), await nextCheck()];
      assert.deepEqual(
        checks.map(({ subject }) => subject.variant),
        [undefined, 'loss'],
      );
      checks[1]!.answer({ ok: false, refusal: { code: 'no-such-variant', message: 'There are no messages.' } });
      await until(() => session.state.variant === undefined);
      await until(() => session.state.notice === 'There are no messages.');
    });
  });
});
