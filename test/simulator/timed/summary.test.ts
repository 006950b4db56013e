import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { System } from '../../../src/model/system.ts';
import { prepare } from '../../../src/simulator/timed/prepare.ts';
import { Remembered } from '../../../src/simulator/timed/remembered.ts';
import type { TimedSettings } from '../../../src/simulator/timed/settings.ts';
import { percentilesOf } from '../../../src/simulator/timed/statistics.ts';
import { simulateMany, TimedRuns } from '../../../src/simulator/timed/summary.ts';
import type { TimedSummary } from '../../../src/simulator/timed/summary.ts';
import { blockingCommitText, oracleText, systemOf } from '../../support/protocols.ts';
import { runsOf, SETTINGS } from './support.ts';

const RANGE = { runs: 200, firstSeed: 1 };

function summaryOf(system: System, settings: Partial<TimedSettings> = {}): TimedSummary {
  const known = new Remembered(system);
  return simulateMany(known, prepare(known, { ...SETTINGS, ...settings }), RANGE);
}

describe('A summary of timed runs', () => {
  const system = systemOf(blockingCommitText(), 'everything at once');

  it('counts what its runs met and how long they took', () => {
    const summary = summaryOf(system);
    const runOf = runsOf(system);
    const runs = Array.from({ length: RANGE.runs }, (_, i) => runOf(RANGE.firstSeed + i)!);
    assert.equal(summary.runs, 200);
    for (const { kind, met, firstSeed } of summary.failures) {
      const having = runs.filter(run => run.met.has(kind));
      assert.equal(met.count, having.length);
      assert.equal(firstSeed, having[0]?.seed);
    }
    const ended = runs.filter(({ end }) => end === 'quiescent').map(({ atMs }) => atMs.at(-1)!);
    assert.deepEqual(summary.toQuiescenceMs, percentilesOf(ended));
    const latencies = runs.flatMap(run => run.deliveries.map(({ ms }) => ms));
    assert.equal(summary.latencyMs?.count, latencies.length);
    assert.equal(summary.latencyMs.max, Math.max(...latencies));
    assert.equal(
      summary.latencies.reduce((sum, { latencyMs }) => sum + latencyMs.count, 0),
      latencies.length,
    );
  });

  it('says in which share of the runs each property was violated, and by which seed first', () => {
    const { properties } = system.instance.protocol;
    const summary = summaryOf(system);
    const shareOf = (name: string) =>
      summary.properties.find(({ property }) => property !== 'error' && properties[property]?.name === name)!;
    assert.equal(shareOf('Agreement').found.count, 0);
    const { found, firstSeed, atMs } = shareOf('Termination');
    assert(found.count > 0 && found.count < 200 && found.low < found.value && found.value < found.high);
    assert.equal(atMs?.count, found.count);
    const run = runsOf(system)(firstSeed!)!;
    const last = run.execution.transitions.at(-1)!.state;
    const verdict = system.evaluate(properties[shareOf('Termination').property as number]!, last);
    assert(verdict.ok && !verdict.value);
  });

  it('judges the histories of clients in every state', () => {
    const register = systemOf(oracleText('single-copy-register'), 'two servers');
    const summary = summaryOf(register);
    const { properties } = register.instance.protocol;
    const index = properties.findIndex(({ kind }) => kind === 'linearizable');
    assert.deepEqual(summary.notJudged, []);
    const { found, firstSeed } = summary.properties.find(({ property }) => property === index)!;
    assert(found.count > 0);
    const { transitions } = runsOf(register)(firstSeed!)!.execution;
    const isViolated = transitions.some(({ state }) => {
      const verdict = register.evaluate(properties[index]!, state);
      return verdict.ok && !verdict.value;
    });
    assert(isViolated);
  });

  it('is the same in slices', () => {
    const known = new Remembered(system);
    const runs = new TimedRuns(known, prepare(known, SETTINGS), RANGE);
    let slices = 0;
    let turn = 0;
    while (!runs.run(() => (turn += 1) % 7 === 0)) slices += 1;
    assert(slices > 50);
    assert.deepEqual(runs.summary(), summaryOf(system));
  });

  it('takes the rates that somebody gives as they are', () => {
    const { shares, everyMs, repairs } = prepare(new Remembered(system), {
      ...SETTINGS,
      given: { rates: { loss: { kind: 'share', share: 1 }, crash: { kind: 'every', meanMs: 7 } }, repair: undefined },
    });
    assert.deepEqual([shares.get('loss'), everyMs.get('crash')], [1, 7]);
    assert(shares.get('duplicates')! < 1 && repairs.recover.kind === 'logNormal');
    const lost = summaryOf(system, { given: { rates: { loss: { kind: 'share', share: 1 } }, repair: undefined } });
    assert.equal(lost.failures.find(({ kind }) => kind === 'loss')?.met.value, 1);
  });

  it('strikes as often as in the field, or so many times as often', () => {
    const rates = { loss: { kind: 'share', share: 0.01 }, crash: { kind: 'every', meanMs: 1000 } } as const;
    const plan = (faults: number) => prepare(new Remembered(system), { ...SETTINGS, rates, faults });
    assert.deepEqual(
      [...plan(1).shares, ...plan(1).everyMs],
      [
        ['loss', 0.01],
        ['crash', 1000],
      ],
    );
    assert.deepEqual(
      [...plan(10).shares, ...plan(10).everyMs],
      [
        ['loss', 0.1],
        ['crash', 100],
      ],
    );
  });

  it('meets nothing where nothing may go wrong', () => {
    const calm = summaryOf(systemOf(blockingCommitText(), 'reliable network'));
    assert.deepEqual(calm.failures, []);
    assert.equal(calm.ends.quiescent, 200);
  });
});
