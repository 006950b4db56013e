import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { ExecutionView, StepView, VariableChange } from '../../src/contract/execution.ts';
import { compareExecutions, partingRow } from '../../src/scene/comparison.ts';
import { partingSentence, rowWords } from '../../src/scene/comparisonWords.ts';
import { padded } from '../../src/scene/padded.ts';
import { stateDifferences } from '../../src/scene/stateDifferences.ts';
import { spaceTimeScene } from '../../src/scene/spaceTime.ts';
import { assertSpaceTime } from './checks.ts';
import { views } from './views.ts';

/** An execution of one node whose variable `n` each step sets: `lose a=1` is a step with that text. */
function run(...steps: readonly string[]): ExecutionView {
  let before = '0';
  const taken = steps.map((said): StepView => {
    const [text = '', value = before] = said.split('=');
    const changes: readonly VariableChange[] = value === before ? [] : [{ lane: 0, name: 'n', before, value }];
    before = value;
    return { text, sentence: `It is ${text}`, fault: false, at: undefined, events: [], changes };
  });
  const start: StepView = { text: 'start', sentence: 'Start', fault: false, at: undefined, events: [], changes: [] };
  return {
    protocol: 'P',
    scenario: 's',
    origin: { kind: 'chosen' },
    headline: '',
    schedule: [],
    verdict: undefined,
    lanes: [{ name: 'A', role: 'R' }],
    events: [],
    arrows: [],
    bands: [],
    steps: [start, ...taken],
    initial: [{ lane: 0, name: 'n', value: '0' }],
    quiescent: true,
  };
}

/** The rows in short: `a|a` for the same, `b!c` for what differs, `d|` and `|d` for one side. */
function rowsOf(left: readonly string[], right: readonly string[]): string {
  const [one, other] = [run(...left), run(...right)];
  const { rows, prefix } = compareExecutions(one, other);
  const shown = rows.map(({ kind, left: l, right: r }) => {
    const texts = [one.steps[l ?? -1]?.text ?? '', other.steps[r ?? -1]?.text ?? ''];
    return texts.join(kind === 'differs' ? '!' : '|');
  });
  return `${prefix}: ${shown.slice(1).join(' ')}`;
}

describe('two executions side by side', () => {
  it('are aligned on what they have in common from the start on', () => {
    assert.equal(rowsOf(['a', 'b'], ['a', 'b']), '3: a|a b|b');
    assert.equal(rowsOf(['a', 'b'], ['a', 'c']), '2: a|a b!c');
    assert.equal(rowsOf(['a', 'b', 'c'], ['a', 'c']), '2: a|a b| c|c');
    assert.equal(rowsOf(['a'], ['a', 'c']), '2: a|a |c');
  });

  it('share rows after that where the same happens, or something else becomes of the same message', () => {
    assert.equal(
      rowsOf(['x', 'deliver M from A to B', 'z'], ['y', 'lose M from A to B', 'z']),
      '1: x!y deliver M from A to B!lose M from A to B z|z',
    );
    assert.equal(
      rowsOf(['x', 'act go at A choosing branch 1'], ['y', 'act go at A choosing branch 2']).split('!').length,
      3,
    );
    assert.equal(rowsOf(['x', 'p', 'same'], ['y', 'same', 'q']), '1: x!y p| same|same |q');
  });

  it('part where the same step leads to another state', () => {
    assert.equal(rowsOf(['a=1', 'b'], ['a=2', 'b']), '1: a|a b|b');
    const comparison = compareExecutions(run('a=1', 'b'), run('a=2', 'b'));
    assert.equal(
      partingSentence(comparison),
      'They part after the start: the same happens, and leads to another state.',
    );
  });

  it('say how many variables differ, and which', () => {
    const comparison = compareExecutions(run('a=1', 'b=2', 'c=3'), run('a=1', 'd=4', 'c=3'));
    assert.deepEqual(
      comparison.rows.map(({ differing }) => differing),
      [0, 0, 1, 0],
    );
    assert.deepEqual(stateDifferences(comparison, comparison.rows[2]!), {
      nodes: [{ node: 'A', variables: [{ name: 'n', left: '2', right: '4' }] }],
      inFlight: [],
    });
    assert.equal(partingSentence(comparison), 'They part after step 1: on the left It is b; on the right It is d.');
    assert.equal(rowWords(comparison, comparison.rows[2]!), 'Left: It is b. Right: It is d. 1 variable differs.');
    const whole = compareExecutions(run('a'), run('a'));
    assert.equal(partingRow(whole), undefined);
    assert.equal(partingSentence(whole), 'Both are the same run, of 1 step.');
    assert.match(
      partingSentence(compareExecutions(run('a'), run('a', 'b'))),
      /left nothing more happens; on the right/,
    );
  });

  const steps = fc.array(fc.constantFrom('a', 'b', 'c', 'deliver M from A to B', 'lose M from A to B'), {
    maxLength: 9,
  });

  it('have every step in a row, in order; what they have in common is as long as can be', () => {
    fc.assert(
      fc.property(steps, steps, (ours, theirs) => {
        const [left, right] = [run(...ours), run(...theirs)];
        const { rows, prefix } = compareExecutions(left, right);
        const indices = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i);
        assert.deepEqual(
          rows.flatMap(row => row.left ?? []),
          indices(left.steps.length),
        );
        assert.deepEqual(
          rows.flatMap(row => row.right ?? []),
          indices(right.steps.length),
        );
        for (const [i, row] of rows.entries()) {
          if (row.kind === 'same') assert.equal(left.steps[row.left!]!.text, right.steps[row.right!]!.text);
          if (i < prefix) assert.deepEqual([row.kind, row.left, row.right], ['same', i, i]);
        }
        assert.ok(ours.slice(0, prefix - 1).every((text, i) => theirs[i] === text));
        assert.ok(prefix > ours.length || prefix > theirs.length || ours[prefix - 1] !== theirs[prefix - 1]);
        const rest = [ours.slice(prefix - 1), theirs.slice(prefix - 1)] as const;
        assert.equal(rows.filter(({ kind }) => kind === 'same').length, prefix + commonLength(...rest));
      }),
    );
  });

  it('are drawn with a row for each step of the other one, and nothing else changes', () => {
    fc.assert(
      fc.property(views, fc.integer({ min: 1, max: 4 }), (view, every) => {
        const rows = view.steps.flatMap((_, step): readonly (number | undefined)[] =>
          step % every === 1 ? [undefined, step] : [step],
        );
        const drawn = padded(view, rows);
        assert.equal(drawn.steps.length, rows.length);
        assert.deepEqual(
          drawn.events.map(({ step }) => rows[step]),
          view.events.map(({ step }) => step),
        );
        assert.deepEqual(
          drawn.arrows.map(({ sentStep, endStep }) => [
            rows[sentStep],
            endStep === undefined ? undefined : rows[endStep],
          ]),
          view.arrows.map(({ sentStep, endStep }) => [sentStep, endStep]),
        );
        assertSpaceTime(drawn, spaceTimeScene(drawn, {}), {});
      }),
      { numRuns: 50 },
    );
  });
});

/** The length of a longest common subsequence, by its definition. */
function commonLength(left: readonly string[], right: readonly string[]): number {
  const [first, ...others] = left;
  if (first === undefined || right.length === 0) return 0;
  const at = right.indexOf(first);
  const without = commonLength(others, right);
  return at < 0 ? without : Math.max(without, 1 + commonLength(others, right.slice(at + 1)));
}
