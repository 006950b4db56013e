import { allocateIntegers } from './allocation.ts';
import { assert } from './assert.ts';

const CHUNK_BITS = 14;
const CHUNK_ITEMS = 1 << CHUNK_BITS;
const CHUNK_MASK = CHUNK_ITEMS - 1;

type Chunk = Uint8Array | Uint16Array | Int32Array;

/**
 * A list of non-negative integers below 2³¹ that are mostly small: one byte each, two or four in a chunk where some needs
 * more. Only the chunk in which one does is copied.
 */
export class SmallIntegers {
  readonly #chunks: Chunk[] = [];
  #length = 0;
  #bytes = 0;

  get length(): number {
    return this.#length;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Throws `OutOfMemory`, and changes nothing, where there is no memory for another chunk. */
  push(item: number): void {
    const index = this.#length;
    const which = index >>> CHUNK_BITS;
    const at = index & CHUNK_MASK;
    if (which === this.#chunks.length) this.#put(which, zeros(1));
    const width = widthOf(item);
    if (width > this.#chunks[which]!.BYTES_PER_ELEMENT) this.#widen(which, width);
    this.#chunks[which]![at] = item;
    this.#length = index + 1;
  }

  at(index: number): number {
    assert(index >= 0 && index < this.#length, 'an index is inside its list');
    return this.#chunks[index >>> CHUNK_BITS]![index & CHUNK_MASK]!;
  }

  #widen(which: number, width: Width): void {
    const wide = zeros(width);
    wide.set(this.#chunks[which]!);
    this.#put(which, wide);
  }

  #put(which: number, chunk: Chunk): void {
    this.#bytes += chunk.byteLength - (this.#chunks[which]?.byteLength ?? 0);
    this.#chunks[which] = chunk;
  }
}

type Width = 1 | 2 | 4;

/** How many bytes it takes to write an item. */
function widthOf(item: number): Width {
  if (item > 0xffff) return 4;
  return item > 0xff ? 2 : 1;
}

function zeros(width: Width): Chunk {
  const { buffer } = allocateIntegers((CHUNK_ITEMS * width) / Int32Array.BYTES_PER_ELEMENT);
  if (width === 4) return new Int32Array(buffer);
  return width === 2 ? new Uint16Array(buffer) : new Uint8Array(buffer);
}
