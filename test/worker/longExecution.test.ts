import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { timedView } from '../../src/worker/timedRuns.ts';
import { viewing, viewOf } from '../../src/worker/executions.ts';
import { exampleText, systemOf } from '../support/protocols.ts';
import { createEngine, valueOf } from './asking.ts';

describe('an execution of thousands of steps', () => {
  const text = exampleText('bully');
  const system = systemOf(text);
  const { schedule } = valueOf(timedView(system, 3, { stepsMax: 2000, runMs: 1e9 }));

  it('is drawn up in parts, several for each step, and is what it is at once', () => {
    assert.ok(schedule.length > 1500);
    const work = viewing(system, schedule, { kind: 'chosen' });
    let parts = 0;
    let next = work.next();
    for (; next.done !== true; next = work.next()) parts += 1;
    assert.ok(parts > 4 * schedule.length, String(parts));
    assert.deepEqual(next.value, viewOf(system, schedule, { kind: 'chosen' }));
  });

  it('is answered while other questions are', async () => {
    const engine = createEngine();
    const scenario = valueOf({ ok: true, value: engine.outline(text) })!.scenarios[0]!;
    const answered: string[] = [];
    const execution = engine.execution({ text, scenario }, { kind: 'schedule', schedule }).then(answer => {
      answered.push('execution');
      return answer;
    });
    const enabled = engine.enabled({ text, scenario }, [0]).then(() => answered.push('enabled'));
    await Promise.all([execution, enabled]);
    assert.deepEqual(answered, ['enabled', 'execution']);
    assert.equal(valueOf(await execution).steps.length, schedule.length);
  });
});
