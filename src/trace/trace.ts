import type { Span } from '../base/span.ts';
import type { Envelope } from '../model/state.ts';
import type { NodeIndex } from '../model/values.ts';

/** An execution as a partial order: what happened at which node, and which message connects what. */
export interface Trace {
  readonly nodeCount: number;
  /** In the order they happened; those of one step by ascending node. */
  readonly events: readonly TraceEvent[];
  readonly messages: readonly TraceMessage[];
  /** Steps including the start, which is step 0, and the failed step at the end where there is one. */
  readonly stepCount: number;
}

export type TraceEventKind = 'start' | 'deliver' | 'discard' | 'timer' | 'action' | 'crash' | 'recover' | 'error';

/** One node's atomic part of a step: what it received, did and sent. */
export interface TraceEvent {
  readonly node: NodeIndex;
  readonly step: number;
  readonly kind: TraceEventKind;
  /** The message that arrived, an index in `Trace.messages`. */
  readonly received: number | undefined;
  readonly lamport: number;
  /** By node: how many of its events happened before this one or are this one. */
  readonly vector: readonly number[];
}

/** One copy of a message on its way. Steps are counted from 0, the start. */
export interface TraceMessage {
  readonly envelope: Envelope;
  /** Event that sent it; of a copy, the event that sent the original. */
  readonly from: number;
  /** Event at which it arrived, handled or discarded. */
  readonly to: number | undefined;
  readonly fate: 'delivered' | 'discarded' | 'lost' | 'inFlight';
  /** The message it is a copy of. */
  readonly copyOf: number | undefined;
  /** Step that put it in flight: the one that sent it, or the one that copied it. */
  readonly sentStep: number;
  /** Step that ended its flight. */
  readonly endStep: number | undefined;
  /** The statement that sent it. */
  readonly at: Span | undefined;
}
