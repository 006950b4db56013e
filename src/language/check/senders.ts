import type { BlockNode, ExpressionNode, RoleNode, StatementNode } from '../syntax/tree.ts';
import { NODE, UNKNOWN, type CheckedType } from './checkedType.ts';
import type { MessageEntry, RoleEntry, Tables } from './tables.ts';

/**
 * Notes which role sends which message, as far as the text alone says: it gives `from p` its type before any body is
 * checked. A message that is replied or sent to a name that is not a role may reach any role.
 */
export function collectSenders(tables: Tables): void {
  for (const role of tables.roles.values()) {
    for (const { block, message } of bodiesOf(role.node)) {
      eachStatement(block, statement => {
        if (statement.kind === 'send') note(tables, statement.message.text, role, receiver(tables, statement.to, role));
        else if (statement.kind === 'reply') note(tables, statement.message.text, role, undefined);
        else if (statement.kind === 'forward' && message !== undefined) note(tables, message, role, undefined);
      });
    }
  }
}

function note(tables: Tables, message: string, from: RoleEntry, to: RoleEntry | undefined): void {
  const known = tables.senders.get(message);
  if (known === undefined) tables.senders.set(message, [{ from, to }]);
  else known.push({ from, to });
}

/** What runs in a role: the bodies of its handlers, actions and procedures, with the message of a handler. */
function bodiesOf(role: RoleNode): readonly { readonly block: BlockNode; readonly message: string | undefined }[] {
  return role.members.flatMap(member => {
    if (member.kind === 'var' || member.kind === 'timer') return [];
    return [{ block: member.body, message: member.kind === 'on' ? member.event.text : undefined }];
  });
}

/** Calls `visit` for every statement of a block, inner ones included. */
export function eachStatement(block: BlockNode, visit: (statement: StatementNode) => void): void {
  for (const statement of block.statements) {
    visit(statement);
    if (statement.kind === 'if') {
      eachStatement(statement.then, visit);
      if (statement.otherwise !== undefined) eachStatement(statement.otherwise, visit);
    } else if (statement.kind === 'for') {
      eachStatement(statement.body, visit);
    } else if (statement.kind === 'either') {
      for (const branch of statement.branches) eachStatement(branch, visit);
    }
  }
}

function receiver(tables: Tables, to: ExpressionNode, sender: RoleEntry): RoleEntry | undefined {
  if (to.kind === 'everyone' || to.kind === 'reference') return tables.roles.get(to.name.text);
  if (to.kind === 'the' || to.kind === 'parenthesised') return receiver(tables, to.of, sender);
  return to.kind === 'word' && (to.word === 'self' || to.word === 'others') ? sender : undefined;
}

/** The type of whoever sends a message to a role: the only role that does, or any node; unknown while nobody does. */
export function senderType(tables: Tables, message: MessageEntry, receiving: RoleEntry): CheckedType {
  const senders = tables.senders.get(message.symbol.name) ?? [];
  const roles = new Set(senders.filter(({ to }) => to === undefined || to === receiving).map(({ from }) => from));
  const [only] = roles;
  if (only === undefined) return UNKNOWN;
  return roles.size === 1 ? only.type : NODE;
}
