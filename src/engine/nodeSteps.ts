import { GrowableIntegers } from '../base/growableIntegers.ts';
import type { NodeIndex } from '../model/values.ts';
import { deliveryVariants } from '../semantics/inbox.ts';
import type { Behaviour } from '../semantics/local.ts';
import type { Components } from './components.ts';
import { FAILED, NOTHING, type EffectTable } from './effectTable.ts';
import { Handled, type LocalStep } from './handled.ts';

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

/** A step of one node. */
interface NodeStep {
  readonly sender: number;
  readonly step: LocalStep;
  /** The inbox before the node's messages to itself are added. */
  readonly inbox: number;
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
  readonly #node: NodeIndex;
  readonly #handled: Handled;
  readonly #canPartition: boolean;
  // By pair; 0 where the steps are not worked out yet.
  readonly #offsets = new GrowableIntegers();

  constructor(components: Components, effects: EffectTable, behaviour: Behaviour, node: NodeIndex) {
    this.#components = components;
    this.#effects = effects;
    this.#node = node;
    this.#handled = new Handled(components, effects, behaviour, node);
    this.#canPartition = components.instance.failures.some(({ kind }) => kind === 'partition');
    this.data.push(0);
  }

  get bytes(): number {
    return this.data.bytes + this.#offsets.bytes + this.#handled.bytes;
  }

  /** The offset in `data` of the steps of a pair. */
  lookup(pair: number): number {
    const offsets = this.#offsets;
    const known = pair < offsets.length ? offsets.items[pair]! : 0;
    return known === 0 ? this.#record(pair) : known;
  }

  #record(pair: number): number {
    const pairs = this.#components.pairs(this.#node);
    const local = pairs.localOf(pair);
    const inbox = pairs.inboxOf(pair);
    const steps = this.#stepsOf(local, inbox).map(step => this.#encode(step));
    const faults = this.#faultsOf(local, inbox).map(step => this.#encode(step));
    const moving = steps.filter(step => !this.#isStutter(pair, step));
    const at = this.data.length;
    for (const word of [moving.length, faults.length, steps.length - moving.length]) this.data.push(word);
    for (const step of [...moving, ...faults]) {
      for (const word of step) this.data.push(word);
    }
    while (this.#offsets.length <= pair) this.#offsets.push(0);
    this.#offsets.items[pair] = at;
    return at;
  }

  #stepsOf(local: number, inbox: number): readonly NodeStep[] {
    if (this.#components.locals(this.#node).valueOf(local).status !== 'up') return [];
    const steps: NodeStep[] = [];
    for (const { envelope, sender, left } of this.#handled.arriving(inbox).deliverable) {
      const delivered = this.#handled.delivery(local, envelope);
      for (const consumed of deliveryVariants(this.#components.instance, delivered.handled)) {
        for (const step of delivered.steps) steps.push({ sender, step, inbox: consumed ? left : inbox, failure: -1 });
      }
    }
    for (const step of this.#handled.spontaneous(local).steps) steps.push({ sender: -1, step, inbox, failure: -1 });
    return steps;
  }

  #faultsOf(local: number, inbox: number): readonly NodeStep[] {
    const unchanged = { local, effect: NOTHING, own: NOTHING };
    const onInbox = this.#handled.arriving(inbox).faults;
    const onLocal = this.#handled.spontaneous(local).faults;
    return [
      ...onInbox.map(fault => ({ sender: -1, step: unchanged, inbox: fault.inbox, failure: fault.failure })),
      ...onLocal.map(({ failure, step }) => ({ sender: -1, step, inbox, failure })),
    ];
  }

  /** The words of a step. */
  #encode({ sender, step, inbox, failure }: NodeStep): readonly number[] {
    const inboxAfter = step.own === NOTHING ? inbox : this.#effects.inboxAfter(this.#node, inbox, step.own);
    if (step.local === FAILED || inboxAfter === FAILED) return [sender, FAILED, NOTHING, failure];
    return [sender, this.#components.pairs(this.#node).idOf(step.local, inboxAfter), step.effect, failure];
  }

  /** Whether a step always can be taken, and changes nothing wherever it is. */
  #isStutter(pair: number, words: readonly number[]): boolean {
    if (words[STEP_PAIR] !== pair || words[STEP_EFFECT] !== NOTHING) return false;
    return !this.#canPartition || words[STEP_SENDER]! < 0;
  }
}
