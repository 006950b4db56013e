import type { Expression } from '../../model/expressions.ts';
import type { Block, Recipients, Statement } from '../../model/statements.ts';
import type { Span } from '../../base/span.ts';
import { reportTooDeep } from '../syntax/parseFile.ts';
import type { ArgumentNode, BlockNode, ExpressionNode, Name, StatementNode } from '../syntax/tree.ts';
import { checkAssign } from './assignments.ts';
import { BUILTIN_NAMES } from './builtins.ts';
import { bindArguments } from './calls.ts';
import { BOOL, describe, isNode, UNKNOWN, withoutOption } from './checkedType.ts';
import { inferOver } from './collections.ts';
import { convert } from './convert.ts';
import { durationOf } from './numbers.ts';
import { checkInvoke, checkRespond } from './operations.ts';
import { checkRange } from './ranges.ts';
import { bindLocal, type Checking, type Scope } from './scope.ts';
import { closest } from './suggest.ts';
import { textOf, type MessageEntry, type RoleEntry } from './tables.ts';

/** What runs when a body runs: its role, and the message that it handles. */
export interface Body {
  readonly role: RoleEntry;
  /** Undefined where nothing was received: timers, actions, procedures. */
  readonly received: { readonly message: MessageEntry; readonly senderSlot: number } | undefined;
  depth: number;
}

const DEPTH_MAX = 100;

/** A block in a scope; names that `let` and `choose` bind are known until its end. */
export function checkBlock(checking: Checking, block: BlockNode, scope: Scope, body: Body): Block {
  body.depth += 1;
  if (body.depth > DEPTH_MAX) {
    if (body.depth === DEPTH_MAX + 1) reportTooDeep(block.at, checking.problems);
    body.depth -= 1;
    return [];
  }
  let inner = scope;
  const statements: Statement[] = [];
  for (const node of block.statements) {
    const checked = checkStatement(checking, node, inner, { body, end: block.at.end });
    if (checked.statement !== undefined) statements.push(checked.statement);
    inner = checked.scope;
  }
  body.depth -= 1;
  return statements;
}

interface Around {
  readonly body: Body;
  /** The end of the block. */
  readonly end: number;
}
interface Checked {
  readonly statement: Statement | undefined;
  readonly scope: Scope;
}

function checkStatement(checking: Checking, node: StatementNode, scope: Scope, around: Around): Checked {
  if (node.kind === 'let' || node.kind === 'choose') return checkBinding(checking, node, scope, around);
  return { statement: checkPlain(checking, node, scope, around.body), scope };
}

type BindingStatement = StatementNode & { readonly kind: 'let' | 'choose' };

function checkBinding(checking: Checking, node: BindingStatement, scope: Scope, around: Around): Checked {
  const { at, name } = node;
  const visible: Span = { start: at.start, end: around.end };
  if (node.kind === 'let') {
    const value = checking.infer(node.value, scope);
    const bound = bindLocal(checking, scope, { name, type: value.type, visible });
    return {
      statement: { kind: 'let', slot: bound.slot, name: name.text, value: value.expression, at },
      scope: bound.scope,
    };
  }
  const { over, item } = inferOver(checking, node.over, scope);
  const bound = bindLocal(checking, scope, { name, type: item, visible });
  const where = node.where === undefined ? undefined : checking.expect(node.where, bound.scope, BOOL);
  return {
    statement: { kind: 'choose', slot: bound.slot, name: name.text, from: over, where, at },
    scope: bound.scope,
  };
}

type PlainStatement = Exclude<StatementNode, { readonly kind: 'let' | 'choose' }>;

function checkPlain(checking: Checking, node: PlainStatement, scope: Scope, body: Body): Statement | undefined {
  const { at } = node;
  switch (node.kind) {
    case 'if': {
      const condition = checking.expect(node.condition, scope, BOOL);
      const then = checkBlock(checking, node.then, scope, body);
      const otherwise = node.otherwise === undefined ? [] : checkBlock(checking, node.otherwise, scope, body);
      return { kind: 'if', condition, then, otherwise, at };
    }
    case 'for': {
      const { over, item } = inferOver(checking, node.over, scope);
      const bound = bindLocal(checking, scope, {
        name: node.name,
        type: item,
        visible: { start: at.start, end: at.end },
      });
      const inner = checkBlock(checking, node.body, bound.scope, body);
      return { kind: 'for', slot: bound.slot, name: node.name.text, over, body: inner, at };
    }
    case 'either':
      return { kind: 'either', branches: node.branches.map(branch => checkBlock(checking, branch, scope, body)), at };
    case 'assert':
      return { kind: 'assert', condition: checking.expect(node.condition, scope, BOOL), at };
    case 'stop':
      return { kind: 'stop', at };
    case 'assign':
      return checkAssign(checking, node, scope, body.role);
    case 'call':
      return checkCall(checking, node, scope, body.role);
    case 'start':
    case 'cancel':
      return checkTimer(checking, node, body.role);
    case 'invoke':
      return checkInvoke(checking, node, scope, body.role);
    case 'respond':
      return checkRespond(checking, node, scope, body.role);
    case 'send':
    case 'reply':
    case 'forward':
      return checkSend(checking, node, scope, body);
  }
}

function checkCall(
  checking: Checking,
  node: StatementNode & { readonly kind: 'call' },
  scope: Scope,
  role: RoleEntry,
): Statement | undefined {
  const { target, at } = node;
  if (target.kind === 'missing') return undefined;
  if (target.kind !== 'call') {
    reportNoEffect(checking, target, scope);
    return undefined;
  }
  const procedure = role.procedures.get(target.name.text);
  if (procedure === undefined) {
    reportUnknownProcedure(checking, target.name, role);
    for (const argument of target.arguments) checking.infer(argument.value, scope);
    return undefined;
  }
  checking.symbols.refer(procedure.symbol, target.name.at);
  const given = bindArguments(checking, target.arguments, scope, {
    name: target.name,
    fields: procedure.parameters,
    at,
  });
  return { kind: 'call', procedure: procedure.index, arguments: given, at };
}

/** A value alone; perhaps of an operation that lacks a word. */
function reportNoEffect(checking: Checking, target: ExpressionNode, scope: Scope): void {
  const { problems, symbols, tables, text } = checking;
  const { at } = target;
  const of = target.kind === 'member' && target.of.kind === 'reference' ? target.of : undefined;
  const history = of && tables.histories.get(of.name.text);
  if (of !== undefined && history !== undefined) {
    symbols.refer(history.symbol, of.at, 'write');
    const replacement = `invoke ${textOf(checking, at)}`;
    problems.add('no-effect', at, 'An operation begins with `invoke`.', {
      try: `Write \`${replacement}\`.`,
      replacement,
    });
    return;
  }
  checking.infer(target, scope);
  const answered = /\brespond\s+(\w+)[ \t]+$/.exec(text.slice(0, at.start))?.[1];
  const shown = textOf(checking, at);
  problems.add('no-effect', at, 'This does nothing.', {
    ...(answered === undefined
      ? { try: 'Assign it (`x = …`), or call a procedure (`decide(x)`).' }
      : { try: `To answer it, write \`respond ${answered} with ${shown}\`.`, replacement: `with ${shown}` }),
  });
}

function reportUnknownProcedure(checking: Checking, name: Name, role: RoleEntry): void {
  const { tables, problems } = checking;
  const found = tables.lookUp(name.text);
  if (found !== undefined) {
    const advice = found.kind === 'message' ? `Write \`send ${name.text}(…) to …\`.` : 'Use its value: `x = …`.';
    problems.add('no-effect', name.at, `\`${name.text}\` is a ${found.kind}; called alone it does nothing.`, {
      try: advice,
    });
    return;
  }
  if (BUILTIN_NAMES.has(name.text)) {
    problems.add('no-effect', name.at, `\`${name.text}\` gives a value; called alone it does nothing.`, {
      try: 'Use what it gives: `x = …`, or a condition.',
    });
    return;
  }
  const near = closest(name.text, role.procedures.keys());
  problems.add('unknown-procedure', name.at, `\`${role.symbol.name}\` has no procedure \`${name.text}\`.`, {
    ...(near === undefined
      ? { try: `Declare it in the role: \`procedure ${name.text}() { … }\`.` }
      : { try: `Did you mean \`${near}\`?`, replacement: near }),
  });
}

function checkTimer(
  checking: Checking,
  node: StatementNode & { readonly kind: 'start' | 'cancel' },
  role: RoleEntry,
): Statement | undefined {
  const { problems, symbols } = checking;
  const after = node.kind === 'start' && node.after !== undefined ? durationOf(problems, node.after) : undefined;
  const name = node.timer.text;
  const timer = role.timers.get(name);
  if (timer === undefined) {
    const near = closest(name, role.timers.keys());
    if (name !== '') {
      problems.add('unknown-timer', node.timer.at, `\`${role.symbol.name}\` has no timer \`${name}\`.`, {
        ...(near === undefined
          ? { try: `Declare it in the role: \`timer ${name}\`.` }
          : { try: `Did you mean \`${near}\`?`, replacement: near }),
      });
    }
    return undefined;
  }
  symbols.refer(timer.symbol, node.timer.at, node.kind === 'start' ? 'write' : 'read');
  if (node.kind === 'cancel') return { kind: 'cancel', timer: timer.index, at: node.at };
  return { kind: 'start', timer: timer.index, after, at: node.at };
}

/** The message of a name, which must be one. */
export function findMessage(checking: Checking, name: Name): MessageEntry | undefined {
  const { tables, symbols, problems } = checking;
  const message = tables.messages.get(name.text);
  if (message !== undefined) {
    symbols.refer(message.symbol, name.at);
    return message;
  }
  if (name.text === '') return undefined;
  const near = closest(name.text, tables.messages.keys());
  problems.add('unknown-message', name.at, `There is no message \`${name.text}\`.`, {
    ...(near === undefined
      ? { try: `Declare it: \`message ${name.text}\`.` }
      : { try: `Did you mean \`${near}\`?`, replacement: near }),
  });
  return undefined;
}

/** A message with its values and the parenthesis that ends them. */
function callSpan({ text }: Checking, name: Name, given: readonly ArgumentNode[]): Span {
  const last = given.at(-1);
  const closing = last === undefined ? -1 : text.indexOf(')', last.at.end);
  return { start: name.at.start, end: closing < 0 ? name.at.end : closing + 1 };
}

function checkSend(
  checking: Checking,
  node: StatementNode & { readonly kind: 'send' | 'reply' | 'forward' },
  scope: Scope,
  body: Body,
): Statement | undefined {
  const { at } = node;
  if (node.kind === 'forward') {
    const to = checkRecipients(checking, node.to, scope);
    if (body.received !== undefined) return { kind: 'forward', to, at };
    reportNothingReceived(checking, at, 'forward');
    return undefined;
  }
  const message = findMessage(checking, node.message);
  const fields =
    message === undefined
      ? node.arguments.map(argument => checking.infer(argument.value, scope).expression)
      : bindArguments(checking, node.arguments, scope, {
          name: node.message,
          fields: message.fields,
          at: callSpan(checking, node.message, node.arguments),
        });
  message?.fields.forEach((field, i) => {
    const value = fields[i];
    if (value !== undefined) checkRange(checking, value, field.type, value.at);
  });
  if (node.kind === 'send') {
    const to = checkRecipients(checking, node.to, scope);
    return message && { kind: 'send', message: message.index, fields, to, at };
  }
  if (body.received === undefined) {
    reportNothingReceived(checking, at, 'reply');
    return undefined;
  }
  const sender: Expression = { kind: 'local', slot: body.received.senderSlot, name: 'sender', at };
  return message && { kind: 'send', message: message.index, fields, to: { kind: 'one', node: sender }, at };
}

function reportNothingReceived(checking: Checking, at: Span, word: 'reply' | 'forward'): void {
  const keyword = { start: at.start, end: at.start + word.length };
  checking.problems.add(
    'nothing-received',
    keyword,
    `\`${word}\` needs a message that was received, and nothing was received here.`,
    {
      try: 'Use `send … to …`; in a procedure, take the receiver as a parameter.',
    },
  );
}

function checkRecipients(checking: Checking, node: ExpressionNode, scope: Scope): Recipients {
  const typed = checking.infer(node, scope);
  const type = withoutOption(typed.type);
  const inside = convert(checking, typed, type, node.at);
  const of = type.kind === 'set' ? type.of : UNKNOWN;
  if (type.kind === 'set' && (isNode(of) || of.kind === 'unknown')) return { kind: 'each', nodes: inside };
  if (!isNode(type) && type.kind !== 'unknown') {
    checking.problems.add(
      'not-a-receiver',
      node.at,
      `A message goes to a node or a set of nodes, but this is \`${describe(typed.type)}\`.`,
      {
        try: 'Write a node, a role, `others`, or `reply`.',
      },
    );
  }
  return { kind: 'one', node: inside };
}
