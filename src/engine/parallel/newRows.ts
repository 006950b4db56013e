import type { Layout } from '../layout.ts';
import { ROW_HEADER_WORDS, TASKS_OPEN } from './outbox.ts';

const NEW_ROWS_BITS = 12;
/** Rows of one task at most. */
export const NEW_ROWS_MAX = 1 << NEW_ROWS_BITS;

const PLACES = 1 << 14;

/** What `positionOf` answers of a row that was handed over with an earlier task; and of one that there is no room for. */
export const HANDED_OVER = -1;
export const NO_PLACE = -2;

/**
 * The rows of a task that may be new, in the order they were found. Most are there once, and are not where they were
 * handed over with an earlier task: whether they were is looked for in one place, from which others may have driven them.
 */
export class NewRows {
  readonly #slots: readonly Int32Array[];
  // By slot: how many rows there are.
  readonly #counts = new Int32Array(TASKS_OPEN);
  #slot = 0;
  #layout: Layout | undefined;
  #isAlone = false;
  // By some bits of a hash, of the last such row: the hash, and slot × `NEW_ROWS_MAX` + position. It may be out of date: what
  // stands there is compared.
  readonly #places = new Int32Array(2 * PLACES);

  /** `slots`: where the rows of each task go, one after the other. */
  constructor(slots: readonly Int32Array[]) {
    this.#slots = slots;
  }

  get count(): number {
    return this.#counts[this.#slot]!;
  }

  /** Begins the task of a slot; `isAlone`: each row has to be among its own rows. */
  begin(slot: number, layout: Layout, isAlone: boolean): void {
    if (layout !== this.#layout) this.#counts.fill(0);
    this.#layout = layout;
    this.#slot = slot;
    this.#isAlone = isAlone;
    this.#counts[slot] = 0;
  }

  /** The position of the packed row that starts at `words[from]`; it is added where it was not found. */
  positionOf(words: Int32Array, from: number, hash: number): number {
    const width = this.#layout!.words;
    const stride = ROW_HEADER_WORDS + width;
    const place = 2 * (hash & (PLACES - 1));
    if (this.#places[place] === hash) {
      const held = this.#places[place + 1]!;
      const slot = held >>> NEW_ROWS_BITS;
      const position = held & (NEW_ROWS_MAX - 1);
      const isOurs = slot === this.#slot;
      const rows = this.#slots[slot]!;
      const at = position * stride;
      if ((isOurs || !this.#isAlone) && position < this.#counts[slot]! && rows[at] === hash) {
        let word = 0;
        while (word < width && rows[at + ROW_HEADER_WORDS + word] === words[from + word]) word += 1;
        if (word === width) return isOurs ? position : HANDED_OVER;
      }
    }
    const rows = this.#slots[this.#slot]!;
    const position = this.#counts[this.#slot]!;
    const at = position * stride;
    if (position === NEW_ROWS_MAX || at + stride > rows.length) return NO_PLACE;
    rows[at] = hash;
    for (let word = 0; word < width; word += 1) rows[at + ROW_HEADER_WORDS + word] = words[from + word]!;
    this.#places[place] = hash;
    this.#places[place + 1] = (this.#slot << NEW_ROWS_BITS) | position;
    this.#counts[this.#slot] = position + 1;
    return position;
  }

  /** Gives up the rows of the task from a position on. */
  takeBack(count: number): void {
    this.#counts[this.#slot] = count;
  }
}
