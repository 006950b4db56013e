import type { Builtin, Expression } from '../../model/expressions.ts';
import type { ArgumentNode, ExpressionNode, Name } from '../syntax/tree.ts';
import { BUILTINS } from './builtins.ts';
import {
  BOOL,
  describe,
  INT,
  isNode,
  isNumber,
  isOrdered,
  itemType,
  join,
  NODE,
  TIME,
  UNKNOWN,
  withoutOption,
  type CheckedType,
} from './checkedType.ts';
import { convert } from './convert.ts';
import { reportUnknownField } from './members.ts';
import { unknown } from './names.ts';
import type { Checking, Scope, Typed } from './scope.ts';
import { stateRead } from './stateRead.ts';
import { closest } from './suggest.ts';
import { textOf, type FieldEntry } from './tables.ts';

type CallNode = ExpressionNode & { readonly kind: 'call' };

/** A call of a function, a built-in one, or a record made from its fields. */
export function inferCall(checking: Checking, node: CallNode, scope: Scope): Typed {
  const { tables, symbols } = checking;
  const { name, at } = node;
  const declared = tables.functions.get(name.text);
  if (declared !== undefined) {
    symbols.refer(declared.symbol, name.at);
    const given = bindArguments(checking, node.arguments, scope, { name, fields: declared.parameters, at });
    return { expression: { kind: 'call', function: declared.index, arguments: given, at }, type: declared.result };
  }
  const record = tables.records.get(name.text);
  if (record !== undefined) {
    symbols.refer(record.symbol, name.at);
    const fields = bindArguments(checking, node.arguments, scope, { name, fields: record.fields, at });
    return {
      expression: { kind: 'record', record: record.index, fields, at },
      type: { kind: 'record', record: record.index, name: name.text },
    };
  }
  if (BUILTINS.some(builtin => builtin.name === name.text)) return inferBuiltin(checking, node, scope);
  reportNotCallable(checking, name, scope);
  for (const argument of node.arguments) checking.infer(argument.value, scope);
  return unknown(node);
}

/** What other languages call it. */
const SYNONYMS: Readonly<Partial<Record<string, string>>> = {
  len: 'size',
  length: 'size',
  count: 'size',
  card: 'size',
  Cardinality: 'size',
};

function reportNotCallable(checking: Checking, name: Name, scope: Scope): void {
  const { tables, problems } = checking;
  const procedure = scope.role?.procedures.get(name.text);
  const found = procedure?.symbol ?? tables.lookUp(name.text);
  if (found !== undefined) {
    const advice =
      found.kind === 'message'
        ? `Messages are sent: \`send ${name.text}(…) to …\` or \`reply ${name.text}(…)\`.`
        : found.kind === 'procedure'
          ? 'A procedure does something and has no value: call it as a statement of its own.'
          : 'Remove the parentheses.';
    problems.add('not-a-function', name.at, `\`${name.text}\` is a ${found.kind}, not a function.`, {
      related: [{ at: found.at, message: `\`${name.text}\` is declared here.` }],
      try: advice,
    });
    return;
  }
  const near =
    SYNONYMS[name.text] ??
    closest(name.text, [...tables.functions.keys(), ...tables.records.keys(), ...BUILTINS.map(each => each.name)]);
  problems.add('unknown-function', name.at, `There is no function \`${name.text}\`.`, {
    ...(near === undefined
      ? { try: `Declare it: \`fn ${name.text}(x: int): bool = …\`.` }
      : { try: `Did you mean \`${near}\`?`, replacement: near }),
  });
}

interface Signature {
  readonly name: Name;
  readonly fields: readonly FieldEntry[];
  /** The whole call. */
  readonly at: { readonly start: number; readonly end: number };
}

/** The arguments in the order of the declaration, whether given in order or by name. */
export function bindArguments(
  checking: Checking,
  given: readonly ArgumentNode[],
  scope: Scope,
  { name, fields, at }: Signature,
): readonly Expression[] {
  const bound = new Map<number, Expression>();
  let position = 0;
  let surplus = 0;
  for (const argument of given) {
    const key = argument.key?.kind === 'reference' ? argument.key.name : undefined;
    const index = key === undefined ? position : fields.findIndex(field => field.name === key.text);
    if (key === undefined) position += 1;
    const field = fields[index];
    if (field === undefined) {
      if (key === undefined) surplus += 1;
      else
        reportUnknownField(
          checking,
          key,
          name.text,
          fields.map(each => each.name),
        );
      checking.infer(argument.value, scope);
      continue;
    }
    if (key !== undefined) checking.symbols.refer(field.symbol, key.at);
    if (bound.has(index)) {
      checking.problems.add('duplicate-argument', argument.at, `\`${field.name}\` is given twice.`, {
        try: 'Remove one of them.',
      });
    }
    bound.set(index, checking.expect(argument.value, scope, field.type));
  }
  const missing = fields.filter((_, i) => !bound.has(i));
  if (missing.length > 0 || surplus > 0) reportCount(checking, given.length, { name, fields, at }, missing);
  return fields.map((_, i) => bound.get(i) ?? { kind: 'literal', value: 0, at });
}

function reportCount(checking: Checking, count: number, signature: Signature, missing: readonly FieldEntry[]): void {
  const { name, fields, at } = signature;
  if (name.text === '') return;
  const listed = fields.map(field => `${field.name}: ${describe(field.type)}`).join(', ');
  const needs =
    fields.length === 0 ? 'takes nothing' : `needs ${String(fields.length)} value${fields.length === 1 ? '' : 's'}`;
  const lacking =
    missing.length > 0 && count < fields.length
      ? `; ${missing.map(field => `\`${field.name}\``).join(', ')} missing`
      : '';
  checking.problems.add(
    'wrong-arguments',
    at,
    `\`${name.text}\` ${needs}, but ${String(count)} ${count === 1 ? 'is' : 'are'} given${lacking}.`,
    {
      try: fields.length === 0 ? `Write \`${name.text}\` without values.` : `Write \`${name.text}(${listed})\`.`,
    },
  );
}

function inferBuiltin(checking: Checking, node: CallNode, scope: Scope): Typed {
  const name = node.name.text;
  switch (name) {
    case 'now':
    case 'monotonic':
    case 'truetime':
      return inferClockReading(checking, node, scope, name);
    case 'up':
    case 'honest':
    case 'old':
      return inferObservation(checking, node, scope);
    case 'size':
      return inferOne(checking, node, scope, type => (['set', 'list', 'map'].includes(type.kind) ? INT : undefined));
    case 'sum':
      return inferOne(checking, node, scope, type => (isNumbers(type) ? INT : undefined));
    case 'keys':
      return inferOne(checking, node, scope, type => (type.kind === 'map' ? { kind: 'set', of: type.key } : undefined));
    case 'values':
      return inferOne(checking, node, scope, type =>
        type.kind === 'map' ? { kind: 'list', of: type.value, max: undefined } : undefined,
      );
    case 'first':
    case 'last':
      return inferOne(checking, node, scope, type => endType(type));
    case 'index':
      return inferOne(checking, node, scope, type => (type.kind === 'role' && type.ordered ? INT : undefined));
    case 'next':
    case 'previous':
      return inferOne(checking, node, scope, type => (type.kind === 'role' && type.ordered ? type : undefined));
    case 'min':
    case 'max':
      if (node.arguments.length === 1) return inferOne(checking, node, scope, extremeOf);
      return inferTwo(checking, node, scope, type =>
        isNumber(type) || type.kind === 'lamport' || type.kind === 'time' ? type : undefined,
      );
    case 'merge':
      return inferTwo(checking, node, scope, type => (isClock(type) ? type : undefined));
    case 'before':
      return inferTwo(checking, node, scope, type => (isClock(type) ? BOOL : undefined));
    case 'concurrent':
      return inferTwo(checking, node, scope, type => (type.kind === 'vector' ? BOOL : undefined));
    default:
      return inferTick(checking, node, scope);
  }
}

/** `now()`, `monotonic()` and `truetime()`, which read the clock of the node that runs. */
function inferClockReading(
  checking: Checking,
  node: CallNode,
  scope: Scope,
  name: 'now' | 'monotonic' | 'truetime',
): Typed {
  const { at } = node;
  if (node.arguments.length > 0) {
    checking.problems.add('wrong-arguments', at, `\`${name}\` takes nothing: every node has one clock.`, {
      try: `Write \`${name}()\`.`,
      replacement: `${name}()`,
    });
  }
  if (scope.place !== 'handler') {
    checking.problems.add('no-self', at, 'Only a node that runs can read its clock, and nothing runs here.', {
      try: `Call \`${name}\` in a handler, an action or a procedure, and keep what it reads in a variable.`,
    });
    return unknown(node);
  }
  checking.tables.clockReads.push({ at, name });
  return {
    expression: { kind: 'builtin', name, arguments: [], at },
    type: { kind: name === 'truetime' ? 'interval' : 'time' },
  };
}

function isNumbers(type: CheckedType): boolean {
  const item = itemType(type);
  return item !== undefined && (isNumber(item) || item.kind === 'unknown');
}

/** The type of the smallest or largest item of a collection. */
function extremeOf(type: CheckedType): CheckedType | undefined {
  if (itemType(type)?.kind === 'time') return TIME;
  return isNumbers(type) ? INT : undefined;
}

function isClock(type: CheckedType): boolean {
  return type.kind === 'lamport' || type.kind === 'vector';
}

function endType(type: CheckedType): CheckedType | undefined {
  if (type.kind === 'list') return type.of;
  if (type.kind !== 'set') return undefined;
  const { of } = type;
  return isNumber(of) || of.kind === 'time' || (of.kind === 'role' && isOrdered(of)) ? of : undefined;
}

function reportBuiltin(checking: Checking, node: CallNode, given: string): void {
  const builtin = BUILTINS.find(entry => entry.name === node.name.text);
  checking.problems.add('wrong-arguments', node.at, `\`${node.name.text}\` does not work on ${given}.`, {
    try: `${builtin?.signature ?? ''}. ${builtin?.doc ?? ''}`,
  });
}

/** A built-in function with one operand; `result` is undefined for a type it does not take. */
function inferOne(
  checking: Checking,
  node: CallNode,
  scope: Scope,
  result: (type: CheckedType) => CheckedType | undefined,
): Typed {
  const [argument] = node.arguments;
  if (argument === undefined || node.arguments.length > 1) {
    reportBuiltin(checking, node, `${String(node.arguments.length)} values`);
    return unknown(node);
  }
  const typed = checking.infer(argument.value, scope);
  const type = withoutOption(typed.type);
  const found = type.kind === 'unknown' ? UNKNOWN : result(type);
  if (found === undefined) reportBuiltin(checking, node, `\`${describe(type)}\``);
  const of = convert(checking, typed, type, argument.at);
  return {
    expression: { kind: 'builtin', name: node.name.text as Builtin, arguments: [of], at: node.at },
    type: found ?? UNKNOWN,
  };
}

function inferTwo(
  checking: Checking,
  node: CallNode,
  scope: Scope,
  result: (type: CheckedType) => CheckedType | undefined,
): Typed {
  const [first, second] = node.arguments;
  if (first === undefined || second === undefined || node.arguments.length > 2) {
    reportBuiltin(checking, node, `${String(node.arguments.length)} values`);
    return unknown(node);
  }
  const left = checking.infer(first.value, scope);
  const right = checking.infer(second.value, scope, left.type);
  const type = join(withoutOption(left.type), withoutOption(right.type));
  const found = type === undefined ? undefined : type.kind === 'unknown' ? UNKNOWN : result(type);
  if (found === undefined || type === undefined) {
    reportBuiltin(checking, node, `\`${describe(left.type)}\` and \`${describe(right.type)}\``);
    return unknown(node);
  }
  const operands = [convert(checking, left, type, first.at), convert(checking, right, type, second.at)] as const;
  return { expression: lowerTwo(node, type, operands), type: found };
}

function lowerTwo(node: CallNode, type: CheckedType, operands: readonly [Expression, Expression]): Expression {
  const { at } = node;
  const name = node.name.text as Builtin | 'before';
  if (name !== 'before') return { kind: 'builtin', name, arguments: operands, at };
  const operator = type.kind === 'vector' ? 'clockBefore' : 'less';
  return { kind: 'binary', operator, left: operands[0], right: operands[1], at };
}

/** `tick(clock)`; for a vector clock the node itself says whose entry goes on. */
function inferTick(checking: Checking, node: CallNode, scope: Scope): Typed {
  const ticked = inferOne(checking, node, scope, type => (isClock(type) ? type : undefined));
  if (ticked.type.kind !== 'vector' || ticked.expression.kind !== 'builtin') return ticked;
  if (scope.place !== 'handler' || scope.role === undefined) {
    checking.problems.add('no-self', node.at, 'A vector clock ticks for the node that runs, and nothing runs here.', {
      try: 'Call `tick` in a handler, an action or a procedure.',
    });
    return unknown(node);
  }
  const own: Expression = { kind: 'self', at: node.at };
  return { ...ticked, expression: { ...ticked.expression, arguments: [own, ...ticked.expression.arguments] } };
}

function reportUnchanging(checking: Checking, node: CallNode, argument: ArgumentNode): void {
  const shown = textOf(checking, argument.at);
  const after = /^\s*\.\s*(\w+)/.exec(checking.text.slice(node.at.end))?.[1];
  checking.problems.add('old-of-constant', node.at, `\`${shown}\` is the same before and after every step.`, {
    try:
      after === undefined
        ? '`old` takes what changes: a variable of a node, a ghost, `up(p)` or `flight of M`.'
        : `\`old\` takes what changes: write \`old(${argument.value.kind === 'the' ? `(${shown})` : shown}.${after})\`.`,
  });
}

function reportNotObservable(checking: Checking, { at }: CallNode, name: 'up' | 'honest'): void {
  const [message, advice] =
    name === 'up'
      ? [
          'A node cannot know whether another one is up: a crashed node and a slow one look the same.',
          'Use a timer to stop waiting. Only properties may ask `up`.',
        ]
      : [
          'A node cannot know whether another one is Byzantine: it says what an honest one could say.',
          'Ask several nodes and compare what they say. Only properties may ask `honest`.',
        ];
  checking.problems.add('not-observable', at, message, { try: advice });
}

/** `up(node)`, `honest(node)` and `old(expression)`, which only properties may ask. */
function inferObservation(checking: Checking, node: CallNode, scope: Scope): Typed {
  const [argument] = node.arguments;
  const { at, name } = node;
  if (argument === undefined || node.arguments.length > 1) {
    reportBuiltin(checking, node, `${String(node.arguments.length)} values`);
    return unknown(node);
  }
  const typed = checking.infer(argument.value, scope);
  if (name.text === 'up' || name.text === 'honest') {
    if (scope.place !== 'property') reportNotObservable(checking, node, name.text);
    if (!isNode(withoutOption(typed.type)) && typed.type.kind !== 'unknown') {
      reportBuiltin(checking, node, `\`${describe(typed.type)}\``);
      return unknown(node);
    }
    return { expression: { kind: name.text, node: convert(checking, typed, NODE, argument.at), at }, type: BOOL };
  }
  if (!scope.step) {
    checking.problems.add('no-step', at, '`old` has a meaning only where a step is looked at.', {
      try: 'Write the property as `step Name: …`.',
    });
  }
  if (typed.type.kind !== 'unknown' && stateRead(typed.expression) === undefined)
    reportUnchanging(checking, node, argument);
  return { expression: { kind: 'old', of: typed.expression, at }, type: typed.type };
}
