import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { stepText } from '../../../src/model/labels.ts';
import type { Step, Transition } from '../../../src/model/state.ts';
import type { System } from '../../../src/model/system.ts';
import { keyOf } from '../../../src/model/values.ts';
import { execute } from '../../../src/semantics/execute.ts';
import { isQuiescent } from '../../../src/semantics/quiescence.ts';
import { failureOf } from '../../../src/simulator/timed/failureOf.ts';
import type { TimedRun } from '../../../src/simulator/timed/timedRun.ts';
import { traceOf } from '../../../src/trace/record.ts';
import { arbitraryProtocol } from '../../support/arbitraryProtocol.ts';
import { exampleText, systemOf } from '../../support/protocols.ts';
import { runOf, runsOf, SETTINGS } from './support.ts';

function check(assertRun: (system: System, run: TimedRun) => void, numRuns = 60): void {
  fc.assert(
    fc.property(arbitraryProtocol, fc.integer({ min: 0, max: 1_000_000 }), (text, seed) => {
      const system = systemOf(text);
      const run = runsOf(system)(seed);
      if (run !== undefined) assertRun(system, run);
    }),
    { numRuns },
  );
}

function taken({ execution }: TimedRun): readonly Transition[] {
  return [execution.start, ...execution.transitions];
}

function timesOf(run: TimedRun, isMeant: (step: Step) => boolean): readonly number[] {
  return taken(run).flatMap(({ step }, i) => (isMeant(step) ? [run.atMs[i]!] : []));
}

const STREAM = `
protocol Stream
message Item(n: 0..4)
role Sender { on start { for n in 0..4 { send Item(n) to all Receiver } } }
role Receiver { on Item(n) { } }
system { Sender: 1  Receiver: 1  network { order: fifo } }
`;

const EVERYTHING = `
protocol Everything
message Ask
message Answer(yes: bool)
role Client {
  var yes: 0..3 = 0
  on start { send Ask to all Server  start retry after 3..4ms }
  timer retry
  on retry when yes == 0 { send Ask to all Server  start retry after 3..4ms }
  on Answer(yes: true) { yes = min(3, yes + 1) }
}
role Server {
  on Ask from c { either { reply Answer(true) } or { reply Answer(false) } }
}
system {
  Client: 1
  Server: 2
  network { loss: 1  duplicates: 1 }
  faults { crash: 1  recover: 1  partition: 1 }
}
`;

describe('A timed run', () => {
  it('is an ordinary execution of its schedule', () => {
    check((system, { schedule, execution }) => {
      const again = execute(system, schedule);
      assert(again.ok);
      assert.deepEqual(again.value, execution);
    });
  });

  it('is a pure function of its seed, whatever was run before', () => {
    fc.assert(
      fc.property(arbitraryProtocol, fc.nat(1000), (text, seed) => {
        const runs = runsOf(systemOf(text));
        const first = runs(seed);
        runs(seed + 1);
        assert.deepEqual(runs(seed), first);
        assert.deepEqual(runsOf(systemOf(text))(seed), first);
      }),
      { numRuns: 30 },
    );
  });

  it('has a time and the clocks of all nodes for each step, and times never decrease', () => {
    check((system, run) => {
      assert.equal(run.atMs.length, run.schedule.length);
      assert.equal(run.clocks.length, run.schedule.length);
      assert(run.clocks.every(readings => readings.length === system.instance.nodes.length));
      assert(run.atMs.every((ms, i) => ms >= (run.atMs[i - 1] ?? 0) && ms <= SETTINGS.runMs));
      assert(run.schedule.length <= SETTINGS.stepsMax + 1);
    });
  });

  it('delivers no message before it was sent', () => {
    check((system, run) => {
      const { messages } = traceOf(system.instance, run.execution);
      for (const { sentStep, endStep } of messages) {
        if (endStep !== undefined) assert(run.atMs[sentStep]! <= run.atMs[endStep]!);
      }
      assert(run.deliveries.every(({ ms }) => ms >= 0));
    });
  });

  it('first in, first out delivers in the order in which was sent, however long each message takes', () => {
    const runs = runsOf(systemOf(STREAM), { latency: { kind: 'logNormal', medianMs: 1, sigma: 3 }, runMs: 1e9 });
    const unordered = runsOf(systemOf(STREAM.replace('fifo', 'any')));
    const orderOf = (run: TimedRun | undefined): string =>
      taken(run!)
        .map(({ step }) => (step.kind === 'deliver' ? step.envelope.fields.map(keyOf).join() : ''))
        .join('');
    for (let seed = 0; seed < 30; seed += 1) assert.equal(orderOf(runs(seed)), '01234');
    assert(Array.from({ length: 30 }, (_, seed) => orderOf(unordered(seed))).some(order => order !== '01234'));
  });

  it('meets no failure that the scenario does not switch on', () => {
    check((system, run) => {
      const kinds = new Set(system.instance.failures.map(({ kind }) => kind));
      for (const { step } of taken(run)) {
        const failure = failureOf(step);
        if (failure !== undefined) assert(kinds.has(failure), failure);
      }
      assert([...run.met].every(kind => kinds.has(kind)));
    });
  });

  it('ends where nothing is left but failures, unless its time or its steps are over', () => {
    const runs = runsOf(systemOf(exampleText('two-phase-commit'), 'everything at once'));
    const system = systemOf(exampleText('two-phase-commit'), 'everything at once');
    for (let seed = 0; seed < 50; seed += 1) {
      const run = runs(seed)!;
      assert.equal(run.end, 'quiescent');
      assert(isQuiescent(system, taken(run).at(-1)!.state));
    }
  });

  it('without failures is the same however often they would strike', () => {
    const system = systemOf(exampleText('two-phase-commit'), 'reliable network');
    assert.deepEqual(runOf(system, 3), runOf(system, 3, { faults: 1e9 }));
  });

  it('keeps what was drawn before the first failure when failures are switched off', () => {
    const system = systemOf(exampleText('two-phase-commit'), 'the coordinator dies');
    const [often, never] = [runOf(system, 5), runOf(system, 5, { faults: 0 })];
    const first = taken(often).findIndex(({ step }) => failureOf(step) !== undefined);
    assert(first > 0, 'this seed has a failure');
    assert.deepEqual(often.atMs.slice(0, first), never.atMs.slice(0, first));
    assert.equal(never.met.size, 0);
  });

  it('is the same for ever', () => {
    const system = systemOf(EVERYTHING);
    const run = runOf(system, 5);
    const lines = taken(run).map(({ step }, i) => `${run.atMs[i]!.toFixed(3)} ${stepText(system.instance, step)}`);
    assert.deepEqual(lines, EXPECTED);
  });
});

const TIMERS = `
protocol Timers
message Ping
role Server {
  var fired: 0..9 = 0
  on start { start soon after 10..20ms  start late after 100ms  send Ping to self }
  timer soon
  timer late
  on soon when fired < 5 { fired += 1  start soon after 10..20ms }
  on late { fired = 9 }
  on Ping { }
}
system { Server: 2 }
`;

describe('Durations of a timed run', () => {
  it('timers take what their start says, on the clock of their node', () => {
    const run = runOf(systemOf(TIMERS), 1);
    const soon = timesOf(run, step => step.kind === 'timer' && step.node === 0 && step.timer === 0);
    const gaps = soon.map((ms, i) => ms - (soon[i - 1] ?? 0));
    assert(gaps.length === 6 && gaps.every(ms => ms > 9.98 && ms < 20.02), gaps.join());
    const late = timesOf(run, step => step.kind === 'timer' && step.timer === 1);
    // 100 ms on clocks that are wrong by some hundred parts per million.
    assert(late.length === 2 && late.every(ms => ms !== 100 && Math.abs(ms - 100) < 0.1), late.join());
  });

  it('clocks run apart by their drift, from where they begin', () => {
    const exact = runOf(systemOf(TIMERS), 1, { driftPpm: 0, offsetMs: 0 });
    assert.deepEqual(
      exact.clocks,
      exact.atMs.map(ms => [ms, ms]),
    );
    const { clocks, atMs } = runOf(systemOf(TIMERS), 1);
    const ppm = (clocks.at(-1)![0]! - clocks[0]![0]!) / atMs.at(-1)! - 1;
    assert(Math.abs(ppm) > 1e-6 && Math.abs(ppm) < 1e-3);
  });

  it('messages take the delay that the file declares', () => {
    const system = systemOf(
      exampleText('two-phase-commit').replace('system {', 'system {\n  network { delay: 30..40ms }'),
    );
    for (let seed = 0; seed < 20; seed += 1) {
      const { deliveries } = runOf(system, seed);
      assert(deliveries.length > 0 && deliveries.every(({ ms }) => ms >= 30 && ms <= 40));
    }
  });
});

/** Written down once: what this seed gives must never change. */
const EXPECTED: readonly string[] = [
  '0.000 start',
  '0.532 deliver Ask from Client to Server 1 choosing branch 1',
  '0.716 duplicate Answer(true) from Server 1 to Client',
  '1.018 deliver Ask from Client to Server 2 choosing branch 1',
  '1.298 crash Server 1',
  '1.392 deliver Answer(true) from Server 1 to Client',
  '1.479 deliver Answer(true) from Server 1 to Client',
  '1.640 deliver Answer(true) from Server 2 to Client',
  '3.684 fire retry at Client',
  '4.638 partition {Server 1, Server 2}',
  '6.162 heal',
  '9.462 recover Server 1',
];
