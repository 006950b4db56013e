import { allocateShared } from '../../base/allocation.ts';
import { assert } from '../../base/assert.ts';
import type { Environment } from '../../model/state.ts';
import type { Components } from '../components.ts';
import { CHUNK_ROWS } from '../rows.ts';
import type { RowSet, SharedRows } from '../rowSet.ts';
import type { Facts } from './facts.ts';
import type { HelperNews, Numbered } from './messages.ts';

/** In shards that grew rows are not found that came later. A few may be so: telling costs more. */
const STALE_SHARDS_MAX = 4;

/** What is told. */
export interface Known {
  readonly space: RowSet;
  readonly components: Components;
  readonly facts: Facts;
}

/** What one helper has been told so far. */
export class Told {
  #layout: object | undefined;
  #chunks = 0;
  readonly #shards: Int32Array[] = [];
  #environments = 0;
  #facts = 0;
  #cell: Int32Array | undefined;

  /** Everything that is new since the last time; undefined where nothing of it matters for states before `statesTo`. */
  news({ space, components, facts }: Known, cell: Int32Array, statesTo: number): HelperNews | undefined {
    const isKnown =
      this.#cell === cell &&
      this.#facts === facts.count &&
      this.#environments === components.environments.count &&
      this.#layout === space.rows.layout &&
      statesTo <= this.#chunks * CHUNK_ROWS &&
      space.shards.filter((slots, shard) => this.#shards[shard] !== slots).length < STALE_SHARDS_MAX;
    if (isKnown) return undefined;
    this.#cell = cell;
    const [rows, environments, news] = [this.#newRows(space), this.#newEnvironments(components), this.#newFacts(facts)];
    return { kind: 'news', count: cell, rows, environments, facts: news };
  }

  #newEnvironments({ environments }: Components): Numbered<Environment> {
    const first = this.#environments;
    this.#environments = environments.count;
    return { first, values: environments.valuesFrom(first) };
  }

  #newFacts(facts: Facts): Int32Array {
    const first = this.#facts;
    this.#facts = facts.count;
    return facts.from(first);
  }

  #newRows({ rows, shards, indexBits }: RowSet): SharedRows {
    // In another layout every chunk is another array.
    if (rows.layout !== this.#layout) this.#chunks = 0;
    this.#layout = rows.layout;
    const firstChunk = this.#chunks;
    const chunks = rows.chunks.slice(firstChunk);
    this.#chunks = rows.chunks.length;
    const changed = shards.flatMap((slots, shard) => {
      if (this.#shards[shard] === slots) return [];
      this.#shards[shard] = slots;
      return [{ shard, indexBits: indexBits[shard]!, slots }];
    });
    return { bits: rows.layout.bits, firstChunk, chunks, shards: changed };
  }
}

/**
 * How many rows there are by now, for those who read them in other threads. When rows are packed anew who has the old arrays
 * finds no new rows there: so of those the number stays what it was.
 */
export class SharedCount {
  #cell = allocateShared(1);
  #layout: object | undefined;

  /** Says how many rows there are; answers where. */
  tell({ rows }: RowSet): Int32Array {
    if (rows.layout !== this.#layout) this.#cell = allocateShared(1);
    this.#layout = rows.layout;
    // Who reads this finds the rows written.
    Atomics.store(this.#cell, 0, rows.count);
    return this.#cell;
  }
}

/** Gives environments the numbers that they have in the search. */
export function learnEnvironments({ environments }: Components, { first, values }: Numbered<Environment>): void {
  environments.isFixed = false;
  for (const [i, value] of values.entries()) {
    assert(environments.idOf(value) === first + i, 'a value has the number it has in the search');
  }
  environments.isFixed = true;
}
