import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { stepText } from '../../src/model/labels.ts';
import type { Schedule } from '../../src/model/state.ts';
import { stateKey } from '../../src/model/stateKey.ts';
import type { System } from '../../src/model/system.ts';
import { execute } from '../../src/semantics/execute.ts';
import { isQuiescent } from '../../src/semantics/quiescence.ts';
import { explore } from '../../src/semantics/reference.ts';
import { replaySchedule } from '../../src/semantics/replay.ts';
import { simulate } from '../../src/simulator/simulate.ts';
import { arbitraryProtocol } from '../support/arbitraryProtocol.ts';
import { systemOf } from '../support/protocols.ts';

const STATES_MAX = 300;

function executed(system: System, schedule: Schedule) {
  const execution = execute(system, schedule);
  if (!execution.ok) assert.fail(execution.failure.message);
  return execution.value;
}

describe('Random protocols', () => {
  it('have counterexamples and witnesses that show what they are said to show', () => {
    fc.assert(
      fc.property(arbitraryProtocol, text => {
        const system = systemOf(text);
        const { properties } = system.instance.protocol;
        explore(system, { statesMax: STATES_MAX }).properties.forEach((finding, i) => {
          const property = properties[i]!;
          const schedule =
            finding.kind === 'violated'
              ? finding.counterexample
              : finding.kind === 'holds'
                ? finding.witness
                : undefined;
          if (schedule === undefined) return;
          const { start, transitions } = executed(system, schedule);
          const last = (transitions.at(-1) ?? start).state;
          const before = (transitions.at(-2) ?? start).state;
          const verdict =
            property.kind === 'step' ? system.evaluateStep(property, before, last) : system.evaluate(property, last);
          assert.deepEqual(verdict, { ok: true, value: property.kind === 'reachable' });
          if (property.kind === 'finally') assert(isQuiescent(system, last));
        });
      }),
      { numRuns: 40 },
    );
  });

  it('have first errors that happen again when their schedule is executed', () => {
    fc.assert(
      fc.property(arbitraryProtocol, text => {
        const system = systemOf(text);
        const { error } = explore(system, { statesMax: STATES_MAX });
        if (error === undefined || error.schedule.length < 2) return;
        assert.deepEqual(executed(system, error.schedule).error?.error, error.error);
      }),
      { numRuns: 40 },
    );
  });

  it('have the same steps in a state however often one asks, and never change a state', () => {
    fc.assert(
      fc.property(arbitraryProtocol, fc.integer(), (text, seed) => {
        const system = systemOf(text);
        const run = simulate(system, seed, { stepsMax: 12 });
        if (!run.ok) return;
        for (const { state } of [run.value.execution.start, ...run.value.execution.transitions]) {
          const key = stateKey(state);
          const first = system.successors(state);
          assert.equal(stateKey(state), key);
          assert.deepEqual(system.successors(structuredClone(state)), first);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('name each step so that the names replay to the same state', () => {
    fc.assert(
      fc.property(arbitraryProtocol, fc.integer(), (text, seed) => {
        const system = systemOf(text);
        const run = simulate(system, seed, { stepsMax: 15 });
        if (!run.ok) return;
        const { start, transitions } = run.value.execution;
        const nowhere = { start: 0, end: 0 };
        const steps = [start, ...transitions].map(({ step }) => ({
          text: stepText(system.instance, step),
          at: nowhere,
        }));
        const schedule = replaySchedule(system, { name: 'pinned', at: nowhere, steps });
        if (!schedule.ok) assert.fail(schedule.failure.message);
        const again = executed(system, schedule.value);
        assert.deepEqual(
          [again.start, ...again.transitions].map(({ state }) => stateKey(state)),
          [start, ...transitions].map(({ state }) => stateKey(state)),
        );
      }),
      { numRuns: 40 },
    );
  });
});
