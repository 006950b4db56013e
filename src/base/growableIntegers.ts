import { allocateIntegers } from './allocation.ts';

/** A list that is longer grows by a quarter, not to twice its length. */
const DOUBLED_MAX = 1 << 16;

/** A list of 32-bit integers in one typed array that is replaced by a larger one when it is full. For tables that stay small. */
export class GrowableIntegers {
  /** The items, and unused room behind them. Replaced when the list grows: do not keep it across a `push`. */
  items: Int32Array;
  #length = 0;

  constructor(room = 64) {
    this.items = new Int32Array(room);
  }

  get length(): number {
    return this.#length;
  }

  get bytes(): number {
    return this.items.byteLength;
  }

  /** Forgets the items and keeps the room. */
  clear(): void {
    this.#length = 0;
  }

  /** Forgets the items from a length on. */
  cut(length: number): void {
    this.#length = Math.min(this.#length, length);
  }

  push(item: number): void {
    if (this.#length === this.items.length) {
      const room = this.#length;
      const wider = allocateIntegers(room > DOUBLED_MAX ? room + (room >>> 2) : room * 2);
      wider.set(this.items);
      this.items = wider;
    }
    this.items[this.#length] = item;
    this.#length += 1;
  }
}
