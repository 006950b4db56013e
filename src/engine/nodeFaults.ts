import { NO_EFFECTS, type Inbox, type LocalState } from '../model/state.ts';
import type { NodeIndex } from '../model/values.ts';
import { duplications, losses } from '../semantics/faults.ts';
import type { Behaviour, LocalOutcome } from '../semantics/local.ts';

/** A fault that strikes one node or its inbox, were the budget of its failure not used up. */
export interface NodeFault {
  /** Index in `Instance.failures`. */
  readonly failure: number;
  readonly outcome: LocalOutcome;
  readonly inbox: Inbox;
}

/** Every fault that may strike a node in this local state with these messages in flight to it. */
export function nodeFaults(
  behaviour: Behaviour,
  node: NodeIndex,
  local: LocalState,
  inbox: Inbox,
): readonly NodeFault[] {
  const { instance } = behaviour;
  const unchanged: LocalOutcome = { kind: 'local', local, effects: NO_EFFECTS, choices: [] };
  return instance.failures.flatMap(({ kind, budget, role }, failure): readonly NodeFault[] => {
    switch (kind) {
      case 'loss':
        return losses(instance, inbox).map(fault => ({ failure, outcome: unchanged, inbox: fault.inbox }));
      case 'duplicates':
        if (budget === Infinity) return [];
        return duplications(instance, inbox).map(fault => ({ failure, outcome: unchanged, inbox: fault.inbox }));
      case 'crash': {
        if (local.status !== 'up' || (role !== undefined && role !== instance.nodes[node]?.role)) return [];
        return [{ failure, outcome: { ...unchanged, local: behaviour.crashLocal(node, local) }, inbox }];
      }
      case 'recover': {
        if (local.status !== 'crashed') return [];
        return behaviour.recoverOutcomes(node, local).map(outcome => ({ failure, outcome, inbox }));
      }
      case 'partition':
        return [];
    }
  });
}
