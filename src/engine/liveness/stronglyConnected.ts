import { STEPS_BETWEEN_PAUSES } from './region.ts';
import type { Transitions } from './transitions.ts';

/** States of no group are in no part of the graph that is looked at. */
export const NO_GROUP = -1;

/**
 * A graph whose states are divided into groups, and divided further: each group that is looked at falls into its strongly
 * connected components, which become groups themselves.
 */
export class Groups {
  /** By state. */
  readonly of: Int32Array;
  readonly #transitions: Transitions;
  readonly #index: Int32Array;
  readonly #low: Int32Array;
  #count = 0;

  constructor(transitions: Transitions) {
    this.#transitions = transitions;
    this.of = new Int32Array(transitions.stateCount).fill(NO_GROUP);
    this.#index = new Int32Array(transitions.stateCount);
    this.#low = new Int32Array(transitions.stateCount);
  }

  /** Makes a new group of these states. */
  gather(states: Iterable<number>): number {
    const group = this.#count;
    this.#count += 1;
    for (const state of states) this.of[state] = group;
    return group;
  }

  /**
   * Divides a group, of which `states` are all, into its strongly connected components: each is yielded as its states, and
   * is a group by then. One comes after all that can be reached from it. Between them `undefined` is yielded where work may
   * be put off. (Tarjan, "Depth-first search and linear graph algorithms", 1972, with the recursion in lists.)
   */
  *divide(states: Int32Array, group: number): Generator<Int32Array | undefined, void> {
    const { of } = this;
    const transitions = this.#transitions;
    const [index, low] = [this.#index, this.#low];
    const open: number[] = [];
    const path: number[] = [];
    const next: number[] = [];
    let [visited, looked] = [0, 0];
    const visit = (state: number): void => {
      visited += 1;
      index[state] = visited;
      low[state] = visited;
      open.push(state);
      path.push(state);
      next.push(transitions.first(state));
    };
    for (const root of states) {
      if (of[root] !== group || index[root] !== 0) continue;
      visit(root);
      while (path.length > 0) {
        const top = path.length - 1;
        const state = path[top]!;
        const step = next[top]!;
        if (step < transitions.end(state)) {
          next[top] = step + 1;
          const target = transitions.target(step);
          if (target < 0 || target >= of.length || of[target] !== group) continue;
          if (index[target] === 0) visit(target);
          else if (index[target]! < low[state]!) low[state] = index[target]!;
          continue;
        }
        path.pop();
        next.pop();
        looked += 1 + step - transitions.first(state);
        const before = path.at(-1);
        if (before !== undefined && low[state]! < low[before]!) low[before] = low[state]!;
        if (low[state] === index[state]) yield this.#close(open, state);
        if (looked < STEPS_BETWEEN_PAUSES) continue;
        looked = 0;
        yield undefined;
      }
    }
  }

  /** Takes the component that began with `root` off the open states. */
  #close(open: number[], root: number): Int32Array {
    const component = Int32Array.from(open.splice(open.lastIndexOf(root)));
    this.gather(component);
    for (const state of component) this.#index[state] = 0;
    return component;
  }
}
