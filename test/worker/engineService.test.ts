import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { present } from '../../src/base/assert.ts';
import type { Answer, EngineApi, Subject } from '../../src/contract/engine.ts';
import type { CheckReport } from '../../src/contract/report.ts';
import type { TextFormat } from '../../src/contract/savedTrace.ts';
import { BOUNDS, createEngine, propertyOf, valueOf } from './asking.ts';
import { COUNTERS, ENDLESS, OVERFLOWING } from './protocols.ts';

const TWO: Subject = { text: COUNTERS, scenario: 'two counters' };
const NO_END: Subject = { text: ENDLESS, scenario: 'no end' };

function refusalOf(answer: Answer<unknown>): string {
  assert.ok(!answer.ok, 'this was to be refused');
  return answer.refusal.code;
}

describe('the engine', () => {
  let engine: EngineApi;
  beforeEach(() => {
    engine = createEngine();
  });

  it('outlines a text that parses, and no other', () => {
    const outline = present(engine.outline(COUNTERS), 'an outline');
    assert.equal(outline.protocol, 'Counters');
    assert.deepEqual(outline.scenarios, ['two counters', 'wrong expectations', 'three counters', 'too many']);
    assert.deepEqual(outline.properties.at(-1), { name: 'error', kind: 'error' });
    assert.equal(engine.outline('protocol'), undefined);
    assert.equal(engine.outline('\0\uffff«not a protocol»'), undefined);
  });

  it('says of each property what was found, with what that means', async () => {
    const report = valueOf(await engine.check(1, TWO, BOUNDS));
    const sentences = report.properties.map(({ verdict, sentence }) => `${verdict}: ${sentence}`);
    assert.deepEqual(sentences, [
      'holds: Small holds in all 9 states',
      'violated: NotBothFull breaks in 4 steps: Counter 2 takes the action raise',
      'holds: Upwards holds of every step between all 9 states',
      'holds: Full holds wherever nothing is left to happen, in all 9 states',
      'holds: OneFull comes true in 2 steps: Counter 1 takes the action raise',
      'violated: Never never comes true: not in any of all 9 states',
      'holds: Nothing goes wrong in all 9 states',
    ]);
    assert.equal(report.finished, true);
    assert.equal(report.counts.distinctStates, 9);
    assert.equal(report.counts.potential.exact, '9');
  });

  it('has one entry of the trail for each step, at what ran', async () => {
    const report = valueOf(await engine.check(1, TWO, BOUNDS));
    const { trail, steps } = propertyOf(report, 'NotBothFull');
    assert.equal(steps, 4);
    assert.equal(trail.length, 4);
    for (const { text, at } of trail) {
      assert.match(text, /^act raise at Counter [12]$/);
      assert.match(COUNTERS.slice(at.start, at.end), /raise/);
    }
  });

  it('judges expectations, and marks the violations that they await', async () => {
    const met = valueOf(await engine.check(1, TWO, BOUNDS));
    assert.deepEqual(
      met.expectations.map(expectation => expectation.met),
      [true, true, true],
    );
    assert.equal(propertyOf(met, 'NotBothFull').expectedToFail, true);
    assert.equal(propertyOf(met, 'Small').expectedToFail, undefined);
    const unmet = valueOf(await engine.check(2, { ...TWO, scenario: 'wrong expectations' }, BOUNDS));
    assert.deepEqual(
      unmet.expectations.map(({ met: isMet, undecided, reason }) => [isMet, undecided, reason]),
      [
        [false, undefined, 'Small holds.'],
        [false, undefined, 'There are 9 states.'],
      ],
    );
  });

  it('never says that something holds when a bound was reached first', async () => {
    const report = valueOf(await engine.check(1, NO_END, { ...BOUNDS, statesMax: 2000 }));
    assert.deepEqual(report.counts.limit, { kind: 'states', value: 2000 });
    assert.equal(report.counts.complete, false);
    const { verdict, sentence } = propertyOf(report, 'Positive');
    assert.equal(verdict, 'unknown');
    assert.equal(sentence, 'No violation of Positive in the first 2,000 states (limit reached)');
    const deep = valueOf(await engine.check(2, NO_END, { ...BOUNDS, depthMax: 3 }));
    assert.match(propertyOf(deep, 'Positive').sentence, /\(limit of 3 steps reached\)$/);
  });

  it('reports a protocol that goes wrong by itself at the place where it does', async () => {
    const report = valueOf(await engine.check(1, { text: OVERFLOWING, scenario: 'one' }, BOUNDS));
    const error = propertyOf(report, 'error');
    assert.equal(error.sentence, 'The protocol goes wrong in 3 steps: n: 3 is not in 0..2.');
    assert.equal(OVERFLOWING.slice(error.at.start, error.at.end).startsWith('n'), true);
    const small = propertyOf(report, 'Small');
    assert.equal(small.verdict, 'broken');
    assert.match(small.sentence, /^Small is not judged: the protocol goes wrong first: /);
    assert.deepEqual([small.steps, small.trail], [undefined, []]);
    assert.equal(error.trail.length, 3);
    const shown = valueOf(await engine.execution({ text: OVERFLOWING, scenario: 'one' }, { kind: 'default' }));
    assert.deepEqual(shown.origin, { kind: 'counterexample', property: 'error' });
  });

  it('reports a scenario that cannot be set up, at its place, and refuses to run it', async () => {
    const subject = { ...TWO, scenario: 'too many' };
    const { failure } = valueOf(await engine.check(1, subject, BOUNDS));
    assert.match(failure?.message ?? '', /more than 1000 nodes/);
    assert.equal(COUNTERS.slice(failure?.at.start, failure?.at.end), '100000');
    assert.equal(refusalOf(await engine.execution(subject, { kind: 'default' })), 'failed');
    assert.equal(refusalOf(await engine.check(2, { ...TWO, scenario: 'none' }, BOUNDS)), 'no-such-scenario');
    assert.equal(refusalOf(await engine.check(3, { text: 'protocol', scenario: '' }, BOUNDS)), 'does-not-parse');
  });

  it('answers everything else, and tells of progress, while a check goes on; cancelling ends it', async () => {
    const progress: CheckReport[] = [];
    const first = new Promise<void>(done => {
      engine.subscribe((checkId, report) => {
        assert.equal(checkId, 7);
        progress.push(report);
        done();
      });
    });
    let ended = false;
    const check = engine.check(7, NO_END, { ...BOUNDS, statesMax: 1e9, memoryBytesMax: 2 ** 40 }).then(answer => {
      ended = true;
      return answer;
    });
    await first;
    assert.equal(progress[0]?.finished, false);
    assert.match(propertyOf(progress[0], 'Positive').sentence, /\(exploring goes on\)$/);
    const representative = valueOf(await engine.execution(NO_END, { kind: 'default' }));
    assert.equal(representative.origin.kind, 'representative');
    assert.equal(ended, false);
    engine.cancel(7);
    assert.equal(refusalOf(await check), 'cancelled');
  });

  it('answers the same check from memory, whatever comments say, with places in the new text', async () => {
    const before = valueOf(await engine.check(1, TWO, BOUNDS));
    const moved = `// A comment.\n${COUNTERS}`;
    const again = valueOf(await engine.check(2, { ...TWO, text: moved }, BOUNDS));
    // Only memory gives the same duration.
    assert.equal(again.counts.elapsedMs, before.counts.elapsedMs);
    assert.equal(propertyOf(again, 'Small').at.start, propertyOf(before, 'Small').at.start + '// A comment.\n'.length);
    const other = valueOf(await engine.check(3, TWO, { ...BOUNDS, statesMax: 50_000 }));
    assert.notEqual(other.counts.elapsedMs, before.counts.elapsedMs);
  });

  it('shows a representative run until a check has found a counterexample', async () => {
    assert.equal(valueOf(await engine.execution(TWO, { kind: 'default' })).origin.kind, 'representative');
    await engine.check(1, TWO, BOUNDS);
    const shown = valueOf(await engine.execution(TWO, { kind: 'default' }));
    assert.deepEqual(shown.origin, { kind: 'counterexample', property: 'NotBothFull' });
    // Sooner or later both are full, whatever happens.
    assert.deepEqual(shown.verdict, { property: 'NotBothFull', kind: 'violated', noReturn: 0 });
    assert.equal(shown.steps.length, 5);
  });

  it('shows witnesses, and says why there is nothing to show', async () => {
    assert.equal(refusalOf(await engine.execution(TWO, { kind: 'property', property: 'OneFull' })), 'none-found');
    await engine.check(1, TWO, BOUNDS);
    const witness = valueOf(await engine.execution(TWO, { kind: 'property', property: 'OneFull' }));
    assert.deepEqual(witness.verdict, { property: 'OneFull', kind: 'witness' });
    assert.equal(refusalOf(await engine.execution(TWO, { kind: 'property', property: 'Small' })), 'none-found');
    assert.equal(refusalOf(await engine.execution(TWO, { kind: 'property', property: 'Nope' })), 'no-such-property');
  });

  it('steps: what can come next, taken, and refused when it cannot be taken', async () => {
    const start = valueOf(await engine.enabled(TWO, [0]));
    assert.deepEqual(
      start.map(({ position, text }) => [position, text]),
      [
        [0, 'act raise at Counter 1'],
        [1, 'act raise at Counter 2'],
      ],
    );
    const taken = valueOf(await engine.execution(TWO, { kind: 'schedule', schedule: [0, 1, 1] }));
    assert.deepEqual(taken.steps.at(-1)?.changes, [{ lane: 1, name: 'n', before: '1', value: '2' }]);
    assert.equal(refusalOf(await engine.execution(TWO, { kind: 'schedule', schedule: [0, 9] })), 'none-found');
    assert.equal(refusalOf(await engine.enabled(TWO, [0, 9])), 'none-found');
  });

  it('goes on from chosen steps to the nearest violation, and past one that is there already', async () => {
    const found = valueOf(await engine.execution(TWO, { kind: 'toViolation', after: [0, 1, 1] }));
    assert.deepEqual(found.schedule.slice(0, 3), [0, 1, 1]);
    assert.equal(found.schedule.length, 5);
    assert.deepEqual(found.verdict, { property: 'NotBothFull', kind: 'violated' });
    const again = await engine.execution(TWO, { kind: 'toViolation', after: found.schedule });
    assert.equal(refusalOf(again), 'none-found');
  });

  it('says of chosen steps which violates something first, and of a way to a violation only what it was looked for', async () => {
    const text = COUNTERS.replace(
      'invariant NotBothFull',
      'invariant None: no c in Counter: c.n > 0\ninvariant NotBothFull',
    );
    const subject = { ...TWO, text };
    const chosen = valueOf(await engine.execution(subject, { kind: 'schedule', schedule: [0, 0, 1, 0] }));
    assert.deepEqual(chosen.verdict, { property: 'None', kind: 'violated', step: 1 });
    assert.equal(chosen.headline, '3 steps taken; None breaks at step 1.');
    const found = valueOf(await engine.execution(subject, { kind: 'toViolation', after: [0, 0, 1, 0] }));
    assert.equal(found.steps.length, 5);
    assert.equal(found.verdict?.step, undefined);
    assert.match(found.headline, / breaks in 4 steps: /);
  });

  it('goes on to a run that goes on for ever where no state is a violation, unless what it waits for has been', async () => {
    const text = `protocol Lamp
role Lamp { var lit: 0..2 = 0
  action flash when lit < 2 { lit = 1 - lit }
  unfair action burn when lit == 1 { lit = 2 } }
scenario "night" { Lamp: 1 }
eventually Burns: (the Lamp).lit == 2
eventually Lit: (the Lamp).lit == 1
always eventually Dark: (the Lamp).lit == 0`;
    const subject = { text, scenario: 'night' };
    const found = valueOf(await engine.execution(subject, { kind: 'toViolation', after: [] }));
    assert.deepEqual([found.loop, found.verdict?.property], [{ fromStep: 0 }, 'Burns']);
    const underway = valueOf(await engine.execution(subject, { kind: 'toViolation', after: [0, 0] }));
    assert.deepEqual([underway.loop, underway.verdict?.property], [{ fromStep: 1 }, 'Burns']);
    assert.deepEqual(underway.steps.length, 4);
    const each = {
      ...subject,
      text: text.replace('eventually Burns: (the Lamp).lit == 2', 'eventually Is(v in {1, 2}): (the Lamp).lit == v'),
    };
    const never = valueOf(await engine.execution(each, { kind: 'toViolation', after: [0, 0] }));
    assert.deepEqual([never.loop, never.verdict?.property], [{ fromStep: 1 }, 'Is']);
    // It has burnt out: `Burns` and `Lit` have been true, and it will never be dark again.
    const burnt = valueOf(await engine.execution(subject, { kind: 'toViolation', after: [0, 0, 1] }));
    assert.deepEqual([burnt.loop, burnt.verdict?.property], [{ fromStep: 2 }, 'Dark']);
  });

  it('claims nothing of promises that were made before the chosen steps', async () => {
    const text = `protocol Bell
role Bell { var n: 0..1 = 0 action ring when n == 0 { n = 1 } }
scenario "door" { Bell: 1 }
leadsto Quiet: (the Bell).n == 0 ~> (the Bell).n == 2`;
    // What was to follow the first state never does; but that state is not seen from here.
    const answer = await engine.execution({ text, scenario: 'door' }, { kind: 'toViolation', after: [0, 0] });
    assert.ok(!answer.ok);
    assert.match(
      answer.refusal.message,
      /^Nothing further was found from here .* only what begins here was looked at\.$/,
    );
  });

  it('repeats a random run of the same seed', async () => {
    const [a, b] = [1, 2].map(() => engine.execution(TWO, { kind: 'random', seed: 5, after: [] }));
    assert.deepEqual(valueOf(await a!), valueOf(await b!));
  });

  it('writes an execution in the notations of other tools, and reads the trace that it saves', async () => {
    const shown = valueOf(await engine.execution(TWO, { kind: 'default' }));
    const about = { cursor: 1, protocol: { file: 'two.cone' } };
    const written = async (format: TextFormat, subject: Subject | undefined = TWO): Promise<Answer<string>> =>
      await engine.exported({ format, execution: shown, about, subject });
    assert.match(valueOf(await written('mermaid')), /participant n2 as Counter 2/);
    assert.match(valueOf(await written('itf')), /"vars": \["Counter_n"/);
    const nothing = await engine.exported({ format: 'itf', execution: shown, about, subject: undefined });
    assert.ok(!nothing.ok && /ITF needs them as values/.test(nothing.refusal.message));
    const read = valueOf(engine.readTrace(valueOf(await written('json'))));
    assert.deepEqual(read.trace.protocol, { name: shown.protocol, file: 'two.cone' });
    assert.deepEqual(read.happensBefore, valueOf(await engine.happensBefore(TWO, shown.schedule)));
    const refused = engine.readTrace('{}');
    assert.ok(!refused.ok && refused.refusal.code === 'does-not-parse');
  });

  it('knows what happens before what', async () => {
    const graph = valueOf(await engine.happensBefore(TWO, [0, 0, 1, 0]));
    const shown = valueOf(await engine.execution(TWO, { kind: 'schedule', schedule: [0, 0, 1, 0] }));
    assert.equal(graph.vertexCount, shown.events.length);
    // Two steps of one counter, each concurrent with the one step of the other.
    assert.equal(graph.concurrentPairs, 2);
  });
});
