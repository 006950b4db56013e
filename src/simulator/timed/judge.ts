import type { Property } from '../../model/protocol.ts';
import { speaksOfFairRuns } from '../../semantics/fairness.ts';
import type { KnownState, Remembered } from './remembered.ts';

/** Whether one run can say anything of a property: claims about single states and steps. Others need all runs, or endless ones. */
export function isJudged(property: Property): boolean {
  return !speaksOfFairRuns(property);
}

/**
 * Which properties one run violates, and which `reachable` ones it reaches, each with the step that does first. `finally`
 * is judged where the run ends and nothing is left to happen.
 */
export class Judge {
  readonly #known: Remembered;
  readonly #found = new Map<number, number>();
  #step = 0;

  constructor(known: Remembered) {
    this.#known = known;
  }

  /** By property, the step. */
  get found(): ReadonlyMap<number, number> {
    return this.#found;
  }

  /** The next state of the run, and by which outcome it is left. */
  see(state: KnownState, next: number | undefined): void {
    this.#known.instance.protocol.properties.forEach((property, i) => {
      if (!this.#found.has(i) && this.#isFoundIn(property, i, state, next)) this.#found.set(i, this.#step);
    });
    this.#step += 1;
    if (next === undefined) return;
    for (const property of this.#known.brokenBy(state, next)) {
      if (!this.#found.has(property)) this.#found.set(property, this.#step);
    }
  }

  #isFoundIn(property: Property, index: number, state: KnownState, next: number | undefined): boolean {
    switch (property.kind) {
      case 'invariant':
      case 'linearizable':
      case 'sequential':
        return this.#known.truthOf(state, index) === false;
      case 'finally':
        return next === undefined && state.quiescent && this.#known.truthOf(state, index) === false;
      case 'reachable':
        return this.#known.truthOf(state, index) === true;
      case 'step':
      case 'eventually':
      case 'leadsto':
      case 'decides':
        return false;
    }
  }
}
