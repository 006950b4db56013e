/** Something that can be undone: a registration, a timer, a panel. */
export interface Disposable {
  dispose(): void;
}

/** Those who want to be told; the same as the editor's emitters, without needing an editor. */
export class Listeners<T> {
  readonly #listeners = new Set<(value: T) => void>();

  add(listener: (value: T) => void): Disposable {
    // Wrapped, so that a function registered twice is told twice and leaves twice.
    const registered = (value: T): void => listener(value);
    this.#listeners.add(registered);
    return { dispose: () => this.#listeners.delete(registered) };
  }

  tell(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }

  clear(): void {
    this.#listeners.clear();
  }
}

/** Owns what has to be closed: `own` registers it on the line that opens it. */
export class Owner implements Disposable {
  readonly #owned = new Set<Disposable>();
  #disposed = false;

  own<T extends Disposable>(item: T): T {
    if (this.#disposed) item.dispose();
    else this.#owned.add(item);
    return item;
  }

  /** Does something as soon as what goes on now is finished, unless everything is closed before. */
  soon(work: () => void): void {
    const timer = setTimeout(() => {
      this.#owned.delete(waiting);
      work();
    });
    const waiting = this.own({ dispose: () => clearTimeout(timer) });
  }

  get disposed(): boolean {
    return this.#disposed;
  }

  /** Closes everything, the newest first; what is owned later is closed at once. */
  dispose(): void {
    this.#disposed = true;
    const owned = [...this.#owned].reverse();
    this.#owned.clear();
    for (const item of owned) item.dispose();
  }
}
