import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { ComparedExecutions } from '../../src/contract/comparison.ts';
import type { WebviewMessage } from '../../src/contract/webview.ts';
import { answerComparison } from '../../src/extension/preview/comparisonPosts.ts';
import { readWebviewMessage } from '../../src/extension/preview/webviewMessages.ts';
import { ComparisonDesk } from '../../src/extension/session/comparisonDesk.ts';
import { Session, type SessionSettings } from '../../src/extension/session/session.ts';
import { executionOf, reportOf, ScriptedEngine } from './scriptedEngine.ts';

type Asked = Extract<WebviewMessage, { kind: 'compare' }>;

const ASKED: Asked = { kind: 'compare', requestId: 3, left: { kind: 'shown' }, right: { kind: 'nearestGood' } };
const NONE = { kind: 'none', reason: 'No.' } as const;

describe('what a page wants to compare', () => {
  it('is read where it is whole', () => {
    const others: readonly Asked[] = [
      ASKED,
      { ...ASKED, left: { kind: 'property', property: 'Agreement' }, right: { kind: 'random', seed: 4 } },
      { ...ASKED, left: { kind: 'schedule', schedule: [0, 1] }, right: { kind: 'representative' } },
      { ...ASKED, left: { kind: 'trace', pick: 5 } },
    ];
    for (const asked of others) assert.deepEqual(readWebviewMessage(asked), asked);
  });

  it('is refused where it is not', () => {
    for (const wrong of [
      { ...ASKED, requestId: 'x' },
      { ...ASKED, left: { kind: 'somebody' } },
      { ...ASKED, left: { kind: 'trace' } },
      { ...ASKED, right: undefined },
      { ...ASKED, right: { kind: 'random', seed: 'one' } },
    ])
      assert.equal(readWebviewMessage(wrong), undefined, JSON.stringify(wrong));
  });
});

describe('a session that is asked for executions to compare', () => {
  const settings: SessionSettings = {
    bounds: { statesMax: 1_000_000, depthMax: 100, copiesMax: 8, memoryBytesMax: 1 << 20 },
    autoCheck: 'onType',
    delayMs: 0,
  };
  let engine: ScriptedEngine;
  let session: Session;
  let desk: ComparisonDesk;
  /** The texts of the traces that somebody chooses, one after the other. */
  let traces: string[];
  let posts: (ComparedExecutions | { readonly refusal: string })[];
  const asked = async (count: number): Promise<void> => {
    while (engine.comparisons.length < count) await new Promise<void>(done => setImmediate(done));
  };
  const ask = (wanted: Asked): Promise<void> => answerComparison(desk, wanted, answer => posts.push(answer));

  beforeEach(async () => {
    posts = [];
    traces = [];
    engine = new ScriptedEngine();
    session = new Session(engine, () => settings);
    desk = new ComparisonDesk(engine, session, () => Promise.resolve(traces.shift()));
    session.watch();
    session.update({ text: 'one', broken: undefined }, 'opened');
    while (engine.checks.length === 0) await new Promise<void>(done => setImmediate(done));
    engine.checks[0]?.answer({ ok: true, value: reportOf(true) });
    await session.settled();
  });
  afterEach(() => session.dispose());

  it('asks for what is shown as what it is', async () => {
    void ask(ASKED);
    await asked(1);
    assert.deepEqual(engine.comparisons[0]?.request, {
      left: { kind: 'representative' },
      right: { kind: 'nearestGood' },
    });
    await session.choose({ kind: 'random', seed: 9 });
    void ask(ASKED);
    await asked(2);
    assert.deepEqual(engine.comparisons[1]?.request.left, { kind: 'random', seed: 9 });
    engine.default = executionOf([0, 1], { kind: 'counterexample', property: 'Agreement' });
    await session.choose({ kind: 'default' });
    void ask(ASKED);
    await asked(3);
    assert.deepEqual(engine.comparisons[2]?.request.left, { kind: 'property', property: 'Agreement' });
  });

  it('shows a trace that is chosen once, as it was saved', async () => {
    traces = ['saved'];
    engine.trace = executionOf([0, 1, 2], { kind: 'chosen' });
    const wanted: Asked = { ...ASKED, left: { kind: 'trace', pick: 7 } };
    const first = ask(wanted);
    await asked(1);
    assert.deepEqual(engine.comparisons[0]?.request.left, { kind: 'schedule', schedule: [0, 1, 2] });
    engine.comparisons.at(0)?.answer({ ok: true, value: { left: NONE, right: NONE } });
    await first;
    const shown = { kind: 'execution', execution: engine.trace } as const;
    assert.deepEqual(posts, [{ left: shown, right: NONE }]);
    const again = ask(wanted);
    await asked(2);
    engine.comparisons[1]?.answer({ ok: true, value: { left: NONE, right: NONE } });
    await again;
    assert.deepEqual(posts[1], posts[0]);
    const other = ask({ ...ASKED, right: { kind: 'trace', pick: 8 } });
    await asked(3);
    engine.comparisons[2]?.answer({ ok: true, value: { left: NONE, right: NONE } });
    await other;
    assert.deepEqual(posts[2], { left: NONE, right: { kind: 'none', reason: 'No trace was chosen.' } });
  });

  it('gives up what was asked for before, and says nothing of it', async () => {
    const [first, second] = [ask(ASKED), ask(ASKED)];
    await asked(2);
    const [one, two] = engine.comparisons;
    assert.deepEqual([one?.signal.aborted, two?.signal.aborted], [true, false]);
    one?.answer({ ok: false, refusal: { code: 'cancelled', message: 'given up' } });
    two?.answer({ ok: true, value: { left: NONE, right: NONE } });
    await Promise.all([first, second]);
    assert.deepEqual(posts, [{ left: NONE, right: NONE }]);
    const third = ask(ASKED);
    await asked(3);
    desk.stop();
    assert.equal(engine.comparisons[2]?.signal.aborted, true);
    engine.comparisons[2].answer({ ok: false, refusal: { code: 'failed', message: 'The engine stopped.' } });
    await third;
    assert.deepEqual(posts.at(-1), { refusal: 'The engine stopped.' });
  });
});
