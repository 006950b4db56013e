import { allocateIntegers } from '../../base/allocation.ts';

// A cell is two words, the order and the check of a fingerprint; an empty one has the check zero.
const CELL_BITS = 1;
const CELL_WORDS = 1 << CELL_BITS;

const HOMES_FIRST = 28;
// Cells behind the last home, for what does not fit before. The very last one stays empty.
const CELLS_BEHIND_FIRST = 36;
/** What a shard takes at first. */
export const SHARD_BYTES_FIRST = (HOMES_FIRST + CELLS_BEHIND_FIRST) * CELL_WORDS * Int32Array.BYTES_PER_ELEMENT;

/** How many times as many homes a shard has when it has grown. */
export const GROWTH = 1.15;
const LOAD_MAX = 0.9;

const HALF_RANGE = 2 ** 31;
const RANGE = 2 ** 32;

/** What `find` answers for a fingerprint that is there. */
export const FOUND = -1;

/** What `gapFrom` answers where no fingerprint can be put before the shard has grown. */
export const NO_GAP = -1;

/**
 * A set of fingerprints of two words each, the second never zero: an ordered hash table (Amble and Knuth, "Ordered hash
 * tables", 1974). A fingerprint's home is in proportion to its order, and it stands there or behind, so that all of them ascend
 * from cell to cell: a search ends at the first larger one, and the table grows, by any factor, in one pass from front to back.
 */
export class Shard {
  #count = 0;
  #homes = HOMES_FIRST;
  // Homes for each order.
  #scale = HOMES_FIRST / RANGE;
  #cellsBehind = CELLS_BEHIND_FIRST;
  #cells = allocateIntegers((HOMES_FIRST + CELLS_BEHIND_FIRST) * CELL_WORDS);

  get count(): number {
    return this.#count;
  }

  get bytes(): number {
    return this.#cells.byteLength;
  }

  /** Looks where a fingerprint would be. */
  touch(order: number): number {
    return this.#cells[((order + HALF_RANGE) * this.#scale) << CELL_BITS]!;
  }

  /** `FOUND`, or the cell in which a new fingerprint belongs. */
  find(order: number, check: number): number {
    const cells = this.#cells;
    let at = ((order + HALF_RANGE) * this.#scale) << CELL_BITS;
    for (;;) {
      const held = cells[at + 1]!;
      if (held === 0) break;
      const heldOrder = cells[at]!;
      if (heldOrder > order) break;
      if (heldOrder === order) {
        if (held === check) return FOUND;
        if (held > check) break;
      }
      at += CELL_WORDS;
    }
    return at >> CELL_BITS;
  }

  /** The first empty cell from `cell` on, for `put`. */
  gapFrom(cell: number): number {
    if (this.#isLoaded) return NO_GAP;
    const cells = this.#cells;
    let at = cell << CELL_BITS;
    while (cells[at + 1] !== 0) at += CELL_WORDS;
    return at + CELL_WORDS === cells.length ? NO_GAP : at >> CELL_BITS;
  }

  /** Puts a new fingerprint where `find` said, and moves what is there up to the gap. */
  put(order: number, check: number, cell: number, gap: number): void {
    const cells = this.#cells;
    const at = cell << CELL_BITS;
    for (let i = (gap << CELL_BITS) + 1; i > at + 1; i -= 1) cells[i] = cells[i - CELL_WORDS]!;
    cells[at] = order;
    cells[at + 1] = check;
    this.#count += 1;
  }

  /** Makes room for more. Throws `OutOfMemory`, and changes nothing, where there is no memory for it. */
  grow(): void {
    const { homes, cellsBehind: cells } = this.#grown();
    let cellsBehind = cells;
    let moved = move(this.#cells, homes, cellsBehind);
    while (moved === undefined) {
      cellsBehind *= 2;
      moved = move(this.#cells, homes, cellsBehind);
    }
    this.#homes = homes;
    this.#scale = homes / RANGE;
    this.#cellsBehind = cellsBehind;
    this.#cells = moved;
  }

  get #isLoaded(): boolean {
    return this.#count >= this.#homes * LOAD_MAX;
  }

  /** More homes; or, where there are enough, more room for what crowds at the end. */
  #grown(): { readonly homes: number; readonly cellsBehind: number } {
    const homes = this.#homes;
    const cellsBehind = this.#cellsBehind;
    return this.#isLoaded ? { homes: Math.ceil(homes * GROWTH), cellsBehind } : { homes, cellsBehind: 2 * cellsBehind };
  }
}

/** The same fingerprints in other cells; undefined where those at the end do not fit. */
function move(from: Int32Array, homes: number, cellsBehind: number): Int32Array<ArrayBuffer> | undefined {
  const scale = homes / RANGE;
  const to = allocateIntegers((homes + cellsBehind) * CELL_WORDS);
  let next = 0;
  for (let at = 0; at < from.length; at += CELL_WORDS) {
    const check = from[at + 1]!;
    if (check === 0) continue;
    const order = from[at]!;
    next = Math.max(next, ((order + HALF_RANGE) * scale) << CELL_BITS);
    if (next + CELL_WORDS === to.length) return undefined;
    to[next] = order;
    to[next + 1] = check;
    next += CELL_WORDS;
  }
  return to;
}
