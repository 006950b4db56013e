import { groupBy } from '../base/groupBy.ts';
import type { ExecutionView, OperationView } from '../contract/execution.ts';

/** An operation in its picture, after its place in an order if it has one: `2. read → 0`. */
export function operationLabel({ label, result, place }: OperationView): string {
  const order = place === undefined ? '' : `${String(place + 1)}. `;
  return `${order}${callAndAnswer({ label, result })}`;
}

/** All that is known of an operation, as a sentence. */
export function operationSentence({ lanes, events }: ExecutionView, operation: OperationView): string {
  const { label, lane, from, to, result, blamed, place } = operation;
  const name = lanes[lane]?.name ?? '';
  const begin = events[from] === undefined ? '' : ` from step ${String(events[from].step)}`;
  const end = to === undefined ? '' : ` to step ${String(events[to]?.step ?? 0)}`;
  const answer =
    to === undefined ? ', not answered' : result === undefined || result === '' ? '' : `, answered with ${result}`;
  const order = place === undefined ? '' : ` It is number ${String(place + 1)} in an order that explains every answer.`;
  const blame = blamed === true ? ' No order has room for it.' : '';
  return `${label} by ${name}${begin}${end}${answer}.${order}${blame}`;
}

/** What clients asked of one service, and learned. */
export interface HistoryText {
  readonly history: string;
  /** A sentence for each operation, in the order in which they began. */
  readonly operations: readonly string[];
  /** `An order that explains every answer: 1. write(1) by Client 1, 2. read → 1 by Client 2.` */
  readonly order: string | undefined;
}

export function historyTexts(view: ExecutionView): readonly HistoryText[] {
  const byHistory = groupBy(view.operations ?? [], ({ history }) => history);
  return [...byHistory].map(([history, operations]) => ({
    history,
    operations: operations.map(operation => operationSentence(view, operation)),
    order: orderText(view, operations),
  }));
}

/** The same as lines of text; none where there are no operations. */
export function operationLines(view: ExecutionView): readonly string[] {
  return historyTexts(view).flatMap(({ history, operations, order }) => [
    `Operations of ${history}, in the order in which they began:`,
    ...operations.map(sentence => `  ${sentence}`),
    ...(order === undefined ? [] : [order]),
  ]);
}

function orderText({ lanes }: ExecutionView, operations: readonly OperationView[]): string | undefined {
  const placed = operations.filter(({ place }) => place !== undefined);
  if (placed.length === 0) return undefined;
  const order = placed
    .toSorted((a, b) => (a.place ?? 0) - (b.place ?? 0))
    .map(operation => `${operationLabel(operation)} by ${lanes[operation.lane]?.name ?? ''}`);
  return `An order that explains every answer: ${order.join(', ')}.`;
}

function callAndAnswer({ label, result }: Pick<OperationView, 'label' | 'result'>): string {
  return result === undefined || result === '' ? label : `${label} → ${result}`;
}
