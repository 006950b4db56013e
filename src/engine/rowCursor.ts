import { FIELD_LARGEST, FIELD_SHIFT, FIELD_WORD, FIELD_WORDS, type Layout } from './layout.ts';
import type { GrowableIntegers } from '../base/growableIntegers.ts';
import { finishHash } from './rowSet.ts';
import { BATCH_MAX, MADE_HASH, MADE_HELD, MADE_LABEL, MADE_STEP, MADE_WORDS, type Space } from './space.ts';

/** Which rows stand for others. */
export interface Canonical {
  /** Writes the ids of the row that stands for a row over its own. Answers whether they may differ. */
  canonicalise(row: Int32Array): boolean;
  /** By node: the first that it can change places with, without changing the row. Overwritten by the next call. */
  alikeIn(row: Int32Array): Int32Array;
}

/**
 * A stored row and the rows that steps make of it. A row made is packed and hashed from what changes. The rows made are
 * collected, so that they can be looked up together: what costs time is waiting for memory, and the looks do not have to
 * wait for one another.
 */
export class RowCursor {
  /** Of the row the cursor stands at. */
  readonly components: Int32Array;
  /** Whether the row being made differs from that one. */
  changed = false;
  /** The rows collected: how many, and packed one behind the other. */
  count = 0;
  batch: Int32Array;
  /** `MADE_WORDS` words of each. */
  readonly made = new Int32Array(BATCH_MAX * MADE_WORDS);
  /** Where in `batch` the row being made lies: behind those collected. */
  at = 0;
  /** The row the cursor stands at: packed, and the sum its hash is made of. */
  words: Int32Array;
  hashSum = 0;
  /** See `Space`. */
  readonly multipliers: Int32Array;
  // The layout that words and batch are packed in, and its fields: they are read here on every change.
  #layout: Layout;
  width: number;
  fields: Int32Array;
  readonly #space: Space;
  #nextHashSum = 0;
  readonly #canonical: Canonical | undefined;
  /** Where others may stand for the rows collected: these themselves, unpacked, one behind the other. */
  readonly #taken: Int32Array;
  // The row being made, where another may stand for it: before, and after that is known.
  readonly #plain: Int32Array;
  readonly #standing: Int32Array;

  constructor(space: Space, canonical?: Canonical) {
    const { layout } = space.rows;
    this.#space = space;
    this.#canonical = canonical;
    this.#taken = new Int32Array(canonical === undefined ? 0 : space.multipliers.length * BATCH_MAX);
    this.#plain = new Int32Array(space.multipliers.length);
    this.#standing = new Int32Array(space.multipliers.length);
    this.#layout = layout;
    this.multipliers = space.multipliers;
    this.components = new Int32Array(space.multipliers.length);
    this.words = new Int32Array(layout.words);
    this.batch = new Int32Array(layout.words * BATCH_MAX);
    this.width = layout.words;
    this.fields = layout.fields;
  }

  /** Moves to a stored row, with an empty batch. */
  moveTo(id: number): void {
    const { rows } = this.#space;
    const { components, multipliers } = this;
    rows.read(id, components);
    this.clear();
    // Rows that were added without the cursor may have widened all of them.
    if (rows.layout !== this.#layout) this.#adopt();
    else rows.copy(id, this.words);
    let sum = 0;
    for (let i = 0; i < components.length; i += 1) sum = (sum + Math.imul(components[i]!, multipliers[i]!)) | 0;
    this.hashSum = sum;
  }

  /** By node of the row the cursor stands at: the first that is like it; undefined where every row stands for itself. */
  alike(): Int32Array | undefined {
    return this.#canonical?.alikeIn(this.components);
  }

  clear(): void {
    this.count = 0;
    this.at = 0;
  }

  /** Begins another row: so far it is the one the cursor stands at. The batch must not be full. */
  begin(): void {
    const width = this.width;
    const words = this.words;
    const batch = this.batch;
    const at = this.at;
    for (let word = 0; word < width; word += 1) batch[at + word] = words[word]!;
    this.#nextHashSum = this.hashSum;
    this.changed = false;
  }

  /** Gives a component of the row being made another id. At most once for each component. */
  change(component: number, id: number): void {
    const before = this.components[component]!;
    if (before !== id) this.#replace(component, before, id);
  }

  #replace(component: number, before: number, id: number): void {
    const field = component * FIELD_WORDS;
    if (id > this.fields[field + FIELD_LARGEST]!) {
      this.#widen(component, id);
    } else {
      const word = this.at + this.fields[field + FIELD_WORD]!;
      this.batch[word] = this.batch[word]! ^ ((before ^ id) << this.fields[field + FIELD_SHIFT]!);
    }
    this.#nextHashSum = (this.#nextHashSum + Math.imul(id - before, this.multipliers[component]!)) | 0;
    this.changed = true;
  }

  /** Adds the row being made to the batch, with the label of its step and what it changes; answers whether the batch is full now. */
  keep(label: number, step: number): boolean {
    if (this.#canonical !== undefined) this.#canonicalise(this.#canonical);
    const hash = finishHash(this.#nextHashSum);
    const at = this.count * MADE_WORDS;
    this.made[at + MADE_HASH] = hash;
    this.made[at + MADE_HELD] = this.#space.peek(hash);
    this.made[at + MADE_LABEL] = label;
    this.made[at + MADE_STEP] = step;
    this.count += 1;
    this.at += this.width;
    return this.count === BATCH_MAX;
  }

  /** Appends the components of a row of the batch as its step made it, before another stood for it. */
  copyTaken(index: number, list: GrowableIntegers): void {
    const plain = this.#plain;
    const from = index * plain.length;
    if (this.#canonical === undefined) this.#layout.unpack(this.batch, index * this.width, plain);
    else plain.set(this.#taken.subarray(from, from + plain.length));
    for (let component = 0; component < plain.length; component += 1) list.push(plain[component]!);
  }

  #canonicalise(canonical: Canonical): void {
    const plain = this.#plain;
    const standing = this.#standing;
    this.#layout.unpack(this.batch, this.at, plain);
    standing.set(plain);
    this.#taken.set(plain, this.count * plain.length);
    if (!canonical.canonicalise(standing)) return;
    for (let component = 0; component < plain.length; component += 1) {
      if (plain[component] !== standing[component]) this.#replace(component, plain[component]!, standing[component]!);
    }
  }

  /** Widens the rows for an id that does not fit, and with them what is collected and being made. */
  #widen(component: number, id: number): void {
    const { rows } = this.#space;
    const before = rows.layout;
    const made = Array.from({ length: this.count + 1 }, (_, row) => {
      const components = new Int32Array(this.components.length);
      before.unpack(this.batch, row * before.words, components);
      return components;
    });
    made[this.count]![component] = id;
    // Widening for one row may leave less room for another.
    for (let layout; layout !== rows.layout;) {
      layout = rows.layout;
      for (const components of made) this.#space.fit(components);
    }
    this.#adopt();
    made.forEach((components, row) => rows.layout.pack(components, this.batch, row * this.width));
  }

  #adopt(): void {
    const { layout } = this.#space.rows;
    this.#layout = layout;
    this.width = layout.words;
    this.fields = layout.fields;
    this.at = this.count * layout.words;
    this.batch = new Int32Array(layout.words * BATCH_MAX);
    this.words = new Int32Array(layout.words);
    layout.pack(this.components, this.words, 0);
  }
}
