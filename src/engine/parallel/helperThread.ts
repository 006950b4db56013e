import { present } from '../../base/assert.ts';
import { createBehaviour } from '../../semantics/behaviour.ts';
import { Components } from '../components.ts';
import { CoverageRecorder } from '../coverage.ts';
import { Expander } from '../expander.ts';
import { Labels } from '../liveness/labels.ts';
import { FULL, RowSet } from '../rowSet.ts';
import type { RowCursor } from '../rowCursor.ts';
import { MADE_HASH, MADE_HELD, MADE_LABEL, MADE_WORDS } from '../space.ts';
import { learn } from './knowledge.ts';
import { DONE, type HelperStart, type HelperTask } from './messages.ts';
import {
  FIRST_STATE,
  HEADER_WORDS,
  IS_LEFT,
  MAYBE_NEW,
  MOVES_ON,
  STATE_FAILED,
  STATE_FLAGS,
  STATE_GENERATED,
  STATE_SUCCESSORS,
  SUCCESSOR_HASH,
  SUCCESSOR_ID,
  SUCCESSOR_LABEL,
  SUCCESSOR_WORDS,
} from './outbox.ts';

/**
 * Expands states for a search in another thread, without adding any. What the search knows it reads in shared memory: rows and
 * table as they were when a task was given; what came later counts as unknown, so that nothing depends on who is faster.
 * A state that leads to a value without a number is left to the search.
 */
export class HelperThread {
  readonly #start: HelperStart;
  readonly #components: Components;
  readonly #labels: Labels;
  readonly #space: RowSet;
  readonly #recorder: CoverageRecorder;
  readonly #expander: Expander;
  // Where the answers go, and the next word of it.
  #outbox: Int32Array = new Int32Array(0);
  #at = 0;
  // Of the state being expanded.
  #successors = 0;
  #isTooMuch = false;
  #keepsSuccessors = false;

  constructor(start: HelperStart) {
    const { instance, copiesMax, keepsLabels } = start;
    this.#start = start;
    this.#components = new Components(instance);
    this.#labels = new Labels(instance);
    this.#space = new RowSet(this.#components.kinds);
    this.#recorder = new CoverageRecorder(instance);
    const parts = { components: this.#components, labels: this.#labels, space: this.#space, copiesMax, keepsLabels };
    const behaviour = this.#recorder.watched(createBehaviour(instance));
    this.#expander = new Expander({ ...parts, behaviour, take: cursor => this.#take(cursor) }, () => false);
  }

  /** Expands the states of a task, and says so in `control`. */
  run(task: HelperTask): void {
    learn(task.values, this.#components, this.#labels);
    this.#space.borrow(task.rows, task.known);
    this.#outbox = present(this.#start.outboxes[task.slot], 'a task has an outbox');
    this.#keepsSuccessors = task.keepsSuccessors;
    this.#expander.keepsSuccessors = task.keepsSuccessors;
    this.#at = FIRST_STATE;
    let expanded = 0;
    for (let id = task.from; id < task.to; id += 1) {
      const from = this.#at;
      if (from + HEADER_WORDS > this.#outbox.length) break;
      if (!this.#expand(id, from)) {
        if (this.#isTooMuch) break;
        this.#leave(from);
      }
      expanded += 1;
    }
    this.#outbox[0] = expanded;
    this.#recorder.write(this.#start.coverage);
    Atomics.store(this.#start.control, task.slot, DONE);
    Atomics.notify(this.#start.control, task.slot);
  }

  /** Whether a state could be expanded; its answer begins at `from`. */
  #expand(id: number, from: number): boolean {
    const expander = this.#expander;
    const outbox = this.#outbox;
    this.#at = from + HEADER_WORDS;
    this.#successors = 0;
    this.#isTooMuch = false;
    try {
      if (!expander.expand(id) || expander.isCrowded) return false;
    } catch {
      // Not for the helper to judge: where something is wrong the search comes upon it too.
      return false;
    }
    if (expander.failedCount > 0 && this.#start.keepsLabels) return false;
    if (this.#keepsSuccessors && !this.#addLoops(expander)) return false;
    outbox[from + STATE_FLAGS] = expander.movesOn ? MOVES_ON : 0;
    outbox[from + STATE_GENERATED] = expander.generatedCount;
    outbox[from + STATE_FAILED] = expander.failedCount;
    outbox[from + STATE_SUCCESSORS] = this.#successors;
    return true;
  }

  #leave(from: number): void {
    this.#outbox.fill(0, from, from + HEADER_WORDS);
    this.#outbox[from + STATE_FLAGS] = IS_LEFT;
    this.#at = from + HEADER_WORDS;
  }

  /** Steps that lead to the state itself are never collected. */
  #addLoops({ successors, labels }: Expander): boolean {
    for (let i = 0; i < successors.length; i += 1) {
      if (!this.#hasRoom(0)) return false;
      this.#add(successors.items[i]!, labels.length > i ? labels.items[i]! : 0, 0);
    }
    return true;
  }

  /** Takes rows from the expander. */
  #take(cursor: RowCursor): boolean {
    const { batch, made, count } = cursor;
    const space = this.#space;
    const width = space.rows.layout.words;
    space.guess(made, count);
    for (let i = 0; i < count; i += 1) {
      const hash = made[i * MADE_WORDS + MADE_HASH]!;
      const label = made[i * MADE_WORDS + MADE_LABEL]!;
      const guess = made[i * MADE_WORDS + MADE_HELD]!;
      const id =
        guess >= 0 && space.rows.equals(guess, batch, i * width) ? guess : space.insert(batch, i * width, hash);
      const isNew = id === FULL;
      if (!isNew && !this.#keepsSuccessors) continue;
      if (!this.#hasRoom(width)) return false;
      this.#add(isNew ? MAYBE_NEW : id, label, hash);
      if (!isNew) continue;
      for (let word = 0; word < width; word += 1) this.#outbox[this.#at + word] = batch[i * width + word]!;
      this.#at += width;
    }
    cursor.clear();
    return true;
  }

  #hasRoom(words: number): boolean {
    this.#isTooMuch = this.#at + SUCCESSOR_WORDS + words > this.#outbox.length;
    return !this.#isTooMuch;
  }

  #add(id: number, label: number, hash: number): void {
    const at = this.#at;
    this.#outbox[at + SUCCESSOR_ID] = id;
    this.#outbox[at + SUCCESSOR_LABEL] = label;
    this.#outbox[at + SUCCESSOR_HASH] = hash;
    this.#at = at + SUCCESSOR_WORDS;
    this.#successors += 1;
  }
}
