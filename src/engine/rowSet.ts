import { allocateIntegers, OutOfMemory } from '../base/allocation.ts';
import { saltOf } from '../base/mixing.ts';
import { Rows } from './rows.ts';

const SLOT_BITS_FIRST = 10;
// Beyond this the ids would not leave a tag in a slot.
const SLOT_BITS_MAX = 30;

/** The most rows that `warm` can look for at once. */
export const BATCH_MAX = 64;

/** What `insert` answers when a row is new and `limit` rows are there. */
export const FULL = 0x7fffffff;

/**
 * A set of rows, each with an id: its position in the order of insertion. Open addressing over ids; a slot holds
 * `id + 1` in its low bits and the hash bits that did not choose the slot as a tag in its high ones, so that rows are
 * compared only when the tags agree. The table is at most half full and is filled anew from the rows when it grows.
 *
 * The hash of a row is made of a sum over its components, each times an odd number of its own, so that who changes few
 * components of a row can tell the new sum from the old one.
 */
export class RowSet {
  readonly rows: Rows;
  /** One for each component, for the sum that hashes are made of. */
  readonly multipliers: Int32Array;
  /** `insert` adds no row beyond this many; at most `room`, and set to it by `grow`. */
  limit: number;
  #slotBits = SLOT_BITS_FIRST;
  #slots = new Int32Array(1 << SLOT_BITS_FIRST);
  readonly #words: Int32Array;
  readonly #held = new Int32Array(BATCH_MAX);
  readonly #hashes = new Int32Array(BATCH_MAX);

  /** `kinds` has one entry for each component of a row; see `Rows`. */
  constructor(kinds: Int32Array) {
    const componentCount = kinds.length;
    this.rows = new Rows(kinds);
    this.multipliers = Int32Array.from({ length: componentCount }, (_, component) => saltOf(component) | 1);
    // Wide enough for any layout: no field is wider than a word.
    this.#words = new Int32Array(Math.max(1, componentCount));
    this.limit = this.room;
  }

  get count(): number {
    return this.rows.count;
  }

  get bytes(): number {
    return this.rows.bytes + this.#slots.byteLength;
  }

  /** How many rows fit before the table has to grow. */
  get room(): number {
    return this.#slots.length / 2;
  }

  /** What a row takes: its words and its share of the table. */
  get bytesPerRow(): number {
    const slots = this.#slots.byteLength / Math.max(this.count, this.room / 2);
    return this.rows.layout.words * Int32Array.BYTES_PER_ELEMENT + slots;
  }

  /** What growing would add to `bytes`. */
  get growthBytes(): number {
    return this.#slots.byteLength;
  }

  /** The sum that the hash of a row is made of; see `finishHash`. */
  hashSumOf(components: Int32Array): number {
    const multipliers = this.multipliers;
    let sum = 0;
    for (let component = 0; component < components.length; component += 1) {
      sum = (sum + Math.imul(components[component]!, multipliers[component]!)) | 0;
    }
    return sum;
  }

  /**
   * Looks where rows with these hashes would be, all at once, so that `insert` finds there in the processor's cache what
   * it would otherwise wait for, one row after the other.
   */
  warm(hashes: Int32Array, count: number): void {
    const slots = this.#slots;
    const slotMask = slots.length - 1;
    const rows = this.rows;
    const rowCount = rows.count;
    const held = this.#held;
    for (let i = 0; i < count; i += 1) held[i] = slots[hashes[i]! & slotMask]!;
    let seen = 0;
    for (let i = 0; i < count; i += 1) {
      const id = (held[i]! & slotMask) - 1;
      if (((held[i]! ^ hashes[i]!) & ~slotMask) === 0 && id >= 0 && id < rowCount) seen ^= rows.firstWord(id);
    }
    // Written down, or the looks might be optimised away.
    held[0] = seen;
  }

  /**
   * The id of the packed row that starts at `words[at]` and has this hash; its complement `~id` when the row is new and was appended; `FULL` when it is
   * new and there are `limit` rows. Throws `OutOfMemory`, and changes nothing, where there is no memory for it.
   */
  insert(words: Int32Array, at: number, hash: number): number {
    const slots = this.#slots;
    const slotBits = this.#slotBits;
    const slotMask = (1 << slotBits) - 1;
    const tag = hash & ~slotMask;
    let slot = hash & slotMask;
    for (;;) {
      const held = slots[slot]!;
      if (held === 0) break;
      if ((held & ~slotMask) === tag) {
        const id = (held & slotMask) - 1;
        if (this.rows.equals(id, words, at)) return id;
      }
      slot = (slot + 1) & slotMask;
    }
    const id = this.rows.count;
    if (id >= this.limit) return FULL;
    this.rows.append(words, at);
    slots[slot] = tag | (id + 1);
    return ~id;
  }

  /** Widens the rows until a row of these components fits. */
  fit(components: Int32Array): void {
    const { rows } = this;
    let component = 0;
    while (component < components.length) {
      if (components[component]! <= rows.layout.largestOf[component]!) {
        component += 1;
      } else {
        rows.widen(component, components[component]!);
        // Widening one may have narrowed another.
        component = 0;
      }
    }
  }

  /** As `insert`, for a row that is not packed; widens as needed. */
  tryAdd(components: Int32Array): number {
    const words = this.#words;
    const multipliers = this.multipliers;
    const { wordOf, shiftOf, largestOf, words: width } = this.rows.layout;
    for (let word = 0; word < width; word += 1) words[word] = 0;
    let sum = 0;
    for (let component = 0; component < components.length; component += 1) {
      const id = components[component]!;
      if (id > largestOf[component]!) {
        this.fit(components);
        return this.tryAdd(components);
      }
      const word = wordOf[component]!;
      words[word] = words[word]! | (id << shiftOf[component]!);
      sum = (sum + Math.imul(id, multipliers[component]!)) | 0;
    }
    return this.insert(words, 0, finishHash(sum));
  }

  /** As `tryAdd`, for a set that grows without limit. */
  add(components: Int32Array): number {
    const id = this.tryAdd(components);
    if (id !== FULL) return id;
    this.grow();
    return this.tryAdd(components);
  }

  /**
   * Doubles the table. The old one is given up first, so that there are never two. Throws `OutOfMemory` where there is no
   * memory; then the rows can still be read, and none can be added.
   */
  grow(): void {
    if (this.#slotBits >= SLOT_BITS_MAX) throw new OutOfMemory('A table of rows has at most 2^30 slots');
    const slotBits = this.#slotBits + 1;
    this.#slots = new Int32Array(0);
    this.limit = 0;
    const slots = allocateIntegers(2 ** slotBits);
    this.#slots = slots;
    this.#slotBits = slotBits;
    this.limit = this.room;
    for (let first = 0; first < this.rows.count; first += BATCH_MAX) this.#place(first);
  }

  /** Puts the ids from `first` on into the table, as many as can be looked at together. */
  #place(first: number): void {
    const slots = this.#slots;
    const slotMask = slots.length - 1;
    const hashes = this.#hashes;
    const count = Math.min(BATCH_MAX, this.rows.count - first);
    let seen = 0;
    for (let i = 0; i < count; i += 1) {
      const hash = finishHash(this.rows.hashSumOf(first + i, this.multipliers));
      hashes[i] = hash;
      seen ^= slots[hash & slotMask]!;
    }
    // Written down, or the looks might be optimised away.
    this.#held[0] = seen;
    for (let i = 0; i < count; i += 1) {
      const hash = hashes[i]!;
      let slot = hash & slotMask;
      while (slots[slot] !== 0) slot = (slot + 1) & slotMask;
      slots[slot] = (hash & ~slotMask) | (first + i + 1);
    }
  }
}

/** The hash of a row from the sum over its components: a bijection that spreads every bit over all others. */
export function finishHash(sum: number): number {
  let hash = Math.imul(sum ^ (sum >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
