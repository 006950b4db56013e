import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import type { EngineApi, Subject } from '../../src/contract/engine.ts';
import { BOUNDS, createEngine, propertyOf, valueOf } from './asking.ts';
import { LETTERS } from './protocols.ts';

const USUAL: Subject = { text: LETTERS, scenario: 'usual' };
const LOSS: Subject = { ...USUAL, variant: 'loss' };

describe('a variant of a scenario', () => {
  let engine: EngineApi;
  beforeEach(() => {
    engine = createEngine();
  });

  it('is one of the rows of the matrix, or says why it is not', async () => {
    const rows = valueOf(await engine.variants(USUAL));
    const reasons = new Map(rows.map(({ id, reason }) => [id, reason]));
    assert.equal(reasons.get('loss'), undefined);
    assert.ok(reasons.has('loss'));
    assert.equal(reasons.get('drift'), 'The scenario has no clock.');
    // Found out by setting the variant up: a number without bound has no other value to become.
    assert.match(reasons.get('corruptState') ?? '', /^\S.*\.$/);
    assert.equal(reasons.get('corruptMessage'), undefined);
    const refused = await engine.variants({ ...USUAL, scenario: 'none' });
    assert.equal(refused.ok, false);
  });

  it('is checked with its own failure and no other', async () => {
    const usual = valueOf(await engine.check(1, USUAL, BOUNDS));
    const lossy = valueOf(await engine.check(2, LOSS, BOUNDS));
    const twice = valueOf(await engine.check(3, { ...USUAL, variant: 'duplicates' }, BOUNDS));
    const verdicts = [usual, lossy, twice].map(report =>
      ['Arrived', 'Twice'].map(name => propertyOf(report, name).verdict),
    );
    assert.deepEqual(verdicts, [
      ['holds', 'violated'],
      ['violated', 'violated'],
      ['violated', 'holds'],
    ]);
    assert.deepEqual(lossy.expectations, [], 'expectations are about the scenario itself');
    assert.equal(usual.expectations.length, 1);
  });

  it('is left of what the scenario declares, and is the scenario itself with all of it', async () => {
    const subject = { text: LETTERS, scenario: 'lossy' };
    const none = valueOf(await engine.check(1, { ...subject, variant: 'none' }, BOUNDS));
    assert.equal(propertyOf(none, 'Arrived').verdict, 'holds');
    const declared = valueOf(await engine.check(2, { ...subject, variant: 'declared' }, BOUNDS));
    const itself = valueOf(await engine.check(3, subject, BOUNDS));
    // Only memory gives the same duration.
    assert.equal(itself.counts.elapsedMs, declared.counts.elapsedMs);
    assert.equal(propertyOf(itself, 'Arrived').verdict, 'violated');
  });

  it('has executions that say what goes wrong, and can be stepped through', async () => {
    await engine.check(1, LOSS, BOUNDS);
    const shown = valueOf(await engine.execution(LOSS, { kind: 'property', property: 'Arrived' }));
    assert.equal(shown.variant, 'with one lost message');
    assert.match(shown.headline, /^With one lost message, Arrived breaks in 1 step: /);
    const again = valueOf(await engine.execution(LOSS, { kind: 'random', seed: 1, after: [] }));
    assert.match(again.headline, /^With one lost message, a random run /);
    const steps = valueOf(await engine.enabled(LOSS, [0])).map(({ text }) => text);
    assert.ok(steps.some(text => text.startsWith('lose ')));
    const without = valueOf(await engine.enabled(USUAL, [0])).map(({ text }) => text);
    assert.ok(!without.some(text => text.startsWith('lose ')));
    valueOf(await engine.happensBefore(LOSS, shown.schedule));
    const about = { cursor: 0, protocol: {} };
    const written = await engine.exported({ format: 'mermaid', execution: shown, about, subject: LOSS });
    assert.match(valueOf(written), /title .*: With one lost message, Arrived breaks/);
  });

  it('is answered from memory, whatever comments say', async () => {
    const before = valueOf(await engine.check(1, LOSS, BOUNDS));
    const again = valueOf(await engine.check(2, { ...LOSS, text: `// A comment.\n${LETTERS}` }, BOUNDS));
    assert.equal(again.counts.elapsedMs, before.counts.elapsedMs);
  });

  it('that was seen in full is known within wider bounds too, and a glance forgets nothing', async () => {
    const glance = { ...BOUNDS, statesMax: 1 };
    const small = valueOf(await engine.check(1, LOSS, { ...BOUNDS, statesMax: 1000 }));
    const wide = valueOf(await engine.check(2, LOSS, BOUNDS));
    assert.equal(wide.counts.elapsedMs, small.counts.elapsedMs);
    assert.equal(valueOf(await engine.check(3, LOSS, glance)).counts.complete, false);
    valueOf(await engine.execution(LOSS, { kind: 'property', property: 'Arrived' }));
  });

  it('is refused where it is not applicable, with the reason', async () => {
    const answer = await engine.check(1, { ...USUAL, variant: 'drift' }, BOUNDS);
    assert.deepEqual(answer, {
      ok: false,
      refusal: { code: 'no-such-variant', message: 'The scenario has no clock.' },
    });
    const unknown = await engine.execution({ ...USUAL, variant: 'gremlins' }, { kind: 'default' });
    assert.equal(unknown.ok ? '' : unknown.refusal.code, 'no-such-variant');
  });
});
