import type { ClientHistory, Operation } from '../../model/state.ts';
import { equalValues, keyOf, type Value } from '../../model/values.ts';
import type { Answered, SequentialObject } from './dataTypes.ts';
import type { Predecessors } from './order.ts';

/** How many ways to begin an order are looked at before the search is given up. */
const BEGINNINGS_MAX = 100_000;

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
  /** By operation, for open ones: the earlier ones of the client that ask the same. */
  readonly #twins: readonly (readonly number[])[];
  readonly #placed: boolean[];
  readonly #order: number[] = [];
  readonly #seen = new Set<string>();
  #unanswered: number;

  constructor(history: ClientHistory, object: SequentialObject, predecessors: Predecessors) {
    const open = history.flatMap(({ result }, i) => (result === undefined ? [i] : []));
    const answered = history.flatMap(({ result }, i) => (result === undefined ? [] : [i]));
    this.#history = history;
    this.#object = object;
    this.#predecessors = predecessors;
    this.#candidates = [...answered, ...open];
    this.#twins = twinsOf(history);
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
    if (this.isExhausted || !this.#isNext(operation)) return false;
    const asked = this.#history[operation]!;
    const answer = this.#object.apply(held, asked);
    if (answer === undefined || !isAnswered(asked, answer)) return false;
    const isOpen = asked.result === undefined;
    // An open operation that changes nothing might as well not have happened.
    if (isOpen && equalValues(answer.held, held)) return false;
    this.#placed[operation] = true;
    this.#order.push(operation);
    this.#unanswered -= isOpen ? 0 : 1;
    if (this.#extend(answer.held)) return true;
    this.#placed[operation] = false;
    this.#order.pop();
    this.#unanswered += isOpen ? 0 : 1;
    return false;
  }

  /** Of open operations that ask the same, only the oldest may be next: it makes no difference which one takes effect. */
  #isNext(operation: number): boolean {
    const placed = this.#placed;
    if (placed[operation]!) return false;
    return [this.#predecessors, this.#twins].every(before => before[operation]!.every(other => placed[other]));
  }
}

function twinsOf(history: ClientHistory): readonly (readonly number[])[] {
  const open = history.flatMap((operation, i) => (operation.result === undefined ? [{ operation, i }] : []));
  const asked = ({ client, operation, arguments: values }: Operation): string =>
    `${String(client)}.${operation}(${values.map(keyOf).join(',')})`;
  const alike = Map.groupBy(open, each => asked(each.operation));
  const twins: number[][] = history.map(() => []);
  for (const group of alike.values()) {
    group.forEach(({ i }, position) => twins[i]!.push(...group.slice(0, position).map(other => other.i)));
  }
  return twins;
}

/** Whether a client got the answer that an object gives; any is one to an operation that is open. */
function isAnswered({ result }: Operation, answer: Answered): boolean {
  return result === undefined || equalValues(result.value, answer.result);
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
  return order.every(operation => {
    const asked = history[operation]!;
    const answer = object.apply(held, asked);
    if (answer === undefined || !isAnswered(asked, answer)) return false;
    held = answer.held;
    return true;
  });
}
