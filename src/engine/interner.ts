import { OutOfMemory } from '../base/allocation.ts';
import { assert } from '../base/assert.ts';

// What an entry costs beside its key and its value: an object or two, a map entry, a slot in the list. An estimate.
const ENTRY_BYTES = 200;
// A Map of V8 holds at most 2^24 entries.
const ENTRIES_MAX = 2 ** 24 - 1;

/** Thrown for a value that must not be given a number. Made once: the trace of where it was made would cost more than all else. */
export const NOT_NUMBERED = new Error('A value has no number yet');

/** Gives each different value a small integer, in the order they come: 0, 1, 2, … */
export class Interner<Value> {
  /** Whether other values are refused: `idOf` throws for them, and changes nothing. */
  isFixed = false;
  readonly #keyOf: (value: Value) => string;
  readonly #idOf = new Map<string, number>();
  readonly #values: Value[] = [];
  #bytes = 0;

  /** `keyOf` gives a text that two values share exactly when they are equal. */
  constructor(keyOf: (value: Value) => string) {
    this.#keyOf = keyOf;
  }

  get count(): number {
    return this.#values.length;
  }

  /** An estimate of what the values take. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The values from a number on. */
  valuesFrom(first: number): readonly Value[] {
    return this.#values.slice(first);
  }

  /** Throws `OutOfMemory` beyond the number of values that can be told apart. */
  idOf(value: Value): number {
    const key = this.#keyOf(value);
    const known = this.#idOf.get(key);
    if (known !== undefined) return known;
    if (this.isFixed) throw NOT_NUMBERED;
    if (this.#values.length >= ENTRIES_MAX) throw new OutOfMemory('More different values than can be numbered');
    const id = this.#values.push(value) - 1;
    this.#idOf.set(key, id);
    this.#bytes += ENTRY_BYTES + 2 * key.length;
    return id;
  }

  valueOf(id: number): Value {
    const value = this.#values[id];
    assert(value !== undefined, 'an id names a value');
    return value;
  }
}
