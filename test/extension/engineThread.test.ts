import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { CheckBounds } from '../../src/contract/engine.ts';
import type { Matrix } from '../../src/contract/matrix.ts';
import type { CheckReport } from '../../src/contract/report.ts';
import { SAMPLE_USUAL } from '../../src/contract/sample.ts';
import type { SampleProgress } from '../../src/contract/sample.ts';
import { EngineLink } from '../../src/extension/engineLink.ts';
import { computeMatrix } from '../../src/extension/session/computeMatrix.ts';
import { spawnNodeThread } from '../../src/extension/threads/node.ts';
import { COUNTERS, ENDLESS, LETTERS } from '../worker/protocols.ts';

const THREAD = new URL('../../src/worker/engineEntry.node.ts', import.meta.url);
const BOUNDS: CheckBounds = { statesMax: 1e9, depthMax: 1e9, copiesMax: 8, memoryBytesMax: 2 ** 40 };
const NO_END = { text: ENDLESS, scenario: 'no end' };
const TWO = { text: COUNTERS, scenario: 'two counters' };

describe('the engine in its thread', () => {
  let gone: string[];
  let link: EngineLink;

  beforeEach(() => {
    gone = [];
    link = new EngineLink(
      () => spawnNodeThread(THREAD),
      reason => gone.push(reason),
    );
  });
  afterEach(() => link.dispose());

  it('checks, and tells of progress', async () => {
    const abort = new AbortController();
    let reports = 0;
    const answer = await link.check(NO_END, BOUNDS, {
      signal: abort.signal,
      onProgress: (report: CheckReport) => {
        assert.equal(report.finished, false);
        reports += 1;
        if (reports === 2) abort.abort();
      },
    });
    assert.equal(!answer.ok && answer.refusal.code, 'cancelled');
    const small = await link.check(TWO, BOUNDS, { signal: new AbortController().signal, onProgress: () => undefined });
    assert.equal(small.ok && small.value.counts.distinctStates, 9);
  });

  it('draws timed runs, tells how many have ended, and answers those when it is cancelled', async () => {
    const abort = new AbortController();
    let told = 0;
    const answer = await link.timedSummary(
      { text: LETTERS, scenario: 'usual' },
      { firstSeed: 1, runs: 10_000_000 },
      {
        signal: abort.signal,
        onProgress: done => {
          told = done;
          abort.abort();
        },
      },
    );
    assert.ok(answer.ok && told > 0 && answer.value.runs >= told && answer.value.runs < 10_000_000);
    const never = { signal: new AbortController().signal, onProgress: () => undefined };
    const small = await link.timedSummary({ text: LETTERS, scenario: 'usual' }, { firstSeed: 1, runs: 20 }, never);
    assert.equal(small.ok && small.value.runs, 20);
  });

  it('samples, tells how far it is, and answers what was found when it is cancelled', async () => {
    const abort = new AbortController();
    const request = { ...SAMPLE_USUAL, runs: 100_000_000 };
    let told: SampleProgress | undefined;
    const answer = await link.sample(TWO, request, {
      signal: abort.signal,
      onProgress: progress => {
        told = progress;
        if (progress.runs > 0) abort.abort();
      },
    });
    assert.ok(answer.ok && told !== undefined && told.runs > 0);
    assert.ok(answer.value.runs >= told.runs && answer.value.runs < request.runs);
    assert.deepEqual([answer.value.limit, told.violated], ['cancelled', 1]);
    const late = await link.sample(TWO, request, { signal: abort.signal, onProgress: () => undefined });
    assert.equal(!late.ok && late.refusal.code, 'cancelled');
  });

  it('fills in a resilience matrix', async () => {
    const columns = [
      { property: 'Arrived', kind: 'finally' },
      { property: 'error', kind: 'error' },
    ];
    const subject = { text: LETTERS, scenario: 'usual' };
    let matrix: Matrix | undefined;
    await computeMatrix(
      link,
      { subject, columns, bounds: { ...BOUNDS, statesMax: 100_000 }, before: undefined, goesOn: false },
      { signal: new AbortController().signal, onMatrix: filled => (matrix = filled) },
    );
    assert.ok(matrix?.rows.every(({ progress }) => progress === 'done' || progress === 'notApplicable'));
    const verdicts = ['none', 'loss'].map(id => matrix?.rows.find(row => row.id === id)?.cells[0]?.verdict);
    assert.deepEqual(verdicts, ['holds', 'violated']);
  });

  it('goes on with what it was asked when its thread is ended from outside', async () => {
    const abort = new AbortController();
    const seen: number[] = [];
    let restarted = false;
    const check = link.check(NO_END, BOUNDS, {
      signal: abort.signal,
      onProgress: report => {
        seen.push(report.counts.distinctStates);
        if (!restarted) {
          restarted = true;
          link.restart('Somebody ended it.');
        } else if (gone.length === 1) abort.abort();
      },
    });
    const answer = await check;
    assert.equal(!answer.ok && answer.refusal.code, 'cancelled');
    assert.ok(seen.length >= 2, 'the fresh thread tells of progress too');
    assert.deepEqual(gone, ['Somebody ended it.']);
    const shown = await link.execution(TWO, { kind: 'default' });
    assert.equal(shown.ok && shown.value.protocol, 'Counters');
  });

  it('answers that it failed when its thread cannot be started', async () => {
    const broken = new EngineLink(
      () => spawnNodeThread(new URL('./noSuchThread.ts', import.meta.url)),
      () => undefined,
    );
    const answer = await broken.execution(TWO, { kind: 'default' });
    assert.equal(!answer.ok && answer.refusal.code, 'failed');
    assert.match(answer.ok ? '' : answer.refusal.message, /The engine stopped/);
    broken.dispose();
  });
});
