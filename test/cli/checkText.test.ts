import { describe, it } from 'mocha';
import assert from 'node:assert/strict';
import { Lines } from '../../src/base/lines.ts';
import { checkText, isAsExpected, summaryText } from '../../src/cli/checkText.ts';
import { styleFor } from '../../src/cli/style.ts';
import type { CheckReport, Limit } from '../../src/contract/report.ts';
import { endless, property, report, violated } from './reports.ts';

const text = 'aaaa\nbbbb\n';
const style = styleFor({ colour: false });
const showing = { source: { name: 'a.cone', text, lines: new Lines(text) }, scenarioAt: { start: 0, end: 9 }, style };
const at = { start: 0, end: 1 };

function check(shown: CheckReport, expected: readonly string[]): void {
  assert.equal(checkText(shown, showing), expected.map(line => `${line}\n`).join(''));
}

describe('a checked scenario on a terminal', () => {
  it('says what holds, what was expected and what it took', () => {
    check(report(), [
      'scenario "reliable network"',
      '  ✓ Agreement holds in all 1,234 states.',
      '',
      '  met        expect Agreement holds',
      '',
      '  1,234 distinct states · 5,678 generated · depth 7 · all explored',
      '  1.23 s · 1,000 states/s · 12.3 bytes/state · no reductions',
      '  states that could be told apart: 4,096',
    ]);
  });

  it('shows the steps to a violation with the lines that run', () => {
    const reason = 'it breaks in 2 steps';
    const shown = report({
      properties: [violated],
      expectations: [{ text: 'Agreement holds', met: false, reason, at }],
    });
    const lines = checkText(shown, showing).split('\n');
    assert.ok(lines.includes('  ✗ Agreement breaks in 2 steps.'));
    assert.ok(lines.includes('  not met    expect Agreement holds: it breaks in 2 steps'));
    assert.deepEqual(lines.slice(-4), [
      '  Agreement: shortest counterexample, 2 steps',
      '    1. deliver Prepare to Participant 1  line 2',
      '    2. crash Coordinator',
      '',
    ]);
  });

  it('shows where a run begins to repeat, and why it does', () => {
    const lines = checkText(report({ properties: [endless], expectations: [] }), showing).split('\n');
    assert.deepEqual(lines.slice(1, 3), [
      '  ✗ Termination breaks: after 1 step, 2 steps repeat for ever',
      "      Server's action serve is possible again and again, and never taken.",
    ]);
    assert.deepEqual(lines.slice(-6, -1), [
      '  Termination: counterexample without end, 1 step, then 2 steps for ever',
      '    1. deliver Start to Server  line 2',
      '    for ever:',
      '    2. act wait at Server  line 2',
      '    3. act rest at Server  line 2',
    ]);
  });

  it('shows where nothing changes any more', () => {
    const stuck = { ...endless, lasso: { stem: 3, loop: 0 } };
    const lines = checkText(report({ properties: [stuck], expectations: [] }), showing).split('\n');
    assert.deepEqual(lines.slice(-3), ['    3. act rest at Server  line 2', '    nothing changes any more', '']);
  });

  it('calls shortest only what nothing that was left out can undercut', () => {
    const shown = (steps: number): string => {
      const limit = { kind: 'copies', value: 8, steps } as const;
      return checkText(report({ properties: [violated], counts: { ...report().counts, limit } }), showing);
    };
    assert.match(shown(1), /Agreement: shortest counterexample, 2 steps\n/);
    assert.match(shown(0), /Agreement: counterexample, 2 steps\n/);
  });

  it('says which bound was reached', () => {
    const shown = (limit: Limit): string =>
      checkText(report({ counts: { ...report().counts, complete: false, limit } }), showing);
    assert.match(shown({ kind: 'states', value: 20000 }), /depth 7 · stopped at the bound of 20,000 states\n/);
    assert.match(shown({ kind: 'depth', value: 1 }), /stopped at the bound of 1 step\n/);
    const crowd = { kind: 'copies', value: 8, message: 'M from A to B', steps: 9, advice: 'Send less.' } as const;
    assert.match(
      shown(crowd),
      /depth 7 · goes no further where more than 8 equal messages are in flight: M from A to B\n {2}Send less\.\n/,
    );
    assert.match(shown({ ...crowd, value: 1 }), /goes no further where equal messages are in flight: M from A to B\n/);
    assert.match(
      shown({ kind: 'memory', value: 1 << 30 }),
      /stopped at the bound of 1,024 MB of memory, at 12\.3 bytes a state\n/,
    );
    assert.match(shown({ kind: 'cancelled', value: 0 }), /cut short by you\n/);
  });

  it('says what became of the reductions that were asked for, and claims no distinct states where they are used', () => {
    const { counts } = report();
    const shown = (changes: Partial<typeof counts>): string =>
      checkText(report({ properties: [violated], counts: { ...counts, ...changes } }), showing);
    const symmetry = { kind: 'symmetry', used: true, reason: 'The 3 nodes of Server are interchangeable.' } as const;
    const partialOrder = { kind: 'partialOrder', used: false, reason: 'A step property sees every order.' } as const;
    const both = shown({ reductions: [symmetry, partialOrder] });
    assert.match(both, /1,234 states explored with symmetry · 5,678 generated/);
    assert.match(both, /\n {2}With symmetry: The 3 nodes of Server are interchangeable\.\n/);
    assert.match(both, /\n {2}Without partial order reduction: A step property sees every order\.\n/);
    assert.doesNotMatch(both, /distinct|no reductions/);
    assert.match(both, /Agreement: shortest counterexample, 2 steps/);
    const unused = shown({ reductions: [partialOrder] });
    assert.match(unused, /1,234 distinct states/);
    assert.match(shown({ reductions: [{ ...partialOrder, used: true }] }), /Agreement: counterexample, 2 steps/);
    const compact = shown({ omissionProbability: 3.14e-7 });
    assert.match(
      compact,
      /States are kept as fingerprints: with a probability of at most 3\.2 × 10⁻⁷ one was left out\.\n/,
    );
    assert.match(compact, /Agreement: counterexample, 2 steps/);
  });
});

describe('whether a scenario is as expected', () => {
  it('its expectations decide where it has any', () => {
    const expectation = { text: 'Agreement fails', met: true, reason: '', at };
    assert.equal(isAsExpected(report({ properties: [violated], expectations: [expectation] })), true);
    assert.equal(isAsExpected(report({ expectations: [expectation, { ...expectation, met: false }] })), false);
  });

  it('without any, nothing may be violated or broken', () => {
    const verdicts = (['holds', 'unknown', 'violated', 'broken'] as const).map(verdict =>
      isAsExpected(report({ properties: [property(), property({ verdict })], expectations: [] })),
    );
    assert.deepEqual(verdicts, [true, true, false, false]);
  });

  it('the last line sums up', () => {
    const unmet = report({ expectations: [{ text: 'x', met: false, reason: 'y', at }] });
    const bare = report({ properties: [violated], expectations: [] });
    const cut = report({ counts: { ...report().counts, limit: { kind: 'states', value: 1 } } });
    assert.equal(summaryText([report()], style), '1 scenario · 1 expectation met\n');
    assert.equal(
      summaryText([report(), unmet, bare, cut], style),
      '4 scenarios · 1 of 3 expectations not met · violations in 1 scenario without expectations · 1 not explored to the end\n',
    );
  });
});
