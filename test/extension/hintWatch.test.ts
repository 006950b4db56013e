import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { present } from '../../src/base/assert.ts';
import type { CheckReport, Hint } from '../../src/contract/report.ts';
import { Session } from '../../src/extension/session/session.ts';
import type { SessionSettings } from '../../src/extension/session/session.ts';
import { reportOf, ScriptedEngine } from './scriptedEngine.ts';

const SETTINGS: SessionSettings = {
  bounds: { statesMax: 1_000_000, depthMax: 100, copiesMax: 8, memoryBytesMax: 1 << 20 },
  autoCheck: 'onType',
  delayMs: 0,
};

const REST: Hint = { code: 'action-never-taken', text: 'The action rest is never possible.', at: { start: 3, end: 9 } };
const OTHER: Hint = { ...REST, at: { start: 30, end: 40 } };

function hinting(scenario: string, hints: readonly Hint[], complete = true): CheckReport {
  const report = reportOf(true);
  return { ...report, scenario, hints, counts: { ...report.counts, complete } };
}

describe('what no scenario of a file uses', () => {
  let engine: ScriptedEngine;
  let session: Session;
  let settings: SessionSettings;

  const readable = (text: string) => ({ text, broken: undefined });

  /** Fulfilled when a check of a scenario is under way. */
  async function checkOf(scenario: string, after = 0): Promise<ScriptedEngine['checks'][number]> {
    for (;;) {
      const found = engine.checks.slice(after).find(({ subject }) => subject.scenario === scenario);
      if (found !== undefined) return found;
      await new Promise(done => setTimeout(done, 5));
    }
  }

  /** Fulfilled when the hints of the session are these. */
  async function shows(hints: readonly Hint[]): Promise<void> {
    while (JSON.stringify(session.state.hints) !== JSON.stringify(hints))
      await new Promise(done => setTimeout(done, 5));
  }

  beforeEach(() => {
    engine = new ScriptedEngine();
    engine.scenarios = ['usual', 'lossy'];
    settings = SETTINGS;
    session = new Session(engine, () => settings);
    session.watch();
  });
  afterEach(() => session.dispose());

  it('is told when every scenario has been checked, the others after the one that is shown, and only a little', async () => {
    session.update(readable('one'), 'opened');
    await session.settled();
    (await checkOf('usual')).answer({ ok: true, value: hinting('usual', [REST, OTHER]) });
    const second = await checkOf('lossy');
    assert.deepEqual(session.state.hints, []);
    assert.equal(second.bounds.statesMax, 50_000);
    second.answer({ ok: true, value: hinting('lossy', [REST]) });
    await shows([REST]);
    // The scenario that is shown stays that.
    assert.equal(session.state.scenario, 'usual');
    assert.equal(session.state.report?.scenario, 'usual');
  });

  it('is asked anew for another text, and given up when the text changes meanwhile', async () => {
    session.update(readable('one'), 'opened');
    await session.settled();
    (await checkOf('usual')).answer({ ok: true, value: hinting('usual', [REST]) });
    const given = await checkOf('lossy');
    const count = engine.checks.length;
    session.update(readable('two'), 'typed');
    await session.settled();
    assert.equal(given.listen.signal.aborted, true);
    (await checkOf('usual', count)).answer({ ok: true, value: hinting('usual', [OTHER]) });
    (await checkOf('lossy', count)).answer({ ok: true, value: hinting('lossy', [OTHER]) });
    await shows([OTHER]);
  });

  it('is nothing where a scenario was not seen completely: then the others are left alone', async () => {
    session.update(readable('one'), 'opened');
    await session.settled();
    (await checkOf('usual')).answer({ ok: true, value: hinting('usual', [REST]) });
    (await checkOf('lossy')).answer({ ok: true, value: hinting('lossy', [REST]) });
    await shows([REST]);
    const count = engine.checks.length;
    session.update(readable('two'), 'typed');
    await session.settled();
    (await checkOf('usual', count)).answer({ ok: true, value: hinting('usual', [REST], false) });
    await shows([]);
    assert.equal(engine.checks.length, count + 1);
  });

  it('is not looked for by checks that nobody wants', async () => {
    settings = { ...SETTINGS, autoCheck: 'off' };
    session.update(readable('one'), 'opened');
    await session.settled();
    assert.equal(engine.checks.length, 0);
    const checked = session.checkNow();
    (await checkOf('usual')).answer({ ok: true, value: hinting('usual', [REST]) });
    await checked;
    await session.selectScenario('lossy');
    const again = session.checkNow();
    const lossy = await checkOf('lossy');
    assert.equal(lossy.bounds.statesMax, 1_000_000, 'only what was asked for is checked');
    lossy.answer({ ok: true, value: hinting('lossy', [REST]) });
    await again;
    assert.deepEqual(session.state.hints, [present(session.state.hints[0], 'a hint')]);
    assert.equal(engine.checks.length, 2);
  });
});
