import { ABSENT, PairTable } from '../base/pairTable.ts';
import { copiesFreely } from '../model/network.ts';
import type { Envelope, Inbox, LocalState } from '../model/state.ts';
import type { NodeIndex } from '../model/values.ts';
import { readyTimers, waitingTimers } from '../semantics/conditions.ts';
import { strikesNode } from '../semantics/environment.ts';
import { deliverable, deliveryVariants, exceedsCapacity, removeFromInbox } from '../semantics/inbox.ts';
import type { StepLabel } from '../semantics/fairness.ts';
import { inboxFaults } from '../semantics/inboxFaults.ts';
import type { Behaviour, LocalOutcome } from '../semantics/local.ts';
import { nodeFaults } from '../semantics/nodeFaults.ts';
import type { Components } from './components.ts';
import { FAILED, NOTHING, type EffectTable } from './effectTable.ts';
import type { Labels } from './liveness/labels.ts';
import type { FactKeeper } from './parallel/facts.ts';

// What an object of a few words costs in a list, with the list's slot. An estimate.
const OBJECT_BYTES = 64;

/** What all nodes of a search share. */
export interface StepParts {
  readonly components: Components;
  readonly effects: EffectTable;
  readonly behaviour: Behaviour;
  readonly labels: Labels;
  /** See `SearchBounds`. */
  readonly copiesMax: number;
  /** Where it is noted what is worked out, or who forbids it; by default nobody. */
  readonly facts?: FactKeeper | undefined;
}

/** What a handler did, in ids. `local` is `FAILED` where it goes wrong; `own` is what the node sent to itself. */
export interface LocalStep {
  readonly local: number;
  readonly effect: number;
  readonly own: number;
  /** What a crash leaves between two of the handler's effects; empty unless some failure crashes there. */
  readonly interrupted: readonly LocalStep[];
}

/** `label` is what fairness sees of it: one of `Labels`. */
export interface LabelledStep {
  readonly step: LocalStep;
  readonly label: number;
}

/** What a delivery leads to, whatever else is in flight. */
export interface Delivered {
  readonly handled: boolean;
  readonly steps: readonly LocalStep[];
}

/** What the local state of a node decides by itself. */
export interface Spontaneous {
  /** Timers that may fire, and actions. */
  readonly steps: readonly LabelledStep[];
  /** Timers that may fire while a network is not synchronous yet. */
  readonly waiting: readonly LabelledStep[];
  /** Going on after a pause. */
  readonly resumed: readonly LabelledStep[];
  /** `empties`: nothing that is in flight to the node matters any more. */
  readonly faults: readonly { readonly failure: number; readonly step: LocalStep; readonly empties: boolean }[];
}

/** Something in flight that may be delivered next, and the inbox that is left when it is used up. */
export interface Arrival {
  readonly envelope: Envelope;
  readonly id: number;
  readonly left: number;
  readonly label: number;
  /** The inboxes that its delivery may leave, if it is handled and if it is not. */
  readonly leftHandled: readonly number[];
  readonly leftUnhandled: readonly number[];
}

/** A fault of the network. `inbox` is `FAILED` where there is no room for a copy. */
export interface InboxStep {
  readonly failure: number;
  readonly inbox: number;
}

/** What handlers and the network do at one node, in ids; each asked for once and remembered. */
export class Handled {
  /** Failures that crash this node between two effects of a handler. */
  readonly midway: readonly number[];
  readonly #components: Components;
  readonly #effects: EffectTable;
  readonly #behaviour: Behaviour;
  readonly #labels: Labels;
  readonly #node: NodeIndex;
  readonly #deliveries = new PairTable();
  readonly #delivered: Delivered[] = [];
  readonly #spontaneous: (Spontaneous | undefined)[] = [];
  readonly #inboxFaults: (readonly InboxStep[] | undefined)[] = [];
  // By inbox.
  readonly #arrivals: (readonly Arrival[] | undefined)[] = [];
  // By envelope.
  readonly #arrivalLabels: number[] = [];
  #objects = 0;

  constructor({ components, effects, behaviour, labels }: StepParts, node: NodeIndex) {
    const { instance } = components;
    this.#components = components;
    this.#effects = effects;
    this.#behaviour = behaviour;
    this.#labels = labels;
    this.#node = node;
    this.midway = instance.failures.flatMap((failure, i) =>
      failure.midway === true && strikesNode(instance, failure, node) ? [i] : [],
    );
  }

  /** An estimate. */
  get bytes(): number {
    return this.#deliveries.bytes + this.#objects * OBJECT_BYTES;
  }

  delivery(localId: number, { envelope, id }: Pick<Arrival, 'envelope' | 'id'>): Delivered {
    const known = this.#deliveries.get(localId, id);
    return known === ABSENT ? this.#deliver(localId, envelope, id) : this.#delivered[known]!;
  }

  #deliver(localId: number, envelope: Envelope, id: number): Delivered {
    const local = this.#components.locals(this.#node).valueOf(localId);
    const { handler, outcomes } = this.#behaviour.deliveryOutcomes(local, envelope);
    const delivered = { handled: handler !== undefined, steps: outcomes.map(outcome => this.#localStep(outcome)) };
    this.#deliveries.set(localId, id, this.#delivered.push(delivered) - 1);
    this.#objects += 1 + outcomes.length;
    return delivered;
  }

  spontaneous(localId: number): Spontaneous {
    return (this.#spontaneous[localId] ??= this.#lookAtLocal(localId));
  }

  /** What may arrive next at the node in a local state, were its links up. */
  arrivals(inbox: Inbox, inboxId: number, local: LocalState): readonly Arrival[] {
    // Only of a node some of whose handlers hang does it depend on the local state.
    if (local.stalled !== undefined) return this.#lookForArrivals(inbox, inboxId, local);
    return (this.#arrivals[inboxId] ??= this.#lookForArrivals(inbox, inboxId, local));
  }

  /** What the network does to an inbox, were no budget used up. */
  inboxFaults(inboxId: number): readonly InboxStep[] {
    return (this.#inboxFaults[inboxId] ??= this.#lookAtInbox(inboxId));
  }

  #lookForArrivals(inbox: Inbox, inboxId: number, local: LocalState): readonly Arrival[] {
    const { instance } = this.#components;
    const inboxes = this.#components.inboxes(this.#node);
    const envelopes = this.#components.envelopes(this.#node);
    const arrivals = deliverable(instance, inbox, local).map(envelope => {
      const left = copiesFreely(instance, envelope) ? inboxId : inboxes.idOf(removeFromInbox(inbox, envelope));
      const id = envelopes.idOf(envelope);
      const label = (this.#arrivalLabels[id] ??= this.#labels.idOf({ kind: 'arrival', envelope }));
      const leftIf = (handled: boolean): readonly number[] =>
        deliveryVariants(instance, envelope, handled).map(consumed => (consumed ? left : inboxId));
      return { envelope, id, left, label, leftHandled: leftIf(true), leftUnhandled: leftIf(false) };
    });
    this.#objects += 1 + arrivals.length;
    return arrivals;
  }

  #lookAtLocal(localId: number): Spontaneous {
    const node = this.#node;
    const local = this.#components.locals(node).valueOf(localId);
    const isRunning = local.status === 'up';
    const labelled = (label: StepLabel, outcomes: readonly LocalOutcome[]): readonly LabelledStep[] =>
      outcomes.map(outcome => ({ step: this.#localStep(outcome), label: this.#labels.idOf(label) }));
    const fire = (timer: number): readonly LabelledStep[] =>
      labelled({ kind: 'timer', node, timer }, this.#behaviour.timerOutcomes(node, local, timer).outcomes);
    const fired = isRunning ? readyTimers(local).flatMap(fire) : [];
    const acted = this.#behaviour
      .actionOutcomes(node, local)
      .flatMap(({ action, outcomes }) => labelled({ kind: 'action', node, action }, outcomes));
    const steps = [...fired, ...acted];
    const waiting = isRunning ? waitingTimers(local).flatMap(fire) : [];
    const resume = this.#labels.idOf({ kind: 'resume', node });
    const resumed =
      local.status === 'paused' ? [{ step: this.#unchanged({ ...local, status: 'up' }), label: resume }] : [];
    const faults = this.#components.instance.failures.flatMap((_, failure) =>
      nodeFaults(this.#behaviour, node, local, failure).map(({ step, outcome }) => ({
        failure,
        step: this.#localStep(outcome),
        empties: step.kind === 'turn',
      })),
    );
    this.#objects += 1 + steps.length + waiting.length + 2 * faults.length;
    return { steps, waiting, resumed, faults };
  }

  #lookAtInbox(inboxId: number): readonly InboxStep[] {
    const { instance } = this.#components;
    const inboxes = this.#components.inboxes(this.#node);
    const inbox = inboxes.valueOf(inboxId);
    const faults = instance.failures.flatMap((_, failure) =>
      inboxFaults(instance, inbox, failure).map(fault => ({
        failure,
        inbox: exceedsCapacity(instance, fault.inbox) ? FAILED : inboxes.idOf(fault.inbox),
      })),
    );
    this.#objects += 1 + faults.length;
    return faults;
  }

  #localStep(outcome: LocalOutcome): LocalStep {
    if (outcome.kind === 'error') return { local: FAILED, effect: NOTHING, own: NOTHING, interrupted: [] };
    const { effect, own } = this.#effects.effectOf(outcome.effects, this.#node);
    const places = this.midway.length === 0 ? undefined : outcome.interruptions;
    const interrupted = (places ?? []).map(at => this.#localStep(this.#behaviour.crashMidway(this.#node, outcome, at)));
    return { ...this.#unchanged(outcome.local), effect, own, interrupted };
  }

  #unchanged(local: LocalState): LocalStep {
    return { local: this.#components.locals(this.#node).idOf(local), effect: NOTHING, own: NOTHING, interrupted: [] };
  }
}
