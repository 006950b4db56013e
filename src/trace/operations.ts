import { assert, present } from '../base/assert.ts';
import type { Execution, Operation, OperationEvent } from '../model/state.ts';
import type { NodeIndex } from '../model/values.ts';
import type { Trace } from './trace.ts';

/** An operation of a client, and when it began and was answered. */
export interface TracedOperation extends Pick<Operation, 'client' | 'operation' | 'arguments' | 'result'> {
  /** Index in `Protocol.histories`. */
  readonly history: number;
  /** Index in the `ClientHistory` of the last state. */
  readonly index: number;
  /** The event in which it began, an index in `Trace.events`. */
  readonly fromEvent: number;
  /** The event in which it was answered; undefined while it is open, or given up. */
  readonly toEvent: number | undefined;
}

/** What clients asked in an execution, of all histories, in the order in which it began. */
export function operationsOf(trace: Trace, execution: Execution): readonly TracedOperation[] {
  const began: Begun[] = [];
  for (const { event, operations } of happenings(trace, execution)) {
    const client = present(trace.events[event], 'an event of the trace').node;
    for (const operation of operations) {
      if (operation.kind === 'invoke') {
        const { history, operation: name, arguments: asked } = operation;
        began.push({ history, client, operation: name, arguments: asked, fromEvent: event, toEvent: undefined });
      } else {
        const latest = began.findLast(other => other.history === operation.history && other.client === client);
        assert(latest !== undefined, 'only what began is answered');
        latest.result = { value: operation.value };
        latest.toEvent = event;
      }
    }
  }
  return began.map((operation, i) => ({ ...operation, index: indexIn(began, operation, i) }));
}

interface Begun extends Pick<TracedOperation, 'history' | 'client' | 'operation' | 'arguments' | 'fromEvent'> {
  result?: { readonly value: NonNullable<Operation['result']>['value'] };
  toEvent: number | undefined;
}

/** Every event in which operations began or ended, with those. */
function happenings(
  trace: Trace,
  { start, transitions }: Execution,
): readonly { readonly event: number; readonly operations: readonly OperationEvent[] }[] {
  const atStart = (start.startEffects ?? []).flatMap(({ operations }, node) =>
    operations === undefined ? [] : [{ event: startOf(trace, node), operations }],
  );
  const later = transitions.flatMap(({ effects: { operations } }, i) =>
    operations === undefined ? [] : [{ event: handlerOf(trace, i + 1), operations }],
  );
  return [...atStart, ...later];
}

function startOf({ events }: Trace, node: NodeIndex): number {
  const event = events.findIndex(each => each.step === 0 && each.node === node);
  assert(event >= 0, 'a start handler that did something is an event');
  return event;
}

// What is forged is sent before it is handled, so the event of the handler is the last one of its step.
function handlerOf({ events }: Trace, step: number): number {
  const event = events.findLastIndex(each => each.step === step);
  assert(event >= 0, 'a handler that did something is an event');
  return event;
}

/** Histories are by client, then in the order in which each began. */
function indexIn(began: readonly Begun[], { history, client }: Begun, position: number): number {
  return began.filter(
    (other, i) => other.history === history && (other.client < client || (other.client === client && i < position)),
  ).length;
}
