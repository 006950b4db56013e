import { present } from '../base/assert.ts';
import { ABSENT, PairTable } from '../base/pairTable.ts';
import type { NodeIndex } from '../model/values.ts';
import { deliverable, removeFromInbox } from '../semantics/inbox.ts';
import type { Behaviour, LocalOutcome } from '../semantics/local.ts';
import type { Components } from './components.ts';
import { FAILED, NOTHING, type EffectTable } from './effectTable.ts';
import { inboxFaults, localFaults } from './nodeFaults.ts';

// What an object of a few words costs in a list, with the list's slot. An estimate.
const OBJECT_BYTES = 64;

/** What a handler did, in ids. `local` is `FAILED` where it goes wrong; `own` is what the node sent to itself. */
export interface LocalStep {
  readonly local: number;
  readonly effect: number;
  readonly own: number;
}

/** What a delivery leads to, whatever else is in flight. */
export interface Delivered {
  readonly handled: boolean;
  readonly steps: readonly LocalStep[];
}

/** What the local state of a node decides by itself. */
export interface Spontaneous {
  /** Timers that fire and actions. */
  readonly steps: readonly LocalStep[];
  readonly faults: readonly { readonly failure: number; readonly step: LocalStep }[];
}

/** What the inbox of a node decides by itself. */
export interface Arriving {
  /** What may be delivered next, and the inbox that is left when it is used up. */
  readonly deliverable: readonly { readonly envelope: number; readonly sender: NodeIndex; readonly left: number }[];
  /** `inbox` is `FAILED` where there is no room for a copy. */
  readonly faults: readonly { readonly failure: number; readonly inbox: number }[];
}

/** What handlers and the network do at one node, in ids; each asked for once and remembered. */
export class Handled {
  readonly #components: Components;
  readonly #effects: EffectTable;
  readonly #behaviour: Behaviour;
  readonly #node: NodeIndex;
  readonly #deliveries = new PairTable();
  readonly #delivered: Delivered[] = [];
  readonly #spontaneous: (Spontaneous | undefined)[] = [];
  readonly #arriving: (Arriving | undefined)[] = [];
  #objects = 0;

  constructor(components: Components, effects: EffectTable, behaviour: Behaviour, node: NodeIndex) {
    this.#components = components;
    this.#effects = effects;
    this.#behaviour = behaviour;
    this.#node = node;
  }

  /** An estimate. */
  get bytes(): number {
    return this.#deliveries.bytes + this.#objects * OBJECT_BYTES;
  }

  delivery(localId: number, envelopeId: number): Delivered {
    const known = this.#deliveries.get(localId, envelopeId);
    if (known !== ABSENT) return present(this.#delivered[known], 'the steps of a delivery');
    const local = this.#components.locals(this.#node).valueOf(localId);
    const envelope = this.#components.envelopes(this.#node).valueOf(envelopeId);
    const { handler, outcomes } = this.#behaviour.deliveryOutcomes(local, envelope);
    const delivered = { handled: handler !== undefined, steps: outcomes.map(outcome => this.#localStep(outcome)) };
    this.#deliveries.set(localId, envelopeId, this.#delivered.push(delivered) - 1);
    this.#objects += 1 + outcomes.length;
    return delivered;
  }

  spontaneous(localId: number): Spontaneous {
    return (this.#spontaneous[localId] ??= this.#lookAtLocal(localId));
  }

  arriving(inboxId: number): Arriving {
    return (this.#arriving[inboxId] ??= this.#lookAtInbox(inboxId));
  }

  #lookAtLocal(localId: number): Spontaneous {
    const node = this.#node;
    const local = this.#components.locals(node).valueOf(localId);
    const isUp = local.status === 'up';
    const timers = isUp ? local.timers : [];
    const fired = timers.flatMap(timer => this.#behaviour.timerOutcomes(node, local, timer).outcomes);
    const acted = isUp ? this.#behaviour.actionOutcomes(node, local).flatMap(({ outcomes }) => outcomes) : [];
    const steps = [...fired, ...acted].map(outcome => this.#localStep(outcome));
    const faults = localFaults(this.#behaviour, node, local).map(({ failure, outcome }) => ({
      failure,
      step: this.#localStep(outcome),
    }));
    this.#objects += 1 + steps.length + 2 * faults.length;
    return { steps, faults };
  }

  #lookAtInbox(inboxId: number): Arriving {
    const { instance } = this.#components;
    const inboxes = this.#components.inboxes(this.#node);
    const envelopes = this.#components.envelopes(this.#node);
    const inbox = inboxes.valueOf(inboxId);
    const next = deliverable(instance, inbox).map(envelope => ({
      envelope: envelopes.idOf(envelope),
      sender: envelope.from,
      left: instance.network.persistent ? inboxId : inboxes.idOf(removeFromInbox(inbox, envelope)),
    }));
    const faults = inboxFaults(instance, inbox).map(fault => ({
      failure: fault.failure,
      inbox: fault.inbox === undefined ? FAILED : inboxes.idOf(fault.inbox),
    }));
    this.#objects += 1 + next.length + faults.length;
    return { deliverable: next, faults };
  }

  #localStep(outcome: LocalOutcome): LocalStep {
    if (outcome.kind === 'error') return { local: FAILED, effect: NOTHING, own: NOTHING };
    const { effect, own } = this.#effects.effectOf(outcome.effects, this.#node);
    return { local: this.#components.locals(this.#node).idOf(outcome.local), effect, own };
  }
}
