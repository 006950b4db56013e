import type { Protocol, Role } from './protocol.ts';
import type { Statement } from './statements.ts';
import { blocksOf, statementsIn } from './walk.ts';

/** A message and what its receiver sends back, between two roles; all are indices. */
export interface RequestReply {
  readonly request: number;
  readonly reply: number;
  /** Sends the request and handles the reply. */
  readonly client: number;
  readonly server: number;
}

/**
 * Every pair of messages of which the second is sent back by a handler of the first to whoever sent it, and handled
 * there. What is seen is what the text says, not whether it can happen.
 */
export function requestReplyPairs({ roles }: Pick<Protocol, 'roles'>): readonly RequestReply[] {
  return roles.flatMap((server, serverIndex) =>
    repliesOf(server).flatMap(({ request, reply }) =>
      roles.flatMap((client, clientIndex) =>
        sends(client, request) && handles(client, reply)
          ? [{ request, reply, client: clientIndex, server: serverIndex }]
          : [],
      ),
    ),
  );
}

/** The pair that a message is part of: as the request before as the reply. */
export function requestReplyOf(protocol: Pick<Protocol, 'roles'>, message: number): RequestReply | undefined {
  const pairs = requestReplyPairs(protocol);
  return pairs.find(({ request }) => request === message) ?? pairs.find(({ reply }) => reply === message);
}

/** What the message handlers of a role send to the sender of the message they handle, each once. */
function repliesOf(role: Role): readonly Pick<RequestReply, 'request' | 'reply'>[] {
  const found = role.messageHandlers.flatMap(handler =>
    [...statementsIn(handler.body)].flatMap(statement =>
      isReply(statement, handler.senderSlot) && statement.message !== handler.message
        ? [{ request: handler.message, reply: statement.message }]
        : [],
    ),
  );
  return found.filter(
    (pair, i) => found.findIndex(({ request, reply }) => request === pair.request && reply === pair.reply) === i,
  );
}

function isReply(statement: Statement, sender: number): statement is Extract<Statement, { kind: 'send' }> {
  if (statement.kind !== 'send' || statement.to.kind !== 'one') return false;
  const { node } = statement.to;
  return node.kind === 'local' && node.slot === sender;
}

function handles(role: Role, message: number): boolean {
  return role.messageHandlers.some(handler => handler.message === message);
}

/** Whether some handler, action or procedure of a role sends a message, as far as the text says; forwarding is not sending. */
export function sends(role: Role, message: number): boolean {
  return blocksOf(role).some(block =>
    [...statementsIn(block)].some(statement => statement.kind === 'send' && statement.message === message),
  );
}
