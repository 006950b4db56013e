import type { Output } from './terminal.ts';

const eraseLine = '\r\u001b[2K';

/** One line at the bottom of a terminal that says what goes on. Nothing at all where nobody watches. */
export class ProgressLine {
  readonly #output: Output;
  readonly #columns: number;
  #shownAtMs = -Infinity;
  #shown = false;

  constructor(output: Output) {
    this.#output = output;
    this.#columns = output.columns ?? 0;
  }

  /** Shows what `text` makes, at most ten times a second. The time is in milliseconds. */
  show(nowMs: number, text: () => string): void {
    if (this.#columns === 0 || nowMs - this.#shownAtMs < 100) return;
    this.#shownAtMs = nowMs;
    this.#shown = true;
    this.#output.write(eraseLine + text().slice(0, this.#columns - 1));
  }

  /** Takes the line away, before anything else is written. */
  clear(): void {
    if (this.#shown) this.#output.write(eraseLine);
    this.#shown = false;
  }
}
