import { GrowableIntegers } from '../../base/growableIntegers.ts';
import { mix, saltOf } from '../../base/mixing.ts';
import { createPrng, type Prng } from '../../base/prng.ts';
import { bitsFor, FIELD_LARGEST, FIELD_SHIFT, FIELD_WORD, FIELD_WORDS, type Layout } from '../layout.ts';
import { BATCH_MAX } from '../space.ts';

/** Bits of a whole fingerprint, and of its parts: which shard, and what is stored there. */
export const FINGERPRINT_BITS = 71;
export const SHARD_BITS = 8;
const WORD_BITS = 32;

// Random words of one id of one component: one for each part of a fingerprint. The fourth is unused, so that all are in
// one line of the processor's cache.
const STRIDE_BITS = 2;
const PARTS = 3;

/** How fingerprints are made. Fewer bits and other seeds are for tests. */
export interface FingerprintOptions {
  /** 1 … `FINGERPRINT_BITS`. */
  readonly bits: number;
  readonly seed: number;
}

export const DEFAULT_FINGERPRINTS: FingerprintOptions = { bits: FINGERPRINT_BITS, seed: 0x1c0e };

/**
 * Fingerprints of rows: a random word for each id of each component, all of a row taken together by exclusive or (Carter
 * and Wegman, "Universal classes of hash functions", 1979, who call it H₃; Zobrist 1970). For any two different rows the chance that
 * their fingerprints are equal, over the choice of the random words, is exactly one in 2^bits. It does not matter how rows are packed.
 *
 * A fingerprint has three parts: the shard, 8 bits; the order in it, 32; and the rest, 31 bits and a lowest one that is always set.
 */
export class Fingerprints {
  /** Of the rows looked at last, by position. */
  readonly shards = new Uint8Array(BATCH_MAX);
  readonly orders = new Int32Array(BATCH_MAX);
  readonly checks = new Int32Array(BATCH_MAX);
  readonly bits: number;
  readonly #lists: readonly GrowableIntegers[];
  // The random words themselves: of each list what `items` is now, filled to its end.
  readonly #tables: Int32Array[];
  readonly #prngs: readonly Prng[];
  readonly #masks: Int32Array;
  // The row that others are compared with: its components, the same packed, and its fingerprint.
  readonly #components: Int32Array;
  #words = new Int32Array(0);
  #shard = 0;
  #order = 0;
  #check = 0;
  #layout: Layout | undefined;
  /** By bit of a packed row, the component whose field it is in. */
  #fieldAt = new Int32Array(0);

  constructor(componentCount: number, { bits, seed }: FingerprintOptions) {
    this.bits = bits;
    this.#components = new Int32Array(componentCount);
    const components = Array.from(this.#components.keys());
    this.#lists = components.map(() => new GrowableIntegers());
    this.#tables = this.#lists.map(() => new Int32Array(0));
    this.#prngs = components.map(component => createPrng(mix(seed, saltOf(component))));
    const shardBits = Math.min(SHARD_BITS, bits);
    const orderBits = Math.min(WORD_BITS, bits - shardBits);
    const checkBits = bits - shardBits - orderBits;
    this.#masks = Int32Array.of(2 ** shardBits - 1, highBits(orderBits), highBits(checkBits));
  }

  get bytes(): number {
    return this.#lists.reduce((sum, list) => sum + list.bytes, 0);
  }

  /** From here on, fingerprints are worked out from how rows differ from this one. */
  standAt(components: Int32Array, layout: Layout): void {
    this.#components.set(components);
    if (layout === this.#layout) layout.pack(components, this.#words, 0);
    else this.#adopt(layout);
    let [shard, order, check] = [0, 0, 0];
    for (let component = 0; component < components.length; component += 1) {
      const from = components[component]! << STRIDE_BITS;
      const table = this.#tableTo(component, from);
      shard ^= table[from]!;
      order ^= table[from + 1]!;
      check ^= table[from + 2]!;
    }
    this.#shard = shard;
    this.#order = order;
    this.#check = check;
  }

  /** Takes the fingerprints of so many rows that are packed one behind the other in `words`, from `first` on. */
  take(words: Int32Array, first: number, layout: Layout, count: number): void {
    if (layout !== this.#layout) this.#adopt(layout);
    const { shards, orders, checks } = this;
    const { fields, words: width } = layout;
    const base = this.#words;
    const tables = this.#tables;
    const fieldAt = this.#fieldAt;
    const [shardOfBase, orderOfBase, checkOfBase] = [this.#shard, this.#order, this.#check];
    for (let row = 0, at = first; row < count; row += 1, at += width) {
      let shard = shardOfBase;
      let order = orderOfBase;
      let check = checkOfBase;
      for (let word = 0; word < width; word += 1) {
        const old = base[word]!;
        const packed = words[at + word]!;
        let different = packed ^ old;
        while (different !== 0) {
          const component = fieldAt[(word + 1) * WORD_BITS - 1 - Math.clz32(different)]!;
          const shift = fields[component * FIELD_WORDS + FIELD_SHIFT]!;
          const largest = fields[component * FIELD_WORDS + FIELD_LARGEST]!;
          const before = ((old >>> shift) & largest) << STRIDE_BITS;
          const after = ((packed >>> shift) & largest) << STRIDE_BITS;
          let table = tables[component]!;
          if (after >= table.length) table = this.#extend(component, after);
          shard ^= table[before]! ^ table[after]!;
          order ^= table[before + 1]! ^ table[after + 1]!;
          check ^= table[before + 2]! ^ table[after + 2]!;
          different &= ~(largest << shift);
        }
      }
      shards[row] = shard;
      orders[row] = order;
      checks[row] = check | 1;
    }
  }

  #adopt(layout: Layout): void {
    this.#layout = layout;
    this.#words = new Int32Array(layout.words);
    layout.pack(this.#components, this.#words, 0);
    if (layout.words * WORD_BITS > this.#fieldAt.length) this.#fieldAt = new Int32Array(layout.words * WORD_BITS);
    this.#components.forEach((_, component) => {
      const field = component * FIELD_WORDS;
      const first = layout.fields[field + FIELD_WORD]! * WORD_BITS + layout.fields[field + FIELD_SHIFT]!;
      this.#fieldAt.fill(component, first, first + bitsFor(layout.largest(component)));
    });
  }

  /** The random words of a component, those at `from` included. */
  #tableTo(component: number, from: number): Int32Array {
    const table = this.#tables[component]!;
    return from < table.length ? table : this.#extend(component, from);
  }

  /** Makes random words. They depend on the seed, the component and the id alone. */
  #extend(component: number, from: number): Int32Array {
    const list = this.#lists[component]!;
    const prng = this.#prngs[component]!;
    while (list.length <= from || list.length < list.items.length) {
      for (let part = 0; part < 1 << STRIDE_BITS; part += 1) {
        list.push(part < PARTS ? prng.below(2 ** WORD_BITS) & this.#masks[part]! : 0);
      }
    }
    this.#tables[component] = list.items;
    return list.items;
  }
}

/** A word whose highest bits are set. */
function highBits(count: number): number {
  return count === 0 ? 0 : -1 << (WORD_BITS - count);
}
