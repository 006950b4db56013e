import { describe, it } from 'mocha';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import type { ExecutionView } from '../../src/contract/execution.ts';
import type { CheckOutput } from '../../src/cli/checkJson.ts';
import { shippedExamples } from '../support/protocols.ts';
import { runHere } from './fakeTerminal.ts';
import { schemaViolations } from './jsonSchema.ts';
import { masked } from './lightcone.ts';

const examples = shippedExamples().map(({ file }) => file);

type Schema = Parameters<typeof schemaViolations>[0];
type Json = Parameters<typeof schemaViolations>[1];

/** Two nodes that count without end. */
/** Who asks again and again, without end. */
const RETRIES = `protocol Retries
message Ask
role Client { timer retry on start { start retry } on retry { send Ask to Server start retry } }
role Server { var asked: bool = false on Ask { asked = true } }
system { Client: 1 Server: 1 }
invariant True: true
`;

const endless = `protocol Endless
role Counter { var count: int = 0  action more { count += 1 } }
system { Counter: 2 }
invariant Small: all c in Counter: c.count < 1000
`;

describe('matrix', () => {
  it('prints a row for each failure and succeeds whatever it finds', async () => {
    const { status, out, error } = await runHere([
      'matrix',
      '--states-max',
      '2k',
      'examples/replication/primary-backup.cone',
    ]);
    assert.deepEqual([status, error], [0, '']);
    assert.match(out, /^PrimaryBackup\nscenario "asynchronous replication", /);
    assert.match(out, /^Nothing goes wrong .*holds/m);
    assert.match(out, /^One crash .*breaks in 4/m);
    assert.match(out, /The scenario has no clock\./);
  });

  it('prints JSON as its schema says, for every example and every kind of end', async () => {
    const schema = JSON.parse(readFileSync('docs/matrix-report.schema.json', 'utf8')) as Schema;
    const runs = [
      ...examples.map(file => runHere(['matrix', '--json', '--states-max', '200', file])),
      runHere(['matrix', '--json', '--depth-max', '2', 'examples/consensus/paxos.cone']),
      runHere(['matrix', '--json', '-', '--states-max', '50'], { input: endless }),
      runHere(['matrix', '--json', '-', '--copies-max', '1'], { input: RETRIES }),
    ];
    for (const { status, out } of await Promise.all(runs)) {
      assert.equal(status, 0);
      assert.deepEqual(schemaViolations(schema, JSON.parse(out) as Json), []);
    }
  });

  it('keeps what is known when it is interrupted', async () => {
    const { status, out } = await runHere(['matrix', 'examples/consensus/paxos.cone'], { interrupted: true });
    assert.equal(status, 130);
    assert.match(out, /^Nothing goes wrong +\? not explored/m);
  });

  it('is refused like every command where the scenario or the file is wrong', async () => {
    const unknown = await runHere(['matrix', '--scenario', 'no such', 'examples/consensus/paxos.cone']);
    assert.deepEqual([unknown.status, unknown.out], [2, '']);
    assert.match(unknown.error, /There is no scenario "no such"/);
    assert.equal((await runHere(['matrix', '-'], { input: 'protocol' })).status, 2);
    assert.equal((await runHere(['matrix', '--states-max', 'many', 'examples/consensus/paxos.cone'])).status, 2);
  });
});

describe('check', () => {
  it('prints JSON as its schema says, for every example and every kind of end', async () => {
    const schema = JSON.parse(readFileSync('docs/check-report.schema.json', 'utf8')) as Schema;
    const runs = [
      ...examples.map(file => runHere(['check', '--json', '--states-max', '2k', file])),
      runHere(['check', '--json', '--depth-max', '3', 'examples/consensus/paxos.cone']),
      runHere(['check', '--json', 'examples/consensus/paxos.cone'], { interrupted: true }),
      runHere(['check', '--json', '-', '--states-max', '50'], { input: endless }),
      runHere(['check', '--json', '-', '--copies-max', '1'], { input: RETRIES }),
    ];
    for (const { out } of await Promise.all(runs))
      assert.deepEqual(schemaViolations(schema, JSON.parse(out) as Json), []);
  });

  it('says what it found in JSON', async () => {
    const { status, out, error } = await runHere(['check', '--json', 'examples/replication/primary-backup.cone']);
    assert.deepEqual([status, error], [0, '']);
    const { file, scenarios } = JSON.parse(out) as CheckOutput;
    assert.equal(file, 'examples/replication/primary-backup.cone');
    assert.deepEqual(
      scenarios.map(({ name, complete, limit }) => [name, complete, limit]),
      [
        ['asynchronous replication', true, null],
        ['synchronous replication', true, null],
        ['asynchronous replication, nothing fails', true, null],
      ],
    );
    assert.deepEqual(scenarios[0]?.properties[0], {
      name: 'NoLostWrite',
      kind: 'invariant',
      verdict: 'violated',
      steps: 4,
      lasso: null,
      sentence: 'NoLostWrite breaks in 4 steps: Primary crashes',
      notes: [],
    });
    assert.deepEqual(scenarios[0].expectations[0], { text: 'NoLostWrite fails in 4 steps', met: true });
  });

  it('says last what no scenario of the file uses, and nothing of that of one scenario alone', async () => {
    const input =
      `${endless.replace('count += 1', 'count = 1')}scenario "a" { }\nscenario "b" { Counter: 3 }\n`.replace(
        'role Counter {',
        'role Counter { action rest when count > 1 { count = 0 } ',
      );
    const { out } = await runHere(['check', '-'], { input });
    assert.match(out, /\n\nhints\n {2}line 2:16 {2}The action rest is never possible\.\n\n2 scenarios\n$/);
    const json = JSON.parse((await runHere(['check', '--json', '-'], { input })).out) as CheckOutput;
    assert.deepEqual(json.hints, [
      { code: 'action-never-taken', text: 'The action rest is never possible.', line: 2, column: 16 },
    ]);
    assert.doesNotMatch((await runHere(['check', '--scenario', 'a', '-'], { input })).out, /^hints$/m);
    assert.doesNotMatch((await runHere(['check', '--depth-max', '1', '-'], { input })).out, /^hints$/m);
  });

  it('a bound that is reached is a result that says so, and nothing holds', async () => {
    const states = await runHere(['check', '-', '--states-max', '50'], { input: endless });
    assert.equal(states.status, 0);
    assert.match(states.out, /\? No violation of Small in the first 50 states/);
    assert.match(states.out, /stopped at the bound of 50 states\n/);
    const depth = await runHere(['check', '-', '--depth-max', '3'], { input: endless });
    assert.match(depth.out, /10 distinct states .* depth 3 · stopped at the bound of 3 steps\n/);
    assert.doesNotMatch(states.out + depth.out, /✓/);
  });

  it('ends a check of who sends the same for ever, and says what to do', async () => {
    const usual = await runHere(['check', '-'], { input: RETRIES });
    // From none to 9 in flight, with and without one that arrived.
    assert.match(
      usual.out,
      /\n {2}20 distinct states .* goes no further where more than 8 equal messages are in flight: Ask from Client to Server\n/,
    );
    assert.match(usual.out, /\n {2}Bound how often it is sent, or write `duplicates: any`/);
    assert.match(usual.out, /\? No violation of True in the 20 states found/);
    assert.match(
      (await runHere(['check', '--copies-max', '1', '-'], { input: RETRIES })).out,
      /\n {2}6 distinct states/,
    );
    assert.match((await runHere(['matrix', '--copies-max', '1', '-'], { input: RETRIES })).out, /\? 6 states/);
    const ordered = RETRIES.replace('Server: 1 }', 'Server: 1 network { order: fifo } }');
    assert.match((await runHere(['check', '-'], { input: ordered })).out, /\n {2}Bound how often it is sent\.\n/);
    const set = RETRIES.replace('Server: 1 }', 'Server: 1 network { duplicates: any } }');
    assert.match((await runHere(['check', '-'], { input: set })).out, /✓ True holds in all 3 states/);
  });

  it('an expectation that a bound leaves open is not met', async () => {
    const input = `${endless}scenario "bounded" { expect Small holds }\n`;
    const { status, out } = await runHere(['check', '-', '--states-max', '50'], { input });
    assert.equal(status, 1);
    assert.match(out, /undecided {2}expect Small holds: /);
  });

  it('without expectations a violation is status 1', async () => {
    const input = endless.replace('< 1000', '< 3');
    const { status, out } = await runHere(['check', '-', '--states-max', '50'], { input });
    assert.equal(status, 1);
    assert.match(
      out,
      /✗ Small breaks in 3 steps[^]*Small: shortest counterexample, 3 steps\n {4}1\. act more at Counter 1 {2}line 2\n/,
    );
  });

  it('a scenario that cannot be set up is an error at its place', async () => {
    const input =
      'protocol P\nparam n = 2\nrole A { action a { stop } }\nsystem { A: n }\nscenario "none" { n = 0 - 1 }\n';
    const { status, out, error } = await runHere(['check', '-'], { input });
    assert.deepEqual([status, out], [2, '']);
    assert.match(error, /^<stdin>:\d+:\d+: error: .*\n\d \| .*\n +\| +\^/);
  });

  it('what would not come to an end goes wrong at its line', async () => {
    const input = 'protocol P\nrole A { action a {\nfor x in 0..9999999 { assert true } } }\nsystem { A: 1 }\n';
    const { status, out } = await runHere(['check', '-'], { input });
    assert.equal(status, 1);
    assert.match(out, /✗ The protocol goes wrong in 1 step: .* {2}line 3:10\n/);
    assert.match(out, /1 scenario · violations in 1 scenario without expectations\n$/);
  });

  it('a protocol that goes wrong shows how once, and a property that goes wrong how it does', async () => {
    const input = `protocol P role R { var n: 0..2 = 0 action inc { n += 1 } } system { R: 1 }
reachable G: false
reachable D: all r in R: 6 / (1 - r.n) == 0\n`;
    const { out } = await runHere(['check', '-'], { input });
    assert.match(out, /! G is not judged: the protocol goes wrong first: /);
    assert.doesNotMatch(out, /witness|G: /);
    assert.match(out, /\n {2}D: where it goes wrong, 1 step\n/);
    assert.match(out, /\n {2}error: shortest counterexample, 3 steps\n/);
    const json = JSON.parse((await runHere(['check', '-', '--json'], { input })).out) as CheckOutput;
    assert.deepEqual(
      json.scenarios[0]?.properties.map(({ name, verdict, steps }) => [name, verdict, steps]),
      [
        ['G', 'broken', null],
        ['D', 'broken', 1],
        ['error', 'violated', 3],
      ],
    );
  });

  it('where nothing can start there are no states, and nothing holds', async () => {
    const rest = 'system { R: 1 } invariant I: true\n';
    const blocked = `protocol P role R { var n: 0..1 = 0 on start { choose v in {0, 1} where v > 5 n = v } } ${rest}`;
    const none = await runHere(['check', '-'], { input: blocked });
    assert.equal(none.status, 1);
    assert.match(none.out, /! I is not judged: /);
    assert.match(
      none.out,
      /✗ The protocol goes wrong at the very start: Nothing can start: in the start of R a «choose»/,
    );
    assert.match(none.out, /\n {2}no states: nothing can start\n/);
    assert.doesNotMatch(none.out, /all explored|✓/);
    const failing = `protocol P role R { var n: 0..1 = 0 on start { n -= 1 } } ${rest}`;
    const wrong = await runHere(['check', '-'], { input: failing });
    assert.match(wrong.out, /goes wrong at the very start: n: -1 is not in 0\.\.1\./);
    assert.doesNotMatch(wrong.out, /all explored|✓/);
    const simulated = await runHere(['simulate', '-'], { input: blocked });
    assert.equal(simulated.status, 1);
    assert.match(simulated.error, /Nothing can start/);
  });

  it('a property about ends holds for want of any, and says so', async () => {
    const input = `protocol P role R { var lit: bool = false action flip { lit = !lit } } system { R: 1 }
finally F: false\n`;
    const { out } = await runHere(['check', '-'], { input });
    assert.match(out, /✓ F holds: in none of all 2 states is nothing left to happen\n/);
  });

  it('a single state is spoken of as one', async () => {
    const input = 'protocol P role R {} system { R: 1 } invariant I: true reachable G: false finally F: true\n';
    const { out } = await runHere(['check', '-'], { input });
    assert.match(out, /✓ I holds in the only state there is\n/);
    assert.match(out, /✗ G never comes true: not in the only state there is\n/);
    assert.match(out, /✓ Nothing goes wrong in the only state there is\n/);
  });

  it('a file that is too long or nests too deeply is refused at its place', async () => {
    const long = await runHere(['check', '-'], { input: 'protocol P // '.repeat(80_000) });
    assert.deepEqual([long.status, long.out], [2, '']);
    assert.match(long.error, /^<stdin>:1:1: error: This file is longer than /);
    const deep = await runHere(['check', '-'], { input: `protocol P\ninvariant I: ${'('.repeat(100_000)}` });
    assert.deepEqual([deep.status, deep.out], [2, '']);
    assert.match(deep.error, /^<stdin>:2:\d+: error: This nests more than \d+ levels deep\.\n2 \| \(+\n/);
  });

  it('an unknown scenario is an error that lists those there are', async () => {
    const { status, out, error } = await runHere([
      'check',
      'examples/replication/primary-backup.cone',
      '--scenario',
      'x',
    ]);
    assert.deepEqual([status, out], [2, '']);
    assert.match(
      error,
      /There is no scenario "x"; the file has "asynchronous replication", "synchronous replication" and "/,
    );
  });

  it('warnings are shown and change nothing', async () => {
    const input = endless.replace('count: int = 0 ', 'count: int = 0  var unread: bool = false ');
    const { status, out, error } = await runHere(['check', '-', '--states-max', '50'], { input });
    assert.equal(status, 0);
    assert.match(error, /^<stdin>:2:\d+: warning: .*unread/);
    assert.match(out, /1 scenario/);
  });

  it('Ctrl-C leaves the scenarios that were not begun', async () => {
    const { status, out } = await runHere(['check', 'examples/replication/primary-backup.cone'], { interrupted: true });
    assert.equal(status, 130);
    assert.match(out, /\nnot checked: "asynchronous replication", "synchronous replication" and ".*"\n/);
  });

  it('colour and progress come with a terminal, and say nothing of their own', async () => {
    const argv = ['check', 'test/fixtures/oracles/two-phase-commit.cone', '--scenario', '6'];
    const plain = await runHere(argv);
    const watched = await runHere(argv, { columns: 60 });
    assert.equal(plain.error, '');
    assert.equal(masked(stripVTControlCharacters(watched.out)), masked(plain.out));
    assert.notEqual(watched.out, stripVTControlCharacters(watched.out));
    assert.match(watched.error, /^(\r\u001b\[2K"6" · [\d,]+ states? · [^\r]*)+\r\u001b\[2K$/);
    assert.ok(watched.error.split('\r\u001b[2K').every(line => line.length < 60));
  });
});

describe('simulate', () => {
  it('the run is a function of the seed', async () => {
    const runs = await Promise.all(
      [1, 2, 3, 4, 5].map(seed =>
        runHere(['simulate', 'examples/leader-election/ring-election.cone', '--seed', String(seed)]),
      ),
    );
    assert.ok(new Set(runs.map(({ out }) => out.split('\n').slice(1).join('\n'))).size > 1);
    assert.deepEqual(
      await runHere(['simulate', 'examples/leader-election/ring-election.cone', '--seed', '1']),
      runs[0],
    );
  });

  it('says at which step a property breaks first, and goes on', async () => {
    const input = `protocol P role R { var n: 0..5 = 0 action inc when n < 5 { n += 1 } } system { R: 1 }
invariant Low: all r in R: r.n < 2
scenario "a" { expect Low fails }\n`;
    const { out } = await runHere(['simulate', '-', '--seed', '3'], { input });
    assert.match(out, /^A random run to quiescence in 5 steps, seed 3; Low breaks at step 2\.\n/);
    assert.match(out, /\n2\. .*\. This breaks Low\.\n/);
    assert.equal(out.split('This breaks').length, 2);
    const json = await runHere(['simulate', '-', '--json', '--seed', '3'], { input });
    const view = JSON.parse(json.out) as ExecutionView;
    assert.deepEqual(view.verdict, { property: 'Low', kind: 'violated', step: 2 });
    assert.deepEqual(
      view.events.filter(({ violation }) => violation).map(({ step }) => step),
      [2],
    );
  });

  it('ends after the steps it may take', async () => {
    const { out } = await runHere(['simulate', '-', '--seed', '1', '--steps-max', '3'], { input: endless });
    assert.match(out, /\n3\. .*\n.*\n$/);
    const json = await runHere(['simulate', '-', '--json', '--steps-max', '3'], { input: endless });
    assert.equal((JSON.parse(json.out) as { steps: unknown[] }).steps.length, 4);
  });
});

describe('render', () => {
  it('draws every example, whichever execution', async () => {
    for (const file of examples) {
      const { status, out } = await runHere(['render', file, '--seed', '5']);
      assert.equal(status, 0);
      assert.match(out, /^<svg [^]*<\/svg>\n$/);
    }
  });

  it('what has no counterexample has no picture', async () => {
    const { status, out, error } = await runHere([
      'render',
      'examples/leader-election/ring-election.cone',
      '--property',
      'OneLeader',
    ]);
    assert.deepEqual([status, out], [1, '']);
    assert.match(error, /There is nothing to draw\. OneLeader holds in all 39 states/);
    const unknown = await runHere(['render', 'examples/leader-election/ring-election.cone', '--property', 'Nobody']);
    assert.deepEqual([unknown.status, unknown.out], [2, '']);
    assert.match(
      unknown.error,
      /There is no property Nobody; there are OneLeader, EverybodyKnows, error and deadlock\./,
    );
  });
});

describe('whatever is said to the command line', () => {
  /** A complaint has a place in the file, or names the file or the program. */
  const complaint = /^(.+:\d+:\d+: (error|warning): |.+: error: |Usage: )/;

  it('any bytes are checked, or refused with a place', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async input => {
        const { status, out, error } = await runHere(['check', '-'], { input });
        assert.deepEqual([status, out], [2, '']);
        assert.match(error, complaint);
      }),
      { numRuns: 60 },
    );
  });

  it('a damaged protocol is checked, or refused with a place', async () => {
    const texts = examples.map(file => readFileSync(file, 'utf8'));
    const damage = fc.record({
      text: fc.constantFrom(...texts),
      from: fc.nat(5000),
      length: fc.nat(40),
      instead: fc.oneof(fc.constantFrom('', '}', '{', '0', '-1', '99999999999', 'some', 'int', '()'), fc.string()),
    });
    await fc.assert(
      fc.asyncProperty(damage, async ({ text, from, length, instead }) => {
        const start = from % text.length;
        const input = text.slice(0, start) + instead + text.slice(start + length);
        const { status, out, error } = await runHere(['check', '-', '--states-max', '100', '--json'], { input });
        if (status === 2) assert.match(error, complaint);
        else assert.equal((JSON.parse(out) as CheckOutput).file, '-');
      }),
      { numRuns: 60 },
    );
  }).timeout(60_000);

  it('any arguments are obeyed, or refused', async () => {
    const word = fc.oneof(
      fc.constantFrom('check', 'simulate', 'render', '--json', '--scenario', '--seed', '--steps-max', '--states-max'),
      fc.constantFrom(
        '--theme',
        'dark',
        '--property',
        'NoLostWrite',
        '3',
        '-',
        'examples/replication/primary-backup.cone',
      ),
      fc.string(),
    );
    // A file that is written to is not for random names.
    const argv = fc.array(word, { maxLength: 7 }).filter(words => !words.some(each => each.startsWith('--o')));
    await fc.assert(
      fc.asyncProperty(argv, async words => {
        const { status, out, error } = await runHere(words, { input: endless });
        assert.ok([0, 1, 2].includes(status ?? -1));
        if (status === 2) assert.match(error, /error: |^Usage: /);
        else assert.notEqual(out + error, '');
      }),
      { numRuns: 150 },
    );
  }).timeout(60_000);
});
