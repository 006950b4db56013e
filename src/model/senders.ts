import type { Protocol, Role } from './protocol.ts';
import type { Block } from './statements.ts';
import { statementsIn } from './walk.ts';

/** The messages that the handlers of a role send; a forwarded message is one that it handles. */
export function sentBy(role: Role): ReadonlySet<number> {
  const sent = new Set<number>();
  const handlers = [role.start, role.recover, ...role.timerHandlers, ...role.actions, ...role.procedures];
  for (const handler of handlers) visit(handler?.body ?? [], undefined, sent);
  for (const handler of role.messageHandlers) visit(handler.body, handler.message, sent);
  return sent;
}

/**
 * Whether a role may be the sender of a message, by role and message: what only one role sends is known to come from it,
 * and its receiver takes its sender for a node of that role.
 */
export function canSend({ roles }: Pick<Protocol, 'roles'>): readonly ((message: number) => boolean)[] {
  const sent = roles.map(sentBy);
  return sent.map(own => message => own.has(message) || sent.filter(other => other.has(message)).length !== 1);
}

function visit(block: Block, handled: number | undefined, sent: Set<number>): void {
  for (const statement of statementsIn(block)) {
    if (statement.kind === 'send') sent.add(statement.message);
    if (statement.kind === 'forward' && handled !== undefined) sent.add(handled);
  }
}
