import { present } from '../base/assert.ts';
import type { Instance } from '../model/instance.ts';
import type { Effects, Execution, SentEnvelope, Step } from '../model/state.ts';
import type { NodeIndex } from '../model/values.ts';
import { Flights } from './flights.ts';
import type { Trace, TraceEvent, TraceEventKind } from './trace.ts';

/**
 * The partial order behind an execution.
 *
 * Lamport clocks: Lamport 1978. Vector clocks: Fidge 1988, Mattern 1989. A handler is one event: it receives, acts and
 * sends at once, so every message it sends carries the clock of that event. The start of a node is an event where its
 * role has a start handler; losses, duplicates and partitions happen at no node and are no events.
 */
export function traceOf(instance: Instance, execution: Execution): Trace {
  const recorder = new Recorder(instance);
  recorder.start(execution.start.startEffects ?? []);
  execution.transitions.forEach(({ step, effects }, i) => recorder.step(step, i + 1, effects.sent));
  const { error, transitions } = execution;
  if (error !== undefined) recorder.failure(error.step, transitions.length + 1, error.node);
  return recorder.finish(transitions.length + (error === undefined ? 1 : 2));
}

class Recorder {
  readonly #instance: Instance;
  readonly #flights: Flights;
  readonly #events: TraceEvent[] = [];
  /** The latest event of each node. */
  readonly #latest: (TraceEvent | undefined)[];

  constructor(instance: Instance) {
    this.#instance = instance;
    this.#flights = new Flights(instance.network.persistent);
    this.#latest = instance.nodes.map(() => undefined);
  }

  start(effects: readonly Effects[]): void {
    for (const node of this.#instance.nodes) {
      if (this.#instance.protocol.roles[node.role]?.start === undefined) continue;
      const event = this.#event(node.index, 0, 'start', undefined);
      this.#send(effects[node.index]?.sent ?? [], event, 0);
    }
  }

  step(step: Step, index: number, sent: readonly SentEnvelope[]): void {
    switch (step.kind) {
      case 'start':
      case 'partition':
      case 'heal':
        break;
      case 'lose':
        this.#flights.lose(step.envelope, index, step.copy ?? 0);
        break;
      case 'duplicate':
        this.#flights.duplicate(step.envelope, index, step.copy ?? 0);
        break;
      case 'deliver': {
        const kind = step.handler === undefined ? 'discard' : 'deliver';
        this.#send(sent, this.#deliver(step, index, kind), index);
        break;
      }
      case 'timer':
      case 'action':
      case 'crash':
      case 'recover':
        this.#send(sent, this.#event(step.node, index, step.kind, undefined), index);
        break;
    }
  }

  failure(step: Step, index: number, node: NodeIndex): void {
    if (step.kind === 'deliver') this.#deliver(step, index, 'error');
    else this.#event(node, index, 'error', undefined);
  }

  finish(stepCount: number): Trace {
    return {
      nodeCount: this.#latest.length,
      events: this.#events,
      messages: this.#flights.finish(),
      stepCount,
    };
  }

  #deliver(step: Step & { readonly kind: 'deliver' }, index: number, kind: 'deliver' | 'discard' | 'error'): number {
    const how = { step: index, consumed: step.consumed, handled: kind !== 'discard' };
    const message = this.#flights.arrive(step.envelope, this.#events.length, how);
    return this.#event(step.envelope.to, index, kind, message);
  }

  #send(sent: readonly SentEnvelope[], event: number, step: number): void {
    for (const { envelope, at } of sent) this.#flights.send(envelope, event, step, at);
  }

  #event(node: NodeIndex, step: number, kind: TraceEventKind, received: number | undefined): number {
    const sender = received === undefined ? undefined : this.#events[this.#flights.senderOf(received)];
    const previous = this.#latest[node];
    const vector = this.#latest.map((_, lane) => Math.max(previous?.vector[lane] ?? 0, sender?.vector[lane] ?? 0));
    vector[node] = present(vector[node], 'a clock entry for each node') + 1;
    const lamport = Math.max(previous?.lamport ?? 0, sender?.lamport ?? 0) + 1;
    const event: TraceEvent = { node, step, kind, received, lamport, vector };
    this.#latest[node] = event;
    return this.#events.push(event) - 1;
  }
}
