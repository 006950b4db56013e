import type { Span } from '../base/span.ts';

/** An error stops a file from being checked, a warning points at a likely mistake, a hint at something superfluous. */
export type Severity = 'error' | 'warning' | 'hint';

/** What is wrong with a text, for its author: what, where, and what to try. */
export interface Problem {
  /** Stable, in kebab case: `unknown-name`. */
  readonly code: string;
  readonly severity: Severity;
  readonly at: Span;
  readonly message: string;
  /** What to try, a sentence. */
  readonly try?: string;
  readonly related?: readonly { readonly at: Span; readonly message: string }[];
  /** A text that, put in place of `at`, is likely to help. */
  readonly replacement?: string;
}

/** What goes with a problem besides its code, place and message. */
export type ProblemDetails = Pick<Problem, 'try' | 'related' | 'replacement'> & { readonly severity?: Severity };

/** The problems found so far. */
export class ProblemList {
  readonly found: Problem[] = [];
  #muted = 0;

  /** Whether the text could not be read as a whole, so that what seems to be missing may just be unread. */
  get unreadable(): boolean {
    return this.found.some(({ code }) => code === 'syntax');
  }

  add(code: string, at: Span, message: string, details: ProblemDetails = {}): void {
    if (this.#muted === 0) this.found.push({ severity: 'error', code, at, message, ...details });
  }

  /** Runs `work` without keeping the problems it finds: for a second look at something already checked. */
  muted<Result>(work: () => Result): Result {
    this.#muted += 1;
    try {
      return work();
    } finally {
      this.#muted -= 1;
    }
  }
}
