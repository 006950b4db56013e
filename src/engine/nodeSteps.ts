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

/** Words before the steps of one pair in `NodeSteps.data`, in this order. */
export const HEADER_WORDS = 3;
/** How many steps there are that are no faults, and how many faults, which come behind them. */
export const STEP_COUNT = 0;
export const FAULT_COUNT = 1;
/** How many more steps there are that change nothing at all. */
export const STUTTER_COUNT = 2;

/** Words of one step in `NodeSteps.data`, in this order. */
export const STEP_WORDS = 4;
/** The sender of the message that is delivered, whose link must be up; −1 for other steps. */
export const STEP_SENDER = 0;
/** The node's local state and inbox afterwards, its messages to itself included; `FAILED` when that goes wrong. */
export const STEP_PAIR = 1;
/** What happens outside the node: an offset in `EffectTable.data`, or `NOTHING`. */
export const STEP_EFFECT = 2;
/** The failure of the instance whose budget pays for the step; −1 for a step that is no fault. */
export const STEP_FAILURE = 3;

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
 * The steps of one node for each pair of a local state and an inbox, worked out when it is met first and kept as
 * integers: at the offset that `lookup` gives there is a header, then the steps, `STEP_WORDS` words each. Handlers run
 * once for each local state and message.
 */
export class NodeSteps {
  readonly data = new GrowableIntegers();
  readonly #components: Components;
  readonly #effects: EffectTable;
  readonly #behaviour: Behaviour;
  readonly #node: NodeIndex;
  readonly #canPartition: boolean;
  // By pair; 0 where the steps are not worked out yet.
  readonly #offsets = new GrowableIntegers();
  readonly #deliveries = new PairTable();
  readonly #delivered: { readonly handled: boolean; readonly steps: readonly LocalStep[] }[] = [];
  readonly #spontaneous: (readonly LocalStep[] | undefined)[] = [];

  constructor(components: Components, effects: EffectTable, behaviour: Behaviour, node: NodeIndex) {
    this.#components = components;
    this.#effects = effects;
    this.#behaviour = behaviour;
    this.#node = node;
    this.#canPartition = components.instance.failures.some(({ kind }) => kind === 'partition');
    this.data.push(0);
  }

  get bytes(): number {
    return this.data.bytes + this.#offsets.bytes + this.#deliveries.bytes;
  }

  /** The offset in `data` of the steps of a pair. */
  lookup(pair: number): number {
    const offsets = this.#offsets;
    const known = pair < offsets.length ? offsets.items[pair]! : 0;
    return known === 0 ? this.#record(pair) : known;
  }

  /** The ids of what a handler did. */
  #localStep(outcome: LocalOutcome): LocalStep {
    if (outcome.kind === 'error') return { local: FAILED, effect: NOTHING, own: NOTHING };
    const { effect, own } = this.#effects.effectOf(outcome.effects, this.#node);
    return { local: this.#components.locals(this.#node).idOf(outcome.local), effect, own };
  }

  #record(pair: number): number {
    const pairs = this.#components.pairs(this.#node);
    const localId = pairs.localOf(pair);
    const local = this.#components.localIn(this.#node, pair);
    const inbox = this.#components.inboxIn(this.#node, pair);
    const isUp = local.status === 'up';
    const steps = isUp ? [...this.#deliverySteps(localId, inbox), ...this.#spontaneousSteps(localId, inbox)] : [];
    const faults = nodeFaults(this.#behaviour, this.#node, local, inbox).map(({ outcome, inbox: after, failure }) => ({
      sender: -1,
      step: this.#localStep(outcome),
      inbox: after,
      failure,
    }));
    const encoded = steps.map(step => this.#encode(step));
    const moving = encoded.filter(step => !this.#isStutter(pair, step));
    const at = this.data.length;
    for (const word of [moving.length, faults.length, steps.length - moving.length]) this.data.push(word);
    for (const word of [...moving, ...faults.map(step => this.#encode(step))].flat()) this.data.push(word);
    while (this.#offsets.length <= pair) this.#offsets.push(0);
    this.#offsets.items[pair] = at;
    return at;
  }

  /** The words of a step. */
  #encode({ sender, step, inbox, failure }: NodeStep): readonly number[] {
    if (step.local === FAILED) return [sender, FAILED, NOTHING, failure];
    const inboxBefore = this.#components.inboxes(this.#node).idOf(inbox);
    const inboxAfter = step.own === NOTHING ? inboxBefore : this.#effects.inboxAfter(this.#node, inboxBefore, step.own);
    if (inboxAfter === FAILED) return [sender, FAILED, NOTHING, failure];
    return [sender, this.#components.pairs(this.#node).idOf(step.local, inboxAfter), step.effect, failure];
  }

  /** Whether a step always can be taken, and changes nothing wherever it is. */
  #isStutter(pair: number, words: readonly number[]): boolean {
    if (words[STEP_PAIR] !== pair || words[STEP_EFFECT] !== NOTHING) return false;
    return !this.#canPartition || words[STEP_SENDER]! < 0;
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
    const delivered = { handled: handler !== undefined, steps: outcomes.map(outcome => this.#localStep(outcome)) };
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
    return [...timers, ...actions].map(outcome => this.#localStep(outcome));
  }
}
