import { present } from '../base/assert.ts';
import type { Trace, TraceEvent, TraceMessage } from './trace.ts';

/** What causality needs to know of a trace. */
export interface CausalOrder extends Pick<Trace, 'nodeCount'> {
  readonly events: readonly Pick<TraceEvent, 'node' | 'vector' | 'received'>[];
  readonly messages: readonly Pick<TraceMessage, 'from'>[];
}

type OrderedEvent = CausalOrder['events'][number];

/** Whether `a` happens before `b`: by vector clocks, so in constant time. No event happens before itself. */
export function happensBefore(trace: CausalOrder, a: number, b: number): boolean {
  return a !== b && isKnownAt(eventOf(trace, a), eventOf(trace, b));
}

/** Neither happens before the other, and they are two. */
export function areConcurrent(trace: CausalOrder, a: number, b: number): boolean {
  return a !== b && !happensBefore(trace, a, b) && !happensBefore(trace, b, a);
}

/** The events that could have influenced `event`, without itself, ascending. */
export function pastCone(trace: CausalOrder, event: number): readonly number[] {
  return eventsWhere(trace, other => happensBefore(trace, other, event));
}

/** The events that `event` could have influenced, without itself, ascending. */
export function futureCone(trace: CausalOrder, event: number): readonly number[] {
  return eventsWhere(trace, other => happensBefore(trace, event, other));
}

/** Unordered pairs of events of which neither happens before the other. */
export function concurrentPairCount(trace: CausalOrder): number {
  const count = trace.events.length;
  let ordered = 0;
  // The entries of a vector clock add up to the size of the past cone, the event included.
  for (const { vector } of trace.events) ordered += vector.reduce((sum, known) => sum + known, 0) - 1;
  return (count * (count - 1)) / 2 - ordered;
}

/** The pairs [a, b] where a happens before b and nothing happens between: the transitive reduction, by ascending b. */
export function immediatePairs(trace: CausalOrder): readonly (readonly [number, number])[] {
  const latest: (number | undefined)[] = Array.from({ length: trace.nodeCount }, () => undefined);
  return trace.events.flatMap((event, index) => {
    const causes = new Set<number>();
    const previous = latest[event.node];
    if (previous !== undefined) causes.add(previous);
    if (event.received !== undefined) causes.add(present(trace.messages[event.received], 'the received message').from);
    latest[event.node] = index;
    const isImplied = (cause: number): boolean => [...causes].some(other => happensBefore(trace, cause, other));
    return [...causes]
      .filter(cause => !isImplied(cause))
      .sort((a, b) => a - b)
      .map(cause => [cause, index] as const);
  });
}

function isKnownAt(event: OrderedEvent, observer: OrderedEvent): boolean {
  return (event.vector[event.node] ?? 0) <= (observer.vector[event.node] ?? 0);
}

function eventsWhere(trace: CausalOrder, holds: (event: number) => boolean): readonly number[] {
  return trace.events.flatMap((_, event) => (holds(event) ? [event] : []));
}

function eventOf(trace: CausalOrder, event: number): OrderedEvent {
  return present(trace.events[event], 'an event of the trace');
}
