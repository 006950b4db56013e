/** A check that goes on; `done` is fulfilled when it has ended, however that was. */
export interface RunningCheck {
  readonly abort: AbortController;
  done: Promise<void>;
}

/** Whose check: the scenario's own, which problems are about, or that of the variant that is shown. */
export type Checked = 'scenario' | 'variant';
