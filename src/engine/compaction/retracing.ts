import { assert, present } from '../../base/assert.ts';
import { GrowableIntegers } from '../../base/growableIntegers.ts';
import type { State } from '../../model/state.ts';
import { Expander } from '../expander.ts';
import type { ExpanderParts } from '../expanderParts.ts';
import type { RowCursor } from '../rowCursor.ts';
import { RowSet } from '../rowSet.ts';
import { MADE_HASH, MADE_WORDS } from '../space.ts';
import type { CompactSpace } from './compactSpace.ts';
import { stepOf } from './stepIds.ts';

// When so many rows were found again they are given up, but for the one that was asked for last.
const ROWS_MAX = 20_000;

/** Where a search began, and what it went through. */
export interface Trail {
  /** Negative for an initial state. */
  readonly parentOf: (id: number) => number;
  readonly initial: () => readonly State[];
}

/**
 * Finds rows again of which nothing is kept but by which step each was found: from the start the steps are taken once
 * more, one after the other.
 */
export class Retracing {
  readonly #parts: Omit<ExpanderParts, 'space'>;
  readonly #compact: CompactSpace;
  readonly #trail: Trail;
  #initial: readonly State[] | undefined;
  #space: RowSet;
  #expander: Expander | undefined;
  /** By id in the search, the id in `#space`. */
  readonly #found = new Map<number, number>();
  // The rows that were made from the one expanded last, in order.
  readonly #rowsMade = new GrowableIntegers();

  constructor(parts: Omit<ExpanderParts, 'space'>, compact: CompactSpace, trail: Trail) {
    this.#parts = parts;
    this.#compact = compact;
    this.#trail = trail;
    this.#space = new RowSet(parts.components.kinds);
  }

  /** Copies the components of a row, or of where a step leads (`stepIdOf`). */
  read(id: number, components: Int32Array): void {
    const row = this.#find(id);
    this.#space.rows.read(row, components);
    if (this.#space.count <= ROWS_MAX) return;
    this.#forget();
    if (stepOf(id) === undefined) this.#found.set(id, this.#add(components));
  }

  #find(id: number): number {
    const step = stepOf(id);
    if (step !== undefined) return this.#made(this.#find(step.parent), step.position);
    const { parentOf } = this.#trail;
    const path: number[] = [];
    let at = id;
    while (at >= 0 && !this.#found.has(at)) {
      path.push(at);
      at = parentOf(at);
    }
    let row = at < 0 ? undefined : this.#found.get(at);
    for (const next of path.reverse()) {
      const position = this.#compact.positionOf(next);
      row = row === undefined ? this.#start(position) : this.#made(row, position);
      this.#found.set(next, row);
    }
    return present(row, 'a path leads to every row');
  }

  #start(position: number): number {
    this.#initial ??= this.#trail.initial();
    const components = new Int32Array(this.#parts.components.kinds.length);
    this.#parts.components.encode(present(this.#initial[position], 'a path begins with an initial state'), components);
    this.#parts.canonical?.canonicalise(components);
    return this.#add(components);
  }

  #add(components: Int32Array): number {
    const id = this.#space.tryAdd(components);
    return id < 0 ? ~id : id;
  }

  /** The row made as number `position` from a row. */
  #made(row: number, position: number): number {
    this.#expander ??= this.#expanderOf(this.#space);
    this.#rowsMade.clear();
    this.#expander.expand(row);
    assert(position < this.#rowsMade.length, 'a row is made again by the step that made it');
    return this.#rowsMade.items[position]!;
  }

  #forget(): void {
    this.#found.clear();
    this.#space = new RowSet(this.#parts.components.kinds);
    this.#expander = undefined;
  }

  #expanderOf(space: RowSet): Expander {
    const take = (cursor: RowCursor): boolean => this.#take(cursor);
    return new Expander({ ...this.#parts, space, take }, () => true);
  }

  /** Adds all rows that were made, those that were there before too. */
  #take(cursor: RowCursor): boolean {
    const { batch, made, count, width } = cursor;
    for (let i = 0; i < count; i += 1) {
      const id = this.#space.insert(batch, i * width, made[i * MADE_WORDS + MADE_HASH]!);
      this.#rowsMade.push(id < 0 ? ~id : id);
    }
    cursor.clear();
    return true;
  }
}
