/** How much memory the searches may take together that are kept for questions about their states. */
const BYTES_MAX = 256 * 2 ** 20;
const COUNT_MAX = 8;

/** Searches that do not go on by what they are about, the latest ones that fit. */
export class KeptSearches<Search extends { readonly memoryBytes: number }> {
  readonly #searches = new Map<string, Search>();
  readonly #countMax: number;

  constructor(countMax = COUNT_MAX) {
    this.#countMax = countMax;
  }

  get(meaning: string): Search | undefined {
    return this.#searches.get(meaning);
  }

  all(): readonly Search[] {
    return [...this.#searches.values()];
  }

  keep(meaning: string, search: Search, bytesMax = BYTES_MAX): void {
    this.#searches.delete(meaning);
    this.#searches.set(meaning, search);
    this.trim(bytesMax);
  }

  drop(meaning: string): void {
    this.#searches.delete(meaning);
  }

  /** Drops those that were kept first until the others fit. */
  trim(bytesMax: number): void {
    for (const oldest of this.#searches.keys()) {
      if (this.#searches.size <= this.#countMax && this.#bytes() <= bytesMax) return;
      this.#searches.delete(oldest);
    }
  }

  #bytes(): number {
    return this.all().reduce((sum, { memoryBytes }) => sum + memoryBytes, 0);
  }
}
