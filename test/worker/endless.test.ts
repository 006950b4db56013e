import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import type { EngineApi } from '../../src/contract/engine.ts';
import type { ExecutionView } from '../../src/contract/execution.ts';
import { BOUNDS, createEngine, propertyOf, valueOf } from './asking.ts';
import { JUDGE } from './protocols.ts';

const USUAL = { text: JUDGE, scenario: 'usual' };

describe('a run that goes on for ever', () => {
  let engine: EngineApi;
  beforeEach(() => {
    engine = createEngine();
  });

  async function shown(property: string): Promise<ExecutionView> {
    return valueOf(await engine.execution(USUAL, { kind: 'property', property }));
  }

  it('is reported with how it divides, what never happens in it, what would repair that and what was assumed', async () => {
    const over = propertyOf(valueOf(await engine.check(1, USUAL, BOUNDS)), 'Over');
    assert.deepEqual([over.verdict, over.steps, over.lasso], ['violated', 3, { stem: 1, loop: 2 }]);
    assert.equal(over.sentence, 'Over breaks: after 1 step, 2 steps repeat for ever');
    assert.deepEqual(over.notes?.toSorted(), [
      'Assumed: every action that stays possible is taken.',
      "Judge's action one is possible again and again, and never taken.",
      "Judge's action zero is possible again and again, and never taken.",
      'Over would hold were the action one of Judge strongly fair: write `fair action one`.',
      'Over would hold were the action zero of Judge strongly fair: write `fair action zero`.',
    ]);
    assert.equal(over.trail.length, 3);
  });

  it('is said to wait for what can never be', async () => {
    const text = `protocol Lamp
role Lamp { var lit: 0..1 = 0 action flash { lit = 1 - lit } }
scenario "night" { Lamp: 1 }
eventually Two: (the Lamp).lit == 2
leadsto Answer: (the Lamp).lit == 1 ~> (the Lamp).lit == 2`;
    const report = valueOf(await engine.check(1, { text, scenario: 'night' }, BOUNDS));
    assert.deepEqual(
      ['Two', 'Answer'].map(name => propertyOf(report, name).notes?.[0]),
      [
        'What Two waits for is true in none of the 2 states.',
        'What stands after `~>` is true in none of the 2 states.',
      ],
    );
  });

  it('is shown as an execution that says where it repeats, and the same in words', async () => {
    const report = valueOf(await engine.check(1, USUAL, BOUNDS));
    const view = await shown('Over');
    assert.deepEqual(view.loop, { fromStep: 1 });
    assert.deepEqual(view.notes, propertyOf(report, 'Over').notes);
    assert.equal(view.headline, `${propertyOf(report, 'Over').sentence}.`);
    assert.deepEqual(view.origin, { kind: 'counterexample', property: 'Over' });
    assert.deepEqual(view.verdict, { property: 'Over', kind: 'violated' });
    // What repeats ends where it began.
    const changed = view.steps.slice(2).flatMap(({ changes }) => changes);
    assert.deepEqual(
      changed.map(({ before, value }) => [before, value]),
      [
        ['true', 'false'],
        ['false', 'true'],
      ],
    );
  });

  it('does what the notes say: a fair action repairs it', async () => {
    const text = JUDGE.replace('action one', 'fair action one');
    const report = valueOf(await engine.check(1, { ...USUAL, text }, BOUNDS));
    const over = propertyOf(report, 'Over');
    assert.equal(over.sentence, 'Over holds on every fair run, in all 6 states');
    assert.deepEqual(over.notes, [
      'Assumed: every action that stays possible is taken.',
      'one of Judge is taken again and again where it is possible again and again (fair).',
    ]);
    assert.equal(propertyOf(report, 'Zero').verdict, 'violated');
    assert.match(
      propertyOf(report, 'Verdict').sentence,
      /^Verdict: every fair run decides, and never two values, in all/,
    );
  });

  it('comes to rest where nothing changes any more, and says who waits for what', async () => {
    const text = JUDGE.replace('action turn { leftward = !leftward }', '').replace(
      'action one when !leftward',
      'action one when leftward',
    );
    const report = valueOf(await engine.check(1, { ...USUAL, text }, BOUNDS));
    const zero = propertyOf(report, 'Zero');
    assert.equal(zero.sentence, 'Zero breaks: nothing ever changes');
    assert.equal(zero.notes?.[0], 'Judge waits for zero or one to be possible.');
  });

  it('is not claimed while not everything is known', async () => {
    const report = valueOf(await engine.check(1, USUAL, { ...BOUNDS, statesMax: 1 }));
    assert.equal(
      propertyOf(report, 'Zero').sentence,
      'Whether Zero holds is not known after the first state (limit reached)',
    );
  });

  it('shortest counterexamples come before it in a summary, and it is among them', async () => {
    await engine.check(1, USUAL, BOUNDS);
    const summary = valueOf(await engine.summary(USUAL, { theme: 'dark' }));
    assert.ok(summary.shown !== undefined);
    assert.match(summary.shown.headline, /repeat for ever/);
  });
});

describe('what can still be decided', () => {
  let engine: EngineApi;
  beforeEach(() => {
    engine = createEngine();
  });

  it('is counted in the notes of the property', async () => {
    const { sentence, notes } = propertyOf(valueOf(await engine.check(1, USUAL, BOUNDS)), 'Verdict');
    assert.equal(sentence, 'Verdict is never decided: 2 steps repeat for ever, and both values stay possible');
    const counted = notes?.filter(note => /state/.test(note));
    assert.deepEqual(counted, [
      'Of 6 states 2 are bivalent, 2 can only decide 0 and 2 can only decide 1.',
      'The only initial state is bivalent.',
      '2 steps between states settle which value it will be.',
    ]);
  });

  it('is said of every step of an execution, once the scenario has been checked', async () => {
    const before = valueOf(await engine.execution(USUAL, { kind: 'schedule', schedule: [0, 0] }));
    assert.deepEqual(
      before.steps.map(({ valence }) => valence),
      [undefined, undefined],
    );
    await engine.check(1, USUAL, BOUNDS);
    const names = valueOf(await engine.enabled(USUAL, [0])).map(({ text }) => text);
    const one = names.indexOf('act one at Judge');
    const decided = valueOf(await engine.execution(USUAL, { kind: 'schedule', schedule: [0, one] }));
    assert.deepEqual(
      decided.steps.map(({ valence }) => valence),
      [['0', '1'], ['1']],
    );
    const endless = valueOf(await engine.execution(USUAL, { kind: 'property', property: 'Verdict' }));
    assert.deepEqual(
      endless.steps.map(({ valence }) => valence),
      [
        ['0', '1'],
        ['0', '1'],
        ['0', '1'],
      ],
    );
    const other = { ...USUAL, text: JUDGE.replace('{ verdict = 1 }', '{ verdict = 0 }') };
    await engine.check(2, other, BOUNDS);
    // Each scenario has its own.
    const after = valueOf(await engine.execution(USUAL, { kind: 'schedule', schedule: [0, one] }));
    assert.deepEqual(
      after.steps.map(({ valence }) => valence),
      [['0', '1'], ['1']],
    );
    const univalent = valueOf(await engine.execution(other, { kind: 'schedule', schedule: [0, one] }));
    assert.deepEqual(
      univalent.steps.map(({ valence }) => valence),
      [['0'], ['0']],
    );
  });
});
