import { ChunkedIntegers } from '../../base/chunkedIntegers.ts';
import type { GrowableIntegers } from '../../base/growableIntegers.ts';
import { Pace } from './pace.ts';

/** The target of a step that goes wrong. */
export const NOWHERE = -1;

interface Expanded {
  readonly successors: GrowableIntegers;
  readonly labels: GrowableIntegers;
}

/** Every step between the states of a search that changes something, with its label, by the state it leaves. */
export class Transitions {
  readonly #targets = new ChunkedIntegers();
  readonly #labels = new ChunkedIntegers();
  // By state the end of its steps.
  readonly #ends = new ChunkedIntegers();
  readonly #passedBy = new Set<number>();

  get bytes(): number {
    return this.#targets.bytes + this.#labels.bytes + this.#ends.bytes;
  }

  /** What the steps of a state take, on average. */
  get bytesPerState(): number {
    const words = 2 * this.#targets.length + this.#ends.length;
    return (words * Int32Array.BYTES_PER_ELEMENT) / Math.max(1, this.stateCount);
  }

  /** How many states have their steps noted: those with smaller numbers. */
  get stateCount(): number {
    return this.#ends.length;
  }

  /** Notes the steps of the next state: there is a label for each successor, and then for each step that went wrong. */
  add({ successors, labels }: Expanded): void {
    const state = this.#ends.length;
    for (let i = 0; i < labels.length; i += 1) {
      const target = i < successors.length ? successors.items[i]! : NOWHERE;
      if (target === state) continue;
      this.#targets.push(target);
      this.#labels.push(labels.items[i]!);
    }
    this.#ends.push(this.#targets.length);
  }

  /**
   * The same, but for some steps that lead nowhere: they stay possible, and nobody may take them. To find out of one step
   * takes as long as looking at so many.
   */
  *without(
    isLeftOut: (from: number, to: number) => boolean,
    stepsPerAnswer: number,
  ): Generator<undefined, Transitions> {
    const left = new Transitions();
    const pace = new Pace();
    for (let state = 0; state < this.stateCount; state += 1) {
      for (let step = this.first(state); step < this.end(state); step += 1) {
        const target = this.target(step);
        left.#targets.push(target !== NOWHERE && isLeftOut(state, target) ? NOWHERE : target);
        left.#labels.push(this.label(step));
      }
      if (pace.isDue(1 + stepsPerAnswer * (this.end(state) - this.first(state)))) yield undefined;
      if (this.isExpanded(state)) left.#ends.push(left.#targets.length);
      else left.passBy();
    }
    return left;
  }

  /** The next state is not expanded: what is possible there is not known. */
  passBy(): void {
    this.#passedBy.add(this.#ends.length);
    this.#ends.push(this.#targets.length);
  }

  /** Whether the steps of a state are known. */
  isExpanded(state: number): boolean {
    return state < this.#ends.length && !this.#passedBy.has(state);
  }

  /** The steps of a state are those from `first` up to, and without, `end`. */
  first(state: number): number {
    return state === 0 ? 0 : this.#ends.at(state - 1);
  }

  end(state: number): number {
    return this.#ends.at(state);
  }

  target(step: number): number {
    return this.#targets.at(step);
  }

  label(step: number): number {
    return this.#labels.at(step);
  }
}
