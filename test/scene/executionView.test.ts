import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { groupBy } from '../../src/base/groupBy.ts';
import type { ExecutionView, VariableView } from '../../src/contract/execution.ts';
import { envelopeKey } from '../../src/model/stateKey.ts';
import { areConcurrent, concurrentWith, futureOf, isBefore, pastOf, relationsTo } from '../../src/scene/cone.ts';
import { executionText } from '../../src/scene/executionText.ts';
import { variablesOf } from '../../src/scene/stateChanges.ts';
import * as causality from '../../src/trace/causality.ts';
import { traceOf } from '../../src/trace/record.ts';
import { blockingCommitText, systemOf } from '../support/protocols.ts';
import { recipes, syntheticExecution, type Recipe } from '../trace/syntheticExecutions.ts';
import { EXAMPLES, exampleSystem, randomExecution, violationView } from './examples.ts';
import { syntheticView, views } from './views.ts';

/** The variables after all steps, as someone who steps through the view sees them. */
function replayed(view: ExecutionView): readonly VariableView[] {
  const key = ({ lane, name }: VariableView): string => `${String(lane)}.${name}`;
  const values = new Map(view.initial.map(variable => [key(variable), variable]));
  for (const { changes } of view.steps) {
    for (const { before, ...change } of changes) {
      assert.equal(values.get(key(change))?.value, before);
      values.set(key(change), change);
    }
  }
  return [...values.values()];
}

describe('the view of an execution', () => {
  it('leads from the initial variables to the last state when its changes are applied', () => {
    fc.assert(
      fc.property(recipes, recipe => {
        const { instance, execution } = syntheticExecution(recipe);
        const last = execution.transitions.at(-1) ?? execution.start;
        assert.deepEqual(replayed(syntheticView(recipe)), variablesOf(instance, last.state));
      }),
    );
  });

  it('gives every event to the step that lists it', () => {
    fc.assert(
      fc.property(views, view => {
        view.steps.forEach(({ events }, step) => {
          for (const event of events) assert.equal(view.events[event]?.step, step);
        });
        assert.equal(view.steps.flatMap(({ events }) => events).length, view.events.length);
      }),
    );
  });

  it('has a band for each time a node is down or stopped, and for each partition', () => {
    fc.assert(
      fc.property(recipes, recipe => {
        const { execution } = syntheticExecution(recipe);
        const { bands } = syntheticView(recipe);
        [execution.start, ...execution.transitions].forEach(({ state }, step) => {
          const lanesIn = (kind: string): readonly number[] =>
            bands
              .filter(band => band.kind === kind && band.fromStep <= step && (band.toStep ?? Infinity) > step)
              .flatMap(({ lanes }) => lanes)
              .sort((a, b) => a - b);
          const having = (status: string): readonly number[] =>
            state.locals.flatMap((local, node) => (local.status === status ? [node] : []));
          assert.deepEqual(lanesIn('down'), having('crashed'));
          assert.deepEqual(lanesIn('stopped'), having('stopped'));
          assert.deepEqual(lanesIn('partition'), state.environment.partition ?? []);
        });
      }),
    );
  });

  it('marks the last step of a counterexample, and the event of an error', () => {
    const recipe: Recipe = { seed: 3, nodes: 2, steps: 6, order: 'any', persistent: false, error: false };
    const calm = syntheticView(recipe);
    assert.ok(calm.events.every(({ violation }) => !violation));
    const broken = syntheticView(recipe, { property: 'Agreement', kind: 'violated' });
    const last = broken.steps.length - 1;
    assert.ok(broken.events.every(({ violation, step }) => violation === (step === last)));
    const failed = syntheticView({ ...recipe, error: true });
    assert.deepEqual(
      failed.events.filter(({ violation }) => violation).map(({ kind }) => kind),
      ['error'],
    );
  });

  it('says in its headline what breaks, when and how', () => {
    const view = violationView(systemOf(blockingCommitText(), 'the coordinator dies'));
    assert.equal(view.headline, 'Termination breaks in 4 steps: Coordinator crashes.');
  });

  it('reads as a numbered list', () => {
    const view = violationView(systemOf(blockingCommitText(), 'the coordinator dies'));
    const lines = executionText(view).split('\n');
    assert.equal(lines[0], view.headline);
    assert.equal(lines.filter(line => /^\d+\. /.test(line)).length, view.steps.length);
    assert.ok(lines.includes('4. Coordinator crashes. This breaks Termination.'));
    assert.ok(lines.includes('   Participant 1.state: working → prepared'));
  });

  it('names what ran: the handler in the text', () => {
    const view = violationView(systemOf(blockingCommitText(), 'the coordinator dies'));
    for (const { kind, at } of view.events) assert.equal(at === undefined, kind === 'crash');
    for (const { at } of view.arrows) assert.ok(at !== undefined && at.end > at.start);
  });

  for (const { file, scenario } of EXAMPLES) {
    it(`agrees with the states of ${file}${scenario === undefined ? '' : `, ${scenario}`}`, () => {
      const system = exampleSystem(file, scenario);
      for (let seed = 0; seed < 20; seed += 1) {
        const execution = randomExecution(system, seed, 40);
        const { messages } = traceOf(system.instance, execution);
        [execution.start, ...execution.transitions].forEach(({ state }, step) => {
          const found = messages
            .filter(({ sentStep, endStep }) => sentStep <= step && (endStep ?? Infinity) > step)
            .map(({ envelope }) => envelopeKey(envelope));
          assert.deepEqual(found.sort(), state.inboxes.flat().map(envelopeKey).sort());
        });
      }
    });
  }
});

describe('cones of a view', () => {
  it('are those of the trace', () => {
    fc.assert(
      fc.property(recipes, recipe => {
        const { instance, execution } = syntheticExecution(recipe);
        const trace = traceOf(instance, execution);
        const { events } = syntheticView(recipe);
        events.forEach((a, i) => {
          assert.deepEqual(pastOf(events, i), causality.pastCone(trace, i));
          assert.deepEqual(futureOf(events, i), causality.futureCone(trace, i));
          events.forEach((b, j) => {
            assert.equal(isBefore(a, b), causality.happensBefore(trace, i, j));
            assert.equal(areConcurrent(a, b), causality.areConcurrent(trace, i, j));
          });
          const counts = groupBy(relationsTo(events, i), relation => relation);
          assert.equal(counts.get('selected')?.length, 1);
          assert.equal(counts.get('concurrent')?.length ?? 0, concurrentWith(events, i).length);
        });
      }),
    );
  });
});
