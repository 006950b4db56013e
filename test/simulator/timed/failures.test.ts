import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { FailureKind } from '../../../src/model/scenario.ts';
import { execute } from '../../../src/semantics/execute.ts';
import { failureOf } from '../../../src/simulator/timed/failureOf.ts';
import type { TimedRun } from '../../../src/simulator/timed/timedRun.ts';
import { systemOf } from '../../support/protocols.ts';
import { runsOf } from './support.ts';

/** A client that asks both servers again and again; what may go wrong goes into the system block. */
function text(blocks: string): string {
  return `
protocol Asking
message Ask(n: 0..3)
message Answer(n: 0..3)
role Client {
  var asked: 0..3 = 0
  var answers: 0..9 = 0
  on start { send Ask(0) to all Server  start again after 2..3ms }
  timer again
  on again when asked < 3 { asked += 1  send Ask(asked) to all Server  start again after 2..3ms }
  on Answer(n) { answers = min(9, answers + 1) }
}
role Server {
  durable var last: 0..3 = 0
  durable var count: 0..9 = 0
  on Ask(n) from c { last = n  reply Answer(n)  count = min(9, count + 1) }
}
system {
  Client: 1
  Server: 2
  ${blocks}
}
`;
}

const CASES: readonly (readonly [FailureKind, string])[] = [
  ['loss', 'network { loss: 1 }'],
  ['duplicates', 'network { duplicates: 1 }'],
  ['duplicates', 'network { duplicates: any }'],
  ['duplicates', 'network { order: fifo  duplicates: any }'],
  ['corruptMessage', 'network { corrupt: 1 of Ask }'],
  ['reset', 'network { transport: tcp  reset: 1 }'],
  ['crash', 'faults { crash: 1 of Server }'],
  ['crash', 'faults { crash: 1 of Server midway }'],
  ['recover', 'faults { crash: 1  recover: 1 }'],
  ['partition', 'faults { partition: 1 }'],
  ['cut', 'faults { cut: 1 }'],
  ['stall', 'faults { stall: 1 of Server { Ask } }'],
  ['pause', 'faults { pause: 1 of Server }'],
  ['diskfail', 'faults { diskfail: 1 of Server }'],
  ['corruptState', 'faults { corrupt: 1 of Server.last }'],
  ['byzantine', 'faults { byzantine: 1 of Server }'],
  ['drift', 'clock { horizon: 12  skew: 1  drift: 1 }'],
  ['jump', 'clock { horizon: 12  skew: 1  jump: 1 }'],
  ['clockFail', 'clock { horizon: 12  skew: 1  fail: 1 }'],
];

const RUNS = 40;

function runsWith(blocks: string): readonly TimedRun[] {
  const runOf = runsOf(systemOf(text(blocks)), { stepsMax: 120, runMs: 60 });
  return Array.from({ length: RUNS }, (_, seed) => runOf(seed)!);
}

function strikes({ execution }: TimedRun, kind: FailureKind): number {
  return execution.transitions.filter(({ step }) => failureOf(step) === kind).length;
}

describe('Failures of timed runs', () => {
  for (const [kind, blocks] of CASES) {
    it(`${blocks}: strikes in many runs, and never more often than it may`, () => {
      const runs = runsWith(blocks);
      const meeting = runs.filter(run => run.met.has(kind)).length;
      assert(meeting >= RUNS / 5, `${meeting} of ${RUNS}`);
      assert(runs.every(run => strikes(run, kind) <= 1));
      const system = systemOf(text(blocks));
      assert(runs.slice(0, 10).every(({ schedule }) => execute(system, schedule).ok));
    });

    it(`${blocks}: with budget 0 never happens`, () => {
      const none = blocks.replace(
        /(loss|duplicates|corrupt|reset|crash|partition|cut|stall|pause|diskfail|byzantine|drift|jump|fail): (1|any)/,
        '$1: 0',
      );
      assert(runsWith(none).every(run => strikes(run, kind) === 0 && !run.met.has(kind)));
    });
  }

  it('a crash within a handler comes when the handler runs', () => {
    const crashes = runsWith('faults { crash: 1 of Server midway }').flatMap(({ execution }) =>
      execution.transitions.flatMap(({ step }) => (step.kind === 'crash' ? [step.midway !== undefined] : [])),
    );
    assert(crashes.includes(true) && crashes.includes(false));
  });

  it('what is paused or cut off goes on later', () => {
    const kindsAfter = (blocks: string): readonly string[] =>
      runsWith(blocks).flatMap(({ execution }) => execution.transitions.map(({ step }) => step.kind));
    assert(kindsAfter('faults { pause: 1 of Server }').includes('resume'));
    assert(kindsAfter('faults { partition: 1 }').includes('heal'));
    assert(kindsAfter('faults { cut: 1 }').includes('mend'));
  });

  it('a Byzantine node sends what it likes', () => {
    const steps = runsWith('faults { byzantine: 1 of Server }').flatMap(({ execution }) => execution.transitions);
    assert(steps.some(({ step }) => step.kind === 'forge'));
  });
});

describe('Clocks of timed runs', () => {
  it('tick as true time goes on', () => {
    for (const run of runsWith('clock { horizon: 12  skew: 0  tick: 2ms }')) {
      const ticks = run.execution.transitions.flatMap(({ step }, i) =>
        step.kind === 'tick' ? [run.atMs[i + 1]!] : [],
      );
      assert.deepEqual(
        ticks,
        Array.from({ length: ticks.length }, (_, i) => 2 * (i + 1)),
      );
      assert(ticks.length > 0);
    }
  });

  it('show what the node reads', () => {
    const [run] = runsWith('clock { horizon: 12  skew: 1  tick: 2ms }');
    const states = [run!.execution.start, ...run!.execution.transitions].map(({ state }) => state);
    states.forEach((state, step) => {
      const clock = state.locals[0]!.clock!;
      assert.equal(run!.clocks[step]![0], (clock.time + clock.offset) * 2);
    });
  });

  it('let rounds of a synchronous network come one after the other', () => {
    const runs = runsWith('network { timing: synchronous }');
    assert(runs.every(({ end }) => end === 'quiescent'));
    assert(runs.every(({ execution }) => execution.transitions.some(({ step }) => step.kind === 'round')));
    const later = runsWith('network { timing: eventually synchronous }');
    assert(later.some(({ execution }) => execution.transitions.some(({ step }) => step.kind === 'stabilise')));
  });
});
