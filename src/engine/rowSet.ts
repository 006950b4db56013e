import { type Allocate, allocateIntegers, OutOfMemory } from '../base/allocation.ts';
import { atOnce } from '../base/atOnce.ts';
import { saltOf } from '../base/mixing.ts';
import { FIELD_LARGEST, FIELD_SHIFT, FIELD_WORD, FIELD_WORDS } from './layout.ts';
import { CHUNK_ROWS, Rows } from './rows.ts';
import { MADE_HASH, MADE_HELD, MADE_WORDS, type Space } from './space.ts';
import { type Ahead, wideningSoon } from './widening.ts';

// How the 29 bits of a hash are used: the high ones choose a shard, the low ones a bucket of it, those between are the tag.
const HASH_BITS = 29;
const SHARD_BITS = 4;
const SHARDS = 1 << SHARD_BITS;
const SHARD_SHIFT = HASH_BITS - SHARD_BITS;
const REST_MASK = (1 << SHARD_SHIFT) - 1;

// A bucket is a cache line.
const BUCKET_BITS = 4;
const BUCKET_SLOTS = 1 << BUCKET_BITS;
const BUCKET_MASK = BUCKET_SLOTS - 1;

const WORD_BITS = 32;
/** Of a slot, those bits that are no tag hold an id, where a shard has 2^b buckets: `ID_BITS + b` of them. */
const ID_BITS = WORD_BITS - SHARD_SHIFT;
const INDEX_BITS_FIRST = 2;
// Ids then have 28 bits, and the tag 4.
const INDEX_BITS_MAX = 21;

/** A set of fewer rows is enlarged at once, within some milliseconds. */
const ENLARGED_AT_ONCE_MAX = 1 << 16;
/** It is enlarged ahead of time while the last 1/16 of the ids is given that there is room for. */
const AHEAD_BITS = 4;
/** Slots between two places where growing may be put off. */
const GROWTH_PAUSE_MASK = (1 << 14) - 1;

/** What `insert` answers when a row is new and `limit` rows are there. */
export const FULL = 0x7fffffff;

/** How rows are packed, and the arrays that are new: chunks of rows from an index on, and shards of the table. */
export interface SharedRows {
  readonly bits: Uint8Array;
  readonly firstChunk: number;
  readonly chunks: readonly Int32Array[];
  readonly shards: readonly { readonly shard: number; readonly indexBits: number; readonly slots: Int32Array }[];
}

/**
 * A set of rows, each with an id: its position in the order of insertion. Open addressing over ids, in shards that grow one
 * by one, so that no growth takes long or needs the memory of the whole once more. A slot holds `id + 1` in its low
 * bits and a tag in its high ones, so that rows are compared only when the tags agree. Rows are looked for within a bucket
 * first, from a place on that the tag decides; so bucket and tag together are all of the hash, and a shard that grows
 * divides each of its buckets in two without a look at the rows. A shard is about half full when it grows.
 *
 * The hash of a row is made of a sum over its components, each times an odd number of its own, so that who changes few
 * components of a row can tell the new sum from the old one.
 */
export class RowSet implements Space {
  readonly rows: Rows;
  /** One for each component, for the sum that hashes are made of. */
  readonly multipliers: Int32Array;
  /** `insert` adds no row beyond this many. */
  limit = Infinity;
  /** The table, and by shard the logarithm of its number of buckets. */
  readonly shards: Int32Array[];
  readonly indexBits = new Uint8Array(SHARDS).fill(INDEX_BITS_FIRST);
  #slotCount = SHARDS << (INDEX_BITS_FIRST + BUCKET_BITS);
  readonly #words: Int32Array;
  #seen = 0;

  readonly #allocate: Allocate;

  /** `kinds` has one entry for each component of a row; see `Rows`. */
  constructor(kinds: Int32Array, allocate: Allocate = allocateIntegers) {
    const componentCount = kinds.length;
    this.#allocate = allocate;
    this.rows = new Rows(kinds, allocate);
    this.multipliers = Int32Array.from({ length: componentCount }, (_, component) => saltOf(component) | 1);
    // Wide enough for any layout: no field is wider than a word.
    this.#words = new Int32Array(Math.max(1, componentCount));
    this.shards = Array.from({ length: SHARDS }, () => allocate(1 << (INDEX_BITS_FIRST + BUCKET_BITS)));
  }

  get count(): number {
    return this.rows.count;
  }

  get bytes(): number {
    return this.rows.bytes + this.#slotCount * Int32Array.BYTES_PER_ELEMENT;
  }

  /** What a row takes: its words and its share of the table. */
  get bytesPerRow(): number {
    const slots = this.#slotCount / Math.max(1, this.count);
    return (this.rows.layout.words + slots) * Int32Array.BYTES_PER_ELEMENT;
  }

  /** What is added to `bytes` at most for the next `CHUNK_ROWS` rows. */
  get growthBytes(): number {
    const needed = this.count + CHUNK_ROWS;
    let slots = 0;
    for (let shard = 0; shard < SHARDS; shard += 1) {
      // One id less, for an empty slot is 0.
      if (2 ** (ID_BITS + this.indexBits[shard]!) <= needed) slots += this.shards[shard]!.length;
    }
    // A small table is doubled more than once.
    if (slots > 0) slots = Math.max(slots, 4 * CHUNK_ROWS);
    return slots * Int32Array.BYTES_PER_ELEMENT + this.rows.chunkBytes;
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
   * What is held where a row with this hash is looked for first. Asked as soon as the hash is known, so that `insert` finds
   * in the processor's cache what it would otherwise wait for.
   */
  peek(hash: number): number {
    const shard = hash >>> SHARD_SHIFT;
    const bits = this.indexBits[shard]!;
    const rest = hash & REST_MASK;
    return this.shards[shard]![((rest & ((1 << bits) - 1)) << BUCKET_BITS) | ((rest >>> bits) & BUCKET_MASK)]!;
  }

  /** Looks at the rows it finds, so that comparing finds them in the processor's cache. */
  guess(made: Int32Array, count: number): void {
    const { rows, indexBits } = this;
    const rowCount = rows.count;
    let seen = 0;
    for (let at = 0; at < count * MADE_WORDS; at += MADE_WORDS) {
      const hash = made[at + MADE_HASH]!;
      const held = made[at + MADE_HELD]!;
      const bits = indexBits[hash >>> SHARD_SHIFT]!;
      const idBits = ID_BITS + bits;
      const id = (held & ((1 << idBits) - 1)) - 1;
      const fits = held >>> idBits === (hash & REST_MASK) >>> bits && id >= 0 && id < rowCount;
      made[at + MADE_HELD] = fits ? id : -1;
      if (fits) seen ^= rows.firstWord(id);
    }
    // Used for something, or the looks might be optimised away.
    this.#seen ^= seen;
  }

  /**
   * The id of the packed row that starts at `words[at]` and has this hash; its complement `~id` when the row is new and was
   * appended; `FULL` when it is new and there are `limit` rows. Throws `OutOfMemory`, and changes nothing, where there
   * is no memory for it.
   */
  insert(words: Int32Array, at: number, hash: number): number {
    const shard = hash >>> SHARD_SHIFT;
    const slots = this.shards[shard]!;
    const bits = this.indexBits[shard]!;
    const idBits = ID_BITS + bits;
    const idMask = (1 << idBits) - 1;
    const rest = hash & REST_MASK;
    const tag = rest >>> bits;
    let first = (rest & ((1 << bits) - 1)) << BUCKET_BITS;
    let place = tag & BUCKET_MASK;
    let left = BUCKET_SLOTS;
    const { count } = this.rows;
    for (;;) {
      const held = slots[first | place]!;
      if (held === 0) break;
      if (held >>> idBits === tag) {
        const id = (held & idMask) - 1;
        if (id < count && this.rows.equals(id, words, at)) return id;
      }
      place = (place + 1) & BUCKET_MASK;
      left -= 1;
      if (left > 0) continue;
      first = (first + BUCKET_SLOTS) & (slots.length - 1);
      left = BUCKET_SLOTS;
    }
    const id = count;
    if (id >= this.limit) return FULL;
    if (id >= idMask) {
      this.#grow(shard);
      return this.insert(words, at, hash);
    }
    this.rows.append(words, at);
    slots[first | place] = (tag << idBits) | (id + 1);
    return ~id;
  }

  /**
   * Looks for rows in another thread's set, of which so many can be read: what is not among those is new, and is not added.
   * It may be changed meanwhile.
   */
  borrow({ bits, firstChunk, chunks, shards }: SharedRows, count: number): void {
    this.limit = 0;
    this.rows.borrow(count, bits, firstChunk, chunks);
    for (const { shard, indexBits, slots } of shards) {
      this.shards[shard] = slots;
      this.indexBits[shard] = indexBits;
    }
  }

  /** Widens the rows until a row of these components fits. */
  fit(components: Int32Array): void {
    this.rows.fit(components);
  }

  /** As `insert`, for a row that is not packed; widens as needed. */
  tryAdd(components: Int32Array): number {
    const words = this.#words;
    const multipliers = this.multipliers;
    const { fields, words: width } = this.rows.layout;
    for (let word = 0; word < width; word += 1) words[word] = 0;
    let sum = 0;
    for (let component = 0, field = 0; component < components.length; component += 1, field += FIELD_WORDS) {
      const id = components[component]!;
      if (id > fields[field + FIELD_LARGEST]!) {
        this.fit(components);
        return this.tryAdd(components);
      }
      const word = fields[field + FIELD_WORD]!;
      words[word] = words[word]! | (id << fields[field + FIELD_SHIFT]!);
      sum = (sum + Math.imul(id, multipliers[component]!)) | 0;
    }
    return this.insert(words, 0, finishHash(sum));
  }

  /** Rows are packed anew before an id outgrows its field, and shards are doubled one by one before they have no more ids. */
  enlargingSoon(ahead: Ahead): Generator<undefined, void> | undefined {
    const { rows } = this;
    if (rows.count < ENLARGED_AT_ONCE_MAX) return undefined;
    const widening = wideningSoon(rows, ahead);
    if (widening !== undefined) return widening;
    const { rowsMax, hasRoomFor } = ahead;
    const least = Math.min(...this.indexBits);
    const capacity = 2 ** (ID_BITS + least);
    const left = this.indexBits.filter(bits => bits === least).length;
    if (rowsMax < capacity || least >= INDEX_BITS_MAX) return undefined;
    if (capacity - rows.count > (capacity >> AHEAD_BITS) * (left / SHARDS)) return undefined;
    const shard = this.indexBits.indexOf(least);
    const bytes = 2 * this.shards[shard]!.byteLength;
    return hasRoomFor(bytes) ? this.#growing(shard) : undefined;
  }

  /** Doubles a shard. Throws `OutOfMemory`, and changes nothing, where there is no memory. */
  #grow(shard: number): void {
    atOnce(this.#growing(shard));
  }

  *#growing(shard: number): Generator<undefined, void> {
    const bits = this.indexBits[shard]!;
    if (bits >= INDEX_BITS_MAX) throw new OutOfMemory('A table of rows has at most 2^28 of them');
    const old = this.shards[shard]!;
    const grown = this.#allocate(old.length * 2);
    // A row that found its bucket full stands in another; it is there only behind a bucket that is full.
    let follows = isFull(old, old.length - BUCKET_SLOTS);
    const half = old.length;
    const idBits = ID_BITS + bits;
    const idMask = (1 << idBits) - 1;
    const strays: number[] = [];
    for (let first = 0; first < half; first += BUCKET_SLOTS) {
      for (let place = 0; place < BUCKET_SLOTS; place += 1) {
        const held = old[first + place]!;
        if (held === 0) continue;
        if (follows) {
          strays.push((held & idMask) - 1);
          continue;
        }
        const tag = held >>> idBits;
        put(
          grown,
          first + (tag & 1) * half,
          ((tag >>> 1) << (idBits + 1)) | (held & idMask),
          (tag >>> 1) & BUCKET_MASK,
        );
      }
      follows = isFull(old, first);
      if ((first & GROWTH_PAUSE_MASK) === 0) yield undefined;
    }
    this.shards[shard] = grown;
    this.indexBits[shard] = bits + 1;
    this.#slotCount += half;
    for (const id of strays) {
      const rest = finishHash(this.rows.hashSumOf(id, this.multipliers)) & REST_MASK;
      const tag = rest >>> (bits + 1);
      put(grown, (rest & ((2 << bits) - 1)) << BUCKET_BITS, (tag << (idBits + 1)) | (id + 1), tag & BUCKET_MASK);
    }
  }
}

function isFull(slots: Int32Array, first: number): boolean {
  for (let place = 0; place < BUCKET_SLOTS; place += 1) {
    if (slots[first + place] === 0) return false;
  }
  return true;
}

/** Puts a slot's word into a bucket, or behind it where that is full. */
function put(slots: Int32Array, bucket: number, word: number, start: number): void {
  let first = bucket;
  let place = start;
  let left = BUCKET_SLOTS;
  while (slots[first | place] !== 0) {
    place = (place + 1) & BUCKET_MASK;
    left -= 1;
    if (left > 0) continue;
    first = (first + BUCKET_SLOTS) & (slots.length - 1);
    left = BUCKET_SLOTS;
  }
  slots[first | place] = word;
}

/** The hash of a row, 29 bits, from the sum over its components: it spreads every bit over all others. */
export function finishHash(sum: number): number {
  let hash = Math.imul(sum ^ (sum >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> (WORD_BITS - HASH_BITS);
}
