import { allocateIntegers } from '../../base/allocation.ts';
import { assert, present } from '../../base/assert.ts';
import type { FairComponent, PromisedGraph } from './fairComponents.ts';
import { Pace } from './pace.ts';
import { type Pursuit, VISIT } from './region.ts';
import type { Transitions } from './transitions.ts';

/** What a loop is looked for in. */
export interface LoopSearch extends PromisedGraph {
  readonly pursuit: Pursuit;
}

/** What a loop lacks to be fair: it must see such a state, or take such a step. */
interface Lack {
  readonly state: (state: number) => boolean;
  readonly step: (step: number) => boolean;
}

/** Finds short loops in fair components. The shortest of all is not looked for: that would take too long (it is NP-hard). */
export class Loops {
  readonly #search: LoopSearch;
  // By state: the search that saw it last, the step it was reached by, and the state before.
  readonly #seen: Int32Array;
  readonly #by: Int32Array;
  readonly #before: Int32Array;
  readonly #pace = new Pace();
  #searches = 0;

  constructor(search: LoopSearch) {
    const count = search.transitions.stateCount;
    this.#search = search;
    this.#seen = allocateIntegers(count);
    this.#by = allocateIntegers(count);
    this.#before = allocateIntegers(count);
  }

  /** Whether a run may stay in a state for ever. */
  canStay(state: number): boolean {
    const { pursuit, transitions, promises } = this.#search;
    if (pursuit.visits && (pursuit.marks[state]! & VISIT) === 0) return false;
    for (let step = transitions.first(state); step < transitions.end(state); step += 1) {
      if (promises.byLabel[transitions.label(step)]!.length > 0) return false;
    }
    return true;
  }

  /** The steps of a fair loop from `start` back to it; none where the run may stay there. */
  *from(start: number, component: FairComponent): Generator<undefined, readonly number[]> {
    if (this.canStay(start)) return [];
    const { group } = component;
    const back = (state: number): boolean => state === start;
    const taken: number[] = [];
    let at = start;
    for (;;) {
      const closing =
        at === start && taken.length > 0 ? [] : yield* this.#path(at, group, { state: back, step: never });
      const loop = [...taken, ...closing];
      const lack = this.#lackOf(start, loop);
      if (lack === undefined) return loop;
      const more = yield* this.#path(at, group, lack);
      taken.push(...more);
      at = this.#search.transitions.target(present(more.at(-1), 'a path has a step'));
    }
  }

  #lackOf(start: number, loop: readonly number[]): Lack | undefined {
    const { transitions, promises, pursuit } = this.#search;
    const states = new Set([start, ...loop.map(step => transitions.target(step))]);
    const visit = (state: number): boolean => (pursuit.marks[state]! & VISIT) !== 0;
    if (pursuit.visits && ![...states].some(visit)) return { state: visit, step: never };
    const kept = new Set(loop.flatMap(step => promises.byLabel[transitions.label(step)]!));
    const possible = new Map<number, number>();
    for (const state of states) {
      for (const promise of this.#promisesAt(state)) possible.set(promise, (possible.get(promise) ?? 0) + 1);
    }
    for (const [promise, count] of possible) {
      if (kept.has(promise)) continue;
      const keeps = (step: number): boolean => promises.byLabel[transitions.label(step)]!.includes(promise);
      if (promises.strong[promise] === true) return { state: never, step: keeps };
      if (count === states.size) return { state: state => !this.#isPossible(promise, state), step: keeps };
    }
    return undefined;
  }

  #promisesAt(state: number): ReadonlySet<number> {
    const { transitions, promises } = this.#search;
    return new Set(labelsOf(transitions, state).flatMap(label => promises.byLabel[label]!));
  }

  #isPossible(promise: number, state: number): boolean {
    const { transitions, promises } = this.#search;
    for (let step = transitions.first(state); step < transitions.end(state); step += 1) {
      if (promises.byLabel[transitions.label(step)]!.includes(promise)) return true;
    }
    return false;
  }

  /** The fewest steps inside a group, at least one, to what is wanted. */
  *#path(from: number, group: number, wanted: Lack): Generator<undefined, readonly number[]> {
    const { transitions, groups } = this.#search;
    this.#searches += 1;
    const queue = [from];
    for (const state of queue) {
      for (let step = transitions.first(state); step < transitions.end(state); step += 1) {
        const target = transitions.target(step);
        if (target < 0 || groups.of[target] !== group) continue;
        if (wanted.step(step) || wanted.state(target)) return [...this.#stepsTo(state, from), step];
        if (target === from || this.#seen[target] === this.#searches) continue;
        this.#seen[target] = this.#searches;
        this.#by[target] = step;
        this.#before[target] = state;
        queue.push(target);
      }
      if (this.#pace.isDue(1 + transitions.end(state) - transitions.first(state))) yield undefined;
    }
    assert(false, 'a fair component has all that a fair loop needs');
  }

  #stepsTo(state: number, from: number): readonly number[] {
    const steps: number[] = [];
    for (let at = state; at !== from; at = this.#before[at]!) steps.push(this.#by[at]!);
    return steps.reverse();
  }
}

/** The labels of all steps that are possible in a state, each once. */
export function labelsOf(transitions: Transitions, state: number): readonly number[] {
  const labels = new Set<number>();
  for (let step = transitions.first(state); step < transitions.end(state); step += 1)
    labels.add(transitions.label(step));
  return [...labels];
}

function never(): boolean {
  return false;
}
