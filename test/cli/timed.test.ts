import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { styleFor } from '../../src/cli/style.ts';
import { timedOutput } from '../../src/cli/timedJson.ts';
import { timedText } from '../../src/cli/timedText.ts';
import { timedReport } from '../support/timedReport.ts';
import { schemaViolations } from './jsonSchema.ts';
import { lightcone } from './lightcone.ts';

const REPORT = timedReport();
const style = styleFor({ colour: false });

describe('timed runs on a terminal', () => {
  it('are shares with their intervals, percentiles, and what they are drawn from', () => {
    const asked = { file: 'a.cone', timed: { faults: 100, rates: { crash: { everyMs: 50 } } } };
    assert.deepEqual(timedText(REPORT, asked, style).split('\n'), [
      'TwoPhaseCommit',
      'scenario "everything at once", 1,000 random runs (seeds 1 to 1000) in 0.88 s; not exhaustive',
      '',
      'properties',
      '  Agreement    violated in no run                at most 0.38 % of all runs',
      '  Termination  violated in 6.20 % (4.87–7.87 %)  after 2.09 ms (median)      first seed 35',
      '  Commit       reached in 100 % (99.6–100 %)     after 1 ms (median)         first seed 1',
      '  errors       violated in no run                at most 0.38 % of all runs',
      '',
      'failures met',
      '  message lost  72.5 % (69.7–75.2 %)  first seed 1',
      '',
      '                                  median     90 %     99 %  longest',
      'until nothing is left to happen  2.56 ms  24.8 ms  24.8 ms  24.8 ms',
      'messages delivered                     6        9        9        9',
      'latency of a message              250 µs   1.5 ms   1.5 ms   1.5 ms',
      '  Prepare                         250 µs   250 µs   250 µs   250 µs',
      '  Vote                            1.5 ms   1.5 ms   1.5 ms   1.5 ms',
      '',
      '10 runs of 1,000 went on when the time was over.',
      'Single runs say nothing of Progress.',
      '',
      'drawn from',
      '  A message takes 0.25 ms (median).',
      '',
      'To see Termination violated: lightcone simulate --timed --runs 1 --seed 35 --faults 100 --rate crash=50ms --scenario "everything at once" a.cone',
      '',
    ]);
  });

  it('are painted without moving a column', () => {
    const asked = { file: 'a.cone', timed: {} };
    const painted = timedText(REPORT, asked, styleFor({ colour: true }));
    const stripped = painted.replaceAll(/\u001b\[\d+m/g, '');
    assert.notEqual(painted, stripped);
    assert.equal(stripped, timedText(REPORT, asked, style));
  });
});

describe('the JSON of timed runs', () => {
  const schema = JSON.parse(readFileSync('docs/timed-report.schema.json', 'utf8')) as Parameters<
    typeof schemaViolations
  >[0];
  const violations = (output: unknown): string[] =>
    schemaViolations(schema, JSON.parse(JSON.stringify(output)) as Parameters<typeof schemaViolations>[1]);

  it('is as its schema says', () => {
    assert.deepEqual(violations(timedOutput('a.cone', REPORT)), []);
    assert.notDeepEqual(violations({ ...timedOutput('a.cone', REPORT), exhaustive: true }), []);
  });

  it('is what the process prints, the same for the same seed', async () => {
    const ask = async (): Promise<Record<string, unknown>> => {
      const { status, out, error } = await lightcone([
        'simulate',
        'examples/atomic-commit/two-phase-commit.cone',
        ...['--runs', '50', '--seed', '9', '--json', '--scenario', 'the coordinator dies'],
      ]);
      assert.deepEqual([status, error], [0, '']);
      const output = JSON.parse(out) as Record<string, unknown>;
      assert.deepEqual(violations(output), []);
      return { ...output, elapsedMs: 0 };
    };
    const first = await ask();
    assert.deepEqual([first['runs'], first['firstSeed']], [50, 9]);
    assert.deepEqual(await ask(), first);
  });
});

describe('one timed run on a terminal', () => {
  it('is printed step by step, each with its time', async () => {
    const { status, out } = await lightcone([
      'simulate',
      'examples/complexity/ping-pong.cone',
      '--timed',
      '--runs',
      '1',
    ]);
    assert.equal(status, 0);
    assert.match(
      out,
      /^A timed run in 10 steps, seed 1\. Nothing is left to happen after [\d.]+ ms\.\n\n0\. At 0 ms: /,
    );
    assert.match(out, /\n10\. At [\d.]+ ms: Ponger's Pong\(4\) reaches Pinger\./);
    assert.match(out, /\ndrawn from\n {2}A message takes 0\.25 ms \(median\): .*\(Dean 2009\)\./);
  });

  it('is drawn', async () => {
    const { status, out } = await lightcone(['render', 'examples/complexity/ping-pong.cone', '--timed', '--seed', '3']);
    assert.equal(status, 0);
    assert.match(out, /^<svg .*A timed run in 10 steps, seed 3/s);
  });
});
