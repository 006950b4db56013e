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
  switch (node.kind) {
    case 'number':
      return { kind: 'literal', value: numberOf(problems, node) ?? 0, at: node.at };
    case 'parenthesised':
      return lowerConstant(workspace, node.of);
    case 'negate':
      return { kind: 'unary', operator: 'negate', of: lowerConstant(workspace, node.of), at: node.at };
    case 'reference': {
      const param = tables.params.get(node.name.text);
      if (param === undefined) break;
      symbols.refer(param.symbol, node.name.at);
      tables.numericParams.push({ param, at: node.at });
      return { kind: 'param', param: param.index, name: node.name.text, at: node.at };
    }
    case 'binary': {
      const operator = ARITHMETIC.get(node.sign);
      if (operator === undefined) break;
      const left = lowerConstant(workspace, node.left);
      return { kind: 'binary', operator, left, right: lowerConstant(workspace, node.right), at: node.at };
    }
    case 'missing':
      return zero;
  }
  problems.add('not-constant', node.at, 'This must be known before anything runs.', {
    try: 'Use numbers and parameters with `+`, `-`, `*`, `/` and `%`.',
  });
  return zero;
}
