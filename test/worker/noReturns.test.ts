import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { BOUNDS, createEngine, valueOf } from './asking.ts';

/** From 0 by steps to 4; at 1 there is still a way out. The others have many states, and nothing to do with it. */
const WALK = `protocol Walk
role Walker {
  var n: 0..9 = 0
  action walk when n < 4 { n += 1 }
  action leave when n == 1 { n = 9 }
}
role Other { var m: 0..19 = 0  action count when m < 19 { m += 1 } }
system { Walker: 1  Other: 0 }
invariant Safe: no w in Walker: w.n == 4
finally Away: all w in Walker: w.n == 9
eventually Left: some w in Walker: w.n == 9
scenario "alone" { expect no deadlock }
scenario "among others" { Other: 2 }
`;

describe('the step since which a violation could not be avoided', () => {
  it('is told of counterexamples, also of those that end nowhere', async () => {
    const engine = createEngine();
    const subject = { text: WALK, scenario: 'alone' };
    await engine.check(1, subject, BOUNDS);
    for (const property of ['Safe', 'Away', 'Left']) {
      const view = valueOf(await engine.execution(subject, { kind: 'property', property }));
      assert.deepEqual(view.verdict, { property, kind: 'violated', noReturn: 2 }, property);
      assert.equal(view.steps[2]?.text, 'act walk at Walker');
    }
    const short = valueOf(await engine.execution(subject, { kind: 'shortened', schedule: [0, 0, 0, 0, 0] }));
    assert.equal(short.verdict?.noReturn, 2);
  });

  it('is told of nothing else: runs that were chosen may be no shortest ones, and it is too late anyway', async () => {
    const engine = createEngine();
    const subject = { text: WALK, scenario: 'alone' };
    await engine.check(1, subject, BOUNDS);
    const chosen = valueOf(await engine.execution(subject, { kind: 'schedule', schedule: [0, 0, 0, 0, 0] }));
    assert.deepEqual(chosen.verdict, { property: 'Safe', kind: 'violated' });
    const late = { ...subject, text: WALK.replace('leave when n == 1', 'leave when n == 3') };
    await engine.check(2, late, BOUNDS);
    const view = valueOf(await engine.execution(late, { kind: 'property', property: 'Safe' }));
    assert.deepEqual(view.verdict, { property: 'Safe', kind: 'violated' });
  });

  it('does not keep a picture waiting, and is there when it is asked for again', async () => {
    const engine = createEngine();
    const subject = { text: WALK, scenario: 'among others' };
    await engine.check(1, subject, BOUNDS);
    const answers: (number | undefined)[] = [];
    while (answers.at(-1) === undefined && answers.length < 10_000) {
      const view = valueOf(await engine.execution(subject, { kind: 'property', property: 'Safe' }));
      answers.push(view.verdict?.noReturn);
    }
    assert.ok(answers.length > 1, 'the first picture does not wait');
    assert.equal(answers.at(-1), 2);
  });
});
