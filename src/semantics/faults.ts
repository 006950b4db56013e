import type { Instance } from '../model/instance.ts';
import type { Environment, Envelope, Inbox, State, Step } from '../model/state.ts';
import type { NodeIndex } from '../model/values.ts';
import { replaced } from './collections.ts';
import { remaining, spendBudget, splits } from './environment.ts';
import { distinctEnvelopes, duplicateInInbox, exceedsCapacity, removeFromInbox } from './inbox.ts';

/** A fault of the network, and what it leaves in flight to the message's receiver. */
export interface InboxFault {
  readonly envelope: Envelope;
  readonly inbox: Inbox;
}

/** A change of the environment that touches no node. */
export interface EnvironmentFault {
  readonly step: Extract<Step, { readonly kind: 'partition' | 'heal' }>;
  readonly environment: Environment;
}

/** Every message in flight to one node that may be lost. Of equal ones it is the oldest. */
export function losses(inbox: Inbox): readonly InboxFault[] {
  return distinctEnvelopes(inbox).map((envelope) => ({ envelope, inbox: removeFromInbox(inbox, envelope) }));
}

/**
 * Every message in flight to one node that a budget for duplicates may copy. The network makes no copy that its
 * capacity has no room for. With `duplicates: any` copies come with deliveries (see `deliveryVariants`), not by steps.
 */
export function duplications(instance: Instance, inbox: Inbox): readonly InboxFault[] {
  return distinctEnvelopes(inbox)
    .map((envelope) => ({ envelope, inbox: duplicateInInbox(inbox, envelope) }))
    .filter((fault) => !exceedsCapacity(instance, fault.inbox));
}

/** Every way the nodes may be split into two groups, or the end of the partition that there is. */
export function environmentFaults(instance: Instance, environment: Environment): readonly EnvironmentFault[] {
  if (environment.partition !== undefined) {
    return [{ step: { kind: 'heal' }, environment: { ...environment, partition: undefined } }];
  }
  return remaining(instance, environment, 'partition').flatMap((failure) =>
    splits(instance.nodes.length).map((group) => ({
      step: { kind: 'partition', group },
      environment: { ...spendBudget(environment, failure), partition: group },
    })),
  );
}

/** Losses, then duplicates, of every message in flight. */
export function networkFaults(instance: Instance, state: State): readonly { readonly step: Step; readonly state: State }[] {
  const each = (kind: 'lose' | 'duplicate', failure: number, faultsOf: (inbox: Inbox) => readonly InboxFault[]) =>
    state.inboxes.flatMap((inbox, node) =>
      faultsOf(inbox).map((fault) => ({
        step: { kind, envelope: fault.envelope },
        state: afterInboxFault(state, { node, failure, inbox: fault.inbox }),
      })),
    );
  const lost = remaining(instance, state.environment, 'loss').flatMap((failure) => each('lose', failure, losses));
  const copied = remaining(instance, state.environment, 'duplicates')
    .filter((failure) => instance.failures[failure]!.budget < Infinity)
    .flatMap((failure) => each('duplicate', failure, (inbox) => duplications(instance, inbox)));
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
