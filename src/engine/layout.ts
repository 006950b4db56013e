import { assert } from '../base/assert.ts';

const WORD_BITS = 32;
const FIELD_BITS_MAX = 31;

/** Words of a component in `Layout.fields`, in this order. */
export const FIELD_WORDS = 4;
/** The word of a row in which its field lies. */
export const FIELD_WORD = 0;
/** The shift of the field in there. */
export const FIELD_SHIFT = 1;
/** The largest integer that fits. */
export const FIELD_LARGEST = 2;

/** How many bits it takes to write every integer from 0 to `largest`. */
export function bitsFor(largest: number): number {
  return WORD_BITS - Math.clz32(largest);
}

/**
 * Where each component of a row lies in its packed words. No field crosses the end of a word. Bits that are left over
 * in a word go to its fields, so that they can grow before rows have to be packed anew.
 */
export class Layout {
  /** Words of a packed row, at least 1. */
  readonly words: number;
  /** By component, the bits that were asked for. */
  readonly bits: Uint8Array;
  /** `FIELD_WORDS` words for each component. One array of them costs less than three. */
  readonly fields: Int32Array;

  /** `bits[c]` is how many bits component c needs at least, 0 … 31; 0 for one that has always been 0. */
  constructor(bits: Uint8Array) {
    const count = bits.length;
    this.bits = bits.slice();
    const wordOf = new Int32Array(count);
    const used = assignWords(bits, wordOf);
    this.words = used.length;
    this.fields = new Int32Array(count * FIELD_WORDS);
    const widths = widen(bits, wordOf, used);
    const filled = new Int32Array(this.words);
    for (let component = 0; component < count; component += 1) {
      const word = wordOf[component]!;
      const width = widths[component]!;
      const shift = filled[word]!;
      // A field without bits may stand behind a full word; it is 0 under any shift.
      const field = component * FIELD_WORDS;
      this.fields[field + FIELD_WORD] = word;
      this.fields[field + FIELD_SHIFT] = width === 0 ? 0 : shift;
      this.fields[field + FIELD_LARGEST] = 2 ** width - 1;
      filled[word] = shift + width;
      assert(shift + width <= WORD_BITS, 'the fields of a word fit into it');
    }
  }

  /** The largest id of a component that fits. */
  largest(component: number): number {
    return this.fields[component * FIELD_WORDS + FIELD_LARGEST]!;
  }

  /** Writes the row that starts at `words[at]`. */
  pack(components: Int32Array, words: Int32Array, at: number): void {
    const { fields } = this;
    for (let word = at; word < at + this.words; word += 1) words[word] = 0;
    for (let component = 0, field = 0; component < components.length; component += 1, field += FIELD_WORDS) {
      const word = at + fields[field + FIELD_WORD]!;
      words[word] = words[word]! | (components[component]! << fields[field + FIELD_SHIFT]!);
    }
  }

  /** Reads the row that starts at `words[at]`. */
  unpack(words: Int32Array, at: number, components: Int32Array): void {
    const { fields } = this;
    for (let component = 0, field = 0; component < components.length; component += 1, field += FIELD_WORDS) {
      const word = words[at + fields[field + FIELD_WORD]!]!;
      components[component] = (word >>> fields[field + FIELD_SHIFT]!) & fields[field + FIELD_LARGEST]!;
    }
  }
}

/** Puts each field into the first word with room for it; answers how many bits of each word are used. */
function assignWords(bits: Uint8Array, wordOf: Int32Array): number[] {
  const used = [0];
  for (let component = 0; component < bits.length; component += 1) {
    const width = bits[component]!;
    assert(width <= FIELD_BITS_MAX, 'an id has at most 31 bits');
    let word = used.findIndex(taken => taken + width <= WORD_BITS);
    if (word < 0) word = used.push(0) - 1;
    wordOf[component] = word;
    used[word] = used[word]! + width;
  }
  return used;
}

/** Hands out the bits that are left over, one at a time to each field of the word in turn. */
function widen(bits: Uint8Array, wordOf: Int32Array, used: readonly number[]): Uint8Array {
  const widths = bits.slice();
  const spare = used.map(taken => WORD_BITS - taken);
  let given = true;
  while (given) {
    given = false;
    for (let component = 0; component < widths.length; component += 1) {
      const word = wordOf[component]!;
      const width = widths[component]!;
      if (width === 0 || width >= FIELD_BITS_MAX || spare[word]! === 0) continue;
      widths[component] = width + 1;
      spare[word] = spare[word]! - 1;
      given = true;
    }
  }
  return widths;
}
