import type { Rows } from './rows.ts';
import type { Ahead } from './widening.ts';

/** The most rows that are collected. */
export const BATCH_MAX = 64;

/** Words of a row that was made in `RowCursor.made`, in this order. One array of them costs less than three. */
export const MADE_WORDS = 4;
/** Its hash. */
export const MADE_HASH = 0;
/** What `Space.peek` answered, and then what `Space.guess` says. */
export const MADE_HELD = 1;
/** The label of the step; see `Labels`. */
export const MADE_LABEL = 2;
/** What the step changes; see `stepWord`. */
export const MADE_STEP = 3;

/** The set of the rows a search has found: exact (`RowSet`), or with fingerprints in place of rows (`CompactSpace`). */
export interface Space {
  readonly rows: Rows;
  /** One for each component, for the sum that hashes are made of. */
  readonly multipliers: Int32Array;
  /** `insert` adds no row beyond this many. */
  limit: number;
  readonly count: number;
  readonly bytes: number;
  /** What a row takes for as long as the search goes on. */
  readonly bytesPerRow: number;
  /** What is added to `bytes` at most for the next `CHUNK_ROWS` rows. */
  readonly growthBytes: number;
  /** What is held where a row with this hash is looked for first: for `guess`. */
  peek(hash: number): number;
  /**
   * Of each row of a batch, a stored row that it may be equal to, -1 for none: puts it where `peek` had put its answer.
   * Asked before the first of the batch is inserted; `words` holds the rows packed one behind the other.
   */
  guess(made: Int32Array, count: number, words: Int32Array): void;
  /**
   * The id of the packed row that starts at `words[at]` and has this hash; its complement `~id` when the row is new and was
   * appended; `FULL` when it is new and there are `limit` rows. Throws `OutOfMemory` where there is no memory for it.
   * Where rows are given up, of one that is not new the id is not known, and 0 is answered.
   */
  insert(words: Int32Array, at: number, hash: number): number;
  /**
   * What is to be done so that nothing takes long when a row is added; undefined where nothing is to be done yet. Until it
   * is done rows can be read, and none can be looked for or added.
   */
  enlargingSoon(ahead: Ahead): Generator<undefined, void> | undefined;
  /** Widens the rows until a row of these components fits. */
  fit(components: Int32Array): void;
  /** As `insert`, for a row that is not packed; widens as needed. */
  tryAdd(components: Int32Array): number;
}
