import { GrowableIntegers } from '../base/growableIntegers.ts';
import type { Behaviour } from '../semantics/local.ts';
import { type Components, ENVIRONMENT, FIRST_NODE, GHOSTS } from './components.ts';
import { EffectTable, FAILED, NOTHING } from './effectTable.ts';
import { EnvironmentSteps, NOT_POSSIBLE } from './environmentSteps.ts';
import {
  FAULT_COUNT,
  HEADER_WORDS,
  NodeSteps,
  STEP_COUNT,
  STEP_EFFECT,
  STEP_FAILURE,
  STEP_PAIR,
  STEP_SENDER,
  STEP_WORDS,
  STUTTER_COUNT,
} from './nodeSteps.ts';
import { RowCursor } from './rowCursor.ts';
import { FULL, type RowSet } from './rowSet.ts';

/** Called when a new row does not fit; answers whether there is room now. */
export type MakeRoom = () => boolean;

/**
 * Takes every step of a stored row and stores the rows they lead to. The inner loop of the search: steps that were seen
 * before in other states cost look-ups in typed arrays and no allocation.
 */
export class Expander {
  /**
   * Of the row expanded last: the ids of the rows its steps lead to. Steps of one node that change nothing at all are there
   * as one.
   */
  readonly successors = new GrowableIntegers();
  /** Of the row expanded last: how many successors its steps made, equal ones counted each. */
  generatedCount = 0;
  /** Of the row expanded last: how many of its steps went wrong. */
  failedCount = 0;
  /** Of the row expanded last: whether a step that is no fault led elsewhere, or went wrong. */
  movesOn = false;

  readonly #space: RowSet;
  readonly #makeRoom: MakeRoom;
  readonly #cursor: RowCursor;
  readonly #effects: EffectTable;
  readonly #nodes: readonly NodeSteps[];
  readonly #environments: EnvironmentSteps;
  #id = 0;

  constructor(components: Components, behaviour: Behaviour, space: RowSet, makeRoom: MakeRoom) {
    this.#space = space;
    this.#makeRoom = makeRoom;
    this.#cursor = new RowCursor(space);
    this.#effects = new EffectTable(components);
    this.#nodes = components.instance.nodes.map(
      ({ index }) => new NodeSteps(components, this.#effects, behaviour, index),
    );
    this.#environments = new EnvironmentSteps(components);
  }

  get bytes(): number {
    return this.#effects.bytes + this.#environments.bytes + this.#nodes.reduce((sum, node) => sum + node.bytes, 0);
  }

  /** Takes every step of row `id`. False when a new row did not fit: then `successors` is only a part. */
  expand(id: number): boolean {
    this.#cursor.moveTo(id);
    this.#id = id;
    this.successors.clear();
    this.generatedCount = 0;
    this.failedCount = 0;
    this.movesOn = false;
    const nodeCount = this.#nodes.length;
    for (let node = 0; node < nodeCount; node += 1) {
      if (!this.#takeSteps(node)) return false;
    }
    if (!this.#environments.hasFaults) return this.#store();
    for (let node = 0; node < nodeCount; node += 1) {
      if (!this.#takeFaults(node)) return false;
    }
    return this.#changeEnvironment() && this.#store();
  }

  /** Takes the steps of one node that are no faults. */
  #takeSteps(node: number): boolean {
    const cursor = this.#cursor;
    const row = cursor.components;
    const steps = this.#nodes[node]!;
    const offset = steps.lookup(row[FIRST_NODE + node]!);
    const data = steps.data.items;
    const first = offset + HEADER_WORDS;
    const end = first + data[offset + STEP_COUNT]! * STEP_WORDS;
    const stutters = data[offset + STUTTER_COUNT]!;
    if (stutters > 0) {
      this.generatedCount += stutters;
      this.successors.push(this.#id);
    }
    const sides = this.#environments.sidesOf(row[ENVIRONMENT]!);
    for (let at = first; at < end; at += STEP_WORDS) {
      if (sides !== undefined && isCut(sides, data[at + STEP_SENDER]!, node)) continue;
      const pair = data[at + STEP_PAIR]!;
      const effect = data[at + STEP_EFFECT]!;
      cursor.begin();
      if (pair === FAILED || (effect !== NOTHING && !this.#affect(effect))) {
        this.failedCount += 1;
        this.movesOn = true;
        continue;
      }
      cursor.change(FIRST_NODE + node, pair);
      if (cursor.changed) this.movesOn = true;
      if (!this.#arrive()) return false;
    }
    return true;
  }

  /** Takes the faults that strike one node, as far as budgets allow. */
  #takeFaults(node: number): boolean {
    const cursor = this.#cursor;
    const row = cursor.components;
    const steps = this.#nodes[node]!;
    const offset = steps.lookup(row[FIRST_NODE + node]!);
    const data = steps.data.items;
    const first = offset + HEADER_WORDS + data[offset + STEP_COUNT]! * STEP_WORDS;
    const end = first + data[offset + FAULT_COUNT]! * STEP_WORDS;
    for (let at = first; at < end; at += STEP_WORDS) {
      const environment = this.#environments.spend(row[ENVIRONMENT]!, data[at + STEP_FAILURE]!);
      if (environment === NOT_POSSIBLE) continue;
      const pair = data[at + STEP_PAIR]!;
      const effect = data[at + STEP_EFFECT]!;
      cursor.begin();
      if (pair === FAILED || (effect !== NOTHING && !this.#affect(effect))) {
        this.failedCount += 1;
        continue;
      }
      cursor.change(ENVIRONMENT, environment);
      cursor.change(FIRST_NODE + node, pair);
      if (!this.#arrive()) return false;
    }
    return true;
  }

  /** Applies what a step does outside its node; false when that goes wrong. */
  #affect(effect: number): boolean {
    const cursor = this.#cursor;
    const row = cursor.components;
    const effects = this.#effects;
    const words = effects.data.items;
    const writes = words[effect]!;
    if (writes !== 0) {
      const ghosts = effects.ghostsAfter(row[GHOSTS]!, writes);
      if (ghosts === FAILED) return false;
      cursor.change(GHOSTS, ghosts);
    }
    const end = effect + 2 + 2 * words[effect + 1]!;
    for (let at = effect + 2; at < end; at += 2) {
      const to = words[at]!;
      const pair = effects.pairAfter(to, row[FIRST_NODE + to]!, words[at + 1]!);
      if (pair === FAILED) return false;
      cursor.change(FIRST_NODE + to, pair);
    }
    return true;
  }

  #changeEnvironment(): boolean {
    const cursor = this.#cursor;
    for (const environment of this.#environments.changes(cursor.components[ENVIRONMENT]!)) {
      cursor.begin();
      cursor.change(ENVIRONMENT, environment);
      if (!this.#arrive()) return false;
    }
    return true;
  }

  /** Notes the row that a step leads to; false when it has to be stored, and is new, and does not fit. */
  #arrive(): boolean {
    const cursor = this.#cursor;
    this.generatedCount += 1;
    if (cursor.changed) return cursor.keep() ? this.#store() : true;
    this.successors.push(this.#id);
    return true;
  }

  /** Stores the rows that were collected; false when one is new and does not fit. */
  #store(): boolean {
    const cursor = this.#cursor;
    const space = this.#space;
    const { batch, hashes, count } = cursor;
    const width = space.rows.layout.words;
    space.warm(hashes, count);
    for (let i = 0; i < count; i += 1) {
      let id = space.insert(batch, i * width, hashes[i]!);
      while (id === FULL) {
        if (!this.#makeRoom()) return false;
        id = space.insert(batch, i * width, hashes[i]!);
      }
      this.successors.push(id < 0 ? ~id : id);
    }
    cursor.clear();
    return true;
  }
}

function isCut(sides: Uint8Array, sender: number, node: number): boolean {
  return sender >= 0 && sides[sender] !== sides[node];
}
