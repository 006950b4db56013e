import { present } from '../base/assert.ts';
import { GrowableIntegers } from '../base/growableIntegers.ts';
import { mix } from '../base/mixing.ts';
import type { Behaviour } from '../semantics/local.ts';
import { type Components, ENVIRONMENT, FIRST_LOCAL, GHOSTS } from './components.ts';
import { EffectTable, FAILED, NOTHING } from './effectTable.ts';
import { EnvironmentSteps, NOT_POSSIBLE } from './environmentSteps.ts';
import { NodeSteps, STEP_EFFECT, STEP_FAILURE, STEP_INBOX, STEP_LOCAL, STEP_SENDER, STEP_WORDS } from './nodeSteps.ts';
import { FULL, type RowSet } from './rowSet.ts';

/** Called when a new row does not fit; answers whether there is room now. */
export type MakeRoom = () => boolean;

/**
 * Takes every step of a stored row and stores the rows they lead to. The inner loop of the search: steps that were seen
 * before in other states cost look-ups in typed arrays and no allocation.
 */
export class Expander {
  /** Of the row expanded last: the ids of the rows its steps lead to, one for each step, in the order of the steps. */
  readonly successors = new GrowableIntegers();
  /** Of the row expanded last: how many of its steps went wrong. */
  failedCount = 0;
  /** Of the row expanded last: whether a step that is no fault led elsewhere, or went wrong. */
  movesOn = false;

  readonly #components: Components;
  readonly #space: RowSet;
  readonly #makeRoom: MakeRoom;
  readonly #effects: EffectTable;
  readonly #nodes: readonly NodeSteps[];
  readonly #environments: EnvironmentSteps;

  // The row being expanded: its components, its packed words, its hash and its id.
  readonly #current: Int32Array;
  readonly #words: Int32Array;
  #hash = 0;
  #id = 0;
  // The step being taken: which components change to what, and the packed row it leads to.
  readonly #changed: Int32Array;
  readonly #changedTo: Int32Array;
  #changes = 0;
  readonly #next: Int32Array;

  constructor(components: Components, behaviour: Behaviour, space: RowSet, makeRoom: MakeRoom) {
    this.#components = components;
    this.#space = space;
    this.#makeRoom = makeRoom;
    this.#effects = new EffectTable(components);
    this.#nodes = components.instance.nodes.map(
      node => new NodeSteps(components, this.#effects, behaviour, node.index),
    );
    this.#environments = new EnvironmentSteps(components);
    this.#current = new Int32Array(components.count);
    this.#words = new Int32Array(components.count);
    this.#changed = new Int32Array(components.count);
    this.#changedTo = new Int32Array(components.count);
    this.#next = new Int32Array(components.count);
  }

  get bytes(): number {
    return this.#effects.bytes + this.#nodes.reduce((sum, node) => sum + node.bytes, 0);
  }

  /** Takes every step of row `id`. False when a new row did not fit: then `successors` is only a part. */
  expand(id: number): boolean {
    const space = this.#space;
    const current = this.#current;
    space.rows.read(id, current);
    space.rows.layout.pack(current, this.#words, 0);
    this.#hash = space.hashOf(current);
    this.#id = id;
    this.successors.clear();
    this.failedCount = 0;
    this.movesOn = false;
    for (let node = 0; node < this.#nodes.length; node += 1) {
      if (!this.#takeSteps(node, false)) return false;
    }
    if (!this.#environments.hasFaults) return true;
    for (let node = 0; node < this.#nodes.length; node += 1) {
      if (!this.#takeSteps(node, true)) return false;
    }
    return this.#changeEnvironment();
  }

  /** Takes the steps of one node: its faults, or all the others. */
  #takeSteps(node: number, faults: boolean): boolean {
    const current = this.#current;
    const steps = this.#nodes[node];
    if (steps === undefined) return true;
    const offset = steps.lookup(current[FIRST_LOCAL + node]!, current[this.#components.firstInbox + node]!);
    const data = steps.data.items;
    const stepCount = data[offset]!;
    const first = offset + 2 + (faults ? stepCount * STEP_WORDS : 0);
    const end = first + (faults ? data[offset + 1]! : stepCount) * STEP_WORDS;
    const sides = faults ? undefined : this.#environments.sidesOf(current[ENVIRONMENT]!);
    for (let at = first; at < end; at += STEP_WORDS) {
      const sender = data[at + STEP_SENDER]!;
      if (sides !== undefined && sender >= 0 && sides[sender] !== sides[node]) continue;
      if (!this.#takeStep(node, data, at)) return false;
    }
    return true;
  }

  #takeStep(node: number, data: Int32Array, at: number): boolean {
    const current = this.#current;
    const { firstInbox } = this.#components;
    this.#changes = 0;
    const failure = data[at + STEP_FAILURE]!;
    if (failure >= 0) {
      const environment = this.#environments.spend(current[ENVIRONMENT]!, failure);
      if (environment === NOT_POSSIBLE) return true;
      this.#change(ENVIRONMENT, environment);
    }
    const local = data[at + STEP_LOCAL]!;
    if (local === FAILED) return this.#fail(failure);
    this.#change(FIRST_LOCAL + node, local);
    this.#change(firstInbox + node, data[at + STEP_INBOX]!);
    const effect = data[at + STEP_EFFECT]!;
    if (effect !== NOTHING && !this.#affect(effect)) return this.#fail(failure);
    if (failure < 0 && this.#changes > 0) this.movesOn = true;
    return this.#arrive();
  }

  #fail(failure: number): boolean {
    this.failedCount += 1;
    if (failure < 0) this.movesOn = true;
    return true;
  }

  /** Applies the effect outside the node; false when it goes wrong. */
  #affect(effect: number): boolean {
    const current = this.#current;
    const effects = this.#effects;
    const words = effects.data.items;
    const { firstInbox } = this.#components;
    const writes = words[effect]!;
    if (writes !== 0) {
      const ghosts = effects.ghostsAfter(current[GHOSTS]!, writes);
      if (ghosts === FAILED) return false;
      this.#change(GHOSTS, ghosts);
    }
    const end = effect + 2 + 2 * words[effect + 1]!;
    for (let at = effect + 2; at < end; at += 2) {
      const to = words[at]!;
      const inbox = effects.inboxAfter(to, current[firstInbox + to]!, words[at + 1]!);
      if (inbox === FAILED) return false;
      this.#change(firstInbox + to, inbox);
    }
    return true;
  }

  #changeEnvironment(): boolean {
    for (const environment of this.#environments.changes(this.#current[ENVIRONMENT]!)) {
      this.#changes = 0;
      this.#change(ENVIRONMENT, environment);
      if (!this.#arrive()) return false;
    }
    return true;
  }

  #change(component: number, id: number): void {
    if (this.#current[component] === id) return;
    this.#changed[this.#changes] = component;
    this.#changedTo[this.#changes] = id;
    this.#changes += 1;
  }

  /** Stores the row that the step leads to. */
  #arrive(): boolean {
    if (this.#changes === 0) {
      this.successors.push(this.#id);
      return true;
    }
    const space = this.#space;
    const hash = this.#packNext();
    let id = space.insert(this.#next, hash);
    while (id === FULL) {
      if (!this.#makeRoom()) return false;
      id = space.insert(this.#next, hash);
    }
    this.successors.push(id < 0 ? ~id : id);
    return true;
  }

  /** Packs the row after the step; answers its hash. */
  #packNext(): number {
    const { rows, salts } = this.#space;
    const current = this.#current;
    const next = this.#next;
    const changes = this.#changes;
    const changed = this.#changed;
    const changedTo = this.#changedTo;
    this.#fit();
    const { wordOf, shiftOf, words } = rows.layout;
    for (let word = 0; word < words; word += 1) next[word] = this.#words[word]!;
    let hash = this.#hash;
    for (let i = 0; i < changes; i += 1) {
      const component = changed[i]!;
      const before = current[component]!;
      const after = changedTo[i]!;
      const salt = salts[component]!;
      const word = wordOf[component]!;
      next[word] = next[word]! ^ ((before ^ after) << shiftOf[component]!);
      hash = (hash + mix(after, salt) - mix(before, salt)) | 0;
    }
    return hash;
  }

  /** Widens the rows where a component no longer fits. */
  #fit(): void {
    const { rows } = this.#space;
    for (let i = 0; i < this.#changes; i += 1) {
      const component = this.#changed[i]!;
      const id = this.#changedTo[i]!;
      if (id <= rows.layout.largestOf[component]!) continue;
      rows.widen(component, id);
      rows.layout.pack(this.#current, this.#words, 0);
      // Widening one may have narrowed another.
      i = -1;
    }
  }

  /** The steps of a node, for tests and statistics. */
  nodeSteps(node: number): NodeSteps {
    return present(this.#nodes[node], 'the steps of a node');
  }
}
