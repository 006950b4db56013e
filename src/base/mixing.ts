/**
 * An unrelated-looking 32-bit integer for every (word, salt): the last steps of MurmurHash3 (Appleby, 2011), a bijection
 * of the word for each salt. Sums of mixed words make good hashes of tuples that can be updated word by word.
 */
export function mix(word: number, salt: number): number {
  let mixed = (Math.imul(word, 0x9e3779b1) + salt) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** A salt for each position of a tuple, so that equal words at different positions count differently. */
export function saltOf(position: number): number {
  return mix(position + 1, 0x5bd1e995);
}
