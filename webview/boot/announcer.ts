/** Words between two announcements must not chase each other. Milliseconds. */
const PAUSE = 2000;

/** Tells a screen reader what changed: politely, at most once in two seconds, and always the latest. */
export class Announcer {
  readonly #element: HTMLElement;
  #said = '';
  #waiting: string | undefined;
  #paused = false;

  constructor(element: HTMLElement) {
    this.#element = element;
  }

  say(words: string): void {
    if (words === '' || words === this.#said) return;
    if (this.#paused) this.#waiting = words;
    else this.#sayNow(words);
  }

  #sayNow(words: string): void {
    this.#said = words;
    this.#element.textContent = words;
    this.#paused = true;
    setTimeout(() => {
      this.#paused = false;
      const next = this.#waiting;
      this.#waiting = undefined;
      if (next !== undefined) this.say(next);
    }, PAUSE);
  }
}
