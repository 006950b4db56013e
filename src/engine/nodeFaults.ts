import type { Instance } from '../model/instance.ts';
import type { Inbox, LocalState } from '../model/state.ts';
import type { NodeIndex } from '../model/values.ts';
import { duplications, losses } from '../semantics/faults.ts';
import { exceedsCapacity } from '../semantics/inbox.ts';
import type { Behaviour, LocalOutcome } from '../semantics/local.ts';
import { NO_EFFECTS } from '../model/state.ts';

/** A fault that strikes a node, were the budget of its failure not used up. `failure` indexes `Instance.failures`. */
export interface LocalFault {
  readonly failure: number;
  readonly outcome: LocalOutcome;
}

/**
 * A fault that strikes what is in flight to a node, were the budget of its failure not used up. `inbox` is undefined where
 * the protocol goes wrong: it has no room for a copy.
 */
export interface InboxFault {
  readonly failure: number;
  readonly inbox: Inbox | undefined;
}

/** The crashes and restarts of a node in this local state. */
export function localFaults(behaviour: Behaviour, node: NodeIndex, local: LocalState): readonly LocalFault[] {
  const { instance } = behaviour;
  return instance.failures.flatMap(({ kind, role }, failure): readonly LocalFault[] => {
    switch (kind) {
      case 'crash': {
        if (local.status !== 'up' || (role !== undefined && role !== instance.nodes[node]?.role)) return [];
        const crashed = behaviour.crashLocal(node, local);
        return [{ failure, outcome: { kind: 'local', local: crashed, effects: NO_EFFECTS, choices: [] } }];
      }
      case 'recover': {
        if (local.status !== 'crashed') return [];
        return behaviour.recoverOutcomes(node, local).map(outcome => ({ failure, outcome }));
      }
      case 'loss':
      case 'duplicates':
      case 'partition':
        return [];
    }
  });
}

/** The losses and duplications of what is in flight to a node. */
export function inboxFaults(instance: Instance, inbox: Inbox): readonly InboxFault[] {
  return instance.failures.flatMap(({ kind, budget }, failure): readonly InboxFault[] => {
    switch (kind) {
      case 'loss':
        return losses(instance, inbox).map(fault => ({ failure, inbox: fault.inbox }));
      case 'duplicates':
        // Without a budget copies come with deliveries.
        if (budget === Infinity) return [];
        return duplications(instance, inbox).map(fault => ({
          failure,
          inbox: exceedsCapacity(instance, fault.inbox) ? undefined : fault.inbox,
        }));
      case 'crash':
      case 'recover':
      case 'partition':
        return [];
    }
  });
}
