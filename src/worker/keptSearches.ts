/** How much memory the searches may take together that are kept for questions about their states. */
const BYTES_MAX = 256 * 2 ** 20;
const COUNT_MAX = 8;

/** Finished searches by what they are about, the latest ones that fit. */
export class KeptSearches<Search extends { readonly memoryBytes: number }> {
  readonly #searches = new Map<string, Search>();

  get(meaning: string): Search | undefined {
    return this.#searches.get(meaning);
  }

  keep(meaning: string, search: Search): void {
    this.#searches.delete(meaning);
    this.#searches.set(meaning, search);
    for (const oldest of this.#searches.keys()) {
      if (this.#searches.size <= COUNT_MAX && this.#bytes() <= BYTES_MAX) return;
      this.#searches.delete(oldest);
    }
  }

  #bytes(): number {
    return [...this.#searches.values()].reduce((sum, { memoryBytes }) => sum + memoryBytes, 0);
  }
}
