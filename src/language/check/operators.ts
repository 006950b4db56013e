import type { BinaryOperator } from '../../model/expressions.ts';
import type { ExpressionNode } from '../syntax/tree.ts';
import {
  BOOL,
  describe,
  fit,
  INT,
  isNumber,
  isOrdered,
  itemType,
  join,
  TIME,
  UNKNOWN,
  withoutOption,
  type CheckedType,
} from './checkedType.ts';
import { convert } from './convert.ts';
import type { Checking, Scope, Typed } from './scope.ts';

type BinaryNode = ExpressionNode & { readonly kind: 'binary' };

const ARITHMETIC = { '*': 'multiply', '/': 'divide', '%': 'modulo' } as const;
const LOGIC = { '&&': 'and', '||': 'or', '=>': 'implies' } as const;
const ORDER = { '<': 'less', '<=': 'lessOrEqual', '>': 'greater', '>=': 'greaterOrEqual' } as const;

/** An operator with two operands: which of its meanings is meant follows from the types of the operands. */
export function inferBinary(
  checking: Checking,
  node: BinaryNode,
  scope: Scope,
  expected: CheckedType | undefined,
): Typed {
  const { sign } = node;
  switch (sign) {
    case '*':
    case '/':
    case '%':
      return lower(checking, node, scope, { operator: ARITHMETIC[sign], operands: INT, result: INT });
    case '&&':
    case '||':
    case '=>':
      return lower(checking, node, scope, { operator: LOGIC[sign], operands: BOOL, result: BOOL });
    case '+':
    case '-':
      return inferSum(checking, node, scope, expected);
    case '|':
    case '&':
    case 'subset':
      return inferSetOperation(checking, node, scope, expected);
    case '..': {
      const low = checking.expect(node.left, scope, INT);
      const high = checking.expect(node.right, scope, INT);
      return { expression: { kind: 'interval', low, high, at: node.at }, type: { kind: 'set', of: INT } };
    }
    case '??':
      return inferDefault(checking, node, scope, expected);
    case 'in':
      return inferMembership(checking, node, scope);
    case '==':
    case '!=':
      return inferEquality(checking, node, scope);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return inferOrder(checking, node, scope, ORDER[sign]);
  }
}

interface Meaning {
  readonly operator: BinaryOperator;
  readonly operands: CheckedType;
  readonly result: CheckedType;
}

function lower(checking: Checking, node: BinaryNode, scope: Scope, meaning: Meaning): Typed {
  const left = checking.expect(node.left, scope, meaning.operands);
  const right = checking.expect(node.right, scope, meaning.operands);
  return { expression: { kind: 'binary', operator: meaning.operator, left, right, at: node.at }, type: meaning.result };
}

/** What `left + right` or `left - right` means for a left operand of a type, `undefined` when nothing. */
export interface SumMeaning {
  readonly operator: BinaryOperator;
  readonly right: CheckedType;
  readonly result: CheckedType;
}

/** Chooses by the type of the left operand, then by whether the right one is a collection like it or an item of it. */
export function meaningOfSum(
  sign: '+' | '-',
  left: CheckedType,
  right: CheckedType | undefined,
): SumMeaning | undefined {
  const adds = sign === '+';
  if (isNumber(left) && adds && right?.kind === 'time') return { operator: 'add', right: TIME, result: TIME };
  if (isNumber(left)) return { operator: adds ? 'add' : 'subtract', right: INT, result: INT };
  if (left.kind === 'time') {
    const difference = !adds && right !== undefined && withoutOption(right).kind === 'time';
    return { operator: adds ? 'add' : 'subtract', right: difference ? TIME : INT, result: difference ? INT : TIME };
  }
  if (left.kind === 'map') {
    return { operator: adds ? 'mapUnion' : 'mapRemove', right: adds ? left : left.key, result: left };
  }
  if (left.kind === 'set') {
    const whole = right?.kind === 'set' && fit(right, left) === 'same' && left.of.kind !== 'set';
    if (whole) return { operator: adds ? 'union' : 'difference', right: left, result: join(left, right) ?? left };
    return { operator: adds ? 'insert' : 'remove', right: left.of, result: left };
  }
  if (left.kind === 'list') {
    const whole = right?.kind === 'list' && fit(right, left) === 'same' && left.of.kind !== 'list';
    const result: CheckedType = { kind: 'list', of: left.of, max: undefined };
    if (whole && adds) return { operator: 'concat', right: left, result };
    return { operator: adds ? 'append' : 'removeItem', right: left.of, result };
  }
  return undefined;
}

function inferSum(checking: Checking, node: BinaryNode, scope: Scope, expected: CheckedType | undefined): Typed {
  const sign = node.sign === '+' ? '+' : '-';
  const left = checking.infer(node.left, scope, expected);
  const type = withoutOption(left.type);
  const right = inferRightOfSum(checking, node.right, scope, type);
  const meaning = meaningOfSum(
    sign,
    type.kind === 'set' && type.of.kind === 'unknown' ? learned(type, right) : type,
    right.type,
  );
  if (meaning === undefined) {
    if (type.kind !== 'unknown') reportOperand(checking, node, type);
    return {
      expression: { kind: 'binary', operator: 'add', left: left.expression, right: right.expression, at: node.at },
      type: UNKNOWN,
    };
  }
  const expression = {
    kind: 'binary',
    operator: meaning.operator,
    left: convert(checking, left, type, node.left.at),
    right: convert(checking, right, meaning.right, node.right.at),
    at: node.at,
  } as const;
  return { expression, type: meaning.result };
}

/** `{} + x`: what the set holds is learned from what is put into it. */
function learned(set: CheckedType & { readonly kind: 'set' }, right: Typed): CheckedType {
  return right.type.kind === 'set' ? right.type : { ...set, of: right.type };
}

/** The right operand of `+` or `-` for a left one of a type: an item or, when it looks like one, a collection. */
export function inferRightOfSum(checking: Checking, node: ExpressionNode, scope: Scope, left: CheckedType): Typed {
  const item = itemType(left);
  const collection = node.kind === 'braces' || node.kind === 'list' || node.kind === 'comprehension';
  if (item === undefined || (collection && !['set', 'list', 'map'].includes(item.kind))) {
    return checking.infer(node, scope, left.kind === 'map' && !collection ? left.key : left);
  }
  return checking.infer(node, scope, item);
}

function reportOperand(checking: Checking, node: BinaryNode, type: CheckedType): void {
  const hint =
    type.kind === 'lamport' || type.kind === 'vector'
      ? 'A clock goes on with `tick(c)` and takes in another one with `merge(a, b)`.'
      : type.kind === 'interval'
        ? 'Take its `.earliest` or its `.latest`.'
        : `\`${node.sign}\` is for numbers, times, sets, lists and maps.`;
  checking.problems.add('wrong-operand', node.signAt, `\`${node.sign}\` has no meaning for \`${describe(type)}\`.`, {
    try: hint,
  });
}

function inferSetOperation(
  checking: Checking,
  node: BinaryNode,
  scope: Scope,
  expected: CheckedType | undefined,
): Typed {
  const hint = node.sign === 'subset' ? undefined : expected;
  const { left, right } = inferPair(checking, node, scope, hint);
  const operator = node.sign === '|' ? 'union' : node.sign === '&' ? 'intersect' : 'subset';
  for (const [side, operand] of [
    [node.left, left],
    [node.right, right],
  ] as const) {
    if (operand.type.kind === 'set' || operand.type.kind === 'unknown') continue;
    const boolean = operand.type.kind === 'bool' && node.sign !== 'subset';
    checking.problems.add(
      'wrong-operand',
      side.at,
      `\`${node.sign}\` joins sets, but this is \`${describe(operand.type)}\`.`,
      {
        try: boolean ? `For conditions write \`${node.sign}${node.sign}\`.` : 'Write a set: `{ … }`.',
      },
    );
    return { expression: left.expression, type: UNKNOWN };
  }
  const type = join(left.type, right.type);
  if (type === undefined) reportDifferent(checking, node, left.type, right.type);
  const expression = { kind: 'binary', operator, left: left.expression, right: right.expression, at: node.at } as const;
  return { expression, type: node.sign === 'subset' ? BOOL : (type ?? UNKNOWN) };
}

/** Two operands that should have one type. What says more about it (not `{}`, not a bare literal) is looked at first. */
function inferPair(
  checking: Checking,
  node: BinaryNode,
  scope: Scope,
  expected: CheckedType | undefined,
): { readonly left: Typed; readonly right: Typed } {
  if (saysLittle(checking, node.left, scope) && !saysLittle(checking, node.right, scope)) {
    const right = checking.infer(node.right, scope, expected);
    return { left: checking.infer(node.left, scope, right.type), right };
  }
  const left = checking.infer(node.left, scope, expected);
  return { left, right: checking.infer(node.right, scope, left.type) };
}

function saysLittle(checking: Checking, node: ExpressionNode, scope: Scope): boolean {
  if (node.kind === 'parenthesised') return saysLittle(checking, node.of, scope);
  if (node.kind === 'braces' || node.kind === 'list') return true;
  if (node.kind === 'word') return node.word === 'none';
  if (node.kind === 'if') return saysLittle(checking, node.then, scope) && saysLittle(checking, node.otherwise, scope);
  return node.kind === 'reference' && checking.tables.literals.has(node.name.text);
}

function inferEquality(checking: Checking, node: BinaryNode, scope: Scope): Typed {
  const { left, right } = inferPair(checking, node, scope, undefined);
  if (join(left.type, right.type) === undefined) reportDifferent(checking, node, left.type, right.type);
  const operator = node.sign === '==' ? 'equal' : 'notEqual';
  const expression = { kind: 'binary', operator, left: left.expression, right: right.expression, at: node.at } as const;
  return { expression, type: BOOL };
}

/** `[]` next to a set or map, or `{}` next to a list. */
function emptyOther({ left, right }: BinaryNode, leftType: CheckedType, rightType: CheckedType): string | undefined {
  const empty = (node: ExpressionNode): boolean =>
    (node.kind === 'list' || node.kind === 'braces') && node.items.length === 0;
  const other = empty(right) ? leftType : empty(left) ? rightType : undefined;
  if (other?.kind === 'list') return 'The empty list is `[]`.';
  return other?.kind === 'set' || other?.kind === 'map' ? `The empty ${other.kind} is \`{}\`.` : undefined;
}

function reportDifferent(checking: Checking, node: BinaryNode, left: CheckedType, right: CheckedType): void {
  const setOfNodes = left.kind === 'set' ? left.of : right.kind === 'set' ? right.of : undefined;
  const names = setOfNodes?.kind === 'role' ? setOfNodes.name : undefined;
  const message = `\`${node.sign}\` needs two values of one type, but these are \`${describe(left)}\` and \`${describe(right)}\`.`;
  const chained = node.left.kind === 'binary' && left.kind === 'bool';
  checking.problems.add('different-types', node.at, message, {
    try:
      emptyOther(node, left, right) ??
      (chained
        ? 'Write `a == b && b == c` instead of a chain.'
        : names === undefined
          ? 'Compare values of the same type.'
          : `\`${names}\` is the set of all its nodes; a single one is \`the ${names}\`, or ask with \`in\`.`),
  });
}

function inferOrder(checking: Checking, node: BinaryNode, scope: Scope, operator: BinaryOperator): Typed {
  const pair = inferPair(checking, node, scope, undefined);
  const [leftType, rightType] = [withoutOption(pair.left.type), withoutOption(pair.right.type)];
  const type = join(leftType, rightType);
  const left = convert(checking, pair.left, leftType, node.left.at);
  const right = convert(checking, pair.right, rightType, node.right.at);
  const literals = type?.kind === 'enum' ? { literals: type.literals } : {};
  if (type === undefined) reportDifferent(checking, node, pair.left.type, pair.right.type);
  else if (type.kind !== 'unknown' && !isOrdered(type)) reportUnordered(checking, node, type);
  return { expression: { kind: 'binary', operator, left, right, ...literals, at: node.at }, type: BOOL };
}

function reportUnordered(checking: Checking, node: BinaryNode, type: CheckedType): void {
  const hints: Partial<Record<CheckedType['kind'], string>> = {
    role: `Write \`ordered role ${describe(type)}\` if its nodes have an order; they are then no longer interchangeable.`,
    set: 'For sets write `a subset b`, or compare sizes.',
    vector: 'For vector clocks write `before(a, b)`.',
    interval: 'Compare its ends: `a.latest < b.earliest` says that a is over before b begins.',
    bool: 'Write `a < b && b < c` instead of a chain, and `!` before the whole comparison in parentheses.',
  };
  checking.problems.add('no-order', node.signAt, `Values of \`${describe(type)}\` have no order.`, {
    try: hints[type.kind] ?? 'Compare numbers, times, literals of one enumeration, or nodes of an ordered role.',
  });
}

function inferMembership(checking: Checking, node: BinaryNode, scope: Scope): Typed {
  const right = checking.infer(node.right, scope);
  const collection = withoutOption(right.type);
  const expression = { kind: 'binary', operator: 'in', at: node.at } as const;
  const over = convert(checking, right, collection, node.right.at);
  const item = collection.kind === 'map' ? collection.key : itemType(collection);
  if (item === undefined) {
    checking.problems.add(
      'wrong-operand',
      node.right.at,
      `\`in\` needs a set, a list or a map, but this is \`${describe(collection)}\`.`,
      {
        try: node.left.kind === 'not' ? 'Write `!(x in S)`.' : 'Compare single values with `==`.',
      },
    );
    return {
      expression: { ...expression, left: checking.infer(node.left, scope).expression, right: over },
      type: BOOL,
    };
  }
  if (node.left.kind === 'not') {
    checking.problems.add(
      'not-in',
      node.left.at,
      '`!` binds tighter than `in`: this negates the item, not the question.',
      {
        try: 'Write `!(x in S)`.',
      },
    );
    const left = checking.problems.muted(() => checking.infer(node.left, scope, item));
    return { expression: { ...expression, left: left.expression, right: over }, type: BOOL };
  }
  const left = checking.infer(node.left, scope, item);
  if (join(left.type, item) === undefined) reportDifferent(checking, node, left.type, item);
  return { expression: { ...expression, left: left.expression, right: over }, type: BOOL };
}

function inferDefault(checking: Checking, node: BinaryNode, scope: Scope, expected: CheckedType | undefined): Typed {
  const left = checking.infer(node.left, scope, expected);
  const inner = withoutOption(left.type);
  const right = checking.infer(node.right, scope, left.type.kind === 'option' ? left.type : inner);
  const type = join(inner, right.type);
  if (type === undefined) reportDifferent(checking, node, left.type, right.type);
  const plain = node.left.kind === 'parenthesised' ? node.left.of : node.left;
  const mayLack = left.type.kind === 'option' || left.type.kind === 'unknown' || left.expression.kind === 'entry';
  if (!mayLack && plain.kind !== 'missing') {
    checking.problems.add(
      'never-none',
      node.signAt,
      `The left side is \`${describe(left.type)}\` and never \`none\`.`,
      {
        severity: 'warning',
        try: 'Remove `??` and what follows it.',
      },
    );
  }
  const expression = { kind: 'default', of: left.expression, otherwise: right.expression, at: node.at } as const;
  return { expression, type: type ?? UNKNOWN };
}
