import type { Promises } from './labels.ts';
import { type Pursuit, type Region, STEPS_BETWEEN_PAUSES, VISIT } from './region.ts';
import { Groups } from './stronglyConnected.ts';
import type { Transitions } from './transitions.ts';

/** States between which a fair run can go on for ever, and see all of them: a group of `groups`. */
export interface FairComponent {
  readonly states: Int32Array;
  readonly group: number;
}

export interface FairComponents {
  readonly groups: Groups;
  readonly components: readonly FairComponent[];
}

/**
 * All largest sets of states of a region in which a fair run can go on for ever. Sound and complete: a run that goes on for
 * ever sees some strongly connected set of states again and again; seen whole, it keeps the most promises. A weak promise
 * is kept if it is taken there, or not possible in some state of it. A strong one is kept if it is taken there, or possible
 * in none; otherwise only runs that leave out the states where it is possible can be fair, and what is left is divided
 * again. (Emerson and Lei, "Modalities for model checking", 1987; Lichtenstein and Pnueli 1985.)
 */
export function* fairComponents(
  region: Region,
  { marks, visits }: Pursuit,
  { transitions, promises }: { readonly transitions: Transitions; readonly promises: Promises },
): Generator<undefined, FairComponents> {
  const groups = new Groups(transitions);
  const judge = new ComponentJudge(transitions, promises, groups);
  const components: FairComponent[] = [];
  const pending = [{ states: region.states, group: groups.gather(region.states) }];
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    for (const states of groups.divide(part.states, part.group)) {
      if (states === undefined) {
        yield undefined;
        continue;
      }
      if (visits && !states.some(state => (marks[state]! & VISIT) !== 0)) continue;
      const group = groups.of[states[0]!]!;
      const left = judge.leftOf(states, group);
      if (left.length === states.length) components.push({ states, group });
      else if (left.length > 0) pending.push({ states: left, group: groups.gather(left) });
      if (states.length > STEPS_BETWEEN_PAUSES) yield undefined;
    }
  }
  return { groups, components };
}

class ComponentJudge {
  readonly #transitions: Transitions;
  readonly #promises: Promises;
  readonly #groups: Groups;
  // By promise: in how many states of the component it is possible, the state where it was seen last, whether it is taken.
  readonly #possible: Int32Array;
  readonly #seenIn: Int32Array;
  readonly #taken: Uint8Array;

  constructor(transitions: Transitions, promises: Promises, groups: Groups) {
    const count = promises.strong.length;
    this.#transitions = transitions;
    this.#promises = promises;
    this.#groups = groups;
    this.#possible = new Int32Array(count);
    this.#seenIn = new Int32Array(count);
    this.#taken = new Uint8Array(count);
  }

  /** The states of a component that a fair run may see again and again: all of them where it can see all. */
  leftOf(states: Int32Array, group: number): Int32Array {
    const met = this.#count(states, group);
    const broken = met.filter(promise => this.#taken[promise] === 0);
    const neverFair = broken.some(
      promise => this.#promises.strong[promise] === false && this.#possible[promise] === states.length,
    );
    for (const promise of met) this.#forget(promise);
    if (neverFair) return new Int32Array(0);
    const shunned = new Set(broken.filter(promise => this.#promises.strong[promise] === true));
    return shunned.size === 0 ? states : states.filter(state => !this.#allows(state, shunned));
  }

  /** Counts what is possible and what is taken in a component; answers the promises that are met at all. */
  #count(states: Int32Array, group: number): readonly number[] {
    const transitions = this.#transitions;
    const met: number[] = [];
    for (const state of states) {
      for (let step = transitions.first(state); step < transitions.end(state); step += 1) {
        const target = transitions.target(step);
        const isInside = target >= 0 && this.#groups.of[target] === group;
        for (const promise of this.#promises.byLabel[transitions.label(step)]!) {
          if (this.#possible[promise] === 0) met.push(promise);
          if (this.#seenIn[promise] !== state + 1) {
            this.#seenIn[promise] = state + 1;
            this.#possible[promise] = this.#possible[promise]! + 1;
          }
          if (isInside) this.#taken[promise] = 1;
        }
      }
    }
    return met;
  }

  #forget(promise: number): void {
    this.#possible[promise] = 0;
    this.#seenIn[promise] = 0;
    this.#taken[promise] = 0;
  }

  #allows(state: number, promises: ReadonlySet<number>): boolean {
    const transitions = this.#transitions;
    for (let step = transitions.first(state); step < transitions.end(state); step += 1) {
      if (this.#promises.byLabel[transitions.label(step)]!.some(promise => promises.has(promise))) return true;
    }
    return false;
  }
}
