import type { Span } from '../../base/span.ts';
import type * as ast from '../generated/ast.ts';
import { readArguments, readExpression } from './readExpressions.ts';
import { readName, readOptionalName, spanOf, type Loose } from './placed.ts';
import type { BlockNode, ExpressionNode, StatementNode } from './tree.ts';

export function readBlock(block: Loose<ast.Block> | undefined, around: Span): BlockNode {
  const at = spanOf(block, around);
  return { statements: (block?.statements ?? []).map(statement => readStatement(statement, at)), at };
}

function optional(node: ast.Expression | undefined, around: Span): ExpressionNode | undefined {
  return node === undefined ? undefined : readExpression(node, around);
}

function readStatement(node: ast.Statement, around: Span): StatementNode {
  const at = spanOf(node, around);
  switch (node.$type) {
    case 'IfStatement':
      return readIf(node, at);
    case 'For': {
      const { name, over, body }: Loose<ast.For> = node;
      return { kind: 'for', name: readName(name, at), over: readExpression(over, at), body: readBlock(body, at), at };
    }
    case 'Either':
      return { kind: 'either', branches: node.branches.map(branch => readBlock(branch, at)), at };
    case 'Choose': {
      const { name, over, where }: Loose<ast.Choose> = node;
      return {
        kind: 'choose',
        name: readName(name, at),
        over: readExpression(over, at),
        where: optional(where, at),
        at,
      };
    }
    case 'LetStatement': {
      const { name, value }: Loose<ast.LetStatement> = node;
      return { kind: 'let', name: readName(name, at), value: readExpression(value, at), at };
    }
    case 'Assert':
      return { kind: 'assert', condition: readExpression((node as Loose<ast.Assert>).condition, at), at };
    case 'Stop':
      return { kind: 'stop', at };
    case 'Assign':
      return readAssign(node, at);
    case 'Send':
    case 'Reply':
    case 'Forward':
    case 'Start':
    case 'Cancel':
    case 'Invoke':
    case 'Respond':
      return readEffect(node, at);
  }
}

function readIf(node: Loose<ast.IfStatement>, at: Span): StatementNode {
  const chained = node.elseIf === undefined ? undefined : readIf(node.elseIf, spanOf(node.elseIf, at));
  const otherwise: BlockNode | undefined =
    chained !== undefined
      ? { statements: [chained], at: chained.at }
      : node.otherwise === undefined
        ? undefined
        : readBlock(node.otherwise, at);
  return { kind: 'if', condition: readExpression(node.condition, at), then: readBlock(node.then, at), otherwise, at };
}

function readAssign(node: Loose<ast.Assign>, at: Span): StatementNode {
  const target = readExpression(node.target, at);
  if (node.operator === undefined) return { kind: 'call', target, at };
  const sign = (node.operator as Loose<ast.AssignOperator>).text ?? '=';
  return { kind: 'assign', target, sign, value: readExpression(node.value, at), at };
}

type EffectAst = ast.Send | ast.Reply | ast.Forward | ast.Start | ast.Cancel | ast.Invoke | ast.Respond;

/** Statements that reach beyond the node's variables. */
function readEffect(node: EffectAst, at: Span): StatementNode {
  switch (node.$type) {
    case 'Send': {
      const loose: Loose<ast.Send> = node;
      const message = readName(loose.message, at);
      return {
        kind: 'send',
        message,
        arguments: readArguments(loose.arguments, at),
        to: readExpression(loose.to, at),
        at,
      };
    }
    case 'Reply': {
      const loose: Loose<ast.Reply> = node;
      return { kind: 'reply', message: readName(loose.message, at), arguments: readArguments(loose.arguments, at), at };
    }
    case 'Forward':
      return { kind: 'forward', to: readExpression((node as Loose<ast.Forward>).to, at), at };
    case 'Start': {
      const { timer, after }: Loose<ast.Start> = node;
      return { kind: 'start', timer: readName(timer, at), after: optional(after, at), at };
    }
    case 'Cancel':
      return { kind: 'cancel', timer: readName((node as Loose<ast.Cancel>).timer, at), at };
    case 'Invoke': {
      const loose: Loose<ast.Invoke> = node;
      const history = readName(loose.history, at);
      const operation = readOptionalName(loose.operation, at);
      return { kind: 'invoke', history, operation, arguments: readArguments(loose.arguments, at), at };
    }
    case 'Respond': {
      const { history, result }: Loose<ast.Respond> = node;
      return { kind: 'respond', history: readName(history, at), result: optional(result, at), at };
    }
  }
}
