import type { Handler, MessageHandler, TimerHandler } from '../../model/protocol.ts';
import type { Expression } from '../../model/expressions.ts';
import type { ExpressionNode, HandlerNode, PatternNode } from '../syntax/tree.ts';
import { BOOL, NODE, withoutOption, type CheckedType } from './checkedType.ts';
import { inferLiteral } from './names.ts';
import { reportUnknownField } from './members.ts';
import { bindLocal, scopeOf, type Checking, type Scope } from './scope.ts';
import { senderType } from './senders.ts';
import { checkBlock, type Body } from './statements.ts';
import { closest } from './suggest.ts';
import type { MessageEntry, RoleEntry } from './tables.ts';

/** The handlers of one role, sorted by what they handle. */
export interface Handlers {
  start: Handler | undefined;
  recover: Handler | undefined;
  readonly messages: { readonly node: HandlerNode; readonly handler: MessageHandler }[];
  readonly timers: { readonly node: HandlerNode; readonly handler: TimerHandler }[];
}

export function checkHandler(checking: Checking, node: HandlerNode, role: RoleEntry, handlers: Handlers): void {
  const { tables, problems } = checking;
  const event = node.event.text;
  if (event === '') {
    checkPlainHandler(checking, node, role);
    return;
  }
  const message = tables.messages.get(event);
  const timer = role.timers.get(event);
  if (event === 'start' || event === 'recover') {
    const twin = handlers[event];
    if (twin !== undefined) {
      problems.add('duplicate-handler', node.event.at, `\`${role.symbol.name}\` already has an \`on ${event}\`.`, {
        related: [{ at: twin.at, message: 'The first one is here.' }],
        try: 'Put everything into one.',
      });
    }
    handlers[event] = checkPlainHandler(checking, node, role);
    if (node.guard !== undefined) {
      problems.add('guard-not-possible', node.guard.at, `\`on ${event}\` always runs and takes no \`when\`.`, {
        try: 'Use `if` inside.',
      });
    }
  } else if (message !== undefined) {
    handlers.messages.push({ node, handler: checkMessageHandler(checking, node, role, message) });
  } else if (timer !== undefined) {
    checking.symbols.refer(timer.symbol, node.event.at);
    const handler = { ...checkPlainHandler(checking, node, role), timer: timer.index };
    handlers.timers.push({ node, handler });
  } else if (event === 'disconnect') {
    tables.disconnectAt ??= node.event.at;
    handlers.messages.push({ node, handler: checkDisconnectHandler(checking, node, role) });
  } else {
    reportUnknownEvent(checking, node, role);
  }
}

function reportUnknownEvent({ tables, problems }: Checking, node: HandlerNode, role: RoleEntry): void {
  const event = node.event.text;
  const near = closest(event, [...tables.messages.keys(), ...role.timers.keys(), 'start', 'recover', 'disconnect']);
  problems.add('unknown-event', node.event.at, `There is no message and no timer \`${event}\`.`, {
    ...(near === undefined
      ? { try: `Declare it: \`message ${event}\`, or in the role \`timer ${event}\`.` }
      : { try: `Did you mean \`${near}\`?`, replacement: near }),
  });
}

/** A handler that receives nothing: of a timer, `start` or `recover`. */
function checkPlainHandler(checking: Checking, node: HandlerNode, role: RoleEntry): Handler {
  const surplus = node.sender?.at ?? node.patterns[0]?.at;
  if (surplus !== undefined) {
    checking.problems.add('nothing-received', surplus, `\`on ${node.event.text}\` receives nothing.`, {
      try: 'Only messages have fields and a sender.',
    });
  }
  const scope = scopeOf('handler', role);
  const guard = node.guard === undefined ? undefined : checking.expect(node.guard, scope, BOOL);
  const body = checkBlock(checking, node.body, scope, { role, received: undefined, depth: 0 });
  return { at: node.heading, slots: scope.frame.slots, guard, body };
}

function checkMessageHandler(
  checking: Checking,
  node: HandlerNode,
  role: RoleEntry,
  message: MessageEntry,
): MessageHandler {
  checking.symbols.refer(message.symbol, node.event.at);
  let scope = scopeOf('handler', role);
  const fieldSlots: (number | undefined)[] = message.fields.map(() => undefined);
  const patterns: { readonly field: number; readonly value: Expression }[] = [];
  node.patterns.forEach((pattern, position) => {
    const field = fieldOfPattern(checking, pattern, position, message);
    if (field === undefined) return;
    const type = message.fields[field]?.type ?? { kind: 'unknown' };
    const value = comparedValue(checking, pattern, type, scope);
    if (value !== undefined) {
      patterns.push({ field, value });
    } else if (pattern.value.kind === 'reference' && pattern.value.name.text !== '_') {
      const bound = bindLocal(checking, scope, { name: pattern.value.name, type, visible: node.at });
      scope = bound.scope;
      fieldSlots[field] = bound.slot;
    }
  });
  const sender = bindSender(checking, node, scope, senderType(checking.tables, message, role));
  const guard = node.guard === undefined ? undefined : checking.expect(node.guard, sender.scope, BOOL);
  const received: Body['received'] = { message, senderSlot: sender.slot };
  const body = checkBlock(checking, node.body, sender.scope, { role, received, depth: 0 });
  const { slots } = scope.frame;
  return {
    at: node.heading,
    slots,
    guard,
    body,
    message: message.index,
    fieldSlots,
    patterns,
    senderSlot: sender.slot,
  };
}

/** `on disconnect from p`: a connection of the node was reset, and p is its other end. */
function checkDisconnectHandler(checking: Checking, node: HandlerNode, role: RoleEntry): MessageHandler {
  const [surplus] = node.patterns;
  if (surplus !== undefined) {
    checking.problems.add('nothing-received', surplus.at, '`on disconnect` tells only with whom the connection was.', {
      try: 'Write `on disconnect from p`.',
    });
  }
  const sender = bindSender(checking, node, scopeOf('handler', role), NODE);
  const guard = node.guard === undefined ? undefined : checking.expect(node.guard, sender.scope, BOOL);
  const body = checkBlock(checking, node.body, sender.scope, { role, received: undefined, depth: 0 });
  return {
    at: node.heading,
    slots: sender.scope.frame.slots,
    guard,
    body,
    message: checking.tables.messages.size,
    fieldSlots: [],
    patterns: [],
    senderSlot: sender.slot,
  };
}

function bindSender(
  checking: Checking,
  node: HandlerNode,
  scope: Scope,
  type: CheckedType,
): { readonly scope: Scope; readonly slot: number } {
  if (node.sender !== undefined && node.sender.text !== '') {
    return bindLocal(checking, scope, { name: node.sender, type, visible: node.at });
  }
  const slot = scope.frame.slots;
  scope.frame.slots += 1;
  return { scope, slot };
}

/** Which field a pattern is for: the one it names, or the one at its position. */
function fieldOfPattern(
  checking: Checking,
  pattern: PatternNode,
  position: number,
  message: MessageEntry,
): number | undefined {
  const { fields, symbol } = message;
  if (pattern.field !== undefined) {
    const name = pattern.field;
    const index = fields.findIndex(field => field.name === name.text);
    const field = fields[index];
    if (field === undefined) {
      reportUnknownField(
        checking,
        name,
        symbol.name,
        fields.map(each => each.name),
      );
      return undefined;
    }
    checking.symbols.refer(field.symbol, name.at);
    return index;
  }
  if (position < fields.length) return position;
  const count =
    fields.length === 0 ? 'no fields' : fields.length === 1 ? 'one field' : `${String(fields.length)} fields`;
  checking.problems.add('wrong-arguments', pattern.at, `\`${symbol.name}\` has ${count}.`, {
    related: [{ at: symbol.at, message: `\`${symbol.name}\` is declared here.` }],
    try: 'Remove what is too much, or add a field to the message.',
  });
  return undefined;
}

/** The value that the field must have; undefined for a pattern that binds a name. */
function comparedValue(
  checking: Checking,
  pattern: PatternNode,
  type: CheckedType,
  scope: Scope,
): Expression | undefined {
  const node = pattern.value;
  if (node.kind === 'reference') {
    const inner = withoutOption(type);
    if (inner.kind !== 'enum' || !inner.literals.includes(node.name.text)) return undefined;
    return inferLiteral(checking, node.name, type)?.expression;
  }
  if (isLiteral(node)) return checking.expect(node, scope, type);
  if (node.kind !== 'missing') {
    checking.problems.add(
      'pattern-not-simple',
      node.at,
      'A pattern is a name for the field or a value that it must have.',
      {
        try: 'Give the field a name here and put the condition after `when`.',
      },
    );
  }
  return undefined;
}

function isLiteral(node: ExpressionNode): boolean {
  return (
    node.kind === 'number' ||
    (node.kind === 'negate' && isLiteral(node.of)) ||
    (node.kind === 'word' && node.word !== 'others')
  );
}
