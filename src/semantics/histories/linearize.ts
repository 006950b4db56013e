import type { ClientHistory } from '../../model/state.ts';
import { equalValues, keyOf, type Value } from '../../model/values.ts';
import type { SequentialObject } from './dataTypes.ts';
import type { Predecessors } from './order.ts';

/** How many ways to begin an order are looked at before the search is given up. */
export const BEGINNINGS_MAX = 200_000;

/** What a search for an order found: indices of operations, no order at all, or nothing in the time it had. */
export type Ordering =
  | { readonly kind: 'ordered'; readonly order: readonly number[] }
  | { readonly kind: 'unordered' }
  | { readonly kind: 'undecided' };

/**
 * Looks for an order of operations that explains every answer: done one after another in this order, a sequential object
 * gives the answers that clients got. Every answered operation is in it, behind its predecessors. An open one is in it where
 * it took effect, and only where an answer shows that it did.
 *
 * Depth first, the next operation being any whose predecessors are placed (Wing and Gong, "Testing and Verifying Concurrent
 * Objects", 1993). Orders that have placed the same operations and left the object the same have the same future, so that
 * one of them is enough (Lowe, "Testing for linearizability", 2017).
 */
export function findOrder(history: ClientHistory, object: SequentialObject, predecessors: Predecessors): Ordering {
  const search = new OrderSearch(history, object, predecessors);
  const order = search.run();
  if (order === undefined) return { kind: search.isExhausted ? 'undecided' : 'unordered' };
  return { kind: 'ordered', order: withoutIdle(history, object, order) };
}

class OrderSearch {
  isExhausted = false;
  readonly #history: ClientHistory;
  readonly #object: SequentialObject;
  readonly #predecessors: Predecessors;
  /** Answered operations first: open ones are placed only where nothing else leads on. */
  readonly #candidates: readonly number[];
  readonly #placed: boolean[];
  readonly #order: number[] = [];
  readonly #seen = new Set<string>();
  #unanswered: number;

  constructor(history: ClientHistory, object: SequentialObject, predecessors: Predecessors) {
    const [open, answered] = [true, false].map(isOpen =>
      history.flatMap(({ result }, i) => ((result === undefined) === isOpen ? [i] : [])),
    ) as [number[], number[]];
    this.#history = history;
    this.#object = object;
    this.#predecessors = predecessors;
    this.#candidates = [...answered, ...open];
    this.#placed = history.map(() => false);
    this.#unanswered = answered.length;
  }

  run(): readonly number[] | undefined {
    return this.#extend(this.#object.initial) ? this.#order : undefined;
  }

  /** Places operations until every answered one is; false where that cannot be, and then none is placed more than before. */
  #extend(held: Value): boolean {
    if (this.#unanswered === 0) return true;
    const beginning = `${this.#placed.map(Number).join('')}${keyOf(held)}`;
    if (this.#seen.has(beginning)) return false;
    if (this.#seen.size >= BEGINNINGS_MAX) {
      this.isExhausted = true;
      return false;
    }
    this.#seen.add(beginning);
    return this.#candidates.some(operation => this.#place(operation, held));
  }

  #place(operation: number, held: Value): boolean {
    const placed = this.#placed;
    if (placed[operation]! || this.isExhausted) return false;
    if (!this.#predecessors[operation]!.every(other => placed[other])) return false;
    const asked = this.#history[operation]!;
    const { result } = asked;
    const answer = this.#object.apply(held, asked);
    if (answer === undefined || (result !== undefined && !equalValues(result.value, answer.result))) return false;
    const answered = result === undefined ? 0 : 1;
    placed[operation] = true;
    this.#order.push(operation);
    this.#unanswered -= answered;
    if (this.#extend(answer.held)) return true;
    placed[operation] = false;
    this.#order.pop();
    this.#unanswered += answered;
    return false;
  }
}

/** Leaves out open operations that the rest of an order does not need. */
function withoutIdle(history: ClientHistory, object: SequentialObject, order: readonly number[]): readonly number[] {
  return order.reduce((kept, operation) => {
    if (history[operation]!.result !== undefined) return kept;
    const shorter = kept.filter(other => other !== operation);
    return explains(history, object, shorter) ? shorter : kept;
  }, order);
}

/** Whether a sequential object gives the answers that clients got, asked in this order. */
function explains(history: ClientHistory, object: SequentialObject, order: readonly number[]): boolean {
  let held = object.initial;
  for (const operation of order) {
    const asked = history[operation]!;
    const answer = object.apply(held, asked);
    if (answer === undefined) return false;
    if (asked.result !== undefined && !equalValues(asked.result.value, answer.result)) return false;
    held = answer.held;
  }
  return true;
}
