import type { Span } from '../base/span.ts';
import { assert, present } from '../base/assert.ts';
import { envelopeKey } from '../model/stateKey.ts';
import type { CopyIndex, Envelope } from '../model/state.ts';
import type { NodeIndex } from '../model/values.ts';
import { envelopeNow, type TraceMessage } from './trace.ts';

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A copy in flight. One that stayed when its twin was delivered becomes a message only once something happens to it. */
interface Copy {
  readonly message: number;
  /** Whether `message` itself has arrived already, and this is what stayed in flight of it. */
  readonly stayed: boolean;
  /** What it says now: the key of its envelope. */
  readonly key: string;
}

/** Where in the copies of its link one is. */
interface Place {
  readonly link: Copy[];
  readonly index: number;
  readonly copy: Copy;
}

/**
 * Follows messages from where they are sent to where they end. Equal messages in flight cannot be told apart, so the
 * oldest copy is the one that is delivered: the choice that claims the least about causes. A message that is damaged
 * stays the message it was, and says something else.
 */
export class Flights {
  readonly #messages: Writable<TraceMessage>[] = [];
  /** Copies in flight by link, oldest first. */
  readonly #links = new Map<string, Copy[]>();
  /** Whether a message is one of a set that is never used up. */
  readonly #staysForEver: (envelope: Envelope) => boolean;

  constructor(staysForEver: (envelope: Envelope) => boolean) {
    this.#staysForEver = staysForEver;
  }

  /** Sending what is in a set that is never used up adds nothing: its causes are those of the first send. */
  send(envelope: Envelope, from: number, step: number, at: Span): void {
    const link = this.#link(envelope);
    const key = envelopeKey(envelope);
    if (this.#staysForEver(envelope) && link.some(copy => copy.key === key)) return;
    link.push({ message: this.#add({ envelope, from, copyOf: undefined, sentStep: step, at }), stayed: false, key });
  }

  /** What is sent to a node that follows no protocol: nobody can tell what comes of it. */
  ignore(envelope: Envelope, from: number, step: number, at: Span): void {
    const message = this.#add({ envelope, from, copyOf: undefined, sentStep: step, at });
    this.#end(message, step, 'ignored');
  }

  /** What a Byzantine node sends and `to` receives in the same step, whatever else like it is in flight. */
  forge(envelope: Envelope, from: number, to: number, step: number): number {
    const message = this.#add({ envelope, from, copyOf: undefined, sentStep: step, at: undefined });
    this.#end(message, step, 'delivered');
    this.#message(message).to = to;
    return message;
  }

  /** The message that arrives at `event`. Where the delivery did not use it up, a copy stays in flight. */
  arrive(envelope: Envelope, event: number, how: { step: number; consumed: boolean; handled: boolean }): number {
    const place = this.#find(envelope, 0);
    const message = this.#take(place);
    this.#end(message, how.step, how.handled ? 'delivered' : 'discarded');
    this.#message(message).to = event;
    if (!how.consumed) {
      const { key } = place.copy;
      place.link.splice(place.index, 0, { message: this.#original(message), stayed: true, key });
    }
    return message;
  }

  /** `copy` says which of equal messages, 0 for the oldest. */
  lose(envelope: Envelope, step: number, copy: CopyIndex): void {
    this.#end(this.#take(this.#find(envelope, copy)), step, 'lost');
  }

  /** A copy travels right behind what it is a copy of. */
  duplicate(envelope: Envelope, step: number, copy: CopyIndex): void {
    const { link, index, copy: found } = this.#find(envelope, copy);
    const { from, at } = this.#message(found.message);
    const twin = this.#add({ envelope, from, copyOf: found.message, sentStep: step, at });
    link.splice(index + 1, 0, { message: twin, stayed: false, key: found.key });
  }

  /** From now on it says `after`; where a set that is never used up says that already, there is one message less. */
  corrupt(envelope: Envelope, after: Envelope, step: number, copy: CopyIndex): void {
    const place = this.#find(envelope, copy);
    const key = envelopeKey(after);
    const isKnown = this.#staysForEver(after) && place.link.some(other => other.key === key);
    const index = this.#take(place);
    const message = this.#message(index);
    message.corruptions = [...message.corruptions, { step, envelope: after }];
    if (isKnown) this.#end(index, step, 'lost');
    else place.link.splice(place.index, 0, { message: index, stayed: false, key });
  }

  /** Everything in flight between two nodes, both ways, is lost. */
  reset([one, other]: readonly [NodeIndex, NodeIndex], step: number): void {
    this.#endAll(copy => isBetween(this.#message(copy.message).envelope, one, other), step, 'lost');
  }

  /** What is in flight to a node that becomes Byzantine tells nobody anything any more. */
  ignoreAllTo(node: NodeIndex, step: number): void {
    this.#endAll(copy => this.#message(copy.message).envelope.to === node, step, 'ignored');
  }

  /** The event that sent a message. */
  senderOf(message: number): number {
    return this.#message(message).from;
  }

  /** Every message, once the execution is over. What only stayed of a set that is never used up is not one of its own. */
  finish(): readonly TraceMessage[] {
    for (const copies of this.#links.values()) {
      for (const { stayed, message } of copies) {
        if (stayed && !this.#staysForEver(this.#message(message).envelope)) this.#addStayed(message);
      }
    }
    return this.#messages;
  }

  #endAll(isStruck: (copy: Copy) => boolean, step: number, fate: TraceMessage['fate']): void {
    for (const link of this.#links.values()) {
      for (let index = link.length - 1; index >= 0; index -= 1) {
        const copy = present(link[index], 'a copy in flight');
        if (isStruck(copy)) this.#end(this.#take({ link, index, copy }), step, fate);
      }
    }
  }

  #end(index: number, step: number, fate: TraceMessage['fate']): void {
    const message = this.#message(index);
    assert(message.endStep === undefined, 'a flight ends once');
    message.fate = fate;
    message.endStep = step;
  }

  #find(envelope: Envelope, copy: CopyIndex): Place {
    const link = this.#link(envelope);
    const key = envelopeKey(envelope);
    const places = link.flatMap((each, index) => (each.key === key ? [{ link, index, copy: each }] : []));
    return present(places[copy], 'what something happens to is in flight');
  }

  /** Takes a copy off its link: the message it is. */
  #take({ link, index, copy }: Place): number {
    link.splice(index, 1);
    return copy.stayed ? this.#addStayed(copy.message) : copy.message;
  }

  #addStayed(original: number): number {
    const { envelope, from, sentStep, at, corruptions } = this.#message(original);
    const stayed = this.#add({ envelope, from, copyOf: original, sentStep, at });
    this.#message(stayed).corruptions = corruptions;
    return stayed;
  }

  #add(message: Omit<TraceMessage, 'to' | 'fate' | 'endStep' | 'corruptions'>): number {
    const begun = { ...message, to: undefined, fate: 'inFlight', endStep: undefined, corruptions: [] } as const;
    return this.#messages.push(begun) - 1;
  }

  /** Copies that stay behind are all copies of the first, not of each other. */
  #original(message: number): number {
    const { copyOf, sentStep } = this.#message(message);
    if (copyOf === undefined) return message;
    const original = this.#message(copyOf);
    const saysTheSame = envelopeKey(envelopeNow(original)) === envelopeKey(envelopeNow(this.#message(message)));
    return original.sentStep === sentStep && saysTheSame ? copyOf : message;
  }

  #message(index: number): Writable<TraceMessage> {
    return present(this.#messages[index], 'a message of the trace');
  }

  #link({ from, to }: Envelope): Copy[] {
    const key = `${String(from)} ${String(to)}`;
    const copies = this.#links.get(key) ?? [];
    this.#links.set(key, copies);
    return copies;
  }
}

function isBetween({ from, to }: Envelope, one: NodeIndex, other: NodeIndex): boolean {
  return (from === one && to === other) || (from === other && to === one);
}
