import type { Span } from '../../base/span.ts';
import type { ExpressionNode, OperatorSign } from './tree.ts';

/** From tightest to loosest. Operators of one row group from the left. */
const ROWS: readonly (readonly OperatorSign[])[] = [
  ['*', '/', '%'],
  ['+', '-'],
  ['&'],
  ['|'],
  ['..'],
  ['??'],
  ['in', 'subset', '<', '<=', '>', '>=', '==', '!='],
  ['&&'],
  ['||'],
  ['=>'],
];

const FROM_THE_RIGHT: ReadonlySet<OperatorSign> = new Set(['??', '=>']);

const TIGHTNESS = new Map(ROWS.flatMap((row, i) => row.map(sign => [sign, ROWS.length - i] as const)));

export function isOperatorSign(text: string): text is OperatorSign {
  return TIGHTNESS.has(text as OperatorSign);
}

/** How tightly an operator binds: larger is tighter. */
export function tightness(sign: OperatorSign): number {
  return TIGHTNESS.get(sign) ?? 0;
}

export interface PlacedOperator {
  readonly sign: OperatorSign;
  readonly at: Span;
}

/**
 * The tree of a flat chain `operands[0] operators[0] operands[1] …` by Dijkstra's shunting yard.
 * There is exactly one operand more than operators.
 */
export function group(operands: readonly ExpressionNode[], operators: readonly PlacedOperator[]): ExpressionNode {
  const values: ExpressionNode[] = [];
  const waiting: PlacedOperator[] = [];
  const reduce = (): void => {
    const operator = waiting.pop();
    const right = values.pop();
    const left = values.pop();
    if (operator === undefined || left === undefined || right === undefined) return;
    const at = { start: left.at.start, end: right.at.end };
    values.push({ kind: 'binary', sign: operator.sign, signAt: operator.at, left, right, at });
  };
  operands.forEach((operand, i) => {
    values.push(operand);
    const next = operators[i];
    if (next === undefined) return;
    for (let last = waiting.at(-1); last !== undefined && bindsFirst(last.sign, next.sign); last = waiting.at(-1)) {
      reduce();
    }
    waiting.push(next);
  });
  while (waiting.length > 0) reduce();
  return values[0] ?? { kind: 'missing', at: { start: 0, end: 0 } };
}

function bindsFirst(left: OperatorSign, right: OperatorSign): boolean {
  if (tightness(left) !== tightness(right)) return tightness(left) > tightness(right);
  return !FROM_THE_RIGHT.has(left);
}
