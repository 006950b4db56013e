/** How many steps are looked at between two places where work may be put off. */
const STEPS_BETWEEN_PAUSES = 8_192;

/** Looking at a property in a state takes as long as looking at so many steps. */
export const STEPS_PER_EVALUATION = 16;

/** Counts how many steps were looked at since work could be put off. */
export class Pace {
  #looked = 0;

  /** Whether to give way, after so many more steps. */
  isDue(steps: number): boolean {
    this.#looked += steps;
    if (this.#looked < STEPS_BETWEEN_PAUSES) return false;
    this.#looked = 0;
    return true;
  }
}
