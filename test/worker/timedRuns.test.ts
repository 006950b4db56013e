import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { blockingCommitText, exampleText } from '../support/protocols.ts';
import { AROUND, createEngine } from './asking.ts';

const SUBJECT = { text: blockingCommitText(), scenario: 'everything at once' };

describe('Timed runs of the engine', () => {
  it('are executions with times and clocks, and say what they are drawn from', async () => {
    const engine = createEngine();
    const answer = await engine.execution(SUBJECT, { kind: 'timed', seed: 35 });
    assert(answer.ok);
    const { timed, steps, lanes, origin, headline } = answer.value;
    assert.deepEqual(origin, { kind: 'timed', seed: 35 });
    assert.equal(timed?.atMs.length, steps.length);
    assert(timed.clocks.every(readings => readings.length === lanes.length));
    assert.match(headline, / Nothing is left to happen after [\d.]+ ms\.$/);
    assert.match(timed.assumptions.join('\n'), /Failures are accelerated: each strikes about once in the [\d.]+ ms/);
    assert.match(
      timed.assumptions.join('\n'),
      /Crash: once in .* in the field once in 6 months for each node \(Dean 2009\)\./,
    );
    const field = await engine.execution(SUBJECT, { kind: 'timed', seed: 35, options: { faults: 1 } });
    assert(field.ok);
    assert.match(field.value.timed?.assumptions.join('\n') ?? '', /Failures strike as often as in the field\./);
    assert(
      field.value.steps.every(({ fault }) => !fault),
      'no machine crashes within a second',
    );
  });

  it('are summarised in slices while other questions are answered', async () => {
    const engine = createEngine();
    let ended = false;
    const summary = engine.timedSummary(7, SUBJECT, { firstSeed: 1, runs: 2000 }).finally(() => (ended = true));
    await AROUND.pause();
    assert.equal(engine.outline(SUBJECT.text)?.protocol, 'TwoPhaseCommit');
    assert.equal(ended, false);
    const answer = await summary;
    assert(answer.ok);
    const { runs, properties, failures, latencies } = answer.value;
    assert.equal(runs, 2000);
    assert.deepEqual(
      properties.map(({ name, kind }) => [name, kind]),
      [
        ['Agreement', 'invariant'],
        ['Termination', 'finally'],
        ['Commit', 'reachable'],
        ['error', 'error'],
      ],
    );
    assert.deepEqual(
      failures.map(({ name }) => name),
      ['message lost', 'message duplicated', 'crash', 'restart'],
    );
    assert.deepEqual(
      latencies.map(({ message }) => message),
      ['Prepare', 'Vote', 'Decide'],
    );
  });

  it('answer what had been drawn when they are cancelled', async () => {
    const engine = createEngine();
    const summary = engine.timedSummary(8, SUBJECT, { firstSeed: 1, runs: 1_000_000 });
    while (engine.timedProgress(8) === 0) await AROUND.pause();
    engine.cancel(8);
    const answer = await summary;
    assert(answer.ok && answer.value.runs > 0 && answer.value.runs < 1_000_000);
    assert.equal(engine.timedProgress(8), 0);
  });

  it('take their rates as they are asked for', async () => {
    const engine = createEngine();
    const options = { rates: { loss: { share: 1 } }, latency: { lowMs: 5, highMs: 6 } };
    const answer = await engine.timedSummary(9, SUBJECT, { firstSeed: 1, runs: 20, options });
    assert(answer.ok);
    assert.equal(answer.value.failures[0]?.met.value, 1);
    assert((answer.value.latencyMs?.p50 ?? 0) >= 5);
    assert.match(answer.value.assumptions.join('\n'), /A message takes 5 ms to 6 ms, as was asked for\./);
    assert.match(answer.value.assumptions.join('\n'), /Message lost: 100 % of messages, as was asked for\./);
  });

  it('of a text that does not parse are refused', async () => {
    const engine = createEngine();
    const answer = await engine.timedSummary(1, { text: 'protocol', scenario: 'x' }, { firstSeed: 1, runs: 1 });
    assert(!answer.ok && answer.refusal.code === 'does-not-parse');
  });

  it('do not count as a message what a node learns of its own connection', async () => {
    const engine = createEngine();
    const subject = { text: exampleText('tcp-reset'), scenario: 'the client sends again' };
    const answer = await engine.timedSummary(1, subject, { firstSeed: 1, runs: 200 });
    assert(answer.ok);
    const { failures, latencies } = answer.value;
    assert((failures.find(({ kind }) => kind === 'reset')?.met.count ?? 0) > 0, 'connections reset');
    const outline = subject.text.match(/^message \w+/gm)?.map(line => line.replace('message ', '')) ?? [];
    for (const { message } of latencies) assert(outline.includes(message), message);
  });

  it('speak of clocks only where something is measured by them', async () => {
    const engine = createEngine();
    const assumed = async (text: string, scenario: string): Promise<string> => {
      const answer = await engine.execution({ text, scenario }, { kind: 'timed', seed: 1 });
      assert(answer.ok);
      return answer.value.timed?.assumptions.join('\n') ?? '';
    };
    assert.doesNotMatch(await assumed(SUBJECT.text, SUBJECT.scenario), /clocks/);
    const measured = SUBJECT.text.replace('start giveUp', 'start giveUp after 5ms');
    assert.match(await assumed(measured, SUBJECT.scenario), /Half of all clocks are wrong by more than/);
    assert.match(await assumed(exampleText('lease-lock'), 'nothing fails'), /A tick of the scenario's clock takes/);
  });
});
