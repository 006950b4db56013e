import { describe, it } from 'mocha';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Lines } from '../../src/base/lines.ts';
import { problemsText } from '../../src/cli/problems.ts';
import { styleFor } from '../../src/cli/style.ts';
import type { Problem } from '../../src/language/problems.ts';

const plain = styleFor({ colour: false });

function check(text: string, problems: readonly Partial<Problem>[], expected: string): void {
  const complete = problems.map(problem => ({
    code: 'sample',
    severity: 'error' as const,
    at: { start: 0, end: 1 },
    message: 'Wrong.',
    ...problem,
  }));
  assert.equal(problemsText({ name: 'a.cone', text, lines: new Lines(text) }, complete, plain), expected);
}

describe('problems on a terminal', () => {
  it('say file, line and column, and point at the place', () => {
    check(
      'protocol A\nmessage Ping\n',
      [{ at: { start: 19, end: 23 }, message: 'No role handles «Ping».', try: 'Add a handler.' }],
      [
        'a.cone:2:9: error: No role handles «Ping».',
        '2 | message Ping',
        '  |         ^~~~',
        '  try: Add a handler.',
        '',
      ].join('\n'),
    );
  });

  it('errors come before warnings, hints do not come, related places follow', () => {
    check(
      'a\nb',
      [
        { severity: 'hint' },
        { severity: 'warning', message: 'Odd.' },
        { at: { start: 2, end: 3 }, related: [{ at: { start: 0, end: 1 }, message: 'First here.' }] },
      ],
      [
        'a.cone:2:1: error: Wrong.',
        '2 | b',
        '  | ^',
        'a.cone:1:1: note: First here.',
        '1 | a',
        '  | ^',
        'a.cone:1:1: warning: Odd.',
        '1 | a',
        '  | ^',
        '',
      ].join('\n'),
    );
  });

  it('the caret stands under its character behind tabs, accents and wide characters', () => {
    check('\t中e\u0301x', [{ at: { start: 4, end: 5 } }], 'a.cone:1:5: error: Wrong.\n1 |  中e\u0301x\n  |     ^\n');
  });

  it('a long line is shown around its problem', () => {
    const text = `${'a'.repeat(5000)}!${'b'.repeat(5000)}`;
    const shown = `${'a'.repeat(50)}!${'b'.repeat(49)}`;
    check(
      text,
      [{ at: { start: 5000, end: 5001 } }],
      `a.cone:1:5001: error: Wrong.\n1 | ${shown}\n  | ${' '.repeat(50)}^\n`,
    );
  });

  it('after twenty the rest is counted', () => {
    const text = problemsText(
      { name: 'a.cone', text: 'x', lines: new Lines('x') },
      Array.from({ length: 22 }, () => ({ code: 'x', severity: 'error', at: { start: 0, end: 1 }, message: 'W' })),
      plain,
    );
    assert.equal(text.match(/error: W/g)?.length, 20);
    assert.ok(text.endsWith('a.cone: and 2 more errors\n'));
  });

  it('nothing in a file reaches the terminal as a command, and no place is out of reach', () => {
    const unit = fc.constantFrom('a', '\n', '\u001b[31m', '\u0007', '\u202e', '\u009b', '中', '😀', '\t', '\0');
    fc.assert(
      fc.property(fc.string({ unit }), fc.nat(30), fc.nat(30), (text, start, length) => {
        const problem: Problem = { code: 'x', severity: 'error', at: { start, end: start + length }, message: text };
        const shown = problemsText({ name: 'a.cone', text, lines: new Lines(text) }, [problem], plain);
        assert.doesNotMatch(shown.replaceAll('\n', ''), /[\p{Cc}\u202e]/u);
        assert.equal(shown.split('\n').length, 4);
        assert.match(shown.split('\n')[2] ?? '', /^ +\| +\^~*$|^ *\| \^~*$/);
      }),
    );
  });
});
