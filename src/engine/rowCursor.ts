import { assert } from '../base/assert.ts';
import { finishHash, type RowSet } from './rowSet.ts';

/**
 * A stored row and, one after the other, the rows that steps make of it. A row made is packed and hashed from what
 * changes, whatever its width.
 */
export class RowCursor {
  /** Of the row the cursor stands at. */
  readonly components: Int32Array;
  /** Whether the row being made differs from that one. */
  changed = false;
  readonly #space: RowSet;
  readonly #multipliers: Int32Array;
  // The row the cursor stands at, packed; and the one being made.
  readonly #words: Int32Array;
  readonly #next: Int32Array;
  #hashSum = 0;
  #nextHashSum = 0;
  #id = 0;
  // The layout of the rows, field by field: read here on every change.
  #width = 0;
  #wordOf: Int32Array;
  #shiftOf: Int32Array;
  #largestOf: Int32Array;

  constructor(space: RowSet) {
    const count = space.multipliers.length;
    this.#space = space;
    this.#multipliers = space.multipliers;
    this.components = new Int32Array(count);
    this.#words = new Int32Array(count);
    this.#next = new Int32Array(count);
    ({ wordOf: this.#wordOf, shiftOf: this.#shiftOf, largestOf: this.#largestOf } = space.rows.layout);
  }

  /** Moves to a stored row. */
  moveTo(id: number): void {
    const { rows } = this.#space;
    rows.read(id, this.components);
    this.#id = id;
    this.#hashSum = this.#space.hashSumOf(this.components);
    this.#pack();
  }

  /** Begins another row: so far it is the one the cursor stands at. */
  begin(): void {
    const width = this.#width;
    const words = this.#words;
    const next = this.#next;
    for (let word = 0; word < width; word += 1) next[word] = words[word]!;
    this.#nextHashSum = this.#hashSum;
    this.changed = false;
  }

  /** Gives a component of the row being made another id. At most once for each component. */
  change(component: number, id: number): void {
    const before = this.components[component]!;
    if (before === id) return;
    if (id > this.#largestOf[component]!) {
      this.#widen(component, id);
    } else {
      const word = this.#wordOf[component]!;
      this.#next[word] = this.#next[word]! ^ ((before ^ id) << this.#shiftOf[component]!);
    }
    this.#nextHashSum = (this.#nextHashSum + Math.imul(id - before, this.#multipliers[component]!)) | 0;
    this.changed = true;
  }

  /** Stores the row being made. Answers as `RowSet.insert`. */
  store(): number {
    return this.changed ? this.#space.insert(this.#next, finishHash(this.#nextHashSum)) : this.#id;
  }

  /** Widens the rows for an id that does not fit, while another row is being made. */
  #widen(component: number, id: number): void {
    const { rows } = this.#space;
    const made = new Int32Array(this.components.length);
    rows.layout.unpack(this.#next, 0, made);
    made[component] = id;
    this.#space.fit(made);
    this.#pack();
    rows.layout.pack(made, this.#next, 0);
  }

  #pack(): void {
    const { layout } = this.#space.rows;
    assert(layout.words <= this.#words.length, 'a row has at most one word for each component');
    layout.pack(this.components, this.#words, 0);
    this.#width = layout.words;
    this.#wordOf = layout.wordOf;
    this.#shiftOf = layout.shiftOf;
    this.#largestOf = layout.largestOf;
  }
}
