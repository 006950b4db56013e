import { allocateIntegers } from './allocation.ts';

/** A list of 32-bit integers in one typed array that doubles when it is full. For tables that stay small. */
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

  push(item: number): void {
    if (this.#length === this.items.length) {
      const wider = allocateIntegers(this.items.length * 2);
      wider.set(this.items);
      this.items = wider;
    }
    this.items[this.#length] = item;
    this.#length += 1;
  }
}
