import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { stepText } from '../../src/model/labels.ts';
import { isFault } from '../../src/model/state.ts';
import type { System } from '../../src/model/system.ts';
import { execute } from '../../src/semantics/execute.ts';
import { isQuiescent } from '../../src/semantics/quiescence.ts';
import { representativeRun } from '../../src/simulator/representative.ts';
import type { SimulatedRun } from '../../src/simulator/run.ts';
import { runToViolation } from '../../src/simulator/runToViolation.ts';
import { simulate } from '../../src/simulator/simulate.ts';
import { arbitraryProtocol } from '../support/arbitraryProtocol.ts';
import { exampleText, oracleText, systemOf } from '../support/protocols.ts';

function stepsOf(system: System, { execution }: SimulatedRun): readonly string[] {
  return execution.transitions.map(({ step }) => stepText(system.instance, step));
}

function simulated(system: System, seed: number, options: Parameters<typeof simulate>[2]): SimulatedRun {
  const run = simulate(system, seed, options);
  if (!run.ok) assert.fail(run.failure.message);
  return run.value;
}

describe('A random run', () => {
  const system = systemOf(exampleText('two-phase-commit'), 'everything at once');

  it('is the same for the same seed, and not for all seeds', () => {
    const runs = Array.from({ length: 20 }, (_, seed) => simulated(system, seed, { stepsMax: 30 }).schedule.join());
    assert.deepEqual(
      runs,
      Array.from({ length: 20 }, (_, seed) => simulated(system, seed, { stepsMax: 30 }).schedule.join()),
    );
    assert(new Set(runs).size > 10);
  });

  it('is an execution of its schedule, and has at most stepsMax steps', () => {
    fc.assert(
      fc.property(arbitraryProtocol, fc.integer(), fc.nat(20), (text, seed, stepsMax) => {
        const random = systemOf(text);
        const run = simulate(random, seed, { stepsMax });
        if (!run.ok) return;
        const again = execute(random, run.value.schedule);
        assert(again.ok);
        assert.deepEqual(again.value, run.value.execution);
        assert(run.value.schedule.length <= stepsMax + 1);
      }),
      { numRuns: 40 },
    );
  });

  it('goes on from a schedule', () => {
    const begun = simulated(system, 1, { stepsMax: 5 });
    const longer = simulated(system, 2, { stepsMax: 5, after: begun.schedule });
    assert.deepEqual(longer.schedule.slice(0, begun.schedule.length), begun.schedule);
    assert(longer.schedule.length > begun.schedule.length && longer.schedule.length <= begun.schedule.length + 5);
  });

  it('without faults ends when nothing is left, and has faults otherwise', () => {
    const faultCount = (preferNonFault: boolean): number =>
      Array.from({ length: 20 }, (_, seed) => {
        const { execution } = simulated(system, seed, { stepsMax: 200, preferNonFault });
        const last = (execution.transitions.at(-1) ?? execution.start).state;
        if (preferNonFault) assert(isQuiescent(system, last));
        return execution.transitions.filter(({ step }) => isFault(step)).length;
      }).reduce((a, b) => a + b);
    assert.equal(faultCount(true), 0);
    assert(faultCount(false) > 20);
  });

  it('is refused where there is no start, or the start itself goes wrong', () => {
    const nothing = systemOf(
      'protocol P role A { var x: int = 0 on start { choose y in {1} where y > 1  x = y } } system { A: 1 }',
    );
    const failing = systemOf('protocol P role A { var x: int = 0 on start { assert x == 1 } } system { A: 1 }');
    for (const refused of [simulate(nothing, 1, { stepsMax: 5 }), simulate(failing, 1, { stepsMax: 5 })])
      assert(!refused.ok);
    assert(!representativeRun(nothing, { stepsMax: 5 }).ok && !representativeRun(failing, { stepsMax: 5 }).ok);
  });
});

describe('The representative run', () => {
  it('is the one on the whiteboard: messages in the order sent, first alternatives, no timer that is not needed', () => {
    const system = systemOf(exampleText('two-phase-commit'), 'the coordinator dies');
    const run = representativeRun(system, { stepsMax: 50 });
    assert(run.ok);
    assert.deepEqual(stepsOf(system, run.value), [
      'deliver Prepare from Coordinator to Participant 1 choosing branch 1',
      'deliver Prepare from Coordinator to Participant 2 choosing branch 1',
      'deliver Prepare from Coordinator to Participant 3 choosing branch 1',
      'deliver Vote(true) from Participant 1 to Coordinator',
      'deliver Vote(true) from Participant 2 to Coordinator',
      'deliver Vote(true) from Participant 3 to Coordinator',
      'deliver Decide(committed) from Coordinator to Participant 1',
      'deliver Decide(committed) from Coordinator to Participant 2',
      'deliver Decide(committed) from Coordinator to Participant 3',
    ]);
  });

  it('lets nodes take turns, and fires a timer when nothing else is left', () => {
    const system = systemOf(`protocol P
role N { var x: 0..2 = 0 timer t on start { start t } on t { x = 0 } action a when x < 2 && x != 1 || x == 1 { x += 1 } }
system { N: 2 }`);
    const run = representativeRun(system, { stepsMax: 6 });
    assert(run.ok);
    assert.deepEqual(stepsOf(system, run.value), [
      'act a at N 1',
      'act a at N 2',
      'act a at N 1',
      'act a at N 2',
      'fire t at N 1',
      'act a at N 1',
    ]);
  });

  it('ends by itself where everything leads back to where it was, also on a network that never forgets', () => {
    const system = systemOf(`protocol P message M
role N { var on1: bool = false on start { send M to self } on M { on1 = !on1 } }
system { N: 1 network { duplicates: any } }`);
    const run = representativeRun(system, { stepsMax: 50 });
    assert(run.ok);
    assert.equal(run.value.execution.transitions.length, 1);
  });

  it('of random protocols has no fault and ends', () => {
    fc.assert(
      fc.property(arbitraryProtocol, text => {
        const run = representativeRun(systemOf(text), { stepsMax: 30 });
        if (run.ok) assert(run.value.execution.transitions.every(({ step }) => !isFault(step)));
      }),
      { numRuns: 30 },
    );
  });
});

describe('The nearest violation', () => {
  const system = systemOf(exampleText('primary-backup'), 'asynchronous replication');

  it('is as few steps away as can be, from the start or from where one is', () => {
    const fromStart = runToViolation(system, [], { statesMax: 10_000 });
    assert(fromStart.ok && fromStart.value.kind === 'violation');
    assert.equal(fromStart.value.schedule.length, 5);
    const property = system.instance.protocol.properties[fromStart.value.of as number]!;
    const execution = execute(system, fromStart.value.schedule);
    assert(execution.ok);
    assert.deepEqual(system.evaluate(property, execution.value.transitions.at(-1)!.state), { ok: true, value: false });
    const begun = fromStart.value.schedule.slice(0, 3);
    const fromThere = runToViolation(system, begun, { statesMax: 10_000 });
    assert(fromThere.ok && fromThere.value.kind === 'violation');
    assert.deepEqual(fromThere.value.schedule, fromStart.value.schedule);
  });

  it('may be a history that no order explains', () => {
    const register = systemOf(oracleText('single-copy-register'), 'two servers');
    const found = runToViolation(register, [], { statesMax: 1_000 });
    assert(found.ok && found.value.kind === 'violation' && found.value.of !== 'runtime error');
    assert.equal(register.instance.protocol.properties[found.value.of]?.kind, 'linearizable');
    assert.equal(found.value.schedule.length - 1, 4);
  });

  it('is not there, or not known within a bound', () => {
    const safe = systemOf(exampleText('primary-backup'), 'synchronous replication');
    assert.deepEqual(runToViolation(safe, [], { statesMax: 10_000 }), { ok: true, value: { kind: 'none' } });
    assert.deepEqual(runToViolation(safe, [], { statesMax: 5 }), {
      ok: true,
      value: { kind: 'unknown', statesMax: 5 },
    });
  });
});
