import assert from 'node:assert/strict';
import type { Protocol } from '../../src/model/protocol.ts';
import type { Problem } from '../../src/language/problems.ts';
import { parse } from '../../src/language/parse.ts';

/** A problem in one line: `3:5 error unknown-name «yes»`, with 1-based line and column. */
export function oneLine(text: string, { at, severity, code }: Problem): string {
  const before = text.slice(0, at.start).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  const shown = text.slice(at.start, at.end).split('\n')[0] ?? '';
  return `${String(before.length)}:${String(column)} ${severity} ${code} «${shown}»`;
}

/** Checks every problem of a text, in order. */
export function checkProblems(text: string, expected: readonly string[]): void {
  assert.deepEqual(
    parse(text).problems.map(problem => oneLine(text, problem)),
    expected,
  );
}

/** A problem in one line, and what its message and its advice say. */
export type Advice = readonly [problem: string, advice: RegExp];

/** Checks the errors and warnings of a text in order, each with what it says to try. */
export function checkAdvice(text: string, expected: readonly Advice[]): void {
  const { problems } = parse(text);
  assert.deepEqual(
    problems.map(problem => oneLine(text, problem)),
    expected.map(([problem]) => problem),
  );
  problems.forEach((problem, i) => {
    assert.match(`${problem.message} ${problem.try ?? ''}`, expected[i]?.[1] ?? /never/);
  });
}

/** The protocol of a text without errors; fails with its problems otherwise. */
export function protocolOf(text: string): Protocol {
  const { protocol, problems } = parse(text);
  assert.ok(protocol, problems.map(problem => `${oneLine(text, problem)}: ${problem.message}`).join('\n'));
  return protocol;
}

/** What a value of the model says, without spans. */
export function withoutSpans(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, part: unknown) => (key === 'at' ? undefined : part)));
}
