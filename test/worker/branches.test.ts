import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { atOnce } from '../../src/base/atOnce.ts';
import { stepText } from '../../src/model/labels.ts';
import { execute } from '../../src/semantics/execute.ts';
import { simulate } from '../../src/simulator/simulate.ts';
import { retakingBranches } from '../../src/worker/branches.ts';
import { verdictAt } from '../../src/worker/verdictAt.ts';
import { exampleText, systemOf } from '../support/protocols.ts';

const system = systemOf(exampleText('two-phase-commit'), 'the coordinator dies');
const bully = systemOf(exampleText('bully'), 'the network is slow');
const reliable = systemOf(exampleText('two-phase-commit'), 'reliable network');

function run(seed: number, of = system) {
  const { schedule } = (simulate(of, seed, { stepsMax: 40, after: [] }) as { value: { schedule: readonly number[] } })
    .value;
  const execution = execute(of, schedule);
  assert.ok(execution.ok);
  const { start, transitions } = execution.value;
  const texts = [start, ...transitions].map(({ step }) => stepText(of.instance, step));
  return { schedule, texts, execution: execution.value };
}

describe('branches that are taken again', () => {
  it('have the same steps and violate the same as executions do, however many share their beginnings', () => {
    const runs = Array.from({ length: 20 }, (_, seed) => run(seed, bully));
    const { taken } = atOnce(
      retakingBranches(
        bully,
        runs.map(({ texts }) => texts),
      ),
    );
    let violating = 0;
    runs.forEach(({ schedule, execution }, i) => {
      assert.deepEqual(taken[i]?.schedule, schedule);
      const verdict = verdictAt(bully, execution, 0);
      assert.equal(taken[i].violates?.property, verdict?.property);
      if (verdict !== undefined) assert.equal(taken[i].violates?.step, verdict.step ?? schedule.length - 1);
      if (verdict !== undefined) violating += 1;
    });
    assert.ok(violating > 0);
  });

  it('end where a step is not possible', () => {
    const dying = Array.from({ length: 40 }, (_, seed) => run(seed).texts).find(texts =>
      texts.includes('crash Coordinator'),
    )!;
    assert.ok(dying.length > 2);
    const { taken } = atOnce(retakingBranches(reliable, [dying, ['nothing like it'], []]));
    assert.equal(taken[0]?.schedule.length, dying.indexOf('crash Coordinator'));
    assert.deepEqual(taken.slice(1), [{ schedule: [] }, { schedule: [] }]);
  });

  it('come with the replays of the scenario, in the words of branches', () => {
    const text = exampleText('indeterminate-request');
    const { replays } = atOnce(retakingBranches(systemOf(text), []));
    assert.deepEqual(
      replays.map(({ name }) => name),
      ['the request is lost', 'the reply is lost', 'the reply is slow'],
    );
    for (const { texts, schedule } of replays) {
      assert.equal(texts[0], 'start');
      assert.equal(schedule.length, texts.length);
    }
    const broken = atOnce(
      retakingBranches(systemOf(text.replace('    lose Reply from', '    lose Request from')), []),
    ).replays.find(({ name }) => name === 'the reply is lost')!;
    assert.equal(broken.texts.length, 4);
    assert.equal(broken.schedule.length, 2, 'as far as it goes');
  });
});
