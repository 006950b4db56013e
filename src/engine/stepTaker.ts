import { GrowableIntegers } from '../base/growableIntegers.ts';
import { ENVIRONMENT, FIRST_NODE, GHOSTS } from './components.ts';
import { EffectTable, FAILED, NOTHING } from './effectTable.ts';
import type { ExpanderParts, MakeRoom } from './expanderParts.ts';
import type { KnownSteps } from './knownSteps.ts';
import { RowCursor } from './rowCursor.ts';
import { FULL } from './rowSet.ts';
import { MADE_HASH, MADE_HELD, MADE_LABEL, MADE_STEP, MADE_WORDS, type Space } from './space.ts';
import { STEP_EFFECT, STEP_LABEL, STEP_PAIR } from './stepTable.ts';

/** Takes single steps of a stored row: makes the rows that they lead to, stores them, and keeps what is asked for. */
export class StepTaker {
  /** See `Expander`. */
  keepsSuccessors = true;
  readonly successors = new GrowableIntegers();
  readonly labels = new GrowableIntegers();
  keepsTaken = false;
  readonly taken = new GrowableIntegers();
  generatedCount = 0;
  failedCount = 0;
  /** Whether the step taken last changed anything, or went wrong. */
  changes = false;
  /** Of the step being taken what may be concluded from it, and what `take` begins that with; see `stepWord`. */
  step = 0;
  who = 0;
  /** Undefined where every row is made. */
  known: KnownSteps | undefined;
  readonly cursor: RowCursor;
  readonly effects: EffectTable;
  readonly #space: Space;
  readonly #makeRoom: MakeRoom;
  readonly #takeRows: ExpanderParts['take'];
  readonly #keepsLabels: boolean;
  // Of the steps that went wrong.
  readonly #failedLabels = new GrowableIntegers();
  #id = 0;

  constructor({ components, space, keepsLabels, take, canonical, facts }: ExpanderParts, makeRoom: MakeRoom) {
    this.cursor = new RowCursor(space, canonical);
    this.effects = new EffectTable(components, facts);
    this.#space = space;
    this.#makeRoom = makeRoom;
    this.#takeRows = take;
    this.#keepsLabels = keepsLabels;
  }

  /** Goes on to a stored row. */
  moveTo(id: number): void {
    this.cursor.moveTo(id);
    this.#id = id;
    this.successors.clear();
    this.labels.clear();
    this.taken.clear();
    this.#failedLabels.clear();
    this.generatedCount = 0;
    this.failedCount = 0;
    this.known?.begin(id, this.#space.count);
    if (this.keepsSuccessors) this.known?.forget();
  }

  /** Stores what is left and says so; false when a row is new and does not fit. */
  finish(): boolean {
    if (!this.store()) return false;
    for (let i = 0; i < this.#failedLabels.length; i += 1) this.labels.push(this.#failedLabels.items[i]!);
    return true;
  }

  /** Takes one step of a node, at an offset in its data, and with it another environment; false when a row does not fit. */
  take(node: number, data: Int32Array, at: number, environment: number): boolean {
    const cursor = this.cursor;
    const pair = data[at + STEP_PAIR]!;
    const effect = data[at + STEP_EFFECT]!;
    cursor.begin();
    this.step = this.who | (1 << node);
    if (pair === FAILED || (effect > NOTHING && !this.#affect(effect))) {
      this.failedCount += 1;
      this.changes = true;
      if (this.#keepsLabels) this.#failedLabels.push(data[at + STEP_LABEL]!);
      return true;
    }
    cursor.change(ENVIRONMENT, environment);
    cursor.change(FIRST_NODE + node, pair);
    this.changes = cursor.changed;
    return this.arrive(data[at + STEP_LABEL]!);
  }

  /** Notes the row that a step leads to; false when it has to be stored, and is new, and does not fit. */
  arrive(label: number): boolean {
    const cursor = this.cursor;
    this.generatedCount += 1;
    if (cursor.changed) {
      return cursor.keep(label, this.step) ? this.store() : true;
    }
    this.stay(label);
    return true;
  }

  /** Notes a step that changes nothing. */
  stay(label: number): void {
    const { components } = this.cursor;
    for (let i = 0; this.keepsTaken && i < components.length; i += 1) this.taken.push(components[i]!);
    this.#lead(this.#id, label);
  }

  #lead(to: number, label: number): void {
    if (!this.keepsSuccessors) return;
    this.successors.push(to);
    if (this.#keepsLabels) this.labels.push(label);
  }

  /** Stores the rows that were collected; false when one is new and does not fit. */
  store(): boolean {
    const cursor = this.cursor;
    if (this.#takeRows !== undefined) return this.#takeRows(cursor);
    const space = this.#space;
    const { rows } = space;
    const { batch, made, count } = cursor;
    const width = rows.layout.words;
    space.guess(made, count, batch);
    const { keepsSuccessors } = this;
    const known = this.known;
    for (let i = 0; i < count; i += 1) {
      const at = i * MADE_WORDS;
      let id = made[at + MADE_HELD]!;
      if (id < 0 || !rows.equals(id, batch, i * width)) {
        id = space.insert(batch, i * width, made[at + MADE_HASH]!);
        while (id === FULL) {
          if (!this.#makeRoom()) return false;
          id = space.insert(batch, i * width, made[at + MADE_HASH]!);
        }
      }
      known?.lead(id < 0 ? ~id : id, made[at + MADE_STEP]!);
      if (!keepsSuccessors) continue;
      if (this.keepsTaken) cursor.copyTaken(i, this.taken);
      this.#lead(id < 0 ? ~id : id, made[at + MADE_LABEL]!);
    }
    cursor.clear();
    return true;
  }

  /** Applies what a step does outside its node; false when that goes wrong. */
  #affect(effect: number): boolean {
    const cursor = this.cursor;
    const row = cursor.components;
    const effects = this.effects;
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
      this.step |= 1 << to;
    }
    return true;
  }
}
