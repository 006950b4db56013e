import { GrowableIntegers } from '../../base/growableIntegers.ts';
import { ENVIRONMENT, FIRST_NODE, GHOSTS } from '../components.ts';
import { FAILED, NOTHING } from '../effectTable.ts';
import { ACTING, ARRIVING, NO_ROUND, NOT_POSSIBLE, TICKING } from '../environmentSteps.ts';
import {
  FAULT_COUNT,
  FLAGS,
  FORGED_COUNT,
  HEADER_WORDS,
  IS_BYZANTINE,
  IS_URGENT,
  LINKLESS,
  MUST_FIRE,
  ROUNDLESS,
  SPONTANEOUS,
  STEP_COUNT,
  STEP_EFFECT,
  STEP_FAILURE,
  STEP_LABEL,
  STEP_PAIR,
  STEP_WHEN,
  STEP_WORDS,
  STUTTER_COUNT,
  WANTS_TO_ACT,
} from '../stepTable.ts';
import type { WalkSpace } from './walkSpace.ts';

/** Words of one step in the list, in this order. */
const WORDS = 4;
/** Who takes it: a node, or one of the codes below. */
const WHO = 0;
/** Of a node the offset of the step in its data, of everybody one of the codes below, of a connection its reset. */
const WHICH = 1;
/** The environment afterwards. */
const AFTER = 2;
/** See `keyOf`. */
const KEY = 3;

const EVERYBODY = -1;
const CONNECTION = -2;
const LINKS = -3;

const TICK = 0;
const SETTLE = 1;
const ROUND = 2;
const STABILISE = 3;

/**
 * The steps that can be taken in one row and that change something or go wrong, in an order that depends on nothing but the
 * state: first what is no fault, then faults. The inner loop of walks: nothing is allocated for steps that were seen before.
 */
export class RowSteps {
  /** The ids of the components of the row. Written by who begins a walk, and by `take`. */
  readonly row: Int32Array;
  /** How many steps there are, and how many of them, the first ones, are no faults. */
  count = 0;
  usualCount = 0;
  /** Whether some step that is no fault changes nothing at all. */
  stutters = false;
  readonly #space: WalkSpace;
  readonly #words = new GrowableIntegers();
  readonly #failureCount: number;
  /** By code: the label of a step that everybody takes at once. */
  readonly #commonLabels: readonly number[];
  #down: Uint8Array | undefined;
  #round = NO_ROUND;
  #somethingArrives = false;

  constructor(space: WalkSpace) {
    const { labels, components, instance } = space;
    this.#space = space;
    this.#failureCount = instance.failures.length;
    this.row = new Int32Array(components.kinds.length);
    this.#commonLabels = (['tick', 'settle', 'round', 'stabilise'] as const).map(step =>
      labels.idOf({ kind: 'everybody', step }),
    );
  }

  /**
   * What happens: a label of `Labels`, or below 0 something that goes wrong or gets well again. Steps with one key differ
   * by the choices in them.
   */
  keyOf(step: number): number {
    return this.#words.items[step * WORDS + KEY]!;
  }

  /** Index in `Instance.failures` of the failure that strikes; undefined for every other step. */
  failureOf(step: number): number | undefined {
    const failure = -1 - this.keyOf(step);
    return failure >= 0 && failure < this.#failureCount ? failure : undefined;
  }

  /** The node that takes a step, or to which it happens; below 0 where there is no such node. */
  nodeOf(step: number): number {
    return this.#words.items[step * WORDS + WHO]!;
  }

  /** Finds out what can happen in the row. */
  look(): void {
    const { environments, nodes } = this.#space;
    this.#words.clear();
    this.count = 0;
    this.stutters = false;
    this.#somethingArrives = false;
    const { hasFaults, hasCommonSteps } = environments;
    if (hasFaults || hasCommonSteps) {
      ({ down: this.#down, round: this.#round } = environments.look(this.row[ENVIRONMENT]!));
    }
    for (let node = 0; node < nodes.length; node += 1) this.#lookAtNode(node);
    if (hasCommonSteps) this.#lookAtCommonSteps();
    this.usualCount = this.count;
    if (!hasFaults) return;
    for (let node = 0; node < nodes.length; node += 1) {
      this.#lookAtFaults(node);
      this.#lookAtForgeries(node);
    }
    this.#lookAtResets();
    this.#lookAtLinks();
  }

  /** Takes a step: changes the row. False where it goes wrong, and then the row means nothing any more. */
  take(step: number): boolean {
    const words = this.#words.items;
    const at = step * WORDS;
    const who = words[at + WHO]!;
    const which = words[at + WHICH]!;
    const after = words[at + AFTER]!;
    if (who >= 0 && !this.#takeOfNode(who, which)) return false;
    if (who === EVERYBODY) this.#takeOfEverybody(which);
    if (who === CONNECTION) this.#takeReset(which);
    this.row[ENVIRONMENT] = after;
    return true;
  }

  #add(who: number, which: number, after: number, key: number): void {
    const words = this.#words;
    words.push(who);
    words.push(which);
    words.push(after);
    words.push(key);
    this.count += 1;
  }

  #lookAtNode(node: number): void {
    const { row } = this;
    const steps = this.#space.nodes[node]!;
    const offset = steps.lookup(row[FIRST_NODE + node]!);
    const data = this.#space.table.data.items;
    const first = offset + HEADER_WORDS;
    const end = first + data[offset + STEP_COUNT]! * STEP_WORDS;
    if (data[offset + STUTTER_COUNT]! > 0) this.stutters = true;
    for (let at = first; at < end; at += STEP_WORDS) {
      const when = data[at + STEP_WHEN]!;
      if (!this.#isPossible(when, node)) continue;
      if (!this.#changes(node, data[at + STEP_PAIR]!, data[at + STEP_EFFECT]!)) {
        this.stutters = true;
        continue;
      }
      this.#add(node, at, row[ENVIRONMENT]!, data[at + STEP_LABEL]!);
      if (when >= 0 || when === LINKLESS) this.#somethingArrives = true;
    }
  }

  /** Whether links and rounds allow a step of a node now. */
  #isPossible(when: number, node: number): boolean {
    const down = this.#down;
    if (when >= 0 && down !== undefined && down[when * this.#space.nodes.length + node] === 1) return false;
    const round = this.#round;
    if (round === NO_ROUND) return true;
    if (when >= 0 || when === LINKLESS) return round !== ACTING;
    if (when === SPONTANEOUS) return round !== ARRIVING;
    return when !== ROUNDLESS;
  }

  /** Whether a step of a node, in an environment that stays the same, changes anything or goes wrong. */
  #changes(node: number, pair: number, effect: number): boolean {
    const { row } = this;
    if (pair !== row[FIRST_NODE + node]) return true;
    if (effect <= NOTHING) return false;
    const { effects } = this.#space;
    const words = effects.data.items;
    const writes = words[effect]!;
    if (writes !== 0 && effects.ghostsAfter(row[GHOSTS]!, writes) !== row[GHOSTS]) return true;
    const end = effect + 2 + 2 * words[effect + 1]!;
    for (let at = effect + 2; at < end; at += 2) {
      const to = words[at]!;
      const before = row[FIRST_NODE + to]!;
      if (effects.pairAfter(to, before, words[at + 1]!) !== before) return true;
    }
    return false;
  }

  #lookAtCommonSteps(): void {
    const { row } = this;
    const look = this.#space.environments.look(row[ENVIRONMENT]!);
    const waits = this.#somethingArrives;
    const labels = this.#commonLabels;
    if (look.ticked !== NOT_POSSIBLE && !(this.#round === TICKING && waits) && !this.#has(IS_URGENT)) {
      this.#add(EVERYBODY, TICK, look.ticked, labels[TICK]!);
    }
    if (this.#round === ARRIVING && !waits && this.#has(WANTS_TO_ACT)) {
      this.#add(EVERYBODY, SETTLE, look.turned, labels[SETTLE]!);
    }
    if (this.#round === ACTING && !this.#has(MUST_FIRE)) {
      this.#add(EVERYBODY, ROUND, look.turned, labels[ROUND]!);
    }
    for (const environment of look.stabilised) this.#add(EVERYBODY, STABILISE, environment, labels[STABILISE]!);
  }

  /** Whether a flag is set for any node. */
  #has(flag: number): boolean {
    for (let node = 0; node < this.#space.nodes.length; node += 1) {
      if (this.#isFlagged(node, flag)) return true;
    }
    return false;
  }

  #isFlagged(node: number, flag: number): boolean {
    const steps = this.#space.nodes[node]!;
    // Before the data is read, which moves when it grows.
    const offset = steps.lookup(this.row[FIRST_NODE + node]!);
    return (this.#space.table.data.items[offset + FLAGS]! & flag) !== 0;
  }

  #lookAtFaults(node: number): void {
    const { row } = this;
    const { environments, nodes } = this.#space;
    const steps = nodes[node]!;
    const offset = steps.lookup(row[FIRST_NODE + node]!);
    const data = this.#space.table.data.items;
    const first = offset + HEADER_WORDS + data[offset + STEP_COUNT]! * STEP_WORDS;
    const end = first + data[offset + FAULT_COUNT]! * STEP_WORDS;
    for (let at = first; at < end; at += STEP_WORDS) {
      if (!this.#isPossible(data[at + STEP_WHEN]!, node)) continue;
      const failure = data[at + STEP_FAILURE]!;
      const environment = environments.spend(row[ENVIRONMENT]!, failure);
      if (environment === NOT_POSSIBLE) continue;
      const isChange =
        environment !== row[ENVIRONMENT] || this.#changes(node, data[at + STEP_PAIR]!, data[at + STEP_EFFECT]!);
      if (isChange) this.#add(node, at, environment, -1 - failure);
    }
  }

  /** The arrivals at one node of what Byzantine nodes send. */
  #lookAtForgeries(node: number): void {
    const { row } = this;
    const { table, nodes } = this.#space;
    const offset = nodes[node]!.lookup(row[FIRST_NODE + node]!);
    const { items: header } = table.data;
    const before = header[offset + STEP_COUNT]! + header[offset + FAULT_COUNT]!;
    const first = offset + HEADER_WORDS + before * STEP_WORDS;
    const end = first + header[offset + FORGED_COUNT]! * STEP_WORDS;
    for (let at = first; at < end; at += STEP_WORDS) {
      // Read anew, because the data moves when it grows.
      const data = table.data.items;
      const sender = data[at + STEP_WHEN]!;
      if (!this.#isFlagged(sender, IS_BYZANTINE) || !this.#isPossible(sender, node)) continue;
      if (!this.#changes(node, data[at + STEP_PAIR]!, data[at + STEP_EFFECT]!)) continue;
      this.#add(node, at, row[ENVIRONMENT]!, -2 - this.#failureCount);
    }
  }

  #lookAtResets(): void {
    const { row } = this;
    const { resets, nodes, environments } = this.#space;
    for (let i = 0; i < resets.length; i += 1) {
      const { failure, one, other } = resets[i]!;
      const environment = environments.spend(row[ENVIRONMENT]!, failure);
      if (environment === NOT_POSSIBLE) continue;
      const [atOne, atOther] = [row[FIRST_NODE + one]!, row[FIRST_NODE + other]!];
      if (nodes[one]!.afterReset(atOne, other) === atOne && nodes[other]!.afterReset(atOther, one) === atOther)
        continue;
      this.#add(CONNECTION, i, environment, -1 - failure);
    }
  }

  #lookAtLinks(): void {
    for (const { failure, environment } of this.#space.linkChanges(this.row[ENVIRONMENT]!)) {
      this.#add(LINKS, 0, environment, -1 - (failure ?? this.#failureCount));
    }
  }

  #takeOfNode(node: number, at: number): boolean {
    const { row } = this;
    const { table, effects } = this.#space;
    const data = table.data.items;
    const pair = data[at + STEP_PAIR]!;
    const effect = data[at + STEP_EFFECT]!;
    if (pair === FAILED) return false;
    row[FIRST_NODE + node] = pair;
    if (effect <= NOTHING) return true;
    const words = effects.data.items;
    const writes = words[effect]!;
    if (writes !== 0) row[GHOSTS] = effects.ghostsAfter(row[GHOSTS]!, writes);
    if (row[GHOSTS] === FAILED) return false;
    const end = effect + 2 + 2 * words[effect + 1]!;
    for (let i = effect + 2; i < end; i += 2) {
      const to = words[i]!;
      const after = effects.pairAfter(to, row[FIRST_NODE + to]!, words[i + 1]!);
      if (after === FAILED) return false;
      row[FIRST_NODE + to] = after;
    }
    return true;
  }

  #takeOfEverybody(which: number): void {
    const { row } = this;
    const { nodes } = this.#space;
    if (which !== TICK && which !== ROUND) return;
    for (let node = 0; node < nodes.length; node += 1) {
      const before = row[FIRST_NODE + node]!;
      row[FIRST_NODE + node] = which === TICK ? nodes[node]!.ticked(before) : nodes[node]!.inNextRound(before);
    }
  }

  #takeReset(which: number): void {
    const { row } = this;
    const { nodes, resets } = this.#space;
    const { one, other } = resets[which]!;
    row[FIRST_NODE + one] = nodes[one]!.afterReset(row[FIRST_NODE + one]!, other);
    row[FIRST_NODE + other] = nodes[other]!.afterReset(row[FIRST_NODE + other]!, one);
  }
}
