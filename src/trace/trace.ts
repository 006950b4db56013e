import type { Span } from '../base/span.ts';
import type { Envelope } from '../model/state.ts';
import type { NodeIndex } from '../model/values.ts';

/** An execution as a partial order: what happened at which node, and which message connects what. */
export interface Trace {
  readonly nodeCount: number;
  /** In the order they happened; those of the start by ascending node. */
  readonly events: readonly TraceEvent[];
  readonly messages: readonly TraceMessage[];
  /** Steps including the start, which is step 0, and the failed step at the end where there is one. */
  readonly stepCount: number;
}

export type TraceEventKind =
  | 'start'
  | 'deliver'
  | 'discard'
  /** A node learns that a connection was reset: nobody sent that. */
  | 'disconnect'
  | 'timer'
  | 'action'
  | 'crash'
  /** A handler began, and its node crashed between two of its effects. */
  | 'crashMidway'
  | 'recover'
  | 'stall'
  | 'pause'
  | 'resume'
  | 'diskfail'
  | 'alter'
  | 'turn'
  /** A Byzantine node sends what arrives in the same step. */
  | 'forge'
  | 'drift'
  | 'jump'
  | 'clockFail'
  | 'error';

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

/** `ignored` is what was sent to a Byzantine node: it may do anything about it. */
export type MessageFate = 'delivered' | 'discarded' | 'lost' | 'ignored' | 'inFlight';

/** One copy of a message on its way. Steps are counted from 0, the start. */
export interface TraceMessage {
  /** As it was sent. */
  readonly envelope: Envelope;
  /** How it was damaged on its way: what it says from a step on, in the order in which that happened. */
  readonly corruptions: readonly { readonly step: number; readonly envelope: Envelope }[];
  /** Event that sent it; of a copy, the event that sent the original. */
  readonly from: number;
  /** Event at which it arrived, handled or discarded. */
  readonly to: number | undefined;
  readonly fate: MessageFate;
  /** The message it is a copy of. */
  readonly copyOf: number | undefined;
  /** Step that put it in flight: the one that sent it, or the one that copied it. */
  readonly sentStep: number;
  /** Step that ended its flight: a later one, but for what is forged, or ignored as soon as it is sent. */
  readonly endStep: number | undefined;
  /** The statement that sent it. */
  readonly at: Span | undefined;
}

/** What a message says after a step, by default in the end. */
export function envelopeNow({ envelope, corruptions }: TraceMessage, step = Infinity): Envelope {
  return corruptions.findLast(corruption => corruption.step <= step)?.envelope ?? envelope;
}
