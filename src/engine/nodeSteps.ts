import { GrowableIntegers } from '../base/growableIntegers.ts';
import { ABSENT, PairTable } from '../base/pairTable.ts';
import type { Instance } from '../model/instance.ts';
import type { LocalState } from '../model/state.ts';
import type { NodeIndex } from '../model/values.ts';
import { inNextRound, isUrgent, readyTimers, ticked } from '../semantics/conditions.ts';
import { forgedMessages, losesLater, waitsBehind } from '../semantics/faults.ts';
import { hangs, wantsToAct } from '../semantics/handling.ts';
import { deliveryVariants } from '../semantics/inbox.ts';
import { resetInbox } from '../semantics/inboxFaults.ts';
import type { Behaviour } from '../semantics/local.ts';
import type { Components } from './components.ts';
import { crowdingIn } from './crowding.ts';
import { FAILED, NOTHING, type EffectTable } from './effectTable.ts';
import { Handled, type LabelledStep, type LocalStep, type StepParts } from './handled.ts';
import { UNLABELLED } from './liveness/labels.ts';

/** Words before the steps of one pair in `NodeSteps.data`, in this order. */
export const HEADER_WORDS = 5;
/** How many steps there are that are no faults; then how many faults, and then what Byzantine nodes send, come behind. */
export const STEP_COUNT = 0;
export const FAULT_COUNT = 1;
export const FORGED_COUNT = 2;
/** How many more steps there are that change nothing at all. */
export const STUTTER_COUNT = 3;
/** What else is to be known of the pair: a sum of the flags below. */
export const FLAGS = 4;

/** The node is Byzantine. */
export const IS_BYZANTINE = 1;
/** A timer of the node must fire before time goes on. */
export const IS_URGENT = 2;
/** A timer may fire. */
export const MUST_FIRE = 4;
/** A timer may fire, or an action be taken. */
export const WANTS_TO_ACT = 8;
/** More equal messages are in flight to the node than the search may explore. */
export const IS_CROWDED = 16;

/** Words of one step in `NodeSteps.data`, in this order. */
export const STEP_WORDS = 5;
/** When it can be taken: the sender of the message that arrives, whose link must be up, or one of the codes below. */
export const STEP_WHEN = 0;
/** The node's local state and inbox afterwards, its messages to itself included; `FAILED` when that goes wrong. */
export const STEP_PAIR = 1;
/** What happens outside the node: an offset in `EffectTable.data`, or `NOTHING`. */
export const STEP_EFFECT = 2;
/** The failure of the instance whose budget pays for the step; −1 for a step that nobody pays. */
export const STEP_FAILURE = 3;
/** What fairness sees of it: one of `Labels`. */
export const STEP_LABEL = 4;

/** Always. */
export const ALWAYS = -1;
/** A timer or an action: not while everything arrives first. */
export const SPONTANEOUS = -2;
/** An arrival, or a loss, that needs no link. */
export const LINKLESS = -3;
/** A timer armed for the next round: only while there are no rounds. */
export const ROUNDLESS = -4;

/** A step of one node. */
interface NodeStep {
  readonly when: number;
  readonly step: LocalStep;
  /** The inbox before the node's messages to itself are added. */
  readonly inbox: number;
  readonly failure: number;
  readonly label: number;
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
  readonly #handled: Handled;
  readonly #copiesMax: number;
  // The nodes that may become Byzantine.
  readonly #liars: readonly NodeIndex[];
  readonly #linksFail: boolean;
  readonly #hasRounds: boolean;
  // By pair; 0 where the steps are not worked out yet.
  readonly #offsets = new GrowableIntegers();
  // By pair: 1 + the pair after a tick, and in the next round; 0 where it is not worked out yet.
  readonly #ticked = new GrowableIntegers();
  readonly #inNextRound = new GrowableIntegers();
  readonly #reset = new PairTable();

  constructor(parts: StepParts, node: NodeIndex) {
    const { components, effects, behaviour } = parts;
    const { instance } = components;
    this.#components = components;
    this.#effects = effects;
    this.#behaviour = behaviour;
    this.#node = node;
    this.#copiesMax = parts.copiesMax;
    this.#handled = new Handled(parts, node);
    this.#liars = possibleLiars(instance);
    this.#linksFail = instance.failures.some(({ kind }) => kind === 'partition' || kind === 'cut');
    this.#hasRounds = instance.network.timing !== 'asynchronous';
    this.data.push(0);
  }

  get bytes(): number {
    const tables = [this.data, this.#offsets, this.#ticked, this.#inNextRound, this.#reset, this.#handled];
    return tables.reduce((sum, table) => sum + table.bytes, 0);
  }

  /** The offset in `data` of the steps of a pair. */
  lookup(pair: number): number {
    const offsets = this.#offsets;
    const known = pair < offsets.length ? offsets.items[pair]! : 0;
    return known === 0 ? this.#record(pair) : known;
  }

  /** What a pair is after a tick. */
  ticked(pair: number): number {
    return this.#mapped(this.#ticked, pair, ticked);
  }

  /** What a pair is when the next round begins. */
  inNextRound(pair: number): number {
    return this.#mapped(this.#inNextRound, pair, inNextRound);
  }

  /** What a pair is when the connection to `peer` was reset. */
  afterReset(pair: number, peer: NodeIndex): number {
    const known = this.#reset.get(pair, peer);
    if (known !== ABSENT) return known;
    const pairs = this.#components.pairs(this.#node);
    const inboxes = this.#components.inboxes(this.#node);
    const inbox = inboxes.valueOf(pairs.inboxOf(pair));
    const left = inboxes.idOf(resetInbox(this.#components.instance, this.#node, inbox, peer));
    const after = pairs.idOf(pairs.localOf(pair), left);
    this.#reset.set(pair, peer, after);
    return after;
  }

  #mapped(known: GrowableIntegers, pair: number, change: (local: LocalState) => LocalState): number {
    while (known.length <= pair) known.push(0);
    const before = known.items[pair]!;
    if (before !== 0) return before - 1;
    const pairs = this.#components.pairs(this.#node);
    const local = this.#components.locals(this.#node).idOf(change(this.#components.localIn(this.#node, pair)));
    const after = pairs.idOf(local, pairs.inboxOf(pair));
    known.items[pair] = after + 1;
    return after;
  }

  #record(pair: number): number {
    const steps = this.#stepsOf(pair);
    const taken = steps.map(step => this.#encode(step));
    const faults = this.#faultsOf(pair, steps).map(step => this.#encode(step));
    const forged = this.#forgedTo(pair).map(step => this.#encode(step));
    const moving = taken.filter(step => !this.#isStutter(pair, step));
    const at = this.data.length;
    const counts = [moving.length, faults.length, forged.length, taken.length - moving.length];
    for (const word of [...counts, this.#flagsOf(pair)]) this.data.push(word);
    for (const step of [...moving, ...faults, ...forged]) {
      for (const word of step) this.data.push(word);
    }
    while (this.#offsets.length <= pair) this.#offsets.push(0);
    this.#offsets.items[pair] = at;
    return at;
  }

  #stepsOf(pair: number): readonly NodeStep[] {
    const { instance } = this.#components;
    const pairs = this.#components.pairs(this.#node);
    const [localId, inboxId] = [pairs.localOf(pair), pairs.inboxOf(pair)];
    const local = this.#components.localIn(this.#node, pair);
    const inbox = this.#components.inboxIn(this.#node, pair);
    const steps: NodeStep[] = [];
    const arrivals = local.status === 'up' ? this.#handled.arrivals(inbox, inboxId, local) : [];
    for (const arrival of arrivals) {
      const { envelope, left } = arrival;
      const when = envelope.message === instance.protocol.disconnect ? LINKLESS : envelope.from;
      const delivered = this.#handled.delivery(localId, arrival);
      for (const consumed of deliveryVariants(instance, envelope, delivered.handled)) {
        const inbox = consumed ? left : inboxId;
        for (const step of delivered.steps) steps.push({ when, step, inbox, failure: -1, label: arrival.label });
      }
    }
    const spontaneous = this.#handled.spontaneous(localId);
    const add = (when: number, some: readonly LabelledStep[]): void => {
      for (const { step, label } of some) steps.push({ when, step, inbox: inboxId, failure: -1, label });
    };
    add(SPONTANEOUS, spontaneous.steps);
    add(ROUNDLESS, spontaneous.waiting);
    add(ALWAYS, spontaneous.resumed);
    return steps;
  }

  #faultsOf(pair: number, steps: readonly NodeStep[]): readonly NodeStep[] {
    const { instance } = this.#components;
    const pairs = this.#components.pairs(this.#node);
    const [local, inboxId] = [pairs.localOf(pair), pairs.inboxOf(pair)];
    const unchanged: LocalStep = { local, effect: NOTHING, own: NOTHING, interrupted: [] };
    const nothing = this.#components.inboxes(this.#node).idOf([]);
    const onInbox = this.#handled.inboxFaults(inboxId);
    const onLocal = this.#handled.spontaneous(local).faults;
    const midway = this.#handled.midway.flatMap(failure =>
      steps.flatMap(({ when, step, inbox }) =>
        step.interrupted.map(interrupted => ({ when, step: interrupted, inbox, failure, label: UNLABELLED })),
      ),
    );
    return [
      ...onInbox.map(({ inbox, failure }) => {
        const when = losesLater(instance.failures[failure]!, { round: 'acting' }) ? LINKLESS : ALWAYS;
        return { when, step: unchanged, inbox, failure, label: UNLABELLED };
      }),
      ...onLocal.map(({ failure, step, empties }) => {
        return { when: ALWAYS, step, inbox: empties ? nothing : inboxId, failure, label: UNLABELLED };
      }),
      ...midway,
    ];
  }

  /** What each node would send that may be Byzantine, whether it is or not. */
  #forgedTo(pair: number): readonly NodeStep[] {
    const { instance } = this.#components;
    const pairs = this.#components.pairs(this.#node);
    const local = this.#components.localIn(this.#node, pair);
    if (this.#liars.length === 0 || local.status !== 'up') return [];
    const inbox = this.#components.inboxIn(this.#node, pair);
    const envelopes = this.#components.envelopes(this.#node);
    const senders = this.#liars.filter(from => !waitsBehind(instance, inbox, from));
    return senders.flatMap(from =>
      forgedMessages(instance, from, this.#node).flatMap(envelope => {
        if (hangs(local, envelope.message)) return [];
        const arrival = { envelope, id: envelopes.idOf(envelope) };
        const { handled, steps } = this.#handled.delivery(pairs.localOf(pair), arrival);
        if (!handled) return [];
        return steps.map(step => ({ when: from, step, inbox: pairs.inboxOf(pair), failure: -1, label: UNLABELLED }));
      }),
    );
  }

  #flagsOf(pair: number): number {
    const crowding = crowdingIn(this.#components.inboxIn(this.#node, pair), this.#copiesMax);
    const local = this.#components.localIn(this.#node, pair);
    const fires = local.status === 'up' && readyTimers(local).length > 0;
    return (
      (crowding === undefined ? 0 : IS_CROWDED) |
      (local.status === 'byzantine' ? IS_BYZANTINE : 0) |
      (isUrgent(local) ? IS_URGENT : 0) |
      (fires ? MUST_FIRE : 0) |
      (this.#hasRounds && wantsToAct(this.#behaviour, this.#node, local) ? WANTS_TO_ACT : 0)
    );
  }

  /** The words of a step. */
  #encode({ when, step, inbox, failure, label }: NodeStep): readonly number[] {
    if (step.local === FAILED || inbox === FAILED) return [when, FAILED, NOTHING, failure, label];
    const inboxAfter = step.own === NOTHING ? inbox : this.#effects.inboxAfter(this.#node, inbox, step.own);
    if (inboxAfter === FAILED) return [when, FAILED, NOTHING, failure, label];
    return [when, this.#components.pairs(this.#node).idOf(step.local, inboxAfter), step.effect, failure, label];
  }

  /** Whether a step always can be taken, and changes nothing wherever it is. */
  #isStutter(pair: number, words: readonly number[]): boolean {
    if (words[STEP_PAIR] !== pair || words[STEP_EFFECT] !== NOTHING) return false;
    const when = words[STEP_WHEN]!;
    return when === ALWAYS || (!this.#hasRounds && (when < 0 || !this.#linksFail));
  }
}

function possibleLiars({ failures, nodes }: Instance): readonly NodeIndex[] {
  const roles = failures.flatMap(({ kind, role }) => (kind === 'byzantine' ? [role] : []));
  if (roles.length === 0) return [];
  const all = roles.includes(undefined);
  return nodes.filter(({ role }) => all || roles.includes(role)).map(({ index }) => index);
}
