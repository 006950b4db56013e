import { allocateIntegers } from './allocation.ts';
import { assert } from './assert.ts';

const CHUNK_BITS = 16;
const CHUNK_ITEMS = 1 << CHUNK_BITS;
const CHUNK_MASK = CHUNK_ITEMS - 1;

/** A list of 32-bit integers in chunks of equal size: it grows without ever copying what it holds. */
export class ChunkedIntegers {
  readonly #chunks: Int32Array[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  get bytes(): number {
    return this.#chunks.length * CHUNK_ITEMS * Int32Array.BYTES_PER_ELEMENT;
  }

  /** Throws `OutOfMemory`, and changes nothing, where there is no memory for another chunk. */
  push(item: number): void {
    const index = this.#length;
    if ((index & CHUNK_MASK) === 0) this.#chunks.push(allocateIntegers(CHUNK_ITEMS));
    this.#chunks[index >>> CHUNK_BITS]![index & CHUNK_MASK] = item;
    this.#length = index + 1;
  }

  at(index: number): number {
    assert(index >= 0 && index < this.#length, 'an index is inside its list');
    return this.#chunks[index >>> CHUNK_BITS]![index & CHUNK_MASK]!;
  }
}
