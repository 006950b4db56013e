import { type Allocate, allocateIntegers } from '../base/allocation.ts';
import { assert } from '../base/assert.ts';
import { atOnce } from '../base/atOnce.ts';
import { bitsFor, FIELD_LARGEST, FIELD_SHIFT, FIELD_WORD, FIELD_WORDS, Layout } from './layout.ts';

const CHUNK_BITS = 14;
export const CHUNK_ROWS = 1 << CHUNK_BITS;
const CHUNK_MASK = CHUNK_ROWS - 1;
/** Of so many components, each that is widened by itself makes even few rows take long. */
const MANY_COMPONENTS = 64;

const FORGOTTEN = new Int32Array(0);

// Made once: the trace of where it was made would cost more than all else.
const NO_ROOM = new Error('An id does not fit into rows of another thread');

/**
 * Rows of equally many components, packed into 32-bit words, in the order they were appended. Chunks are never moved;
 * when a component outgrows its bits, they are packed anew one after the other.
 */
export class Rows {
  layout: Layout;
  // By component, the bits that some id asked for.
  readonly #needed: Uint8Array;
  // All rows or-ed together: what their ids take in the present layout.
  #union = new Int32Array(1);
  readonly chunks: Int32Array[] = [];
  // All the same, but where memory ran out while rows were packed anew: those that were not reached can still be read.
  readonly #layouts: Layout[] = [];
  readonly #unpacked: Int32Array;
  #count = 0;
  // Chunks before this one are given up.
  #firstChunk = 0;

  readonly #kinds: Int32Array;
  readonly #allocate: Allocate;
  // Whether the rows are another thread's.
  #isBorrowed = false;

  /** Components of one kind tend to grow alike: where many rows are packed anew, they are widened together. */
  constructor(kinds: Int32Array, allocate: Allocate = allocateIntegers) {
    const componentCount = kinds.length;
    this.#kinds = kinds;
    this.#allocate = allocate;
    this.#needed = new Uint8Array(componentCount);
    this.#unpacked = new Int32Array(componentCount);
    this.layout = new Layout(this.#needed);
  }

  get count(): number {
    return this.#count;
  }

  get bytes(): number {
    return (this.chunks.length - this.#firstChunk) * this.chunkBytes;
  }

  /** The first row that can be read. */
  get first(): number {
    return this.#firstChunk << CHUNK_BITS;
  }

  /** What the next chunk will take. */
  get chunkBytes(): number {
    return CHUNK_ROWS * this.layout.words * Int32Array.BYTES_PER_ELEMENT;
  }

  /** Appends the packed row that starts at `words[from]`. Throws `OutOfMemory`, and changes nothing, where there is no memory for another chunk. */
  append(words: Int32Array, from: number): void {
    const width = this.layout.words;
    const at = (this.#count & CHUNK_MASK) * width;
    if (at === 0) {
      this.chunks.push(this.#allocate(CHUNK_ROWS * width));
      this.#layouts.push(this.layout);
    }
    const chunk = this.chunks[this.#count >>> CHUNK_BITS]!;
    const union = this.#union;
    for (let word = 0; word < width; word += 1) {
      const packed = words[from + word]!;
      chunk[at + word] = packed;
      union[word] = union[word]! | packed;
    }
    this.#count += 1;
  }

  /** Copies the packed words of row `index`. */
  copy(index: number, words: Int32Array): void {
    const chunk = this.chunks[index >>> CHUNK_BITS]!;
    const width = this.layout.words;
    const at = (index & CHUNK_MASK) * width;
    for (let word = 0; word < width; word += 1) words[word] = chunk[at + word]!;
  }

  /** Reads another thread's rows: so many, packed as `bits` says, the chunks from an index on. They cannot be widened. */
  borrow(count: number, bits: Uint8Array, firstChunk: number, chunks: readonly Int32Array[]): void {
    this.#isBorrowed = true;
    this.#count = count;
    if (bits.some((width, i) => width !== this.layout.bits[i])) this.layout = new Layout(bits);
    this.chunks.splice(firstChunk, Infinity, ...chunks);
    this.#layouts.length = 0;
    for (let i = 0; i < this.chunks.length; i += 1) this.#layouts.push(this.layout);
  }

  /** Of another thread's rows so many can be read by now, as far as their chunks are known. */
  extend(count: number): void {
    this.#count = Math.max(this.#count, Math.min(count, this.chunks.length * CHUNK_ROWS));
  }

  /** Some word of row `index`. */
  firstWord(index: number): number {
    return this.chunks[index >>> CHUNK_BITS]![(index & CHUNK_MASK) * this.layout.words]!;
  }

  /** Whether row `index` is the packed row that starts at `words[from]`. */
  equals(index: number, words: Int32Array, from: number): boolean {
    const chunk = this.chunks[index >>> CHUNK_BITS]!;
    const width = this.layout.words;
    const at = (index & CHUNK_MASK) * width;
    for (let word = 0; word < width; word += 1) {
      if (chunk[at + word] !== words[from + word]) return false;
    }
    return true;
  }

  /** Copies the components of row `index`. */
  read(index: number, components: Int32Array): void {
    assert(index >= this.first && index < this.#count, 'the row is in the store');
    const layout = this.#layouts[index >>> CHUNK_BITS]!;
    layout.unpack(this.chunks[index >>> CHUNK_BITS]!, (index & CHUNK_MASK) * layout.words, components);
  }

  /** The sum over the components of row `index`, each times its multiplier. */
  hashSumOf(index: number, multipliers: Int32Array): number {
    const { fields, words } = this.layout;
    const chunk = this.chunks[index >>> CHUNK_BITS]!;
    const at = (index & CHUNK_MASK) * words;
    let sum = 0;
    for (let component = 0, field = 0; component < multipliers.length; component += 1, field += FIELD_WORDS) {
      const word = chunk[at + fields[field + FIELD_WORD]!]!;
      const id = (word >>> fields[field + FIELD_SHIFT]!) & fields[field + FIELD_LARGEST]!;
      sum = (sum + Math.imul(id, multipliers[component]!)) | 0;
    }
    return sum;
  }

  /** Gives up the rows before `index`, chunk by chunk: those in the chunk of `index` stay. */
  forget(index: number): void {
    for (; this.#firstChunk < index >>> CHUNK_BITS; this.#firstChunk += 1) this.chunks[this.#firstChunk] = FORGOTTEN;
  }

  /** Widens the rows until a row of these components fits. */
  fit(components: Int32Array): void {
    let component = 0;
    while (component < components.length) {
      if (components[component]! <= this.layout.largest(component)) {
        component += 1;
      } else {
        this.widen(component, components[component]!);
        // Widening one may have narrowed another.
        component = 0;
      }
    }
  }

  /**
   * Makes room for `id` in a component: every row is packed anew, one chunk at a time. Another component that had bits to
   * spare may lose them, except for ids that are stored or were made room for. Throws `OutOfMemory` where there is
   * no memory; then rows can still be read, and none can be added.
   */
  widen(component: number, id: number): void {
    atOnce(this.widening(component, id));
  }

  /** The same, yielding after each chunk. Until it is done rows can be read, and none can be looked for or added. */
  *widening(component: number, id: number): Generator<undefined, void> {
    if (this.#isBorrowed) throw NO_ROOM;
    const before = this.layout;
    before.unpack(this.#union, 0, this.#unpacked);
    // Ids may have grown into bits that were left over: those are needed now.
    this.#unpacked.forEach((ids, i) => (this.#needed[i] = Math.max(this.#needed[i]!, bitsFor(ids))));
    const together = this.#count >= CHUNK_ROWS || this.#kinds.length >= MANY_COMPONENTS;
    this.#kinds.forEach((kind, i) => {
      if (i !== component && !(together && kind === this.#kinds[component])) return;
      this.#needed[i] = Math.max(this.#needed[i]!, bitsFor(id));
    });
    const after = new Layout(this.#needed);
    const chunks = this.chunks;
    this.#union = new Int32Array(after.words);
    after.pack(this.#unpacked, this.#union, 0);
    for (let i = this.#firstChunk; i < chunks.length; i += 1) {
      const old = chunks[i]!;
      const renewed = this.#allocate(CHUNK_ROWS * after.words);
      const rows = Math.min(CHUNK_ROWS, this.#count - i * CHUNK_ROWS);
      for (let row = 0; row < rows; row += 1) {
        before.unpack(old, row * before.words, this.#unpacked);
        after.pack(this.#unpacked, renewed, row * after.words);
      }
      chunks[i] = renewed;
      this.#layouts[i] = after;
      yield undefined;
    }
    this.layout = after;
  }
}
