import type { Promises } from './labels.ts';
import { Pace } from './pace.ts';
import { type Pursuit, type Region, VISIT } from './region.ts';
import type { Groups } from './stronglyConnected.ts';
import type { Transitions } from './transitions.ts';

/** States between which a fair run can go on for ever, and see all of them: a group of `groups`. */
export interface FairComponent {
  readonly states: Int32Array;
  readonly group: number;
}

/** Steps and what is promised of them, and groups of states, of which nothing has to be known. */
export interface PromisedGraph {
  readonly transitions: Transitions;
  readonly promises: Promises;
  readonly groups: Groups;
}

/**
 * All largest sets of states of a region in which a fair run can go on for ever; between them `undefined` where work may be
 * put off. Sound and complete: a run that goes on for ever sees some strongly connected set of states again and again; seen
 * whole, it keeps the most promises. A weak promise is kept if it is taken there, or not possible in some state of it. A
 * strong one is kept if it is taken there, or possible in none; otherwise only runs that leave out the states where it is
 * possible can be fair, and what is left is divided again. (Emerson and Lei, "Modalities for model checking", 1987;
 * Lichtenstein and Pnueli 1985.)
 */
export function* fairComponents(
  region: Region,
  { marks, visits }: Pursuit,
  graph: PromisedGraph,
): Generator<FairComponent | undefined, void> {
  const { groups } = graph;
  const judge = new ComponentJudge(graph);
  const pending = [{ states: region.states, group: yield* groups.gather(region.states) }];
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    for (const states of groups.divide(part.states, part.group)) {
      if (states === undefined) {
        yield undefined;
        continue;
      }
      if (visits && !(yield* isVisited(states, marks))) continue;
      const group = groups.of[states[0]!]!;
      const left = yield* judge.leftOf(states, group);
      if (left.length === states.length) yield { states, group };
      else if (left.length > 0) pending.push({ states: left, group: yield* groups.gather(left) });
    }
  }
}

/** Whether some of the states are to be visited. */
function* isVisited(states: Int32Array, marks: Uint8Array): Generator<undefined, boolean> {
  const pace = new Pace();
  for (let i = 0; i < states.length; i += 1) {
    if ((marks[states[i]!]! & VISIT) !== 0) return true;
    if (pace.isDue(1)) yield undefined;
  }
  return false;
}

/** Whether some fair run goes on for ever in a region as it is wanted. */
export function* hasFairRun(region: Region, pursuit: Pursuit, graph: PromisedGraph): Generator<undefined, boolean> {
  for (const component of fairComponents(region, pursuit, graph)) {
    if (component !== undefined) return true;
    yield undefined;
  }
  return false;
}

class ComponentJudge {
  readonly #graph: PromisedGraph;
  readonly #pace = new Pace();
  // By promise: in how many states of the component it is possible, the state where it was seen last, whether it is taken.
  readonly #possible: Int32Array;
  readonly #seenIn: Int32Array;
  readonly #taken: Uint8Array;

  constructor(graph: PromisedGraph) {
    const count = graph.promises.strong.length;
    this.#graph = graph;
    this.#possible = new Int32Array(count);
    this.#seenIn = new Int32Array(count);
    this.#taken = new Uint8Array(count);
  }

  /** The states of a component that a fair run may see again and again: all of them where it can see all. */
  *leftOf(states: Int32Array, group: number): Generator<undefined, Int32Array> {
    const { strong } = this.#graph.promises;
    const met = yield* this.#count(states, group);
    const broken = met.filter(promise => this.#taken[promise] === 0);
    const neverFair = broken.some(promise => strong[promise] === false && this.#possible[promise] === states.length);
    for (const promise of met) this.#forget(promise);
    if (neverFair) return new Int32Array(0);
    const shunned = new Set(broken.filter(promise => strong[promise] === true));
    return shunned.size === 0 ? states : yield* this.#without(states, shunned);
  }

  /** Counts what is possible and what is taken in a component; answers the promises that are met at all. */
  *#count(states: Int32Array, group: number): Generator<undefined, readonly number[]> {
    const { transitions, promises, groups } = this.#graph;
    const met: number[] = [];
    for (const state of states) {
      const [first, end] = [transitions.first(state), transitions.end(state)];
      for (let step = first; step < end; step += 1) {
        const target = transitions.target(step);
        const isInside = target >= 0 && groups.of[target] === group;
        for (const promise of promises.byLabel[transitions.label(step)]!) {
          if (this.#possible[promise] === 0) met.push(promise);
          if (this.#seenIn[promise] !== state + 1) {
            this.#seenIn[promise] = state + 1;
            this.#possible[promise] = this.#possible[promise]! + 1;
          }
          if (isInside) this.#taken[promise] = 1;
        }
      }
      if (this.#pace.isDue(1 + end - first)) yield undefined;
    }
    return met;
  }

  #forget(promise: number): void {
    this.#possible[promise] = 0;
    this.#seenIn[promise] = 0;
    this.#taken[promise] = 0;
  }

  /** The states in which no step that keeps one of these promises is possible. */
  *#without(states: Int32Array, shunned: ReadonlySet<number>): Generator<undefined, Int32Array> {
    const { transitions, promises } = this.#graph;
    const left = new Int32Array(states.length);
    let count = 0;
    for (const state of states) {
      const [first, end] = [transitions.first(state), transitions.end(state)];
      let step = first;
      while (step < end && !promises.byLabel[transitions.label(step)]!.some(promise => shunned.has(promise))) step += 1;
      if (step === end) left[count++] = state;
      if (this.#pace.isDue(1 + step - first)) yield undefined;
    }
    return left.slice(0, count);
  }
}
