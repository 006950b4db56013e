import { present } from '../../base/assert.ts';
import type { Instance } from '../../model/instance.ts';
import type { Property } from '../../model/protocol.ts';
import type { ClientHistory, State } from '../../model/state.ts';
import { raise } from '../errors.ts';
import { objectOf } from './dataTypes.ts';
import { blameFor, type Blame } from './explain.ts';
import { findOrder, type Ordering } from './linearize.ts';
import { predecessorsOf } from './order.ts';
import { blameText } from './sentences.ts';

/** A property that asks whether some order of a history's operations explains every answer. */
export type HistoryProperty = Extract<Property, { readonly kind: 'linearizable' | 'sequential' }>;

export function isHistoryProperty(property: Property): property is HistoryProperty {
  return property.kind === 'linearizable' || property.kind === 'sequential';
}

/** The operations that a property is about, in a state. */
function historyIn({ history }: HistoryProperty, { histories }: Pick<State, 'histories'>): ClientHistory {
  return present(histories?.[history], 'a state has every history of its protocol');
}

/** An order of the operations that explains every answer, as indices in the `ClientHistory`; or that there is none. */
export function orderIn(instance: Instance, property: HistoryProperty, state: Pick<State, 'histories'>): Ordering {
  const history = historyIn(property, state);
  return findOrder(history, objectOf(instance, property.history), predecessorsOf(history, property.kind));
}

/** Why there is no such order, as data and as a sentence; undefined where there is one, or that was not found out in time. */
export function blameIn(
  instance: Instance,
  property: HistoryProperty,
  state: Pick<State, 'histories'>,
): { readonly blame: Blame; readonly sentence: string } | undefined {
  if (orderIn(instance, property, state).kind !== 'unordered') return undefined;
  const history = historyIn(property, state);
  const predecessors = predecessorsOf(history, property.kind);
  const blame = blameFor(history, objectOf(instance, property.history), predecessors);
  return blame && { blame, sentence: blameText(instance, property.history, history, blame) };
}

/** Whether a state satisfies a property of a history. Raises where that takes too long to find out. */
export function isExplained(instance: Instance, property: HistoryProperty, state: State): boolean {
  const { kind } = orderIn(instance, property, state);
  if (kind !== 'undecided') return kind === 'ordered';
  const { name } = instance.protocol.histories[property.history]!;
  raise('too-many-steps', `${name} has too many orders to try: nobody knows whether one explains it.`, property.at);
}
