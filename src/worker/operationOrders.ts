import type { Instance } from '../model/instance.ts';
import type { Property } from '../model/protocol.ts';
import type { State } from '../model/state.ts';
import type { OperationOrder } from '../scene/operationViews.ts';
import type { Blame } from '../semantics/histories/explain.ts';
import { blameIn, isHistoryProperty, orderIn } from '../semantics/histories/judge.ts';

/**
 * For each history of a state an order that explains its answers, or the operations to blame where there is none: as the
 * property asks that is named, else as the strictest one does. A history that no property judges has neither.
 */
export function operationOrders(
  instance: Instance,
  state: State,
  asked: Property['name'] | undefined,
): readonly OperationOrder[] {
  const judged = instance.protocol.properties.filter(isHistoryProperty);
  return instance.protocol.histories.flatMap((_, history): readonly OperationOrder[] => {
    const about = judged.filter(property => property.history === history);
    const property =
      about.find(({ name }) => name === asked) ?? about.find(({ kind }) => kind === 'linearizable') ?? about[0];
    if (property === undefined) return [];
    const ordering = orderIn(instance, property, state);
    if (ordering.kind === 'ordered') return [{ history, blamed: [], order: ordering.order }];
    const found = blameIn(instance, property, state);
    return [{ history, blamed: found === undefined ? [] : operationsOf(found.blame), order: [] }];
  });
}

function operationsOf(blame: Blame): readonly number[] {
  return blame.kind === 'order' ? [blame.first, blame.second] : [blame.operation];
}
