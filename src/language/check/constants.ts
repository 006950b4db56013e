import type { Expression } from '../../model/expressions.ts';
import { numberOf } from './numbers.ts';
import type { Workspace } from './tables.ts';
import type { ExpressionNode, OperatorSign } from '../syntax/tree.ts';

const ARITHMETIC: ReadonlyMap<OperatorSign, 'add' | 'subtract' | 'multiply' | 'divide' | 'modulo'> = new Map([
  ['+', 'add'],
  ['-', 'subtract'],
  ['*', 'multiply'],
  ['/', 'divide'],
  ['%', 'modulo'],
] as const);

/** A number known before anything runs: numbers, parameters and arithmetic. For the ends of ranges, and limits. */
export function lowerConstant(workspace: Workspace, node: ExpressionNode): Expression {
  const { tables, symbols, problems } = workspace;
  const zero: Expression = { kind: 'literal', value: 0, at: node.at };
  if (node.kind === 'number') return { kind: 'literal', value: numberOf(problems, node) ?? 0, at: node.at };
  if (node.kind === 'parenthesised') return lowerConstant(workspace, node.of);
  if (node.kind === 'negate') {
    return { kind: 'unary', operator: 'negate', of: lowerConstant(workspace, node.of), at: node.at };
  }
  if (node.kind === 'missing') return zero;
  const param = node.kind === 'reference' ? tables.params.get(node.name.text) : undefined;
  if (node.kind === 'reference' && param !== undefined) {
    symbols.refer(param.symbol, node.name.at);
    tables.numericParams.push({ param, at: node.at });
    return { kind: 'param', param: param.index, name: node.name.text, at: node.at };
  }
  const operator = node.kind === 'binary' ? ARITHMETIC.get(node.sign) : undefined;
  if (node.kind === 'binary' && operator !== undefined) {
    const left = lowerConstant(workspace, node.left);
    return { kind: 'binary', operator, left, right: lowerConstant(workspace, node.right), at: node.at };
  }
  problems.add('not-constant', node.at, 'This must be known before anything runs.', {
    try: 'Use numbers and parameters with `+`, `-`, `*`, `/` and `%`.',
  });
  return zero;
}
