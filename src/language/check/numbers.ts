import type { Span } from '../../base/span.ts';
import type { Duration } from '../../model/statements.ts';
import type { ProblemList } from '../problems.ts';
import type { ExpressionNode } from '../syntax/tree.ts';

const NUMBER = /^([0-9][0-9_]*(?:\.[0-9]+)?)([A-Za-z]*)$/;
const MULTIPLES: Readonly<Record<string, number>> = { '': 1, k: 1_000, M: 1_000_000, G: 1_000_000_000 };
const MILLISECONDS: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1_000, min: 60_000, h: 3_600_000 };

interface NumberText {
  readonly text: string;
  readonly at: Span;
}

/** A whole number as written: `3`, `2_000`, `10k`, `2M`. Undefined after an error. */
export function numberOf(problems: ProblemList, node: NumberText): number | undefined {
  const [, digits = '', unit = ''] = NUMBER.exec(node.text) ?? [];
  const multiple = MULTIPLES[unit];
  if (multiple === undefined) {
    const duration = MILLISECONDS[unit] !== undefined;
    problems.add(
      'unknown-unit',
      node.at,
      `\`${node.text}\` is ${duration ? 'a duration, not a number' : 'not a number'}.`,
      {
        try: duration
          ? 'Write the number without a unit.'
          : 'A number may end with `k` (thousand), `M` (million) or `G`.',
      },
    );
    return undefined;
  }
  const value = Number(digits.replaceAll('_', '')) * multiple;
  if (!Number.isInteger(value)) {
    problems.add('not-whole', node.at, `\`${node.text}\` is not a whole number.`, {
      try: 'Numbers are integers here.',
    });
    return undefined;
  }
  if (!Number.isSafeInteger(value)) {
    problems.add('number-too-large', node.at, `\`${node.text}\` is too large.`, {
      try: `Stay below ${Number.MAX_SAFE_INTEGER.toLocaleString('en-US')}.`,
    });
    return undefined;
  }
  return value;
}

/** A duration as written: `20ms`, `150..300ms`, `1.5s`. In a range the unit of the first number may be left out. */
export function durationOf(problems: ProblemList, node: ExpressionNode): Duration | undefined {
  if (node.kind === 'missing') return undefined;
  if (node.kind === 'number') {
    const milliseconds = millisecondsOf(node.text, undefined);
    if (milliseconds !== undefined) return { lowMs: milliseconds, highMs: milliseconds };
  }
  if (node.kind === 'binary' && node.sign === '..' && node.left.kind === 'number' && node.right.kind === 'number') {
    const unit = NUMBER.exec(node.right.text)?.[2];
    const lowMs = millisecondsOf(node.left.text, unit);
    const highMs = millisecondsOf(node.right.text, undefined);
    if (lowMs !== undefined && highMs !== undefined) {
      if (lowMs <= highMs) return { lowMs, highMs };
      problems.add('empty-range', node.at, 'The first duration is longer than the second.', { try: 'Swap them.' });
      return undefined;
    }
  }
  problems.add('not-a-duration', node.at, 'This is not a duration.', { try: 'Write `20ms`, `1.5s` or `150..300ms`.' });
  return undefined;
}

function millisecondsOf(text: string, unitOfRange: string | undefined): number | undefined {
  const [, digits = '', unit = ''] = NUMBER.exec(text) ?? [];
  const factor = MILLISECONDS[unit === '' ? (unitOfRange ?? '') : unit];
  return factor === undefined ? undefined : Number(digits.replaceAll('_', '')) * factor;
}
