import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import type { EngineApi } from '../../src/contract/engine.ts';
import { BOUNDS, createEngine, propertyOf, valueOf } from './asking.ts';
import { REGISTER } from './protocols.ts';

const TWO = { text: REGISTER, scenario: 'two servers' };

describe('the history of clients', () => {
  let engine: EngineApi;
  beforeEach(() => {
    engine = createEngine();
  });

  it('is named in the sentence of its property, and the operations that no order has room for in a note', async () => {
    const report = valueOf(await engine.check(1, TWO, BOUNDS));
    const linearizable = propertyOf(report, 'linearizable register');
    assert.equal(linearizable.sentence, "register is not linearizable: in 5 steps, Server 2's Value(0) reaches Reader");
    assert.deepEqual(linearizable.notes, [
      "Reader's read answered 0 although it began after Writer's write(1) had been answered.",
    ]);
    const sequential = propertyOf(report, 'sequential register');
    assert.match(sequential.sentence, /^register is sequentially consistent in all \d+ states$/);
    assert.equal(sequential.notes, undefined);
  });

  it('is linearizable with one server', async () => {
    const report = valueOf(await engine.check(1, { ...TWO, scenario: 'one server' }, BOUNDS));
    assert.match(propertyOf(report, 'linearizable register').sentence, /^register is linearizable in all \d+ states$/);
  });

  it('is drawn with an order that explains it, or with what to blame', async () => {
    await engine.check(1, TWO, BOUNDS);
    const shown = valueOf(await engine.execution(TWO, { kind: 'property', property: 'linearizable register' }));
    const told = shown.operations?.map(({ label, result, blamed, place }) => [label, result, blamed, place]);
    assert.deepEqual(told, [
      ['write(1)', '', true, undefined],
      ['read', '0', true, undefined],
    ]);
    const run = valueOf(
      await engine.execution({ ...TWO, scenario: 'one server' }, { kind: 'random', seed: 1, after: [] }),
    );
    const places = run.operations?.map(({ place }) => place);
    assert.deepEqual(places?.toSorted(), [0, 1, 2]);
  });

  it('is what a run violates that was chosen step by step', async () => {
    const report = valueOf(await engine.check(1, TWO, BOUNDS));
    const name = 'linearizable register';
    assert.equal(propertyOf(report, name).verdict, 'violated');
    const { schedule } = valueOf(await engine.execution(TWO, { kind: 'property', property: name }));
    const chosen = valueOf(await engine.execution(TWO, { kind: 'schedule', schedule }));
    assert.deepEqual(chosen.verdict, { property: name, kind: 'violated' });
    const shorter = valueOf(await engine.execution(TWO, { kind: 'schedule', schedule: schedule.slice(0, -1) }));
    assert.equal(shorter.verdict, undefined);
    const found = valueOf(await engine.execution(TWO, { kind: 'toViolation', after: schedule.slice(0, 2) }));
    assert.deepEqual(found.verdict, { property: name, kind: 'violated' });
  });
});
