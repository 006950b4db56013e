import assert from 'node:assert/strict';
import fc from 'fast-check';
import { beforeEach, describe, it } from 'mocha';
import type { EngineApi } from '../../src/contract/engine.ts';
import { stepText } from '../../src/model/labels.ts';
import type { Execution, Outcome } from '../../src/model/state.ts';
import type { System } from '../../src/model/system.ts';
import { execute } from '../../src/semantics/execute.ts';
import { simulate } from '../../src/simulator/simulate.ts';
import { shortened, violationOf } from '../../src/worker/shortening.ts';
import { isViolatedBy, verdictAt } from '../../src/worker/verdictAt.ts';
import { arbitraryProtocol } from '../support/arbitraryProtocol.ts';
import { blockingCommitText, exampleText, systemOf } from '../support/protocols.ts';
import { createEngine, valueOf } from './asking.ts';
import { COUNTERS, OVERFLOWING, REGISTER } from './protocols.ts';

/** Random runs of a protocol that violate something, with what each is shortened to. */
function* shortenedRuns(system: System, seeds: number, stepsMax = 40) {
  for (let seed = 1; seed <= seeds; seed += 1) {
    const run = simulate(system, seed, { stepsMax });
    if (!run.ok) continue;
    const execution = execute(system, run.value.schedule);
    assert.ok(execution.ok);
    const verdict = verdictAt(system, execution.value, 0);
    const violation = violationOf(system, execution.value, verdict);
    if (violation === undefined) continue;
    const work = shortened(system, execution.value, run.value.schedule, violation);
    let next = work.next();
    while (next.done !== true) next = work.next();
    const left = execute(system, next.value.schedule);
    assert.ok(left.ok, left.ok ? '' : left.failure.message);
    yield { whole: execution.value, left: left.value, steps: next.value.steps, violation };
  }
}

function textsOf(system: System, { start, transitions, error }: Execution): readonly string[] {
  const taken = [start, ...transitions, ...(error === undefined ? [] : [error])];
  return taken.map(({ step }) => stepText(system.instance, step));
}

/** What a run of these steps violates first; undefined where they cannot be taken. */
function violatedBy(system: System, { start }: Execution, texts: readonly string[]): string | undefined {
  const transitions: Execution['transitions'][number][] = [];
  let { state } = start;
  let error: Execution['error'];
  for (const text of texts) {
    if (error !== undefined) return undefined;
    const outcome: Outcome | undefined = system
      .successors(state)
      .find(({ step }) => stepText(system.instance, step) === text);
    if (outcome === undefined) return undefined;
    if (outcome.kind === 'error') error = outcome;
    else {
      transitions.push(outcome);
      ({ state } = outcome);
    }
  }
  return verdictAt(system, { start, transitions, error }, 0)?.property;
}

function checkRuns(system: System, seeds: number): number {
  let found = 0;
  for (const { whole, left, steps, violation } of shortenedRuns(system, seeds)) {
    found += 1;
    const before = textsOf(system, whole);
    const after = textsOf(system, left).slice(1);
    assert.deepEqual(
      after,
      steps.map(step => before[step]),
      'what is left are steps of the run, in their order',
    );
    const broken = violation.property?.name ?? 'error';
    if (violation.property !== undefined) assert.ok(isBroken(system, left, broken), 'it breaks the same at its end');
    else
      assert.deepEqual(
        [left.error?.error.code, left.error?.error.at],
        [whole.error?.error.code, whole.error?.error.at],
      );
  }
  return found;
}

/** Whether the last step of an execution breaks a property. */
function isBroken(system: System, execution: Execution, name: string): boolean {
  const property = system.instance.protocol.properties.find(each => each.name === name);
  assert.ok(property !== undefined);
  const taken = [execution.start, ...execution.transitions];
  const last = taken.at(-1);
  return last !== undefined && isViolatedBy(system, property, taken.at(-2)?.state, last.state);
}

describe('a run without what its violation does not need', () => {
  it('breaks the same property by some of the same steps', () => {
    const systems = [
      systemOf(COUNTERS, 'two counters'),
      systemOf(OVERFLOWING),
      systemOf(REGISTER, 'two servers'),
      systemOf(exampleText('primary-backup'), 'asynchronous replication'),
    ];
    const found = systems.map(system => checkRuns(system, 40));
    assert.ok(
      found.every(count => count > 0),
      `runs that break something: ${found.join(', ')}`,
    );
  });

  it('breaks the same of any protocol, whatever goes wrong in it', () => {
    let found = 0;
    fc.assert(
      fc.property(arbitraryProtocol, text => {
        found += checkRuns(systemOf(text), 2);
      }),
      { numRuns: 60 },
    );
    assert.ok(found > 10, `${found} runs broke something`);
  });

  it('has no step that could be left out as well', () => {
    const system = systemOf(COUNTERS, 'two counters');
    for (const { left, violation } of shortenedRuns(system, 40)) {
      const texts = textsOf(system, left).slice(1);
      texts.forEach((_, i) => {
        const fewer = texts.filter((_text, j) => j !== i);
        assert.notEqual(violatedBy(system, left, fewer), violation.property?.name, texts.join('; '));
      });
    }
  });

  it('keeps what is lost, cut or crashed where that is what it takes', () => {
    const system = systemOf(blockingCommitText(), 'a message is lost');
    const found = [...shortenedRuns(system, 60, 60)];
    assert.ok(found.length > 0);
    for (const { left } of found) assert.ok(left.transitions.some(({ step }) => step.kind === 'lose'));
  });
});

describe('the shortened execution of the engine', () => {
  let engine: EngineApi;
  beforeEach(() => {
    engine = createEngine();
  });

  const TWO = { text: COUNTERS, scenario: 'two counters' };
  // One counter stands still at 0, the other is raised twice, and one more time than the violation needs.
  const TEXT = COUNTERS.replace(
    'invariant NotBothFull',
    'invariant FirstIsLow: no c in Counter: c.n > 1\ninvariant NotBothFull',
  );

  it('has the steps that its violation needs, and says of which property', async () => {
    const subject = { ...TWO, text: TEXT };
    const names = valueOf(await engine.enabled(subject, [0])).map(({ text }) => text);
    assert.deepEqual(names, ['act raise at Counter 1', 'act raise at Counter 2']);
    const chosen = valueOf(await engine.execution(subject, { kind: 'schedule', schedule: [0, 0, 1, 0] }));
    assert.deepEqual(chosen.verdict, { property: 'FirstIsLow', kind: 'violated' });
    assert.deepEqual(
      chosen.events.map(({ irrelevant }) => irrelevant),
      [undefined, true, undefined],
    );
    const short = valueOf(await engine.execution(subject, { kind: 'shortened', schedule: chosen.schedule }));
    assert.deepEqual(short.origin, { kind: 'shortened', property: 'FirstIsLow' });
    assert.deepEqual(
      short.steps.map(({ text }) => text),
      ['start', 'act raise at Counter 1', 'act raise at Counter 1'],
    );
    assert.deepEqual(short.verdict, { property: 'FirstIsLow', kind: 'violated', noReturn: 0 });
  });

  it('marks everything after the violation in a run that nobody chose, and nothing in one that breaks nothing', async () => {
    const subject = { ...TWO, text: TEXT };
    const run = valueOf(await engine.execution(subject, { kind: 'random', seed: 1, after: [] }));
    const at = run.verdict?.step ?? run.steps.length;
    assert.ok(run.events.filter(({ step }) => step > at).every(({ irrelevant }) => irrelevant === true));
    assert.equal(run.events.find(({ step }) => step === at)?.irrelevant, undefined);
    const fine = valueOf(await engine.execution(TWO, { kind: 'schedule', schedule: [0, 0] }));
    assert.ok(fine.events.every(({ irrelevant }) => irrelevant === undefined));
    const refused = await engine.execution(TWO, { kind: 'shortened', schedule: [0, 0] });
    assert.equal(!refused.ok && refused.refusal.code, 'none-found');
  });
});
