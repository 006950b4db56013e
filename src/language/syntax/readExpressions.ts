import type { Span } from '../../base/span.ts';
import type * as ast from '../generated/ast.ts';
import { group, isOperatorSign, type PlacedOperator } from './operators.ts';
import { readName, spanOf, type Loose } from './placed.ts';
import type { ArgumentNode, BindingNode, ExpressionNode, Name } from './tree.ts';

/** An expression as written; `missing` where the text has none. */
export function readExpression(node: ast.Expression | undefined, around: Span): ExpressionNode {
  const at = spanOf(node, around);
  if (node === undefined) return { kind: 'missing', at };
  switch (node.$type) {
    case 'Chain':
      return readChain(node, at);
    case 'Prefixed': {
      const loose: Loose<ast.Prefixed> = node;
      return { kind: loose.operator === '!' ? 'not' : 'negate', of: readExpression(loose.of, at), at };
    }
    case 'Quantified':
      return readQuantified(node, at);
    case 'IfExpression': {
      const { condition, then, otherwise }: Loose<ast.IfExpression> = node;
      return {
        kind: 'if',
        condition: readExpression(condition, at),
        then: readExpression(then, at),
        otherwise: readExpression(otherwise, at),
        at,
      };
    }
    case 'LetExpression':
      return readLet(node, at);
    case 'Access':
    case 'Index':
    case 'With':
    case 'Reference':
    case 'NumberLiteral':
    case 'WordLiteral':
    case 'Parenthesised':
    case 'SetLiteral':
    case 'ListLiteral':
    case 'The':
    case 'InFlight':
      return readPostfixed(node, at);
  }
}

type PostfixedAst = Exclude<
  ast.Expression,
  ast.Chain | ast.Prefixed | ast.Quantified | ast.IfExpression | ast.LetExpression
>;

function readPostfixed(node: PostfixedAst, at: Span): ExpressionNode {
  switch (node.$type) {
    case 'Access': {
      const { of, name }: Loose<ast.Access> = node;
      return { kind: 'member', of: readExpression(of, at), name: readName(name, at), at };
    }
    case 'Index': {
      const { of, index }: Loose<ast.Index> = node;
      return { kind: 'index', of: readExpression(of, at), index: readExpression(index, at), at };
    }
    case 'With': {
      const loose: Loose<ast.With> = node;
      return { kind: 'with', of: readExpression(loose.of, at), arguments: readArguments(loose.arguments, at), at };
    }
    case 'Reference':
      return readReference(node, at);
    case 'NumberLiteral':
      return { kind: 'number', text: (node as Loose<ast.NumberLiteral>).text ?? '0', at };
    case 'WordLiteral':
      return { kind: 'word', word: node.text, at };
    case 'Parenthesised':
      return { kind: 'parenthesised', of: readExpression((node as Loose<ast.Parenthesised>).of, at), at };
    case 'SetLiteral':
      return readBraces(node, at);
    case 'ListLiteral':
      return { kind: 'list', items: node.items.map(item => readExpression(item, at)), at };
    case 'The':
      return { kind: 'the', of: readExpression((node as Loose<ast.The>).of, at), at };
    case 'InFlight':
      return { kind: 'flight', message: readName((node as Loose<ast.InFlight>).message, at), at };
  }
}

function readReference(node: Loose<ast.Reference>, at: Span): ExpressionNode {
  const name = readName(node.name, at);
  if (node.called === true) return { kind: 'call', name, arguments: readArguments(node.arguments, at), at };
  return name.text === '' ? { kind: 'missing', at } : { kind: 'reference', name, at };
}

interface FlatChain {
  readonly operands: readonly ExpressionNode[];
  readonly operators: readonly PlacedOperator[];
}

function flatten(node: ast.Chain | undefined, around: Span): FlatChain {
  if (node === undefined)
    return { operands: [{ kind: 'missing', at: { start: around.end, end: around.end } }], operators: [] };
  const chain: Loose<ast.Chain> = node;
  const at = spanOf(chain, around);
  const operators: PlacedOperator[] = [];
  for (const operator of chain.operators ?? []) {
    const sign: string | undefined = (operator as Loose<ast.Operator>).text;
    if (sign !== undefined && isOperatorSign(sign)) operators.push({ sign, at: spanOf(operator, at) });
  }
  const parts = chain.parts ?? [];
  const operands = Array.from({ length: operators.length + 1 }, (_, i) => readExpression(parts[i], at));
  return { operands, operators };
}

function readChain(node: ast.Chain, around: Span): ExpressionNode {
  const { operands, operators } = flatten(node, around);
  return group(operands, operators);
}

/** `let x = value in body`: the value was read as a chain in which the first `in` is ours. */
function readLet(node: Loose<ast.LetExpression>, at: Span): ExpressionNode {
  const name = readName(node.name, at);
  const whole = node.value?.$type === 'Chain' ? flatten(node.value, at) : flatten(undefined, at);
  const split = whole.operators.findIndex(operator => operator.sign === 'in');
  if (split < 0) {
    const value = group(whole.operands, whole.operators);
    return { kind: 'let', name, value, body: { kind: 'missing', at: { start: at.end, end: at.end } }, at };
  }
  const value = group(whole.operands.slice(0, split + 1), whole.operators.slice(0, split));
  const body = group(whole.operands.slice(split + 1), whole.operators.slice(split + 1));
  return { kind: 'let', name, value, body, at };
}

const QUANTIFIERS = { all: 'all', some: 'some', no: 'no', exactly: 'exactlyOne' } as const;

function readQuantified(node: Loose<ast.Quantified>, at: Span): ExpressionNode {
  const first = node.bindings?.[0];
  if (node.kind === 'all' && node.bindings?.length === 1 && first?.over === undefined && node.body === undefined) {
    return { kind: 'everyone', name: readName(first?.name, at), at };
  }
  return {
    kind: 'quantified',
    quantifier: QUANTIFIERS[node.kind ?? 'all'],
    bindings: readBindings(node.bindings, at),
    where: node.where === undefined ? undefined : readExpression(node.where, at),
    body: readExpression(node.body, at),
    at,
  };
}

/** Bindings without `in` share the collection of the next one that has it. */
function readBindings(bindings: readonly Loose<ast.Binding>[] | undefined, around: Span): readonly BindingNode[] {
  let over: ExpressionNode | undefined;
  const read: BindingNode[] = [];
  for (const binding of [...(bindings ?? [])].reverse()) {
    const at = spanOf(binding, around);
    if (binding.over !== undefined || over === undefined) over = readExpression(binding.over, at);
    read.unshift({ name: readName(binding.name, at), over, at });
  }
  return read;
}

/** The arguments of a call, a message or a record; `name: value` has a key. */
export function readArguments(
  nodes: readonly Loose<ast.Argument>[] | undefined,
  around: Span,
): readonly ArgumentNode[] {
  return (nodes ?? []).map(node => {
    const at = spanOf(node, around);
    if (node.named === undefined) return { key: undefined, value: readExpression(node.value, at), at };
    return { key: readExpression(node.value, at), value: readExpression(node.named, at), at };
  });
}

function readBraces(node: Loose<ast.SetLiteral>, at: Span): ExpressionNode {
  const items = readArguments(node.items, at);
  const where = node.where === undefined ? undefined : readExpression(node.where, at);
  const bindings = node.bindings ?? [];
  if (bindings.length === 0 && where === undefined) return { kind: 'braces', items, at };
  const result: ExpressionNode = items[0]?.value ?? { kind: 'missing', at };
  if (bindings.length > 0) return { kind: 'comprehension', result, bindings: readBindings(bindings, at), where, at };
  const bound = boundName(result);
  if (bound === undefined) return { kind: 'comprehension', result, bindings: [], where, at };
  const binding: BindingNode = { name: bound.name, over: bound.over, at: result.at };
  return {
    kind: 'comprehension',
    result: { kind: 'reference', name: bound.name, at: bound.name.at },
    bindings: [binding],
    where,
    at,
  };
}

/** The parts of `x in S`. */
function boundName(node: ExpressionNode): { readonly name: Name; readonly over: ExpressionNode } | undefined {
  if (node.kind !== 'binary' || node.sign !== 'in' || node.left.kind !== 'reference') return undefined;
  return { name: node.left.name, over: node.right };
}
