import { allocateIntegers } from './allocation.ts';
import { assert } from './assert.ts';

const CHUNK_WORD_BITS = 14;
const CHUNK_WORDS = 1 << CHUNK_WORD_BITS;
const CHUNK_WORD_MASK = CHUNK_WORDS - 1;
const WORD_BITS = 32;
const SAMPLE_BITS = 8;
const SAMPLE_MASK = (1 << SAMPLE_BITS) - 1;

/**
 * A list of non-negative integers that never descend, in chunks that are never copied. Written as bits: for each item as
 * many zeros as it is larger than the one before, then a one (the high half of the code of Elias, 1974, and Fano, 1971).
 * So n items up to m take n + m bits. Items are appended in constant time; to read one takes a look at those between it
 * and the last of each 256 whose place is noted.
 */
export class AscendingIntegers {
  readonly #chunks: Int32Array[] = [];
  /** Of each 256th item: where its one is. */
  readonly #samples: number[] = [];
  #length = 0;
  #last = 0;
  // How many bits are written.
  #bits = 0;

  get length(): number {
    return this.#length;
  }

  get bytes(): number {
    const words = this.#chunks.length * CHUNK_WORDS;
    return words * Int32Array.BYTES_PER_ELEMENT + this.#samples.length * Float64Array.BYTES_PER_ELEMENT;
  }

  /** Bytes for each item, of the part that is written. */
  get bytesPerItem(): number {
    return this.#bits / 8 / Math.max(1, this.#length) + Float64Array.BYTES_PER_ELEMENT / (1 << SAMPLE_BITS);
  }

  /** `item` is at least the last one. Throws `OutOfMemory`, and changes nothing, where there is no memory for another chunk. */
  push(item: number): void {
    assert(item >= this.#last, 'an ascending list never descends');
    const bit = this.#bits + (item - this.#last);
    const word = Math.floor(bit / WORD_BITS);
    while (word >>> CHUNK_WORD_BITS >= this.#chunks.length) this.#chunks.push(allocateIntegers(CHUNK_WORDS));
    const chunk = this.#chunks[word >>> CHUNK_WORD_BITS]!;
    const at = word & CHUNK_WORD_MASK;
    chunk[at] = chunk[at]! | (1 << (bit % WORD_BITS));
    if ((this.#length & SAMPLE_MASK) === 0) this.#samples.push(bit);
    this.#bits = bit + 1;
    this.#last = item;
    this.#length += 1;
  }

  at(index: number): number {
    assert(index >= 0 && index < this.#length, 'an index is inside its list');
    const sample = this.#samples[index >>> SAMPLE_BITS]!;
    let word = Math.floor(sample / WORD_BITS);
    // The ones of the first word from the sample on.
    let ones = this.#word(word) & (-1 << (sample % WORD_BITS));
    let before = index & SAMPLE_MASK;
    for (let found = onesIn(ones); found <= before; found = onesIn(ones)) {
      before -= found;
      word += 1;
      ones = this.#word(word);
    }
    for (; before > 0; before -= 1) ones &= ones - 1;
    return word * WORD_BITS + lowestOne(ones) - index;
  }

  #word(word: number): number {
    return this.#chunks[word >>> CHUNK_WORD_BITS]![word & CHUNK_WORD_MASK]!;
  }
}

/** How many bits of a word are set. */
function onesIn(word: number): number {
  let sum = word - ((word >>> 1) & 0x55555555);
  sum = (sum & 0x33333333) + ((sum >>> 2) & 0x33333333);
  return Math.imul((sum + (sum >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Which is the lowest bit that is set, of a word that is not zero. */
function lowestOne(word: number): number {
  return WORD_BITS - 1 - Math.clz32(word & -word);
}
