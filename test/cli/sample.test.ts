import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { describe, it } from 'mocha';
import type { SampleOutput } from '../../src/cli/sampleJson.ts';
import { shippedExamples } from '../support/protocols.ts';
import { runHere } from './fakeTerminal.ts';
import { schemaViolations } from './jsonSchema.ts';
import { start } from './lightcone.ts';

type Schema = Parameters<typeof schemaViolations>[0];
type Json = Parameters<typeof schemaViolations>[1];

const PAXOS = 'examples/consensus/paxos.cone';

/** Counts without end, and says wrong things about it. */
const COUNTER = `protocol Counter
role Node {
  var n: int = 0
  action count when n < 9 { n += 1 }
  action reset when n > 9 { n = 0 }
}
system { Node: 1 }
invariant Small: all p in Node: p.n < 3
invariant Large: all p in Node: p.n > 10 => p.n < 0
eventually Ends: some p in Node: p.n == 9
`;

/** Times are masked, the rest is the same on every machine. */
function masked(text: string): string {
  return text.replace(/[\d.,]+ s · ([\d,]+ steps?) · [\d,]+ steps?\/s/g, '# s · $1 · # steps/s');
}

async function output(argv: readonly string[], input = ''): Promise<SampleOutput> {
  const { out, error } = await runHere(['sample', '--json', ...argv], { input });
  assert.equal(error, '');
  return JSON.parse(out) as SampleOutput;
}

describe('sample', () => {
  it('says what was found and what was looked at, and that it is not exhaustive', async () => {
    const { status, out, error } = await runHere(['sample', '-', '--runs', '50', '--steps-max', '20'], {
      input: COUNTER,
    });
    assert.deepEqual([status, error], [1, '']);
    assert.deepEqual(masked(out).split('\n'), [
      'Counter',
      '',
      'scenario "system", 50 random runs of up to 20 steps (seed 1); not exhaustive',
      '  ✗ Small breaks in 3 steps: Node takes the action count (found in 50 of 50 runs; the shortest has seed 1)',
      '  ? No violation of Large in 50 random runs of up to 20 steps (seed 1); not exhaustive',
      '  – Ends is not judged by sampling: it is asked of runs that go on for ever',
      '  ? Nothing has gone wrong in 50 random runs of up to 20 steps (seed 1); not exhaustive',
      '',
      '  10 distinct states seen, none of them new in the last 5 runs',
      '  50 runs came to an end · 9 steps at most',
      '  # s · 450 steps · # steps/s',
      '',
      '  no run came across',
      '    line 5:3   action reset of Node: never taken',
      '    line 9:33  the condition of Large: never true',
      '',
      '  Small: counterexample, 3 steps',
      '    1. act count at Node  line 4',
      '    2. act count at Node  line 4',
      '    3. act count at Node  line 4',
      '    the whole run: lightcone sample --runs 1 --seed 1 --steps-max 20 --scenario "system" -',
      '',
      '1 scenario · 50 runs · something wrong in 1 scenario · not exhaustive',
      '',
    ]);
  });

  it('is painted without moving a column', async () => {
    const argv = ['sample', '-', '--runs', '20'];
    const plain = await runHere(argv, { input: COUNTER });
    const painted = await runHere(argv, { input: COUNTER, columns: 100 });
    assert.notEqual(painted.out, plain.out);
    assert.equal(masked(stripVTControlCharacters(painted.out)), masked(plain.out));
  });

  it('shows one run step by step, the same that the many have shown', async () => {
    const argv = ['sample', PAXOS, '--scenario', 'half is not a majority', '--runs', '300'];
    const { status, out } = await runHere(argv);
    assert.equal(status, 0, 'an `expect` line awaits the violation');
    const [, command = ''] = /the whole run: lightcone (.*)$/m.exec(out) ?? [];
    const again = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? '');
    const one = await runHere(again);
    assert.equal(one.status, 0);
    const [sentence = ''] = /Agreement breaks in \d+ steps: [^(]*/.exec(out) ?? [];
    assert.ok(sentence !== '' && one.out.includes(sentence));
    assert.match(one.out, /^0\. /m);
    assert.match(one.out, /^ *\d+\. /m);
  });

  it('says of probabilistic concurrency testing what it promises, for what was measured', async () => {
    const argv = ['sample', PAXOS, '--scenario', 'reliable network', '--runs', '100', '--pct'];
    const { status, out } = await runHere(argv);
    assert.equal(status, 0);
    assert.match(
      out,
      /^scenario "reliable network", 100 PCT runs of depth 3 of up to 200 steps \(seed 1\); not exhaustive$/m,
    );
    assert.match(
      out,
      /^ {2}What takes no more than 3 of the first (\d+) events in a certain order shows in a run with a probability of at least 1 in [\d,]+ \(\d+ chains of events at most\), in 100 runs with [\d.]+ %; less where it also takes certain failures or choices\.$/m,
    );
    const [scenario] = (await output([...argv.slice(1), '5'])).scenarios;
    const { depth, chains, events, perRun, overall } = scenario?.guarantee ?? assert.fail();
    assert.equal(depth, 5);
    assert.equal(perRun, 1 / (chains * events ** 4));
    assert.ok(overall > perRun && overall < 1);
  });

  it('fails where a run contradicts an expectation, and not for what it has not found', async () => {
    const system = 'scenario "s" { Node: 1';
    const expecting = (lines: string): string =>
      COUNTER.replace('system { Node: 1 }', '').concat(`${system}\n${lines}\n}\n`);
    const cases: readonly (readonly [string, number, readonly string[]])[] = [
      ['expect Small fails', 0, []],
      ['expect Small fails in 3 steps', 0, []],
      ['expect Small holds', 1, ['Small holds']],
      ['expect Large holds', 0, []],
      ['expect Large fails', 0, []],
      ['expect no deadlock', 1, ['no deadlock']],
      ['expect no error', 0, []],
      ['expect 5 states', 1, ['5 states']],
      ['expect 500 states', 0, []],
    ];
    for (const [line, status, refuted] of cases) {
      const found = await runHere(['sample', '-', '--json', '--runs', '20'], { input: expecting(line) });
      assert.equal(found.status, status, line);
      const [scenario] = (JSON.parse(found.out) as SampleOutput).scenarios;
      assert.deepEqual(
        scenario?.refuted.map(({ text }) => text),
        refuted,
      );
      assert.equal(scenario.asExpected, status === 0);
    }
  });

  it('prints JSON as its schema says, for every example and both kinds of runs', async () => {
    const schema = JSON.parse(readFileSync('docs/sample-report.schema.json', 'utf8')) as Schema;
    const few = ['--runs', '5', '--steps-max', '30'];
    const counter = await runHere(['sample', '--json', '-'], { input: COUNTER });
    const outputs = [counter];
    for (const { file } of shippedExamples()) {
      for (const kind of [[], ['--pct']]) outputs.push(await runHere(['sample', '--json', file, ...few, ...kind]));
    }
    let violated = 0;
    for (const { status, out, error } of outputs) {
      assert.ok(status === 0 || status === 1);
      assert.equal(error, '');
      const json = JSON.parse(out) as Json;
      assert.deepEqual(schemaViolations(schema, json), []);
      const { scenarios } = json as unknown as SampleOutput;
      for (const { properties } of scenarios) {
        for (const { verdict, kind } of properties) {
          if (verdict === 'violated') violated += 1;
          if (verdict === 'holds') assert.equal(kind, 'reachable');
        }
      }
    }
    assert.ok(violated > 50);
    assert.notDeepEqual(schemaViolations(schema, { ...(JSON.parse(counter.out) as object), exhaustive: true }), []);
  });

  it('is the same for the same seed and another for another', async () => {
    const ask = async (seed: string) => {
      const { scenarios } = await output([PAXOS, '--runs', '50', '--seed', seed]);
      return scenarios.map(scenario => ({ ...scenario, elapsedMs: 0 }));
    };
    assert.deepEqual(await ask('9'), await ask('9'));
    assert.notDeepEqual(await ask('9'), await ask('10'));
  });

  it('keeps what is known when it is interrupted', async () => {
    const { status, out } = await runHere(['sample', PAXOS], { interrupted: true });
    assert.equal(status, 130);
    assert.match(out, /^not sampled: "reliable network", /m);
    const running = start(['sample', PAXOS, '--runs', '900M', '--scenario', 'half is not a majority']);
    // It listens for Ctrl-C before it says anything.
    await new Promise(said => running.process.stdout?.once('data', said));
    running.process.kill('SIGINT');
    const finished = await running.finished;
    assert.equal(finished.status, 130);
    assert.match(finished.out, /runs? of up to 200 steps \(seed 1\), cut short by you; not exhaustive/);
  });

  it('shows how far it is to who watches', async () => {
    const { error } = await runHere(['sample', PAXOS, '--runs', '3000'], { columns: 120 });
    assert.match(error, /"reliable network" · [\d,]+ of 3,000 runs · [\d,]+ steps\/s · [\d,]+ states/);
  });

  it('refuses what makes no sense', async () => {
    for (const wrong of [
      ['--runs', '0'],
      ['--pct', '0'],
      ['--pct', '17'],
      ['--seed', '-1'],
      ['--steps-max', '0'],
    ]) {
      const { status, out, error } = await runHere(['sample', PAXOS, ...wrong]);
      assert.deepEqual([status, out], [2, ''], wrong.join(' '));
      assert.match(error, /whole number/);
    }
    assert.equal((await runHere(['sample', '-'], { input: 'protocol' })).status, 2);
    assert.equal((await runHere(['sample', PAXOS, '--scenario', 'none'])).status, 2);
  });
});
