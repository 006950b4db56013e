/** Work on a table that is done in parts between two states; until it is done nothing can be looked for in the table. */
type Work = Generator<undefined, void>;

/** Something with tables that grow. */
export interface Enlargeable {
  /** What is to be done so that nothing takes long when it has to be; undefined where nothing is yet. */
  enlargingSoon(): Work | undefined;
}

/**
 * To make a large table larger, or to pack many rows anew, takes long. Where it will have to be done soon it is done between
 * two states, in parts, and not when it has to be.
 */
export class Enlarging {
  readonly #tables: readonly Enlargeable[];
  #work: Work | undefined;

  constructor(tables: readonly Enlargeable[]) {
    this.#tables = tables;
  }

  /** Finds out whether something is to be done. Asked every few hundred steps. */
  look(): void {
    for (let i = 0; this.#work === undefined && i < this.#tables.length; i += 1) {
      this.#work = this.#tables[i]!.enlargingSoon();
    }
  }

  /** Does the next part; false where there is none. */
  goOn(): boolean {
    if (this.#work === undefined) return false;
    if (this.#work.next().done === true) this.#work = undefined;
    return true;
  }
}
