import type { Instance, InstanceFailure } from '../model/instance.ts';
import { strikesMessage } from '../model/network.ts';
import type { CopyIndex, Envelope, Inbox, Step } from '../model/state.ts';
import type { NodeIndex } from '../model/values.ts';
import { replaced } from './collections.ts';
import { damagedValues } from './domains.ts';
import { budgetOf } from './environment.ts';
import { addToInbox, compareEnvelopes, isOrdered } from './inbox.ts';

/** A fault of the network, and what it leaves in flight to one node. */
export interface InboxFault {
  readonly step: Step;
  readonly inbox: Inbox;
}

/**
 * What a failure, an index in `Instance.failures`, does to what is in flight to a node, were its budget not used up: each
 * loss, copy or damage of one message. Of equal messages on an unordered network one is struck; first in, first out each
 * place of each queue is, though the queues left may be equal: it is what counts of generated states elsewhere count.
 *
 * A copy comes right behind the original; there may be more of them than the capacity allows, which is an error. With
 * `duplicates: any` copies come with deliveries (see `deliveryVariants`), not by steps.
 */
export function inboxFaults(instance: Instance, inbox: Inbox, failure: number): readonly InboxFault[] {
  const declared = instance.failures[failure]!;
  const { kind } = declared;
  if (kind === 'duplicates' && declared.budget === Infinity) return [];
  if (kind !== 'loss' && kind !== 'duplicates' && kind !== 'corruptMessage') return [];
  const struck = (envelope: Envelope) => (other: InstanceFailure) => strikes(instance, other, envelope);
  return placesStruck(instance, inbox)
    .filter(({ envelope }) => strikes(instance, declared, envelope))
    .flatMap(place => {
      const paid = budgetOf(instance, failure, struck(place.envelope));
      return faultsAt(instance, inbox, kind, place).map(fault => ({
        ...fault,
        step: { ...fault.step, ...paid },
      }));
    });
}

/** What is left in flight to a node when its connection to `peer` resets: it learns of it, unless nobody cares. */
export function resetInbox(instance: Instance, node: NodeIndex, inbox: Inbox, peer: NodeIndex): Inbox {
  const { disconnect, roles } = instance.protocol;
  const left = inbox.filter(({ from, message }) => from !== peer || message === disconnect);
  const role = roles[instance.nodes[node]!.role]!;
  const cares = disconnect !== undefined && role.messageHandlers.some(({ message }) => message === disconnect);
  if (!cares || left.some(({ from, message }) => from === peer && message === disconnect)) return left;
  return addToInbox(instance, left, { from: peer, to: node, message: disconnect, fields: [] });
}

/** One of the messages in flight to a node: which of equal ones, and its position in the inbox. */
interface Place {
  readonly envelope: Envelope;
  readonly copy: CopyIndex;
  readonly place: number;
}

function faultsAt(
  instance: Instance,
  inbox: Inbox,
  kind: 'loss' | 'duplicates' | 'corruptMessage',
  { envelope, copy, place }: Place,
): readonly InboxFault[] {
  const which = { envelope, ...(copy > 0 ? { copy } : {}) };
  const without = [...inbox.slice(0, place), ...inbox.slice(place + 1)];
  switch (kind) {
    case 'loss':
      return [{ step: { kind: 'lose', ...which }, inbox: without }];
    case 'duplicates': {
      const twice = [...inbox.slice(0, place + 1), envelope, ...inbox.slice(place + 1)];
      return [{ step: { kind: 'duplicate', ...which }, inbox: twice }];
    }
    case 'corruptMessage':
      return envelope.fields.flatMap((before, field) => {
        const { type } = instance.messageFields[envelope.message]![field]!;
        return damagedValues(type, before, instance).map(value => {
          const damaged = { ...envelope, fields: replaced(envelope.fields, field, value) };
          const left = isOrdered(instance) ? replaced(inbox, place, damaged) : addToInbox(instance, without, damaged);
          return { step: { kind: 'corrupt', ...which, field, value }, inbox: left };
        });
      });
  }
}

function placesStruck(instance: Instance, inbox: Inbox): readonly Place[] {
  const places = inbox.map((envelope, place) => {
    const copy = inbox.slice(0, place).filter(other => compareEnvelopes(other, envelope) === 0).length;
    return { envelope, copy, place };
  });
  return isOrdered(instance) ? places : places.filter(({ copy }) => copy === 0);
}

// What a node learns from its own system is not on the network.
function strikes(instance: Instance, failure: InstanceFailure, envelope: Envelope): boolean {
  return envelope.message !== instance.protocol.disconnect && strikesMessage(instance, failure, envelope);
}
