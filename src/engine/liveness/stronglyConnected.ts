import { allocateIntegers } from '../../base/allocation.ts';
import { Pace } from './pace.ts';
import type { Transitions } from './transitions.ts';

/** States of no group are in no part of the graph that is looked at. */
const NO_GROUP = -1;

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
    this.of = allocateIntegers(transitions.stateCount).fill(NO_GROUP);
    this.#index = allocateIntegers(transitions.stateCount);
    this.#low = allocateIntegers(transitions.stateCount);
  }

  /** Makes a new group of these states. */
  *gather(states: Int32Array): Generator<undefined, number> {
    const group = this.#count;
    const pace = new Pace();
    this.#count += 1;
    for (let i = 0; i < states.length; i += 1) {
      this.of[states[i]!] = group;
      if (pace.isDue(1)) yield undefined;
    }
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
    // States without a component yet, those on the way to the one looked at, and by those the step to take next.
    const open = allocateIntegers(states.length);
    const path = allocateIntegers(states.length);
    const next = allocateIntegers(states.length);
    const pace = new Pace();
    let [visited, opened, depth] = [0, 0, 0];
    const visit = (state: number): void => {
      visited += 1;
      index[state] = visited;
      low[state] = visited;
      open[opened++] = state;
      path[depth] = state;
      next[depth++] = transitions.first(state);
    };
    for (let i = 0; i < states.length; i += 1) {
      const root = states[i]!;
      if (of[root] !== group || index[root] !== 0) continue;
      visit(root);
      while (depth > 0) {
        if (pace.isDue(1)) yield undefined;
        const top = depth - 1;
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
        depth = top;
        if (top > 0) low[path[top - 1]!] = Math.min(low[path[top - 1]!]!, low[state]!);
        if (low[state] === index[state]) {
          const from = open.lastIndexOf(state, opened - 1);
          yield yield* this.#close(open.slice(from, opened));
          opened = from;
        }
      }
    }
  }

  *#close(component: Int32Array): Generator<undefined, Int32Array> {
    const pace = new Pace();
    yield* this.gather(component);
    for (let i = 0; i < component.length; i += 1) {
      this.#index[component[i]!] = 0;
      if (pace.isDue(1)) yield undefined;
    }
    return component;
  }
}
