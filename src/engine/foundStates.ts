import { type Allocate, allocateIntegers } from '../base/allocation.ts';
import { AscendingIntegers } from '../base/ascendingIntegers.ts';
import type { Outcome, State } from '../model/state.ts';
import { Compaction } from './compaction/compaction.ts';
import type { FingerprintOptions } from './compaction/fingerprints.ts';
import type { ExpanderParts } from './expanderParts.ts';
import type { Explored } from './liveness/explored.ts';
import type { System } from '../model/system.ts';
import { Levels } from './levels.ts';
import type { StoredStates } from './path.ts';
import { RowSet } from './rowSet.ts';
import type { Space } from './space.ts';

/** How states are kept. */
export interface Keeping {
  /** Where only fingerprints of them are kept. */
  readonly fingerprints?: FingerprintOptions;
  /** `allocateIntegers` where nothing is said. */
  readonly allocate?: Allocate;
}

/** The states that a search found, in the order of their distance from the start, and from which state each was found. */
export class FoundStates implements StoredStates {
  readonly space: Space;
  readonly levels = new Levels();
  /** Undefined where states are kept. */
  readonly compaction: Compaction | undefined;
  /** What they are expanded with. */
  readonly expanding: ExpanderParts;
  /** By state: 1 + the state that was expanded when it was found; 0 for initial ones. */
  readonly #parents = new AscendingIntegers();
  readonly #initial: () => readonly Outcome[];
  readonly #row: Int32Array;

  /** `initial` says where the search starts. */
  constructor(parts: Omit<ExpanderParts, 'space'>, initial: () => readonly Outcome[], keeping: Keeping) {
    const { kinds } = parts.components;
    const { fingerprints, allocate = allocateIntegers } = keeping;
    this.compaction = fingerprints === undefined ? undefined : new Compaction(kinds, fingerprints);
    this.space = this.compaction?.space ?? new RowSet(kinds, allocate);
    // Before the first row there has to be room for it.
    this.space.limit = 0;
    this.expanding = { ...parts, space: this.space };
    this.#initial = initial;
    this.#row = new Int32Array(kinds.length);
  }

  get bytes(): number {
    return this.space.bytes + this.#parents.bytes;
  }

  get bytesPerState(): number {
    return this.space.bytesPerRow + this.#parents.bytesPerItem;
  }

  /** Of how many the parent was noted. */
  get notedCount(): number {
    return this.#parents.length;
  }

  /** Notes the parent of all states that are new; −1 for initial ones. */
  note(parent: number): void {
    const { count } = this.space.rows;
    this.levels.add(parent, count - this.#parents.length);
    while (this.#parents.length < count) this.#parents.push(parent + 1);
  }

  readonly parentOf = (stateId: number): number => this.#parents.at(stateId) - 1;

  readonly depthOf = (stateId: number): number => this.levels.depthOf(stateId);

  /** Its components, until the next one is asked for; only of a state that is kept. */
  readonly rowOf = (stateId: number): Int32Array => {
    this.space.rows.read(stateId, this.#row);
    return this.#row;
  };

  readonly stateOf = (stateId: number): State => {
    if (this.compaction === undefined) this.space.rows.read(stateId, this.#row);
    else this.compaction.read(stateId, this.#row, this.expanding, { parentOf: this.parentOf, initial: this.#starts });
    return this.expanding.components.decode(this.#row);
  };

  /** All that was found, with the steps between. */
  explored(
    system: System,
    { transitions, initialCount, complete }: Pick<Explored, 'transitions' | 'initialCount' | 'complete'>,
  ): Explored {
    const { components, labels } = this.expanding;
    const { depthOf, parentOf, stateOf, rowOf } = this;
    const initial = this.#initial;
    return {
      system,
      components,
      labels,
      transitions,
      initialCount,
      complete,
      initial,
      depthOf,
      parentOf,
      stateOf,
      rowOf,
    };
  }

  readonly #starts = (): readonly State[] =>
    this.#initial().flatMap(outcome => (outcome.kind === 'state' ? [outcome.state] : []));
}
