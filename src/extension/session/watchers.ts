import type { Disposable } from '../listeners.ts';

/** How many look at something: what is worked out for them is wanted as long as anybody does. */
export class Watchers {
  #count = 0;

  get any(): boolean {
    return this.#count > 0;
  }

  /** One more, until it is disposed; `onLast` is called when nobody is left. */
  add(onLast: () => void): Disposable {
    this.#count += 1;
    return {
      dispose: () => {
        this.#count -= 1;
        if (this.#count === 0) onLast();
      },
    };
  }
}
