import { assert } from '../base/assert.ts';
import type { Span } from '../base/span.ts';
import type { Instance } from '../model/instance.ts';
import type { Envelope, Inbox, RuntimeError } from '../model/state.ts';
import { compareSequences } from '../model/values.ts';
import type { NodeIndex } from '../model/values.ts';

/**
 * Messages in flight to one node, as `Inbox` describes: sorted where the network is unordered (without repeats where it
 * is persistent), grouped by sender and oldest first where it is first in, first out.
 */

/** A total order on the envelopes of one inbox. */
export function compareEnvelopes(a: Envelope, b: Envelope): number {
  return a.from - b.from || a.to - b.to || a.message - b.message || compareSequences(a.fields, b.fields);
}

/** What may be delivered next, were its link up and its receiver up: each distinct message once, or each sender's oldest. */
export function deliverable(instance: Instance, inbox: Inbox): readonly Envelope[] {
  if (instance.network.order === 'fifo') return inbox.filter((envelope, i) => inbox[i - 1]?.from !== envelope.from);
  return distinctEnvelopes(inbox);
}

function distinctEnvelopes(inbox: Inbox): readonly Envelope[] {
  return inbox.filter((envelope, i) => inbox.findIndex(other => compareEnvelopes(other, envelope) === 0) === i);
}

/** The inbox once `envelope` is sent to it. A persistent network already has every message that was ever sent. */
export function addToInbox(instance: Instance, inbox: Inbox, envelope: Envelope): Inbox {
  const { order, persistent } = instance.network;
  if (persistent && inbox.some(other => compareEnvelopes(other, envelope) === 0)) return inbox;
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
export function deliveryVariants(instance: Instance, handled: boolean): readonly boolean[] {
  const { order, unmatched, persistent } = instance.network;
  if (persistent) return handled ? [false] : [];
  if (!handled) return unmatched === 'keep' && order === 'any' ? [] : [true];
  return order === 'fifo' && duplicatesWithoutLimit(instance) ? [true, false] : [true];
}

function duplicatesWithoutLimit(instance: Instance): boolean {
  return instance.failures.some(failure => failure.kind === 'duplicates' && failure.budget === Infinity);
}

function positionIn(inbox: Inbox, envelope: Envelope): number {
  const position = inbox.findIndex(other => compareEnvelopes(other, envelope) === 0);
  assert(position >= 0, 'the envelope is in the inbox');
  return position;
}

function insertAt(inbox: Inbox, position: number, envelope: Envelope): Inbox {
  return [...inbox.slice(0, position), envelope, ...inbox.slice(position)];
}
