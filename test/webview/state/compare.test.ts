import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ComparedExecutions } from '../../../src/contract/comparison.ts';
import type { ExecutionView } from '../../../src/contract/execution.ts';
import type { PanelModel } from '../../../src/contract/webview.ts';
import { compareKey } from '../../../webview/view/compare/keys.ts';
import { compared, comparing, reduceCompare } from '../../../webview/view/compare/reduce.ts';
import { comparisonKey, INITIAL_COMPARE, sidesOf, type CompareUi } from '../../../webview/view/compare/state.ts';
import { twoPhaseCommit, twoPhaseCommitModel } from '../fixtures/twoPhaseCommit.ts';

const BAD = twoPhaseCommit();
const MODEL: PanelModel = twoPhaseCommitModel({ execution: BAD, stateGraphOf: 'x', staleness: { kind: 'fresh' } });
/** The same as the bad one but for its last step. */
const GOOD: ExecutionView = { ...BAD, verdict: undefined, steps: BAD.steps.slice(0, -1) };
const ANSWER: ComparedExecutions = {
  left: { kind: 'execution', execution: BAD },
  right: { kind: 'execution', execution: GOOD },
};

function asked(compare: CompareUi = INITIAL_COMPARE, model = MODEL): CompareUi {
  return comparing(compare, model).compare;
}

function shown(): CompareUi {
  const asking = asked();
  return compared(asking, asking.asked.id, ANSWER).compare;
}

describe('the sides of a comparison', () => {
  it('are a violation and the nearest good run, and else what is worth seeing beside the run that is shown', () => {
    const bad = { ...BAD, verdict: { property: 'Agreement', kind: 'violated' } } as const;
    const sides = (model: PanelModel) => sidesOf(INITIAL_COMPARE, model);
    const violated = { ...MODEL, execution: bad };
    assert.deepEqual(sides(violated), { left: { kind: 'shown' }, right: { kind: 'nearestGood' } });
    const quiet = { ...MODEL, report: undefined, execution: { ...bad, verdict: undefined } };
    assert.deepEqual(sides(quiet).right, { kind: 'representative' });
    const usual = { ...quiet, execution: { ...quiet.execution, origin: { kind: 'representative' } as const } };
    assert.deepEqual(sides(usual).right, { kind: 'random', seed: 1 });
  });

  it('swap, and only one is the nearest good run to the other', () => {
    const chosen = reduceCompare(INITIAL_COMPARE, MODEL, {
      kind: 'choose',
      side: 'right',
      choice: { kind: 'nearestGood' },
    });
    const both = reduceCompare(chosen.compare, MODEL, {
      kind: 'choose',
      side: 'left',
      choice: { kind: 'nearestGood' },
    });
    assert.deepEqual(sidesOf(both.compare, MODEL), { left: { kind: 'nearestGood' }, right: { kind: 'shown' } });
    const swapped = reduceCompare(both.compare, MODEL, { kind: 'swap' });
    assert.deepEqual(sidesOf(swapped.compare, MODEL), { left: { kind: 'shown' }, right: { kind: 'nearestGood' } });
  });
});

describe('a comparison', () => {
  it('is asked for once, and again when it would be another one', () => {
    const first = comparing(INITIAL_COMPARE, MODEL);
    assert.deepEqual(first.posts, [{ kind: 'compare', requestId: 1, ...sidesOf(INITIAL_COMPARE, MODEL) }]);
    assert.deepEqual(comparing(first.compare, MODEL).posts, []);
    assert.equal(comparing(first.compare, { ...MODEL, stateGraphOf: 'y' }).posts.length, 1);
    const other = { ...MODEL, execution: { ...BAD, schedule: [...BAD.schedule, 1] } };
    assert.equal(comparing(first.compare, other).posts.length, 1);
    assert.equal(comparisonKey(INITIAL_COMPARE, { ...MODEL, staleness: { kind: 'computing' } }), undefined);
  });

  it('begins where both part, and ignores answers that are not waited for', () => {
    const compare = shown();
    assert.equal(compare.row, BAD.steps.length - 1);
    assert.equal(compare.shown?.comparison?.prefix, GOOD.steps.length);
    const late = compared(asked(), 7, ANSWER);
    assert.equal(late.compare.shown, undefined);
    const refused = compared(asked(), 1, { refusal: 'The engine stopped.' });
    assert.deepEqual([refused.compare.refusal, refused.spoken], ['The engine stopped.', 'The engine stopped.']);
  });

  it('says why a side has no run', () => {
    const none = { kind: 'none', reason: 'There is no good run.' } as const;
    const { compare, spoken } = compared(asked(), 1, { ...ANSWER, right: none });
    assert.equal(compare.shown?.comparison, undefined);
    assert.equal(compare.shown?.drawn.left, BAD);
    assert.equal(spoken, none.reason);
  });

  it('is stepped row by row, and says each row', () => {
    const compare = shown();
    const key = (from: CompareUi, name: string) => {
      const input = compareKey(from, name);
      assert.ok(input, name);
      return reduceCompare(from, MODEL, input);
    };
    const last = BAD.steps.length - 1;
    const back = key(compare, 'ArrowLeft');
    assert.equal(back.compare.row, last - 1);
    assert.match(back.spoken ?? '', new RegExp(`^Row ${last - 1} of ${last}\\. Both: `));
    assert.equal(key(compare, 'Home').compare.row, 0);
    assert.equal(key(key(compare, 'Home').compare, 'f').compare.row, last);
    assert.equal(key(key(compare, 'Home').compare, 'n').compare.row, last);
    assert.equal(key(compare, 'ArrowRight').compare, compare, 'there is nothing after the end');
    assert.equal(key(compare, 'N').compare, compare, 'there is no difference before');
    assert.equal(compareKey(compare, 'q'), undefined);
  });
});
