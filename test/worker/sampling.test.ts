import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { present } from '../../src/base/assert.ts';
import type { SampledFinding, SampledProperty, SampleReport } from '../../src/contract/sample.ts';
import { SAMPLE_USUAL } from '../../src/contract/sample.ts';
import { sampledTrail } from '../../src/worker/sampledTrail.ts';
import { exampleText, systemOf } from '../support/protocols.ts';
import { AROUND, createEngine, valueOf } from './asking.ts';
import { COUNTERS, ENDLESS, OVERFLOWING } from './protocols.ts';

const PAXOS = { text: exampleText('paxos'), scenario: 'half is not a majority' };
const FEW = { ...SAMPLE_USUAL, runs: 200 };

function propertyOf({ properties }: SampleReport, name: string): SampledProperty {
  return present(
    properties.find(property => property.name === name),
    `the property ${name}`,
  );
}

function foundOf(report: SampleReport, name: string): SampledFinding {
  return present(propertyOf(report, name).found, `something was found of ${name}`);
}

describe('sampling', () => {
  it('says of every property what was found, and never that one holds', async () => {
    const engine = createEngine();
    const report = valueOf(await engine.sample(1, { text: COUNTERS, scenario: 'two counters' }, { ...FEW, runs: 50 }));
    const said = report.properties.map(({ name, verdict }) => [name, verdict]);
    assert.deepEqual(said, [
      ['Small', 'unknown'],
      ['NotBothFull', 'violated'],
      ['Upwards', 'unknown'],
      ['Full', 'unknown'],
      ['OneFull', 'holds'],
      ['Never', 'unknown'],
      ['error', 'unknown'],
    ]);
    const extent = '50 random runs of up to 200 steps (seed 1); not exhaustive';
    assert.equal(report.extent, extent);
    assert.equal(propertyOf(report, 'Small').sentence, `No violation of Small in ${extent}`);
    assert.equal(propertyOf(report, 'Never').sentence, `Never has not come true in ${extent}`);
    assert.match(
      propertyOf(report, 'NotBothFull').sentence,
      /^NotBothFull breaks in 4 steps: .* \(found in 50 of 50 runs; the shortest has seed 1\)$/,
    );
    assert.equal(propertyOf(report, 'NotBothFull').expectedToFail, true);
    assert.deepEqual([report.asExpected, report.refuted], [true, []]);
    assert.deepEqual([report.states.distinct, report.states.atLeast], [9, false]);
    assert.equal(report.states.sentence, '9 distinct states seen, none of them new in the last 5 runs');
    assert.deepEqual(report.unseen, []);
  });

  it('tells what an expectation contradicts', async () => {
    const engine = createEngine();
    const subject = { text: COUNTERS, scenario: 'three counters' };
    const report = valueOf(await engine.sample(1, subject, FEW));
    assert.equal(report.asExpected, false);
    assert.deepEqual(
      report.refuted.map(({ text }) => text),
      ['NotBothFull holds'],
    );
  });

  it('says that nothing was asked where no run came to an end', async () => {
    const engine = createEngine();
    const text = `${ENDLESS}\nfinally Ended: false\n`;
    const report = valueOf(await engine.sample(1, { text, scenario: 'no end' }, { ...FEW, runs: 3 }));
    assert.match(propertyOf(report, 'Ended').sentence, /^Ended was never asked: none came to an end of 3 random runs/);
    assert.equal(report.ends.steps, 3);
    assert.match(report.states.sentence, /of them new in the last \d runs?: still growing$/);
  });

  it('finds where the protocol goes wrong', async () => {
    const engine = createEngine();
    const scenario = /scenario "([^"]+)"/.exec(OVERFLOWING)?.[1] ?? 'system';
    const report = valueOf(await engine.sample(1, { text: OVERFLOWING, scenario }, FEW));
    const error = propertyOf(report, 'error');
    assert.match(error.sentence, /^The protocol goes wrong in \d+ steps?: /);
    const { seed, schedule } = foundOf(report, 'error');
    const view = valueOf(
      await engine.execution({ text: OVERFLOWING, scenario }, { kind: 'sampled', property: 'error', seed, schedule }),
    );
    assert.deepEqual([view.verdict?.property, view.verdict?.kind], ['error', 'violated']);
  });

  it('shows what it found as an execution, with where it comes from', async () => {
    const engine = createEngine();
    const report = valueOf(await engine.sample(1, PAXOS, FEW));
    const { seed, steps, schedule } = foundOf(report, 'Agreement');
    const wanted = { kind: 'sampled', property: 'Agreement', seed, schedule } as const;
    const view = valueOf(await engine.execution(PAXOS, wanted));
    assert.deepEqual(view.origin, { kind: 'sampled', property: 'Agreement', seed });
    assert.equal(view.steps.length, steps + 1);
    assert.equal(view.verdict?.property, 'Agreement');
    assert.match(
      view.headline,
      new RegExp(`^Agreement breaks in ${steps} steps: .* Found by sampling, seed ${seed}\\.$`),
    );
    const short = valueOf(await engine.execution(PAXOS, { kind: 'shortened', schedule }));
    assert.ok(short.steps.length <= view.steps.length);
    const reached = foundOf(report, 'ChoosesRed');
    const witness = { ...wanted, property: 'ChoosesRed', seed: reached.seed, schedule: reached.schedule };
    assert.equal(valueOf(await engine.execution(PAXOS, witness)).verdict?.kind, 'witness');
  });

  it('shows nothing that is not there any more', async () => {
    const engine = createEngine();
    const { seed, schedule } = foundOf(valueOf(await engine.sample(1, PAXOS, FEW)), 'Agreement');
    const ask = async (changes: { property?: string; schedule?: readonly number[]; scenario?: string }) => {
      const { scenario = PAXOS.scenario, ...others } = changes;
      const wanted = { kind: 'sampled', property: 'Agreement', seed, schedule, ...others } as const;
      const answer = await engine.execution({ ...PAXOS, scenario }, wanted);
      return answer.ok ? 'shown' : answer.refusal.message;
    };
    assert.equal(await ask({}), 'shown');
    assert.match(await ask({ schedule: schedule.slice(0, -1) }), /say nothing of Agreement any more/);
    for (const property of ['Gone', 'error', 'deadlock']) assert.match(await ask({ property }), /say nothing of/);
    assert.match(await ask({ schedule: [...schedule, 999] }), /cannot be taken any more/);
    assert.notEqual(await ask({ scenario: 'reliable network' }), 'shown');
  });

  it('goes on in slices while other questions are answered, and tells how far it is', async () => {
    const engine = createEngine();
    const sampling = engine.sample(7, PAXOS, { ...FEW, runs: 100_000_000 });
    while ((engine.sampleProgress(7)?.runs ?? 0) < 100) await AROUND.pause();
    assert.equal(engine.outline(PAXOS.text)?.protocol, 'Paxos');
    const progress = engine.sampleProgress(7);
    assert.ok(progress !== undefined && progress.steps > 100 && progress.distinctStates > 10);
    engine.cancel(7);
    const report = valueOf(await sampling);
    assert.equal(report.limit, 'cancelled');
    assert.ok(report.runs >= 100 && report.runs < 100_000_000);
    assert.match(report.extent, /, cut short by you; not exhaustive$/);
    assert.equal(engine.sampleProgress(7), undefined);
  });

  it('of what cannot be explored is refused', async () => {
    const engine = createEngine();
    const answer = await engine.sample(1, { text: 'protocol', scenario: 'x' }, FEW);
    assert.ok(!answer.ok && answer.refusal.code === 'does-not-parse');
    const unknown = await engine.sample(1, { ...PAXOS, scenario: 'none' }, FEW);
    assert.ok(!unknown.ok && unknown.refusal.code === 'no-such-scenario');
  });

  it('names what no run came across, but not what follows from something else', async () => {
    const engine = createEngine();
    const text = `protocol Quiet
message Ask
message Answer
role Client {
  var tries: 0..1 = 0
  timer retry
  action ask when tries == 0 { tries = 1  send Ask to all Server }
  action give when tries > 1 { start retry }
  on retry { send Ask to all Server }
  on Answer { tries = 0 }
}
role Server {
  on Ask when false { send Answer to all Client }
}
role Absent {
  action nobody { send Ask to all Server }
}
system { Client: 1  Server: 1  Absent: 0  network { loss: 1 } }
invariant Fine: all c in Client: c.tries > 1 => c.tries < 0
`;
    const report = valueOf(await engine.sample(1, { text, scenario: 'system' }, { ...FEW, runs: 1 }));
    assert.deepEqual(
      report.unseen.map(({ kind, text: said }) => [kind, said]),
      [
        ['message', 'message Answer: never in flight'],
        ['action', 'action give of Client: never taken'],
        ['handler', 'on retry of Client: never ran'],
        ['handler', 'on Ask of Server: never ran'],
        ['condition', 'the condition of Fine: never true'],
        ['failure', 'failure “message lost”: never struck'],
      ],
    );
    const more = valueOf(await engine.sample(2, { text, scenario: 'system' }, FEW));
    assert.ok(
      more.unseen.every(({ kind }) => kind !== 'failure'),
      'with more runs something is lost',
    );
  });

  it('leaves out what a violation does not need', async () => {
    const engine = createEngine();
    const subject = { text: exampleText('ring-election'), scenario: 'names are not compared' };
    const report = valueOf(await engine.sample(1, subject, { ...FEW, runs: 1, seed: 5 }));
    const { steps, schedule } = foundOf(report, 'OneLeader');
    const { entries, leftOut } = sampledTrail(systemOf(subject.text, subject.scenario), 'OneLeader', schedule);
    assert.equal(entries.length + leftOut, steps);
    assert.ok(entries.length > 0 && leftOut >= 0);
    const other = sampledTrail(systemOf(subject.text, subject.scenario), 'deadlock', schedule);
    assert.equal(other.leftOut, 0, 'of what is stuck every step may be needed');
  });
});
