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
import {
  ALWAYS,
  FAULT_COUNT,
  FLAGS,
  FORGED_COUNT,
  HAS_MORE,
  IS_BYZANTINE,
  IS_CROWDED,
  IS_URGENT,
  LINKLESS,
  MUST_FIRE,
  PLAIN,
  ROUNDLESS,
  SPONTANEOUS,
  STEP_COUNT,
  STEP_EFFECT,
  STEP_PAIR,
  STEP_WHEN,
  type StepTable,
  STUTTER_COUNT,
  WANTS_TO_ACT,
} from './stepTable.ts';

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
 * The steps of one node for each pair of a local state and an inbox, worked out when it is met first and kept in the table
 * of all nodes' steps. Handlers run once for each local state and message.
 */
export class NodeSteps {
  readonly #table: StepTable;
  readonly #components: Components;
  readonly #effects: EffectTable;
  readonly #behaviour: Behaviour;
  readonly #node: NodeIndex;
  readonly #handled: Handled;
  readonly #copiesMax: number;
  // The nodes that may become Byzantine.
  readonly #liars: readonly NodeIndex[];
  readonly #failsSomehow: boolean;
  readonly #linksFail: boolean;
  readonly #hasRounds: boolean;
  // By pair: 1 + the pair after a tick, and in the next round; 0 where it is not worked out yet.
  readonly #ticked = new GrowableIntegers();
  readonly #inNextRound = new GrowableIntegers();
  readonly #reset = new PairTable();

  constructor(parts: StepParts, table: StepTable, node: NodeIndex) {
    const { components, effects, behaviour } = parts;
    const { instance } = components;
    this.#table = table;
    this.#components = components;
    this.#effects = effects;
    this.#behaviour = behaviour;
    this.#node = node;
    this.#copiesMax = parts.copiesMax;
    this.#handled = new Handled(parts, node);
    this.#liars = possibleLiars(instance);
    this.#failsSomehow = instance.failures.length > 0;
    this.#linksFail = instance.failures.some(({ kind }) => kind === 'partition' || kind === 'cut');
    this.#hasRounds = instance.network.timing !== 'asynchronous';
  }

  get bytes(): number {
    const tables = [this.#ticked, this.#inNextRound, this.#reset, this.#handled];
    return tables.reduce((sum, table) => sum + table.bytes, 0);
  }

  /** The offset in the table of the steps of a pair. */
  lookup(pair: number): number {
    const known = this.#table.offsetOf(this.#node, pair);
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
    const words = [0, 0, 0, 0, 0];
    for (const step of steps) {
      const encoded = this.#encode(step, pair);
      if (this.#isStutter(pair, encoded)) {
        words[STUTTER_COUNT]! += 1;
      } else {
        words[STEP_COUNT]! += 1;
        words.push(...encoded);
      }
    }
    const faults = this.#failsSomehow ? this.#faultsOf(pair, steps) : [];
    const forged = this.#forgedTo(pair);
    words[FAULT_COUNT] = faults.length;
    words[FORGED_COUNT] = forged.length;
    words[FLAGS] = this.#flagsOf(pair) | (faults.length + forged.length > 0 ? HAS_MORE : 0);
    for (const step of faults) words.push(...this.#encode(step, pair));
    for (const step of forged) words.push(...this.#encode(step, pair));
    return this.#table.add(this.#node, pair, words);
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

  /** The words of a step from `pair`. */
  #encode({ when, step, inbox, failure, label }: NodeStep, pair: number): readonly number[] {
    if (step.local === FAILED || inbox === FAILED) return [when, FAILED, NOTHING, failure, label];
    const inboxAfter = step.own === NOTHING ? inbox : this.#effects.inboxAfter(this.#node, inbox, step.own);
    if (inboxAfter === FAILED) return [when, FAILED, NOTHING, failure, label];
    const after = this.#components.pairs(this.#node).idOf(step.local, inboxAfter);
    return [when, after, step.effect === NOTHING && after !== pair ? PLAIN : step.effect, failure, label];
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
