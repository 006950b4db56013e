/** How many blocks of runs are told apart; twice as many are joined in pairs. */
const BLOCKS = 256;

/** How many new states came in some of the last runs. */
export interface Lately {
  readonly runs: number;
  readonly newStates: number;
}

/** When new states came, in as much memory for many runs as for few. */
export class Growth {
  /** By block, the number of states known at its end. */
  #known: number[] = [];
  #runsInBlock = 1;
  #runs = 0;

  /** Takes note of the end of a run, with the number of states known then. */
  add(known: number): void {
    this.#runs += 1;
    if (this.#runs % this.#runsInBlock !== 0) return;
    this.#known.push(known);
    if (this.#known.length < 2 * BLOCKS) return;
    this.#known = this.#known.filter((_, i) => i % 2 === 1);
    this.#runsInBlock *= 2;
  }

  /** Of as many of the last of all runs as make up a share of them, or a few more; `known` is the number of states now. */
  lately(share: number, known: number): Lately {
    const blocks = Math.floor((this.#runs * (1 - share)) / this.#runsInBlock);
    const before = blocks === 0 ? 0 : this.#known[blocks - 1]!;
    return { runs: this.#runs - blocks * this.#runsInBlock, newStates: known - before };
  }
}
