import { present } from '../base/assert.ts';
import { GrowableIntegers } from '../base/growableIntegers.ts';
import { ABSENT, PairTable } from '../base/pairTable.ts';
import type { Inbox, LocalState } from '../model/state.ts';
import type { NodeIndex } from '../model/values.ts';
import { deliverable, deliveryVariants, removeFromInbox } from '../semantics/inbox.ts';
import type { Behaviour, LocalOutcome } from '../semantics/local.ts';
import type { Components } from './components.ts';
import { FAILED, NOTHING, type EffectTable } from './effectTable.ts';
import { nodeFaults } from './nodeFaults.ts';

/** Words of one step in `NodeSteps.data`, in this order. */
export const STEP_WORDS = 5;
/** The sender of the message that is delivered, whose link must be up; −1 for other steps. */
export const STEP_SENDER = 0;
/** The node's local state afterwards; `FAILED` when the step goes wrong within the node. */
export const STEP_LOCAL = 1;
/** The node's inbox afterwards, its messages to itself included. */
export const STEP_INBOX = 2;
/** What happens outside the node: an offset in `EffectTable.data`, or `NOTHING`. */
export const STEP_EFFECT = 3;
/** The failure of the instance whose budget pays for the step; −1 for a step that is no fault. */
export const STEP_FAILURE = 4;

/** What a handler did, in ids. `own` is what the node sent to itself. */
export interface LocalStep {
  readonly local: number;
  readonly effect: number;
  readonly own: number;
}

/** A step of one node, as far as the node's local state and inbox decide it. */
export interface NodeStep {
  readonly sender: number;
  readonly step: LocalStep;
  /** The inbox before the node's messages to itself are added. */
  readonly inbox: Inbox;
  readonly failure: number;
}

/**
 * The steps of one node for each (local state, inbox) met, worked out once and kept as integers: at the offset that
 * `lookup` gives there are the number of steps that are no faults and the number of faults, then the steps themselves,
 * `STEP_WORDS` words each. Handlers run once for each (local state, message).
 */
export class NodeSteps {
  readonly data = new GrowableIntegers();
  readonly #components: Components;
  readonly #effects: EffectTable;
  readonly #behaviour: Behaviour;
  readonly #node: NodeIndex;
  readonly #offsets = new PairTable();
  readonly #deliveries = new PairTable();
  readonly #delivered: { readonly handled: boolean; readonly steps: readonly LocalStep[] }[] = [];
  readonly #spontaneous: (readonly LocalStep[] | undefined)[] = [];

  constructor(components: Components, effects: EffectTable, behaviour: Behaviour, node: NodeIndex) {
    this.#components = components;
    this.#effects = effects;
    this.#behaviour = behaviour;
    this.#node = node;
  }

  get bytes(): number {
    return this.data.bytes + this.#offsets.bytes + this.#deliveries.bytes;
  }

  /** The offset in `data` of the steps of a local state with an inbox. */
  lookup(local: number, inbox: number): number {
    const known = this.#offsets.get(local, inbox);
    return known === ABSENT ? this.#record(local, inbox) : known;
  }

  /** The ids of what a handler did. */
  localStep(outcome: LocalOutcome): LocalStep {
    if (outcome.kind === 'error') return { local: FAILED, effect: NOTHING, own: NOTHING };
    const { effect, own } = this.#effects.effectOf(outcome.effects, this.#node);
    return { local: this.#components.locals(this.#node).idOf(outcome.local), effect, own };
  }

  #record(localId: number, inboxId: number): number {
    const local = this.#components.locals(this.#node).valueOf(localId);
    const inbox = this.#components.inboxes(this.#node).valueOf(inboxId);
    const steps =
      local.status === 'up' ? [...this.#deliverySteps(localId, inbox), ...this.#spontaneousSteps(localId, inbox)] : [];
    const faults = nodeFaults(this.#behaviour, this.#node, local, inbox).map(({ outcome, inbox: after, failure }) => ({
      sender: -1,
      step: this.localStep(outcome),
      inbox: after,
      failure,
    }));
    const at = this.data.length;
    this.data.push(steps.length);
    this.data.push(faults.length);
    for (const step of [...steps, ...faults]) this.#push(step);
    this.#offsets.set(localId, inboxId, at);
    return at;
  }

  #push({ sender, step, inbox, failure }: NodeStep): void {
    let inboxAfter = this.#components.inboxes(this.#node).idOf(inbox);
    if (step.own !== NOTHING) inboxAfter = this.#effects.inboxAfter(this.#node, inboxAfter, step.own);
    this.data.push(sender);
    this.data.push(inboxAfter === FAILED ? FAILED : step.local);
    this.data.push(inboxAfter);
    this.data.push(step.effect);
    this.data.push(failure);
  }

  #deliverySteps(localId: number, inbox: Inbox): NodeStep[] {
    const { instance, envelopes } = {
      instance: this.#components.instance,
      envelopes: this.#components.envelopes(this.#node),
    };
    return deliverable(instance, inbox).flatMap(envelope => {
      const { handled, steps } = this.#delivery(localId, envelopes.idOf(envelope));
      return deliveryVariants(instance, handled).flatMap(consumed => {
        const after = consumed ? removeFromInbox(inbox, envelope) : inbox;
        return steps.map(step => ({ sender: envelope.from, step, inbox: after, failure: -1 }));
      });
    });
  }

  #delivery(localId: number, envelopeId: number): { readonly handled: boolean; readonly steps: readonly LocalStep[] } {
    const known = this.#deliveries.get(localId, envelopeId);
    if (known !== ABSENT) return present(this.#delivered[known], 'the steps of a delivery');
    const local = this.#components.locals(this.#node).valueOf(localId);
    const envelope = this.#components.envelopes(this.#node).valueOf(envelopeId);
    const { handler, outcomes } = this.#behaviour.deliveryOutcomes(local, envelope);
    const delivered = { handled: handler !== undefined, steps: outcomes.map(outcome => this.localStep(outcome)) };
    this.#deliveries.set(localId, envelopeId, this.#delivered.push(delivered) - 1);
    return delivered;
  }

  #spontaneousSteps(localId: number, inbox: Inbox): NodeStep[] {
    const steps = (this.#spontaneous[localId] ??= this.#workOutSpontaneous(
      this.#components.locals(this.#node).valueOf(localId),
    ));
    return steps.map(step => ({ sender: -1, step, inbox, failure: -1 }));
  }

  #workOutSpontaneous(local: LocalState): readonly LocalStep[] {
    const timers = local.timers.flatMap(timer => this.#behaviour.timerOutcomes(this.#node, local, timer).outcomes);
    const actions = this.#behaviour.actionOutcomes(this.#node, local).flatMap(({ outcomes }) => outcomes);
    return [...timers, ...actions].map(outcome => this.localStep(outcome));
  }
}
