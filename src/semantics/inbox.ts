import { assert } from '../base/assert.ts';
import type { Span } from '../base/span.ts';
import type { Instance } from '../model/instance.ts';
import { copiesFreely, duplicatesFreely } from '../model/network.ts';
import type { Envelope, Inbox, LocalState, RuntimeError } from '../model/state.ts';
import { compareSequences } from '../model/values.ts';
import type { NodeIndex } from '../model/values.ts';
import { isStalled } from './conditions.ts';

/**
 * Messages in flight to one node, as `Inbox` describes: sorted where the network is unordered (without repeats of
 * those that are copied without limit), grouped by sender and oldest first where it is first in, first out.
 */

/** A total order on the envelopes of one inbox. */
export function compareEnvelopes(a: Envelope, b: Envelope): number {
  return a.from - b.from || a.to - b.to || a.message - b.message || compareSequences(a.fields, b.fields);
}

/**
 * What may be delivered next, were its link up and its receiver, which is in local state `local`, running: each distinct
 * message once, or each sender's oldest. What a handler that hangs would handle waits, and lets others pass.
 */
export function deliverable(instance: Instance, inbox: Inbox, local: LocalState): readonly Envelope[] {
  const awaited =
    local.stalled === undefined
      ? inbox
      : inbox.filter(({ message }) => !isStalled(local, { kind: 'message', index: message }));
  if (isOrdered(instance)) return awaited.filter((envelope, i) => awaited[i - 1]?.from !== envelope.from);
  return distinctEnvelopes(awaited);
}

/** Whether what one node sends to another arrives in the order in which it was sent. */
export function isOrdered({ network }: Instance): boolean {
  return network.order === 'fifo';
}

function distinctEnvelopes(inbox: Inbox): readonly Envelope[] {
  return inbox.filter((envelope, i) => inbox.findIndex(other => compareEnvelopes(other, envelope) === 0) === i);
}

/** The inbox once `envelope` is sent to it. A set that is never used up already has every message that was ever sent. */
export function addToInbox(instance: Instance, inbox: Inbox, envelope: Envelope): Inbox {
  const { order } = instance.network;
  if (copiesFreely(instance, envelope) && inbox.some(other => compareEnvelopes(other, envelope) === 0)) return inbox;
  const position = inbox.findIndex(other =>
    order === 'fifo' ? other.from > envelope.from : compareEnvelopes(other, envelope) > 0,
  );
  return insertAt(inbox, position < 0 ? inbox.length : position, envelope);
}

/** The inbox without the first copy of `envelope`, which must be in it. */
export function removeFromInbox(inbox: Inbox, envelope: Envelope): Inbox {
  const position = positionIn(inbox, envelope);
  return [...inbox.slice(0, position), ...inbox.slice(position + 1)];
}

export function equalInboxes(a: Inbox, b: Inbox): boolean {
  return a.length === b.length && a.every((envelope, i) => compareEnvelopes(envelope, b[i]!) === 0);
}

/** Whether more is in flight to one node than the scenario's `capacity` allows. */
export function exceedsCapacity(instance: Instance, inbox: Inbox): boolean {
  return instance.network.capacity !== undefined && inbox.length > instance.network.capacity;
}

/** What is wrong with an inbox that `exceedsCapacity`; `at` is what put the last message in flight. */
export function capacityError(instance: Instance, node: NodeIndex, inbox: Inbox, at: Span): RuntimeError {
  const { name } = instance.nodes[node]!;
  const messages = inbox.length === 1 ? '1 message' : `${inbox.length} messages`;
  const message = `${messages} would be in flight to ${name}, more than the capacity of ${instance.network.capacity ?? 0}.`;
  return { code: 'capacity-exceeded', message, at };
}

/**
 * The steps that delivering one message gives, as the values of `consumed`: none where the network would not use up a
 * message that nobody handles; both on `duplicates: any` with first in, first out, where a copy may stay.
 *
 * First in, first out uses up what it delivers, whatever `unmatched` says: a message that nobody handles must not block
 * its link for ever, and skipping it would no longer be first in, first out.
 */
export function deliveryVariants(instance: Instance, envelope: Envelope, handled: boolean): readonly boolean[] {
  const { order, unmatched } = instance.network;
  if (copiesFreely(instance, envelope)) return handled ? [false] : [];
  if (!handled) return unmatched === 'keep' && order === 'any' ? [] : [true];
  return order === 'fifo' && duplicatesFreely(instance, envelope) ? [true, false] : [true];
}

function positionIn(inbox: Inbox, envelope: Envelope): number {
  const position = inbox.findIndex(other => compareEnvelopes(other, envelope) === 0);
  assert(position >= 0, 'the envelope is in the inbox');
  return position;
}

function insertAt(inbox: Inbox, position: number, envelope: Envelope): Inbox {
  return [...inbox.slice(0, position), envelope, ...inbox.slice(position)];
}
