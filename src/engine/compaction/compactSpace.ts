import { OutOfMemory } from '../../base/allocation.ts';
import type { GrowableIntegers } from '../../base/growableIntegers.ts';
import { SmallIntegers } from '../../base/smallIntegers.ts';
import { CHUNK_ROWS, Rows } from '../rows.ts';
import { FULL } from '../rowSet.ts';
import { MADE_HELD, MADE_WORDS, type Space } from '../space.ts';
import { type Ahead, wideningSoon } from '../widening.ts';
import { Fingerprints, type FingerprintOptions } from './fingerprints.ts';
import { FingerprintSet } from './fingerprintSet.ts';
import { stepIdOf } from './stepIds.ts';

/**
 * What `insert` answers for a row that is there, or is taken for one that is there: which one is not known. Who asks how far
 * away it was found is told that it was near.
 */
const ELSEWHERE = 0;

// Ids are smaller than what `insert` answers besides.
const COUNT_MAX = FULL - 1;

/**
 * A set of rows that keeps a fingerprint of each in its place: hash compaction (Wolper and Leroy, "Reliable hashing without
 * collision detection", 1993; Stern and Dill, "Improved probabilistic verification by hash compaction", 1995). A row with the
 * fingerprint of another is taken for that one, and so left out; `omissionProbability` says how likely that is.
 *
 * Rows are expanded in the order of their ids. Those before the one being expanded are given up. Of each is kept which of the
 * rows made from its parent it was, so that it can be found again (`Retracing`).
 */
export class CompactSpace implements Space {
  readonly rows: Rows;
  // Who makes rows hashes them for a `RowSet`; nothing here depends on that.
  readonly multipliers: Int32Array;
  limit = Infinity;
  readonly #fingerprints: Fingerprints;
  readonly #set: FingerprintSet;
  /** By id: how many rows were made from its parent before it; of initial ones, before it. */
  readonly #positions = new SmallIntegers();
  readonly #words: Int32Array;
  /** The words of the batch whose fingerprints were taken. */
  #batch: Int32Array | undefined;
  // The row that is expanded: its id, its components, and how many rows were made from it.
  #expanded = 0;
  readonly #row: Int32Array;
  #made = 0;
  readonly #seen = new Int32Array(1);

  constructor(kinds: Int32Array, options: FingerprintOptions) {
    this.rows = new Rows(kinds);
    this.multipliers = new Int32Array(kinds.length);
    this.#words = new Int32Array(Math.max(1, kinds.length));
    this.#fingerprints = new Fingerprints(kinds.length, options);
    this.#set = new FingerprintSet(this.#fingerprints);
    this.#row = new Int32Array(kinds.length);
    this.#fingerprints.standAt(this.#row, this.rows.layout);
  }

  get count(): number {
    return this.rows.count;
  }

  get bytes(): number {
    const parts = [this.rows, this.#set, this.#fingerprints, this.#positions];
    return parts.reduce((sum, part) => sum + part.bytes, 0);
  }

  /** What a row takes for ever. */
  get bytesPerRow(): number {
    return (this.#set.bytes + this.#positions.bytes) / Math.max(1, this.count);
  }

  get growthBytes(): number {
    return this.#set.growthBytes(CHUNK_ROWS) + this.rows.chunkBytes;
  }

  /**
   * How likely it is at most, over the choice of random words, that a row was left out, of those found and those that would
   * have been found through it: each that was new, and one more, might have been taken for each of those before. Whatever x: that
   * this is at most x and a row was left out all the same has at most the probability x.
   */
  get omissionProbability(): number {
    const { count } = this;
    return Math.min(1, (count * (count + 1)) / 2 ** (this.#fingerprints.bits + 1));
  }

  /** To be called before the initial rows are added. */
  begin(): void {
    this.#made = 0;
  }

  /** To be called before a row is expanded. Gives up those before it. */
  moveTo(id: number): void {
    this.#expanded = id;
    this.#made = 0;
    this.rows.forget(id);
    this.rows.read(id, this.#row);
    this.#fingerprints.standAt(this.#row, this.rows.layout);
  }

  /** How many rows were made before row `id` when its parent was expanded; of an initial one, how many initial ones. */
  positionOf(id: number): number {
    return this.#positions.at(id);
  }

  /**
   * Names where a step leads from the row that is expanded: by how many rows were made before. `taken` has the rows that its
   * steps lead to, and itself where nothing changes, for which no row is made.
   */
  nameOf(step: number, taken: GrowableIntegers): number {
    const parent = this.#expanded;
    if (this.#staysIn(step, taken)) return parent;
    let position = 0;
    for (let i = 0; i < step; i += 1) position += this.#staysIn(i, taken) ? 0 : 1;
    return stepIdOf({ parent, position });
  }

  #staysIn(step: number, { items }: GrowableIntegers): boolean {
    const row = this.#row;
    return row.every((id, component) => id === items[step * row.length + component]);
  }

  peek(): number {
    return 0;
  }

  /** Takes the fingerprints of the rows, which `insert` is going to need. */
  guess(made: Int32Array, count: number, words: Int32Array): void {
    this.#batch = words;
    this.#fingerprints.take(words, 0, this.rows.layout, count);
    // Written down, or the looks might be optimised away.
    this.#seen[0] = this.#set.touch(count);
    for (let i = 0; i < count; i += 1) made[i * MADE_WORDS + MADE_HELD] = -1;
  }

  /** As of a `RowSet`, but for rows that are there: `ELSEWHERE`. */
  insert(words: Int32Array, at: number): number {
    const { layout } = this.rows;
    let position = at / layout.words;
    if (words !== this.#batch) {
      position = 0;
      this.#fingerprints.take(words, at, layout, 1);
    }
    if (this.#set.has(position)) {
      this.#made += 1;
      return ELSEWHERE;
    }
    const id = this.rows.count;
    if (id >= this.limit) return FULL;
    if (id >= COUNT_MAX) throw new OutOfMemory('States have ids of 31 bits');
    this.#set.reserve();
    this.#positions.push(this.#made);
    this.rows.append(words, at);
    this.#set.put();
    this.#made += 1;
    return ~id;
  }

  /** Rows are packed anew; fingerprints stand in many tables of which none takes long to grow. */
  enlargingSoon(ahead: Ahead): Generator<undefined, void> | undefined {
    return wideningSoon(this.rows, ahead);
  }

  fit(components: Int32Array): void {
    this.rows.fit(components);
  }

  tryAdd(components: Int32Array): number {
    this.fit(components);
    this.rows.layout.pack(components, this.#words, 0);
    return this.insert(this.#words, 0);
  }
}
