import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { stateKey } from '../../src/model/stateKey.ts';
import type { Execution } from '../../src/model/state.ts';
import type { System } from '../../src/model/system.ts';
import { isBefore } from '../../src/scene/cone.ts';
import { slidPastNext } from '../../src/scene/slide.ts';
import { execute } from '../../src/semantics/execute.ts';
import { simulate } from '../../src/simulator/simulate.ts';
import { viewOf } from '../../src/worker/executions.ts';
import { reordered } from '../../src/worker/reorderedView.ts';
import { exampleText, systemOf } from '../support/protocols.ts';
import { valueOf } from './asking.ts';

function done<T>(work: Generator<undefined, T>): T {
  let next = work.next();
  while (next.done !== true) next = work.next();
  return next.value;
}

function lastKey({ start, transitions }: Execution): string {
  return stateKey((transitions.at(-1) ?? start).state);
}

function taken(system: System, schedule: readonly number[]): Execution {
  const execution = execute(system, schedule);
  assert.ok(execution.ok);
  return execution.value;
}

/** What happens before what, by the sentences of events and how often each came before. */
function orderOf(system: System, schedule: readonly number[]): ReadonlySet<string> {
  const { events } = valueOf(viewOf(system, schedule, { kind: 'chosen' }));
  const seen = new Map<string, number>();
  const names = events.map(({ lane, sentence }) => {
    const name = `${lane} ${sentence}`;
    seen.set(name, (seen.get(name) ?? 0) + 1);
    return `${name} ${seen.get(name) ?? 0}`;
  });
  return new Set(
    events.flatMap((a, i) => events.flatMap((b, j) => (isBefore(a, b) ? [`${names[i]!} < ${names[j]!}`] : []))),
  );
}

describe('steps in another order', () => {
  for (const example of ['two-phase-commit', 'raft-election', 'bully']) {
    it(`have the same partial order and the same end: ${example}`, () => {
      const system = systemOf(exampleText(example));
      let moved = 0;
      for (let seed = 1; seed <= 12; seed += 1) {
        const run = simulate(system, seed, { stepsMax: 25 });
        if (!run.ok) continue;
        const { schedule } = run.value;
        const view = valueOf(viewOf(system, schedule, { kind: 'random', seed }));
        for (let step = 1; step < view.steps.length; step += 1) {
          const order = slidPastNext(view, step, 1);
          const found = order === undefined ? undefined : done(reordered(system, schedule, order));
          if (found?.ok !== true) continue;
          moved += 1;
          assert.notDeepEqual(
            order,
            view.steps.map((_, index) => index),
          );
          assert.equal(lastKey(taken(system, found.value)), lastKey(taken(system, schedule)));
          assert.deepEqual(orderOf(system, found.value), orderOf(system, schedule));
        }
      }
      assert.ok(moved > 10, String(moved));
    });
  }

  it('are refused where an effect would come before its cause', () => {
    const system = systemOf(exampleText('two-phase-commit'));
    const run = simulate(system, 1, { stepsMax: 10 });
    assert.ok(run.ok);
    const { schedule } = run.value;
    const reversed = [0, ...schedule.slice(1).map((_, i) => schedule.length - 1 - i)];
    assert.equal(done(reordered(system, schedule, reversed)).ok, false);
    assert.equal(done(reordered(system, schedule, [0, 1])).ok, false);
  });
});
