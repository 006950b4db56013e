/**
 * Operations that a beginning of an order has not placed yet, in a fixed order. Placing one unlinks it from a list, and
 * unplacing it, in reverse order, links it again: both take the same time however many there are (Knuth, "Dancing links", 2000).
 */
export class Unplaced {
  /** By operation, and last the ends of the list. */
  readonly #next: Int32Array;
  readonly #previous: Int32Array;
  readonly #end: number;
  /** By operation: where it stands in the order. */
  readonly #position: Int32Array;
  readonly #placed: Uint8Array;
  #placedCount = 0;

  /** `operations` in the order in which they are tried: some of 0 … `count` − 1. */
  constructor(operations: readonly number[], count: number) {
    this.#next = new Int32Array(count + 1);
    this.#previous = new Int32Array(count + 1);
    this.#end = count;
    this.#position = new Int32Array(count);
    this.#placed = new Uint8Array(count);
    operations.forEach((operation, position) => (this.#position[operation] = position));
    [...operations, count].forEach((operation, i, all) => {
      const before = all[i - 1] ?? count;
      this.#previous[operation] = before;
      this.#next[before] = operation;
    });
  }

  get first(): number | undefined {
    return this.after(this.#end);
  }

  /** A text that is equal exactly where the same operations are placed: how many, and which were passed over. */
  get key(): string {
    const passed: number[] = [];
    for (let next = this.first; next !== undefined; next = this.after(next)) {
      if (this.#position[next]! - passed.length === this.#placedCount) break;
      passed.push(next);
    }
    return `${this.#placedCount}:${passed.join(',')}`;
  }

  isPlaced(operation: number): boolean {
    return this.#placed[operation] === 1;
  }

  /** The one after an operation that is not placed. */
  after(operation: number): number | undefined {
    const next = this.#next[operation]!;
    return next === this.#end ? undefined : next;
  }

  place(operation: number): void {
    const [before, behind] = [this.#previous[operation]!, this.#next[operation]!];
    this.#next[before] = behind;
    this.#previous[behind] = before;
    this.#placed[operation] = 1;
    this.#placedCount += 1;
  }

  /** Undoes the latest `place` that is not undone yet. */
  unplace(operation: number): void {
    this.#next[this.#previous[operation]!] = operation;
    this.#previous[this.#next[operation]!] = operation;
    this.#placed[operation] = 0;
    this.#placedCount -= 1;
  }
}
