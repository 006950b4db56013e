import type { Instance } from '../../model/instance.ts';
import { corrupted } from '../../model/labels.ts';
import { copiesFreely, duplicatesFreely } from '../../model/network.ts';
import type { FailureKind } from '../../model/scenario.ts';
import type { CopyIndex, Envelope, Inbox, SentEnvelope, State, Step } from '../../model/state.ts';
import { envelopeKey } from '../../model/stateKey.ts';
import { isOrdered } from '../../semantics/inbox.ts';
import { sample } from './distributions.ts';
import type { TimedPlan } from './plan.ts';
import { toMicrosecond } from './randomness.ts';
import type { Randomness } from './randomness.ts';

/** A message on its way, and what is to become of it. */
export interface Flight {
  readonly id: number;
  readonly key: string;
  readonly envelope: Envelope;
  readonly sentMs: number;
  /** Infinite for a message that was delivered and of which no copy comes any more. */
  readonly arrivesMs: number;
  /** A copy stays when it arrives: `duplicates: any`, first in, first out. */
  readonly leavesCopy: boolean;
  /** When something goes wrong with it, if the scenario still allows it then. */
  readonly strikes: Readonly<Partial<Record<FailureKind, number>>>;
}

type MessageStep = Extract<Step, { readonly kind: 'deliver' | 'lose' | 'duplicate' | 'corrupt' }>;

/** The messages on their way, each with when it arrives. They are those of the state, whatever put them there. */
export class Flights {
  readonly #instance: Instance;
  readonly #plan: TimedPlan;
  readonly #random: Randomness;
  readonly #isOrdered: boolean;
  /** By receiver, in the order they were sent. */
  readonly #flights: Flight[][];
  readonly #keys = new WeakMap<Envelope, string>();
  #inboxes: readonly (Inbox | undefined)[];
  #idNext = 0;

  constructor(instance: Instance, plan: TimedPlan, random: Randomness) {
    this.#instance = instance;
    this.#plan = plan;
    this.#random = random;
    this.#isOrdered = isOrdered(instance);
    this.#flights = instance.nodes.map(() => []);
    this.#inboxes = instance.nodes.map(() => undefined);
  }

  /** The message that a step is about. Of equal ones on an unordered network, the one that is first to be struck. */
  of(step: MessageStep): Flight | undefined {
    const key = this.#keyOf(step.envelope);
    const equal = (this.#flights[step.envelope.to] ?? []).filter(flight => flight.key === key);
    if (this.#isOrdered) return equal[step.kind === 'deliver' ? 0 : copyOf(step)];
    return equal.reduce<Flight | undefined>(
      (first, flight) => (first === undefined || dueOf(flight, step) < dueOf(first, step) ? flight : first),
      undefined,
    );
  }

  /** When a step that strikes a message is due; infinite for what was not drawn. */
  dueMs(step: MessageStep, flight: Flight): number {
    if (step.kind !== 'deliver') return dueOf(flight, step);
    const isWanted = copiesFreely(this.#instance, step.envelope) || step.consumed !== flight.leavesCopy;
    return isWanted ? flight.arrivesMs : Infinity;
  }

  /** A step was taken, which led to `state`. */
  take(step: Step, sent: readonly SentEnvelope[], state: State, nowMs: number): void {
    if (step.kind === 'deliver' || step.kind === 'lose' || step.kind === 'duplicate' || step.kind === 'corrupt') {
      this.#change(step, nowMs);
    }
    for (const { envelope } of sent) {
      if (copiesFreely(this.#instance, envelope)) this.#sendAgain(envelope, nowMs);
    }
    this.#reconcile(state, nowMs);
  }

  #change(step: MessageStep, nowMs: number): void {
    const flight = this.of(step);
    const flights = this.#flights[step.envelope.to];
    if (flight === undefined || flights === undefined) return;
    const place = flights.indexOf(flight);
    switch (step.kind) {
      case 'deliver':
        if (step.consumed) flights.splice(place, 1);
        else flights[place] = this.#afterDelivery(flight, nowMs);
        return;
      case 'lose':
        flights.splice(place, 1);
        return;
      case 'duplicate': {
        const { duplicates: _, ...strikes } = flight.strikes;
        const copy = this.#launch(flight.envelope, nowMs);
        // First in, first out the copy is right behind the original.
        flights.splice(
          place,
          1,
          { ...flight, strikes },
          this.#isOrdered ? { ...copy, arrivesMs: flight.arrivesMs } : copy,
        );
        return;
      }
      case 'corrupt': {
        const { corruptMessage: _, ...strikes } = flight.strikes;
        const envelope = corrupted(step);
        flights[place] = { ...flight, envelope, key: this.#keyOf(envelope), strikes };
      }
    }
  }

  #afterDelivery(flight: Flight, nowMs: number): Flight {
    const isSet = copiesFreely(this.#instance, flight.envelope);
    const comesAgain = !isSet || this.#isStruck('duplicates');
    if (!comesAgain) return { ...flight, arrivesMs: Infinity, strikes: {} };
    return { ...this.#launch(flight.envelope, nowMs), id: flight.id };
  }

  /** What is sent once more while the set of messages has it already arrives once more. */
  #sendAgain(envelope: Envelope, nowMs: number): void {
    const flights = this.#flights[envelope.to] ?? [];
    const key = this.#keyOf(envelope);
    const place = flights.findIndex(flight => flight.key === key);
    const flight = flights[place];
    if (flight?.arrivesMs === Infinity) flights[place] = { ...this.#launch(envelope, nowMs), id: flight.id };
  }

  /** Drops what is not in flight any more, oldest last, and launches what is new. */
  #reconcile({ inboxes }: State, nowMs: number): void {
    inboxes.forEach((inbox, node) => {
      if (inbox === this.#inboxes[node]) return;
      const wanted = new Map<string, number>();
      for (const envelope of inbox) {
        const key = this.#keyOf(envelope);
        wanted.set(key, (wanted.get(key) ?? 0) + 1);
      }
      const isWanted = (key: string): boolean => {
        const count = wanted.get(key) ?? 0;
        if (count > 0) wanted.set(key, count - 1);
        return count > 0;
      };
      const kept = this.#flights[node]!.filter(({ key }) => isWanted(key));
      const launched = inbox.filter(envelope => isWanted(this.#keyOf(envelope)));
      this.#flights[node] = [...kept, ...launched.map(envelope => this.#launch(envelope, nowMs))];
    });
    this.#inboxes = inboxes;
  }

  #launch(envelope: Envelope, nowMs: number): Flight {
    const latencyMs = sample(this.#plan.latency, this.#random.messages);
    const strikes: Partial<Record<FailureKind, number>> = {};
    for (const kind of this.#plan.shares.keys()) {
      if (!this.#isStruck(kind)) continue;
      strikes[kind] = toMicrosecond(nowMs + latencyMs * this.#random.failures.unit());
    }
    this.#idNext += 1;
    return {
      id: this.#idNext,
      key: this.#keyOf(envelope),
      envelope,
      sentMs: nowMs,
      arrivesMs: toMicrosecond(nowMs + latencyMs),
      leavesCopy: this.#isOrdered && strikes.duplicates !== undefined && duplicatesFreely(this.#instance, envelope),
      strikes,
    };
  }

  #isStruck(kind: FailureKind): boolean {
    const share = this.#plan.shares.get(kind) ?? 0;
    return share > 0 && this.#random.failures.unit() < share;
  }

  #keyOf(envelope: Envelope): string {
    const known = this.#keys.get(envelope) ?? envelopeKey(envelope);
    this.#keys.set(envelope, known);
    return known;
  }
}

function dueOf({ arrivesMs, strikes }: Flight, { kind }: MessageStep): number {
  switch (kind) {
    case 'deliver':
      return arrivesMs;
    case 'lose':
      return strikes.loss ?? Infinity;
    case 'duplicate':
      return strikes.duplicates ?? Infinity;
    case 'corrupt':
      return strikes.corruptMessage ?? Infinity;
  }
}

function copyOf({ copy = 0 }: { readonly copy?: CopyIndex }): CopyIndex {
  return copy;
}
