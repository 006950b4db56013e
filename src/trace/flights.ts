import type { Span } from '../base/span.ts';
import { assert, present } from '../base/assert.ts';
import { envelopeKey } from '../model/stateKey.ts';
import type { CopyIndex, Envelope } from '../model/state.ts';
import type { TraceMessage } from './trace.ts';

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A copy in flight. One that stayed when its twin was delivered becomes a message only once something happens to it. */
interface Copy {
  readonly message: number;
  /** Whether `message` itself has arrived already, and this is what stayed in flight of it. */
  readonly stayed: boolean;
}

/**
 * Follows messages from where they are sent to where they end. Equal messages in flight cannot be told apart, so the
 * oldest copy is the one that is delivered: the choice that claims the least about causes.
 */
export class Flights {
  readonly #messages: Writable<TraceMessage>[] = [];
  /** Copies in flight by the key of their envelope, oldest first. */
  readonly #inFlight = new Map<string, Copy[]>();
  readonly #persistent: boolean;

  constructor(persistent: boolean) {
    this.#persistent = persistent;
  }

  /** In a persistent network, sending what is already in flight adds nothing: its causes are those of the first send. */
  send(envelope: Envelope, from: number, step: number, at: Span): void {
    const copies = this.#copies(envelope);
    if (this.#persistent && copies.length > 0) return;
    copies.push({ message: this.#add({ envelope, from, copyOf: undefined, sentStep: step, at }), stayed: false });
  }

  /** The message that arrives at `event`. Where the delivery did not use it up, a copy stays in flight. */
  arrive(envelope: Envelope, event: number, how: { step: number; consumed: boolean; handled: boolean }): number {
    const message = this.#end(envelope, how.step, { fate: how.handled ? 'delivered' : 'discarded', copy: 0 });
    this.#message(message).to = event;
    if (!how.consumed) this.#copies(envelope).unshift({ message: this.#original(message), stayed: true });
    return message;
  }

  /** `copy` says which of equal messages, 0 for the oldest. */
  lose(envelope: Envelope, step: number, copy: CopyIndex): void {
    this.#end(envelope, step, { fate: 'lost', copy });
  }

  /** A copy travels right behind what it is a copy of. */
  duplicate(envelope: Envelope, step: number, copy: CopyIndex): void {
    const copies = this.#copies(envelope);
    const original = present(copies[copy], 'the message that is duplicated is in flight').message;
    const { from, at } = this.#message(original);
    const twin = this.#add({ envelope, from, copyOf: original, sentStep: step, at });
    copies.splice(copy + 1, 0, { message: twin, stayed: false });
  }

  /** The event that sent a message. */
  senderOf(message: number): number {
    return this.#message(message).from;
  }

  /** Every message, once the execution is over. What only stayed in a persistent network is not one of its own. */
  finish(): readonly TraceMessage[] {
    if (!this.#persistent) {
      for (const copies of this.#inFlight.values()) {
        for (const copy of copies) if (copy.stayed) this.#addStayed(copy.message);
      }
    }
    return this.#messages;
  }

  #end(envelope: Envelope, step: number, how: { fate: TraceMessage['fate']; copy: CopyIndex }): number {
    const [ended] = this.#copies(envelope).splice(how.copy, 1);
    const { message: known, stayed } = present(ended, 'the message that arrives or is lost is in flight');
    const index = stayed ? this.#addStayed(known) : known;
    const message = this.#message(index);
    assert(message.endStep === undefined, 'a flight ends once');
    message.fate = how.fate;
    message.endStep = step;
    return index;
  }

  #addStayed(original: number): number {
    const { envelope, from, sentStep, at } = this.#message(original);
    return this.#add({ envelope, from, copyOf: original, sentStep, at });
  }

  #add(message: Omit<TraceMessage, 'to' | 'fate' | 'endStep'>): number {
    return this.#messages.push({ ...message, to: undefined, fate: 'inFlight', endStep: undefined }) - 1;
  }

  /** Copies that stay behind are all copies of the first, not of each other. */
  #original(message: number): number {
    const { copyOf, sentStep } = this.#message(message);
    return copyOf !== undefined && this.#message(copyOf).sentStep === sentStep ? copyOf : message;
  }

  #message(index: number): Writable<TraceMessage> {
    return present(this.#messages[index], 'a message of the trace');
  }

  #copies(envelope: Envelope): Copy[] {
    const key = envelopeKey(envelope);
    const copies = this.#inFlight.get(key) ?? [];
    this.#inFlight.set(key, copies);
    return copies;
  }
}
