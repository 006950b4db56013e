/**
 * When things happen that are possible for a while: an action, a crash of a node, the end of a partition. An alarm is set
 * when its step becomes possible and forgotten when it is not any more, or was taken.
 */
export class Alarms {
  #alarms = new Map<string, number>();
  #asked = new Map<string, number>();

  /** When what the key names happens; `draw` says it the first time. */
  dueMs(key: string, draw: () => number): number {
    const known = this.#asked.get(key) ?? this.#alarms.get(key);
    const dueMs = known ?? draw();
    this.#asked.set(key, dueMs);
    return dueMs;
  }

  /** All that is possible now was asked for: what was not is possible no longer. */
  endOfQuestions(): void {
    this.#alarms = this.#asked;
    this.#asked = new Map();
  }

  forget(key: string): void {
    this.#alarms.delete(key);
  }
}
