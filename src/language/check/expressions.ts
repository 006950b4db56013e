import type { Expression } from '../../model/expressions.ts';
import type { ExpressionNode } from '../syntax/tree.ts';
import { reportTooDeep } from '../syntax/parseFile.ts';
import { inferCall } from './calls.ts';
import { BOOL, describe, INT, join, UNKNOWN, withoutOption, type CheckedType } from './checkedType.ts';
import { inferBraces, inferComprehension, inferIndex, inferList, inferQuantified } from './collections.ts';
import { convert } from './convert.ts';
import { inferMember, inferWith } from './members.ts';
import { inferNodeWord, inferReference, unknown } from './names.ts';
import { numberOf } from './numbers.ts';
import { inferBinary } from './operators.ts';
import { bindLocal, type Checking, type Scope, type Typed } from './scope.ts';
import type { Workspace } from './tables.ts';

/** Operators in a row nest without brackets: a tree deeper than this would exhaust the stack of what walks it. */
const DEPTH_MAX = 400;

/** Binds the parts of expression checking together. */
export function createChecking(workspace: Workspace): Checking {
  let depth = 0;
  const checking: Checking = {
    ...workspace,
    infer(node, scope, expected) {
      depth += 1;
      try {
        if (depth > DEPTH_MAX) {
          if (depth === DEPTH_MAX + 1) reportTooDeep(node.at, workspace.problems);
          return unknown(node);
        }
        const typed = inferExpression(checking, node, scope, expected);
        workspace.symbols.expressionTypes.push({ at: node.at, type: typed.type });
        return typed;
      } finally {
        depth -= 1;
      }
    },
    expect: (node, scope, type) => convert(workspace, checking.infer(node, scope, type), type, node.at),
  };
  return checking;
}

function literal(value: number | boolean | null, node: ExpressionNode, type: CheckedType): Typed {
  return { expression: { kind: 'literal', value, at: node.at }, type };
}

function inferExpression(
  checking: Checking,
  node: ExpressionNode,
  scope: Scope,
  expected: CheckedType | undefined,
): Typed {
  switch (node.kind) {
    case 'missing':
      return unknown(node);
    case 'number':
      return literal(numberOf(checking.problems, node) ?? 0, node, INT);
    case 'word':
      if (node.word === 'none') return literal(null, node, { kind: 'option', of: UNKNOWN });
      if (node.word === 'true' || node.word === 'false') return literal(node.word === 'true', node, BOOL);
      return inferNodeWord(checking, node, scope);
    case 'reference':
      return inferReference(checking, node, scope, expected);
    case 'call':
      return inferCall(checking, node, scope);
    case 'binary':
      return inferBinary(checking, node, scope, expected);
    case 'not':
      return unary('not', checking.expect(node.of, scope, BOOL), node, BOOL);
    case 'negate':
      return unary('negate', checking.expect(node.of, scope, INT), node, INT);
    case 'quantified':
      return inferQuantified(checking, node, scope);
    case 'if':
      return inferIf(checking, node, scope, expected);
    case 'let':
      return inferLet(checking, node, scope, expected);
    case 'parenthesised':
      return checking.infer(node.of, scope, expected);
    case 'everyone':
    case 'member':
    case 'index':
    case 'with':
    case 'braces':
    case 'comprehension':
    case 'list':
    case 'the':
    case 'flight':
      return inferPart(checking, node, scope, expected);
  }
}

type PartKind = 'everyone' | 'member' | 'index' | 'with' | 'braces' | 'comprehension' | 'list' | 'the' | 'flight';
type PartNode = ExpressionNode & { readonly kind: PartKind };

/** Collections and what is taken out of them. */
function inferPart(checking: Checking, node: PartNode, scope: Scope, expected: CheckedType | undefined): Typed {
  switch (node.kind) {
    case 'everyone':
      if (node.name.text === 'others')
        return inferNodeWord(checking, { kind: 'word', word: 'others', at: node.name.at }, scope);
      return inferReference(checking, { kind: 'reference', name: node.name, at: node.name.at }, scope, undefined);
    case 'member':
      return inferMember(checking, node, scope);
    case 'index':
      return inferIndex(checking, node, scope);
    case 'with':
      return inferWith(checking, node, scope);
    case 'braces':
      return inferBraces(checking, node, scope, expected);
    case 'comprehension':
      return inferComprehension(checking, node, scope, expected);
    case 'list':
      return inferList(checking, node, scope, expected);
    case 'the':
      return inferThe(checking, node, scope);
    case 'flight':
      return inferFlight(checking, node, scope);
  }
}

function unary(operator: 'not' | 'negate', of: Expression, node: ExpressionNode, type: CheckedType): Typed {
  if (operator === 'negate' && of.kind === 'literal' && typeof of.value === 'number')
    return literal(-of.value, node, type);
  return { expression: { kind: 'unary', operator, of, at: node.at }, type };
}

function inferIf(
  checking: Checking,
  node: ExpressionNode & { readonly kind: 'if' },
  scope: Scope,
  expected: CheckedType | undefined,
): Typed {
  const condition = checking.expect(node.condition, scope, BOOL);
  const then = checking.infer(node.then, scope, expected);
  const otherwise = checking.infer(node.otherwise, scope, expected ?? then.type);
  const type = join(then.type, otherwise.type);
  if (type === undefined) {
    checking.problems.add(
      'different-types',
      node.at,
      `One branch is \`${describe(then.type)}\`, the other one \`${describe(otherwise.type)}\`.`,
      {
        try: 'Both branches of `if … then … else …` have one type.',
      },
    );
  }
  const expression: Expression = {
    kind: 'if',
    condition,
    then: then.expression,
    otherwise: otherwise.expression,
    at: node.at,
  };
  return { expression, type: type ?? UNKNOWN };
}

function inferLet(
  checking: Checking,
  node: ExpressionNode & { readonly kind: 'let' },
  scope: Scope,
  expected: CheckedType | undefined,
): Typed {
  const { name, at } = node;
  const value = checking.infer(node.value, scope);
  if (node.body.kind === 'missing') {
    checking.problems.add('no-condition', at, 'This `let` lacks the expression that uses it.', {
      try: `Write \`let ${name.text} = value in …\`.`,
    });
  }
  const inner = bindLocal(checking, scope, { name, type: value.type, visible: node.body.at });
  const body = checking.infer(node.body, inner.scope, expected);
  return {
    expression: { kind: 'let', slot: inner.slot, name: name.text, value: value.expression, body: body.expression, at },
    type: body.type,
  };
}

/** `the Coordinator`: the only node of a set. */
function inferThe(checking: Checking, node: ExpressionNode & { readonly kind: 'the' }, scope: Scope): Typed {
  const set = checking.infer(node.of, scope);
  const type = withoutOption(set.type);
  if (type.kind !== 'set') {
    if (type.kind !== 'unknown') {
      checking.problems.add(
        'wrong-operand',
        node.of.at,
        `\`the\` takes the only item of a set, but this is \`${describe(type)}\`.`,
        {
          try: 'Remove `the`.',
        },
      );
    }
    return unknown(node);
  }
  const of = convert(checking, set, type, node.of.at);
  return { expression: { kind: 'builtin', name: 'the', arguments: [of], at: node.at }, type: type.of };
}

function inferFlight(checking: Checking, node: ExpressionNode & { readonly kind: 'flight' }, scope: Scope): Typed {
  const { tables, symbols, problems } = checking;
  const message = tables.messages.get(node.message.text);
  if (message === undefined) {
    if (node.message.text !== '') {
      problems.add('unknown-message', node.message.at, `There is no message \`${node.message.text}\`.`, {
        try: `The messages are ${[...tables.messages.keys()].map(name => `\`${name}\``).join(', ')}.`,
      });
    }
    return unknown(node);
  }
  symbols.refer(message.symbol, node.message.at);
  if (scope.place !== 'property') {
    problems.add('not-observable', node.at, 'A node cannot see what is in flight.', {
      try: 'Only properties may ask.',
    });
  }
  const of: CheckedType = { kind: 'envelope', message: message.index, name: node.message.text };
  return {
    expression: { kind: 'inFlight', message: message.index, at: node.at },
    type: { kind: 'list', of, max: undefined },
  };
}
