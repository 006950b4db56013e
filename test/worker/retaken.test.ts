import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { atOnce } from '../../src/base/atOnce.ts';
import { applyEdits, createDocument } from '../../src/language/editor/document.ts';
import { raisedBudget } from '../../src/language/editor/failureBudget.ts';
import { stepText } from '../../src/model/labels.ts';
import { execute } from '../../src/semantics/execute.ts';
import { createSystem } from '../../src/semantics/system.ts';
import { simulate } from '../../src/simulator/simulate.ts';
import { enabledSteps } from '../../src/worker/executions.ts';
import { retaking } from '../../src/worker/retaken.ts';
import { exampleText, instanceOf } from '../support/protocols.ts';

const text = exampleText('two-phase-commit');
const reliable = createSystem(instanceOf(text, 'reliable network'));
const lossy = createSystem(instanceOf(text, 'a message is lost'));

function textsOf(system: typeof reliable, schedule: readonly number[]): readonly string[] {
  const execution = execute(system, schedule);
  assert.ok(execution.ok);
  const { start, transitions } = execution.value;
  return [start, ...transitions].map(({ step }) => stepText(system.instance, step));
}

describe('steps that are taken again', () => {
  it('are the same where more may go wrong', () => {
    const edit = raisedBudget(createDocument(text), 'the coordinator dies', 'network.loss');
    assert.ok(edit.ok);
    const dying = createSystem(instanceOf(text, 'the coordinator dies'));
    const losing = createSystem(instanceOf(applyEdits(text, [edit.value]), 'the coordinator dies'));
    let shifted = 0;
    for (let seed = 0; seed < 30; seed += 1) {
      const run = simulate(dying, seed, { stepsMax: 50, after: [] });
      assert.ok(run.ok);
      const texts = textsOf(dying, run.value.schedule);
      const again = atOnce(retaking(losing, texts));
      assert.deepEqual(textsOf(losing, again), texts);
      if (again.join() !== run.value.schedule.join()) shifted += 1;
    }
    assert.ok(shifted > 0, 'some of them stand at other positions there');
  });

  it('end where one cannot be taken', () => {
    const run = simulate(lossy, 5, { stepsMax: 50, after: [] });
    assert.ok(run.ok);
    const texts = textsOf(lossy, run.value.schedule);
    const lost = texts.findIndex(each => each.startsWith('lose'));
    assert.ok(lost > 0, texts.join('\n'));
    assert.deepEqual(textsOf(reliable, atOnce(retaking(reliable, texts))), texts.slice(0, lost));
  });
});

describe('steps that are possible', () => {
  it('say what they are done to', () => {
    const answer = enabledSteps(lossy, [0]);
    assert.ok(answer.ok);
    const about = Object.fromEntries(answer.value.map(step => [step.text, step.about]));
    const message = { fromLane: 0, toLane: 1, label: 'Prepare' };
    assert.deepEqual(about['lose Prepare from Coordinator to Participant 1'], { deed: 'lose', message, lanes: [1] });
    assert.deepEqual(about['fire giveUp at Coordinator'], { deed: 'timer', lanes: [0] });
  });
});
