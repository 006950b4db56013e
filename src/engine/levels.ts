import { present } from '../base/assert.ts';

/** How far each state is from an initial one. States are found in the order of their distance. */
export class Levels {
  // The first state of each level, and the number of all states at the end.
  readonly #starts: number[] = [0];
  #count = 0;
  // Where `depthOf` looked last: searches ask in ascending order.
  #last = 0;

  /** Number of states. */
  get count(): number {
    return this.#count;
  }

  /** The largest distance of a state; 0 while there is none. */
  get depth(): number {
    return Math.max(0, this.#starts.length - 1);
  }

  /** Notes the next states, found when `parent` was expanded; −1 for initial ones. */
  add(parent: number, count: number): void {
    if (count === 0) return;
    const depth = parent < 0 ? 0 : this.depthOf(parent) + 1;
    if (depth === this.#starts.length) this.#starts.push(this.#count);
    this.#count += count;
  }

  depthOf(stateId: number): number {
    const starts = this.#starts;
    let depth = this.#last;
    while (depth > 0 && stateId < present(starts[depth], 'the start of a level')) depth -= 1;
    while (depth + 1 < starts.length && stateId >= present(starts[depth + 1], 'the start of a level')) depth += 1;
    this.#last = depth;
    return depth;
  }

  /** The first state that is farther away than `depth`; where none was found yet, the next that will be. */
  endOf(depth: number): number {
    return this.#starts[depth + 1] ?? this.#count;
  }

  /** Number of states by distance. */
  sizes(): readonly number[] {
    return this.#starts.map((start, depth) => (this.#starts[depth + 1] ?? this.#count) - start);
  }
}
