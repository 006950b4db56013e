import type { Instance } from '../model/instance.ts';
import { NO_EFFECTS } from '../model/state.ts';
import type { CopyIndex, Environment, Envelope, Inbox, Outcome, State, Step } from '../model/state.ts';
import type { NodeIndex } from '../model/values.ts';
import { replaced } from './collections.ts';
import { remaining, spendBudget, splits } from './environment.ts';
import { capacityError, compareEnvelopes, exceedsCapacity } from './inbox.ts';

/** A fault of the network, and what it leaves in flight to the message's receiver. */
export interface InboxFault {
  readonly envelope: Envelope;
  /** Which of equal messages; 0 unless the network is first in, first out. */
  readonly copy: CopyIndex;
  readonly inbox: Inbox;
}

/** A change of the environment that touches no node. */
export interface EnvironmentFault {
  readonly step: Extract<Step, { readonly kind: 'partition' | 'heal' }>;
  readonly environment: Environment;
}

/**
 * Every loss of one message in flight to a node: each distinct message once where the network is unordered, each place
 * of each queue where it is first in, first out. There equal messages are lost separately, though the queues left may
 * be equal: it is what counts of generated states elsewhere count.
 */
export function losses(instance: Instance, inbox: Inbox): readonly InboxFault[] {
  return placesStruck(instance, inbox).map(({ place, ...struck }) => ({
    ...struck,
    inbox: [...inbox.slice(0, place), ...inbox.slice(place + 1)],
  }));
}

/**
 * Every way to copy one message in flight to a node, in the places that `losses` has too; a copy comes right behind the
 * original. One copy more than the capacity allows is an error, as one message more is. With `duplicates: any` copies
 * come with deliveries (see `deliveryVariants`), not by steps.
 */
export function duplications(instance: Instance, inbox: Inbox): readonly InboxFault[] {
  return placesStruck(instance, inbox).map(({ place, ...struck }) => ({
    ...struck,
    inbox: [...inbox.slice(0, place + 1), struck.envelope, ...inbox.slice(place + 1)],
  }));
}

function placesStruck(instance: Instance, inbox: Inbox) {
  const places = inbox.map((envelope, place) => {
    const copy = inbox.slice(0, place).filter(other => compareEnvelopes(other, envelope) === 0).length;
    return { envelope, copy, place };
  });
  return instance.network.order === 'fifo' ? places : places.filter(({ copy }) => copy === 0);
}

/** Every way the nodes may be split into two groups, or the end of the partition that there is. */
export function environmentFaults(instance: Instance, environment: Environment): readonly EnvironmentFault[] {
  if (environment.partition !== undefined) {
    return [{ step: { kind: 'heal' }, environment: { ...environment, partition: undefined } }];
  }
  return remaining(instance, environment, 'partition').flatMap(failure =>
    splits(instance.nodes.length).map(group => ({
      step: { kind: 'partition', group },
      environment: { ...spendBudget(environment, failure), partition: group },
    })),
  );
}

/** Losses, then duplicates, of every message in flight. */
export function networkFaults(instance: Instance, state: State): readonly Outcome[] {
  const each = (kind: 'lose' | 'duplicate', failure: number, faultsOf: (inbox: Inbox) => readonly InboxFault[]) =>
    state.inboxes.flatMap((inbox, node) =>
      faultsOf(inbox).map((fault): Outcome => {
        const step: Step = { kind, envelope: fault.envelope, ...(fault.copy > 0 ? { copy: fault.copy } : {}) };
        if (kind === 'duplicate' && exceedsCapacity(instance, fault.inbox)) {
          return { kind: 'error', step, error: capacityError(instance, node, fault.inbox, instance.scenario.at), node };
        }
        const after = afterInboxFault(state, { node, failure, inbox: fault.inbox });
        return { kind: 'state', step, state: after, effects: NO_EFFECTS, startEffects: undefined };
      }),
    );
  const lost = remaining(instance, state.environment, 'loss').flatMap(failure =>
    each('lose', failure, inbox => losses(instance, inbox)),
  );
  const copied = remaining(instance, state.environment, 'duplicates')
    .filter(failure => instance.failures[failure]!.budget < Infinity)
    .flatMap(failure => each('duplicate', failure, inbox => duplications(instance, inbox)));
  return [...lost, ...copied];
}

function afterInboxFault(
  state: State,
  { node, failure, inbox }: { readonly node: NodeIndex; readonly failure: number; readonly inbox: Inbox },
): State {
  return {
    ...state,
    environment: spendBudget(state.environment, failure),
    inboxes: replaced(state.inboxes, node, inbox),
  };
}
