import { GrowableIntegers } from '../base/growableIntegers.ts';
import { ABSENT, PairTable } from '../base/pairTable.ts';
import type { Instance } from '../model/instance.ts';
import type { LocalState } from '../model/state.ts';
import type { NodeIndex } from '../model/values.ts';
import { inNextRound, isUrgent, readyTimers, ticked } from '../semantics/conditions.ts';
import { forgedMessages, losesLater, waitsBehind } from '../semantics/faults.ts';
import { hangs, wantsToAct } from '../semantics/handling.ts';
import { resetInbox } from '../semantics/inboxFaults.ts';
import type { Behaviour } from '../semantics/local.ts';
import type { Components } from './components.ts';
import { crowdingIn } from './crowding.ts';
import { FAILED, NOTHING, type EffectTable } from './effectTable.ts';
import { Handled, type LocalStep, type StepParts } from './handled.ts';
import { UNLABELLED } from './liveness/labels.ts';
import { AFTER_RESET, type FactKeeper, NEXT_ROUND, STEPS, TICKED } from './parallel/facts.ts';
import {
  ALWAYS,
  FAULT_COUNT,
  FLAGS,
  FORGED_COUNT,
  HAS_MORE,
  HEADER_WORDS,
  IS_BYZANTINE,
  IS_CROWDED,
  IS_URGENT,
  LINKLESS,
  MUST_FIRE,
  ONLY_PLAIN,
  ONLY_SENDS,
  PLAIN,
  ROUNDLESS,
  SPONTANEOUS,
  STEP_COUNT,
  STEP_EFFECT,
  STEP_PAIR,
  STEP_WHEN,
  STEP_WORDS,
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
  readonly #facts: FactKeeper | undefined;
  // The nodes that may become Byzantine.
  readonly #liars: readonly NodeIndex[];
  readonly #failsSomehow: boolean;
  readonly #linksFail: boolean;
  readonly #hasRounds: boolean;
  readonly #sendsFreely: boolean;
  // Of the pair whose steps are being worked out: its words, what its steps all are, and those that change nothing and those
  // in which the node may crash.
  readonly #words = new GrowableIntegers();
  #kind = 0;
  #stutters = 0;
  readonly #interrupted: NodeStep[] = [];
  // By pair: 1 + the pair after a tick, and in the next round; 0 where it is not worked out yet.
  readonly #ticked = new GrowableIntegers();
  readonly #inNextRound = new GrowableIntegers();
  readonly #reset = new PairTable();
  #ahead = 0;

  constructor(parts: StepParts, table: StepTable, node: NodeIndex) {
    const { components, effects, behaviour } = parts;
    const { instance } = components;
    this.#table = table;
    this.#components = components;
    this.#effects = effects;
    this.#behaviour = behaviour;
    this.#node = node;
    this.#copiesMax = parts.copiesMax;
    this.#facts = parts.facts;
    this.#handled = new Handled(parts, node);
    this.#liars = possibleLiars(instance);
    this.#failsSomehow = instance.failures.length > 0;
    this.#linksFail = instance.failures.some(({ kind }) => kind === 'partition' || kind === 'cut');
    this.#hasRounds = instance.network.timing !== 'asynchronous';
    // Elsewhere a message may not fit, or tell of a connection that is no more.
    this.#sendsFreely = instance.network.capacity === undefined && instance.protocol.disconnect === undefined;
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

  /** Works out the steps of all pairs that there are by now. */
  lookAhead(): void {
    const { count } = this.#components.pairs(this.#node);
    for (; this.#ahead < count; this.#ahead += 1) this.lookup(this.#ahead);
  }

  /** What a pair is after a tick. */
  ticked(pair: number): number {
    return this.#mapped(this.#ticked, pair, ticked, TICKED);
  }

  /** What a pair is when the next round begins. */
  inNextRound(pair: number): number {
    return this.#mapped(this.#inNextRound, pair, inNextRound, NEXT_ROUND);
  }

  /** What a pair is when the connection to `peer` was reset. */
  afterReset(pair: number, peer: NodeIndex): number {
    const known = this.#reset.get(pair, peer);
    if (known !== ABSENT) return known;
    this.#facts?.begin();
    const pairs = this.#components.pairs(this.#node);
    const inboxes = this.#components.inboxes(this.#node);
    const inbox = inboxes.valueOf(pairs.inboxOf(pair));
    const left = inboxes.idOf(resetInbox(this.#components.instance, this.#node, inbox, peer));
    const after = pairs.idOf(pairs.localOf(pair), left);
    this.knowAfterReset(pair, peer, after);
    this.#facts?.note(AFTER_RESET, this.#node, pair, peer, after);
    return after;
  }

  /** As `ticked` answered, to who is told. */
  knowTicked(pair: number, after: number): void {
    know(this.#ticked, pair, after);
  }

  /** As `inNextRound` answered, to who is told. */
  knowInNextRound(pair: number, after: number): void {
    know(this.#inNextRound, pair, after);
  }

  /** As `afterReset` answered, to who is told. */
  knowAfterReset(pair: number, peer: NodeIndex, after: number): void {
    this.#reset.set(pair, peer, after);
  }

  #mapped(known: GrowableIntegers, pair: number, change: (local: LocalState) => LocalState, kind: number): number {
    const before = pair < known.length ? known.items[pair]! : 0;
    if (before !== 0) return before - 1;
    this.#facts?.begin();
    const pairs = this.#components.pairs(this.#node);
    const local = this.#components.locals(this.#node).idOf(change(this.#components.localIn(this.#node, pair)));
    const after = pairs.idOf(local, pairs.inboxOf(pair));
    know(known, pair, after);
    this.#facts?.note(kind, this.#node, pair, after);
    return after;
  }

  #record(pair: number): number {
    this.#facts?.begin();
    const words = this.#words;
    words.clear();
    for (let i = 0; i < HEADER_WORDS; i += 1) words.push(0);
    this.#kind = ONLY_PLAIN | ONLY_SENDS;
    this.#stutters = 0;
    // A call into the runtime, even where there is nothing to forget.
    if (this.#interrupted.length > 0) this.#interrupted.length = 0;
    this.#putSteps(pair);
    const stepCount = (words.length - HEADER_WORDS) / STEP_WORDS;
    const faults = this.#failsSomehow ? this.#faultsOf(pair) : [];
    const forged = this.#liars.length > 0 ? this.#forgedTo(pair) : [];
    for (const step of faults) this.#write(step, pair);
    for (const step of forged) this.#write(step, pair);
    const header = words.items;
    header[STEP_COUNT] = stepCount;
    header[FAULT_COUNT] = faults.length;
    header[FORGED_COUNT] = forged.length;
    header[STUTTER_COUNT] = this.#stutters;
    header[FLAGS] = this.#flagsOf(pair) | this.#kind | (faults.length + forged.length > 0 ? HAS_MORE : 0);
    this.#facts?.note(STEPS, this.#node, pair, words.length, ...words.items.subarray(0, words.length));
    return this.#table.add(this.#node, pair, words.items.subarray(0, words.length));
  }

  /** Appends the steps that are no faults, without those that change nothing. */
  #putSteps(pair: number): void {
    const { protocol } = this.#components.instance;
    const pairs = this.#components.pairs(this.#node);
    const [localId, inboxId] = [pairs.localOf(pair), pairs.inboxOf(pair)];
    const local = this.#components.localIn(this.#node, pair);
    if (local.status === 'up') {
      const arrivals = this.#handled.arrivals(this.#components.inboxIn(this.#node, pair), inboxId, local);
      for (const arrival of arrivals) {
        const { envelope, label, leftHandled, leftUnhandled } = arrival;
        const when = envelope.message === protocol.disconnect ? LINKLESS : envelope.from;
        const delivered = this.#handled.delivery(localId, arrival);
        for (const inbox of delivered.handled ? leftHandled : leftUnhandled) {
          for (const step of delivered.steps) this.#put({ when, step, inbox, failure: -1, label }, pair);
        }
      }
    }
    const { steps, waiting, resumed } = this.#handled.spontaneous(localId);
    for (const { step, label } of steps)
      this.#put({ when: SPONTANEOUS, step, inbox: inboxId, failure: -1, label }, pair);
    for (const { step, label } of waiting)
      this.#put({ when: ROUNDLESS, step, inbox: inboxId, failure: -1, label }, pair);
    for (const { step, label } of resumed) this.#put({ when: ALWAYS, step, inbox: inboxId, failure: -1, label }, pair);
  }

  #put(step: NodeStep, pair: number): void {
    const words = this.#words;
    const at = words.length;
    this.#write(step, pair);
    this.#kind &= this.#kindOf(pair, at);
    if (step.step.interrupted.length > 0) this.#interrupted.push(step);
    if (!this.#isStutter(pair, at)) return;
    this.#stutters += 1;
    words.cut(at);
  }

  #faultsOf(pair: number): readonly NodeStep[] {
    const { instance } = this.#components;
    const pairs = this.#components.pairs(this.#node);
    const [local, inboxId] = [pairs.localOf(pair), pairs.inboxOf(pair)];
    const unchanged: LocalStep = { local, effect: NOTHING, own: NOTHING, interrupted: [] };
    const nothing = this.#components.inboxes(this.#node).idOf([]);
    const onInbox = this.#handled.inboxFaults(inboxId);
    const onLocal = this.#handled.spontaneous(local).faults;
    const midway = this.#handled.midway.flatMap(failure =>
      this.#interrupted.flatMap(({ when, step, inbox }) =>
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
    if (local.status !== 'up') return [];
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

  /** Appends the words of a step from `pair`. */
  #write({ when, step, inbox, failure, label }: NodeStep, pair: number): void {
    const words = this.#words;
    const inboxAfter = this.#inboxAfter(step, inbox);
    const after = inboxAfter === FAILED ? FAILED : this.#components.pairs(this.#node).idOf(step.local, inboxAfter);
    const isPlain = step.effect === NOTHING && after !== pair;
    words.push(when);
    words.push(after);
    words.push(after === FAILED ? NOTHING : isPlain ? PLAIN : step.effect);
    words.push(failure);
    words.push(label);
  }

  /** The inbox after a step, `FAILED` where the step goes wrong. */
  #inboxAfter({ local, own }: LocalStep, inbox: number): number {
    if (local === FAILED || inbox === FAILED) return FAILED;
    return own === NOTHING ? inbox : this.#effects.inboxAfter(this.#node, inbox, own);
  }

  /** Of what its steps might all be, what the one is whose words begin at `at`. */
  #kindOf(pair: number, at: number): number {
    const { items } = this.#words;
    const effect = items[at + STEP_EFFECT]!;
    const asFree = this.#sendsFreely ? ONLY_SENDS : 0;
    if (effect === PLAIN || this.#isStutter(pair, at)) return ONLY_PLAIN | asFree;
    const after = items[at + STEP_PAIR]!;
    const sends = after !== FAILED && after !== pair && effect > NOTHING && !this.#effects.writes(effect);
    return sends ? asFree : 0;
  }

  /** Whether the step always can be taken, and changes nothing wherever it is. */
  #isStutter(pair: number, at: number): boolean {
    const { items } = this.#words;
    if (items[at + STEP_PAIR] !== pair || items[at + STEP_EFFECT] !== NOTHING) return false;
    const when = items[at + STEP_WHEN]!;
    return when === ALWAYS || (!this.#hasRounds && (when < 0 || !this.#linksFail));
  }
}

function know(known: GrowableIntegers, pair: number, after: number): void {
  while (known.length <= pair) known.push(0);
  known.items[pair] = after + 1;
}

function possibleLiars({ failures, nodes }: Instance): readonly NodeIndex[] {
  const roles = failures.flatMap(({ kind, role }) => (kind === 'byzantine' ? [role] : []));
  if (roles.length === 0) return [];
  const all = roles.includes(undefined);
  return nodes.filter(({ role }) => all || roles.includes(role)).map(({ index }) => index);
}
