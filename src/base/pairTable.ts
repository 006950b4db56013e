import { allocateIntegers } from './allocation.ts';
import { mix } from './mixing.ts';

/** What `PairTable.get` answers for a pair that is not there. */
export const ABSENT = -1;

// A cell is four words (first + 1, second, value, unused), so that none crosses a cache line; zero is an empty cell.
const CELL_WORDS = 4;
const SECOND_SALT = 0x27d4eb2f;

/** A map from pairs of non-negative integers to non-negative integers, by open addressing in one typed array. */
export class PairTable {
  #cells: Int32Array;
  #mask: number;
  #size = 0;

  constructor(cellBits = 6) {
    this.#mask = (1 << cellBits) - 1;
    this.#cells = new Int32Array(CELL_WORDS << cellBits);
  }

  get size(): number {
    return this.#size;
  }

  get bytes(): number {
    return this.#cells.byteLength;
  }

  get(first: number, second: number): number {
    const cells = this.#cells;
    const key = first + 1;
    let cell = mix(second, Math.imul(first, SECOND_SALT)) & this.#mask;
    for (;;) {
      const at = cell * CELL_WORDS;
      const held = cells[at];
      if (held === key && cells[at + 1] === second) return cells[at + 2]!;
      if (held === 0) return ABSENT;
      cell = (cell + 1) & this.#mask;
    }
  }

  set(first: number, second: number, value: number): void {
    if (this.#size * 3 > this.#mask * 2) this.#grow();
    this.#place(first, second, value);
  }

  #place(first: number, second: number, value: number): void {
    const cells = this.#cells;
    const key = first + 1;
    let cell = mix(second, Math.imul(first, SECOND_SALT)) & this.#mask;
    for (;;) {
      const at = cell * CELL_WORDS;
      const held = cells[at];
      if (held === 0) {
        cells[at] = key;
        cells[at + 1] = second;
        cells[at + 2] = value;
        this.#size += 1;
        return;
      }
      if (held === key && cells[at + 1] === second) {
        cells[at + 2] = value;
        return;
      }
      cell = (cell + 1) & this.#mask;
    }
  }

  #grow(): void {
    const old = this.#cells;
    this.#cells = allocateIntegers(old.length * 2);
    this.#mask = this.#mask * 2 + 1;
    this.#size = 0;
    for (let at = 0; at < old.length; at += CELL_WORDS) {
      const key = old[at]!;
      if (key !== 0) this.#place(key - 1, old[at + 1]!, old[at + 2]!);
    }
  }
}
