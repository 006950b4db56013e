import type { OperationView } from '../contract/execution.ts';
import type { Instance } from '../model/instance.ts';
import { DATA_TYPES, type DataType } from '../model/dataTypes.ts';
import { valueText } from '../model/labels.ts';
import type { Execution } from '../model/state.ts';
import { operationsOf, type TracedOperation } from '../trace/operations.ts';
import type { Trace } from '../trace/trace.ts';
import { callText } from './words.ts';

/** Which operations of a history can be put in an order, or cannot: indices in the `ClientHistory` of the last state. */
export interface OperationOrder {
  /** Index in `Protocol.histories`. */
  readonly history: number;
  /** Those that no order has room for, as few of them as show it. */
  readonly blamed: readonly number[];
  /** An order that explains every answer; empty where there is none. */
  readonly order: readonly number[];
}

/** What clients asked and learned, as it is drawn; undefined for protocols without histories. */
export function operationViews(
  instance: Instance,
  execution: Execution,
  trace: Trace,
  orders: readonly OperationOrder[],
): readonly OperationView[] | undefined {
  if (instance.protocol.histories.length === 0) return undefined;
  return operationsOf(trace, execution).map(traced => {
    const of = orders.find(({ history }) => history === traced.history);
    const place = of?.order.indexOf(traced.index) ?? -1;
    return {
      ...operationView(instance, traced),
      ...(of?.blamed.includes(traced.index) === true ? { blamed: true } : {}),
      ...(place < 0 ? {} : { place }),
    };
  });
}

function operationView(instance: Instance, traced: TracedOperation): OperationView {
  const { client, operation, result, fromEvent, toEvent } = traced;
  const history = instance.protocol.histories[traced.history];
  const type: DataType | undefined = history === undefined ? undefined : DATA_TYPES[history.dataType];
  const isSilent = type?.operations[operation]?.result === 'nothing';
  const answered = result === undefined ? undefined : isSilent ? '' : valueText(instance, result.value);
  return {
    history: history?.name ?? '',
    lane: client,
    label: callText(instance, operation, traced.arguments),
    result: answered,
    from: fromEvent,
    to: toEvent,
  };
}
