import { atOnce } from '../base/atOnce.ts';
import { present } from '../base/assert.ts';
import type { Instance } from '../model/instance.ts';
import { corrupted } from '../model/labels.ts';
import { copiesFreely } from '../model/network.ts';
import type { Effects, Execution, SentEnvelope, Step } from '../model/state.ts';
import type { NodeIndex } from '../model/values.ts';
import { Flights } from './flights.ts';
import type { Trace, TraceEvent, TraceEventKind } from './trace.ts';

/**
 * The partial order behind an execution.
 *
 * Lamport clocks: Lamport 1978. Vector clocks: Fidge 1988, Mattern 1989. A handler is one event: it receives, acts and
 * sends at once, so every message it sends carries the clock of that event. The start of a node is an event where its
 * role has a start handler. What strikes a node is an event at it; what strikes the network, time and rounds happen at no
 * node and are no events. What a Byzantine node forges is two events of one step: it is sent, and received.
 */
export function traceOf(instance: Instance, execution: Execution): Trace {
  return atOnce(tracing(instance, execution));
}

/** The same in parts: yields after each step. */
export function* tracing(instance: Instance, execution: Execution): Generator<undefined, Trace> {
  const recorder = new Recorder(instance);
  recorder.start(execution.start.startEffects ?? []);
  for (const [i, { step, effects }] of execution.transitions.entries()) {
    recorder.step(step, i + 1, effects.sent);
    yield undefined;
  }
  const { error, transitions } = execution;
  if (error !== undefined) recorder.failure(error.step, transitions.length + 1, error.node);
  return recorder.finish(transitions.length + (error === undefined ? 1 : 2));
}

type StepOf<Kind extends Step['kind']> = Extract<Step, { readonly kind: Kind }>;

class Recorder {
  readonly #instance: Instance;
  readonly #flights: Flights;
  readonly #events: TraceEvent[] = [];
  /** The latest event of each node. */
  readonly #latest: (TraceEvent | undefined)[];
  readonly #byzantine = new Set<NodeIndex>();

  constructor(instance: Instance) {
    this.#instance = instance;
    this.#flights = new Flights(envelope => copiesFreely(instance, envelope));
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
      case 'cut':
      case 'mend':
      case 'tick':
      case 'settle':
      case 'round':
      case 'stabilise':
        break;
      case 'lose':
      case 'duplicate':
      case 'corrupt':
      case 'reset':
        this.#strike(step, index);
        break;
      case 'deliver':
      case 'forge':
      case 'crash':
        this.#send(sent, this.#handle(step, index), index);
        break;
      case 'turn':
        this.#byzantine.add(step.node);
        this.#flights.ignoreAllTo(step.node, index);
        this.#event(step.node, index, step.kind, undefined);
        break;
      case 'timer':
      case 'action':
      case 'recover':
      case 'stall':
      case 'pause':
      case 'resume':
      case 'diskfail':
      case 'alter':
      case 'drift':
      case 'jump':
      case 'clockFail':
        this.#send(sent, this.#event(step.node, index, step.kind, undefined), index);
        break;
    }
  }

  failure(step: Step, index: number, node: NodeIndex): void {
    if (step.kind === 'deliver' || step.kind === 'forge' || step.kind === 'crash') this.#handle(step, index, 'error');
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

  /** What happens to messages on their way. */
  #strike(step: StepOf<'lose' | 'duplicate' | 'corrupt' | 'reset'>, index: number): void {
    switch (step.kind) {
      case 'lose':
        this.#flights.lose(step.envelope, index, step.copy ?? 0);
        break;
      case 'duplicate':
        this.#flights.duplicate(step.envelope, index, step.copy ?? 0);
        break;
      case 'corrupt':
        this.#flights.corrupt(step.envelope, corrupted(step), index, step.copy ?? 0);
        break;
      case 'reset':
        this.#flights.reset(step.ends, index);
        break;
    }
  }

  /** The event of a step that may receive something; `kind` where it is not what the step says. */
  #handle(step: StepOf<'deliver' | 'forge' | 'crash'>, index: number, kind?: 'error'): number {
    switch (step.kind) {
      case 'deliver':
        return this.#deliver(step, index, kind ?? this.#kindOf(step));
      case 'forge': {
        const { envelope } = step;
        const from = this.#event(envelope.from, index, 'forge', undefined);
        const message = this.#flights.forge(envelope, from, this.#events.length, index);
        return this.#event(envelope.to, index, kind ?? 'deliver', message);
      }
      case 'crash': {
        const handled = step.midway?.of;
        const kindOfCrash = kind ?? (handled === undefined ? 'crash' : 'crashMidway');
        if (handled?.kind === 'deliver') return this.#deliver(handled, index, kindOfCrash);
        return this.#event(step.node, index, kindOfCrash, undefined);
      }
    }
  }

  #kindOf({ handler, envelope }: StepOf<'deliver'>): TraceEventKind {
    if (envelope.message === this.#instance.protocol.disconnect) return 'disconnect';
    return handler === undefined ? 'discard' : 'deliver';
  }

  #deliver({ envelope, consumed, handler }: StepOf<'deliver'>, index: number, kind: TraceEventKind): number {
    // What a node learns of its own system was never sent.
    if (envelope.message === this.#instance.protocol.disconnect) {
      return this.#event(envelope.to, index, kind, undefined);
    }
    const how = { step: index, consumed, handled: handler !== undefined };
    const message = this.#flights.arrive(envelope, this.#events.length, how);
    return this.#event(envelope.to, index, kind, message);
  }

  #send(sent: readonly SentEnvelope[], event: number, step: number): void {
    for (const { envelope, at } of sent) {
      if (this.#byzantine.has(envelope.to)) this.#flights.ignore(envelope, event, step, at);
      else this.#flights.send(envelope, event, step, at);
    }
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
