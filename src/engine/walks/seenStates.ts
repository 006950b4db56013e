import { allocateIntegers, OutOfMemory } from '../../base/allocation.ts';

// Two words for each state.
const CELL_WORDS = 2;
const CELL_BITS_FIRST = 12;

/** A set of fingerprints that takes no more than so much memory: when it is full, nothing is added to it any more. */
export class SeenStates {
  /** How many different ones came, while there was room. */
  count = 0;
  /** Whether there was no room for some. */
  isFull = false;
  readonly #bytesMax: number;
  #cells = new Int32Array(CELL_WORDS << CELL_BITS_FIRST);
  #mask = (1 << CELL_BITS_FIRST) - 1;

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
  }

  get bytes(): number {
    return this.#cells.byteLength;
  }

  add(one: number, other: number): void {
    // Both words 0 are an empty cell.
    const first = one === 0 && other === 0 ? 1 : one;
    if (this.#holds(first, other)) return;
    if (!this.isFull && this.count * 2 > this.#mask) this.isFull = !this.#grow();
    if (this.isFull) return;
    this.#place(first, other);
    this.count += 1;
  }

  #holds(one: number, other: number): boolean {
    const cells = this.#cells;
    for (let cell = one & this.#mask; ; cell = (cell + 1) & this.#mask) {
      const held = cells[cell * CELL_WORDS]!;
      const heldToo = cells[cell * CELL_WORDS + 1]!;
      if (held === one && heldToo === other) return true;
      if (held === 0 && heldToo === 0) return false;
    }
  }

  #place(one: number, other: number): void {
    const cells = this.#cells;
    let cell = one & this.#mask;
    while (cells[cell * CELL_WORDS] !== 0 || cells[cell * CELL_WORDS + 1] !== 0) cell = (cell + 1) & this.#mask;
    cells[cell * CELL_WORDS] = one;
    cells[cell * CELL_WORDS + 1] = other;
  }

  /** Doubles the room; false where that is too much. */
  #grow(): boolean {
    const old = this.#cells;
    if (old.byteLength * 2 > this.#bytesMax) return false;
    try {
      this.#cells = allocateIntegers(old.length * 2);
    } catch (thrown) {
      if (thrown instanceof OutOfMemory) return false;
      throw thrown;
    }
    this.#mask = this.#mask * 2 + 1;
    for (let at = 0; at < old.length; at += CELL_WORDS) {
      if (old[at] !== 0 || old[at + 1] !== 0) this.#place(old[at]!, old[at + 1]!);
    }
    return true;
  }
}
