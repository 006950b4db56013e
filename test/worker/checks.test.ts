import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import type { CheckBounds, EngineApi, Subject } from '../../src/contract/engine.ts';
import type { CheckReport } from '../../src/contract/report.ts';
import { createEngineService } from '../../src/worker/engineService.ts';
import { AROUND, BOUNDS, createEngine, propertyOf, valueOf } from './asking.ts';
import { COUNTERS, ENDLESS, OVERFLOWING, PAYMENT } from './protocols.ts';

const NO_END: Subject = { text: ENDLESS, scenario: 'no end' };
const FAR: CheckBounds = { ...BOUNDS, statesMax: 1e9, memoryBytesMax: 2 ** 40 };
const METHOD = { symmetry: false, partialOrder: false, compaction: false, workers: 1 };

/** The progress of the checks of an engine, by their ids. */
class Progress {
  readonly #told = new Map<number, CheckReport[]>();
  readonly #waiting = new Map<number, (report: CheckReport) => void>();

  constructor(engine: EngineApi) {
    engine.subscribe((checkId, report) => {
      this.#told.set(checkId, [...this.of(checkId), report]);
      this.#waiting.get(checkId)?.(report);
    });
  }

  of(checkId: number): readonly CheckReport[] {
    return this.#told.get(checkId) ?? [];
  }

  /** The next report of a check. */
  next(checkId: number): Promise<CheckReport> {
    return new Promise(told => this.#waiting.set(checkId, told));
  }
}

function statesOf({ counts }: CheckReport): number {
  return counts.distinctStates;
}

/** An engine whose clock goes on by a millisecond each time it is looked at: searches look after each piece of work. */
class CountingEngine {
  readonly engine: EngineApi;
  #now = 0;
  #checks = 0;

  constructor() {
    this.engine = createEngineService({ ...AROUND, nowMs: () => (this.#now += 1) });
  }

  /** What a check says, and how much work it was. */
  async check(subject: Subject, bounds: CheckBounds): Promise<{ readonly report: CheckReport; readonly work: number }> {
    const before = this.#now;
    const report = valueOf(await this.engine.check((this.#checks += 1), subject, bounds));
    return { report, work: this.#now - before };
  }
}

describe('checks', () => {
  let engine: EngineApi;
  let progress: Progress;
  beforeEach(() => {
    engine = createEngine();
    progress = new Progress(engine);
  });

  it('of the same meaning and bounds are one, and each is told of it', async () => {
    const [one, other] = [engine.check(1, NO_END, FAR), engine.check(2, { ...NO_END, text: `// !\n${ENDLESS}` }, FAR)];
    const [first, second] = await Promise.all([progress.next(1), progress.next(2)]);
    assert.equal(statesOf(first), statesOf(second));
    assert.equal(propertyOf(second, 'Positive').at.start, propertyOf(first, 'Positive').at.start + '// !\n'.length);
    engine.cancel(1);
    assert.equal((await one).ok, false);
    assert.ok(statesOf(await progress.next(2)) > statesOf(second), 'the other one goes on');
    engine.cancel(2);
    assert.equal((await other).ok, false);
  });

  it('that are cancelled answer at once, and go on where they were when they are asked for again', async () => {
    const check = engine.check(1, NO_END, FAR);
    await progress.next(1);
    const before = await progress.next(1);
    engine.cancel(1);
    const answer = await check;
    assert.equal(!answer.ok && answer.refusal.code, 'cancelled');
    const again = engine.check(2, { ...NO_END, text: `${ENDLESS}// Something else.\n` }, FAR);
    const after = await progress.next(2);
    assert.ok(statesOf(after) > statesOf(before));
    assert.ok(after.counts.elapsedMs > before.counts.elapsedMs);
    engine.cancel(2);
    await again;
  });

  it('that are cancelled are still known', async () => {
    const text = ENDLESS.replace('c.n >= 0', 'c.n < 3');
    const check = engine.check(1, { ...NO_END, text }, FAR);
    await progress.next(1);
    engine.cancel(1);
    await check;
    const shown = valueOf(await engine.execution({ ...NO_END, text }, { kind: 'default' }));
    assert.deepEqual(shown.origin, { kind: 'counterexample', property: 'Positive' });
    assert.equal(shown.steps.length, 4);
  });

  it('are shown as far as they have come, although one with narrower bounds has ended', async () => {
    const subject = { ...NO_END, text: ENDLESS.replace('c.n >= 0', 'c.n < 10') };
    const small = valueOf(await engine.check(1, subject, { ...FAR, statesMax: 100 }));
    assert.equal(propertyOf(small, 'Positive').verdict, 'unknown');
    const check = engine.check(2, subject, FAR);
    await progress.next(2);
    const shown = valueOf(await engine.execution(subject, { kind: 'default' }));
    assert.equal(shown.origin.kind, 'counterexample');
    engine.cancel(2);
    await check;
  });

  it('whose bounds are raised go on where they stopped', async () => {
    const counting = new CountingEngine();
    const first = await counting.check(NO_END, { ...FAR, statesMax: 30_000 });
    const second = await counting.check(NO_END, { ...FAR, statesMax: 33_000 });
    assert.deepEqual(
      [first, second].map(({ report }) => statesOf(report)),
      [30_000, 33_000],
    );
    assert.ok(second.work < first.work / 4, `${second.work} after ${first.work}`);
    // How long it took is how long it took in all.
    assert.ok(second.report.counts.elapsedMs > first.report.counts.elapsedMs);
    const fresh = valueOf(await createEngine().check(1, NO_END, { ...FAR, statesMax: 33_000 }));
    const timeless = (report: CheckReport): unknown => {
      return { ...report, counts: { ...report.counts, elapsedMs: 0, statesPerSecond: 0 } };
    };
    assert.deepEqual(timeless(second.report), timeless(fresh));
  });

  it('do not go on from what saw more than they may, nor from another method', async () => {
    const counting = new CountingEngine();
    const { work } = await counting.check(NO_END, { ...FAR, statesMax: 30_000 });
    for (const bounds of [
      { statesMax: 30_001, depthMax: 500 },
      { statesMax: 30_001, copiesMax: 9 },
      { statesMax: 30_001, method: { ...METHOD, workers: 2 } },
      { statesMax: 29_999 },
    ]) {
      const anew = await counting.check(NO_END, { ...FAR, ...bounds });
      assert.ok(anew.work > 0.8 * work, JSON.stringify(bounds));
      assert.ok((await counting.check(NO_END, { ...FAR, ...bounds })).work < 5, 'the same is remembered');
    }
    const goesOn = await counting.check(NO_END, { ...FAR, statesMax: 30_002 });
    assert.ok(goesOn.work < work / 4, 'the first is still there');
  });

  it('are remembered by method: the same one is answered from memory, and another is not', async () => {
    const two = { text: COUNTERS, scenario: 'two counters' };
    const checked = async (id: number, bounds: CheckBounds): Promise<number> =>
      valueOf(await engine.check(id, two, bounds)).counts.elapsedMs;
    const plain = await checked(1, BOUNDS);
    assert.equal(await checked(2, { ...BOUNDS, method: METHOD }), plain);
    // One for each core: this engine is told that there is one.
    assert.equal(await checked(3, { ...BOUNDS, method: { ...METHOD, workers: 0 } }), plain);
    assert.notEqual(await checked(4, { ...BOUNDS, method: { ...METHOD, workers: 3 } }), plain);
    assert.notEqual(await checked(5, { ...BOUNDS, method: { ...METHOD, compaction: true } }), plain);
    const wider = { ...BOUNDS, statesMax: 1e6, copiesMax: 9, memoryBytesMax: 2 ** 40 };
    assert.equal(await checked(6, wider), plain, 'all was seen');
  });

  it('that went no further where messages crowd answer wider bounds of anything else', async () => {
    const subject = { text: PAYMENT.replace('0..4', 'int'), scenario: 'usual' };
    const crowded = { ...BOUNDS, copiesMax: 1 };
    const first = valueOf(await engine.check(1, subject, crowded));
    assert.equal(first.counts.limit?.kind, 'copies');
    const wider = valueOf(await engine.check(2, subject, { ...crowded, statesMax: 1e6 }));
    assert.equal(wider.counts.elapsedMs, first.counts.elapsedMs);
    const more = valueOf(await engine.check(3, subject, { ...crowded, copiesMax: 2 }));
    assert.equal(more.counts.complete, true);
  });

  it('that are stopped make room for one that goes on', async () => {
    const counting = new CountingEngine();
    const bounds = { ...FAR, statesMax: 30_000 };
    const { report, work } = await counting.check(NO_END, bounds);
    const other = { ...NO_END, text: ENDLESS.replace('Positive', 'Nonnegative') };
    await counting.check(other, { ...bounds, memoryBytesMax: 1.5 * report.counts.memoryBytes });
    const again = await counting.check(NO_END, { ...bounds, statesMax: 30_001 });
    assert.ok(again.work > 0.8 * work, 'it begins anew');
    const goesOn = await counting.check(other, { ...bounds, statesMax: 30_001 });
    assert.ok(goesOn.work < work / 4);
  });

  it('name the place of an error in the text that they are asked about', async () => {
    const moved = `// A comment.\n${OVERFLOWING}`;
    const [before, after] = [
      valueOf(await engine.check(1, { text: OVERFLOWING, scenario: 'one' }, BOUNDS)),
      valueOf(await engine.check(2, { text: moved, scenario: 'one' }, BOUNDS)),
    ];
    assert.equal(after.counts.elapsedMs, before.counts.elapsedMs);
    const { at } = propertyOf(after, 'error');
    assert.equal(at.start, propertyOf(before, 'error').at.start + '// A comment.\n'.length);
  });
});
