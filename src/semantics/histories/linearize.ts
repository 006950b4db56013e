import type { ClientHistory, Operation } from '../../model/state.ts';
import { equalValues, keyOf, type Value } from '../../model/values.ts';
import type { Answered, SequentialObject } from './dataTypes.ts';
import { agesOf, type Predecessors } from './order.ts';
import { Unplaced } from './unplaced.ts';

/** How many operations are placed, again and again, before a search is given up. */
const PLACEMENTS_MAX = 200_000;

/** How many more operations may be placed, by one search or several together; negative once it was not enough. */
export interface Patience {
  left: number;
}

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
export function findOrder(
  history: ClientHistory,
  object: SequentialObject,
  predecessors: Predecessors,
  patience: Patience = { left: PLACEMENTS_MAX },
): Ordering {
  const found = new OrderSearch(history, object, predecessors).run(patience);
  return found.kind === 'ordered' ? { kind: 'ordered', order: withoutIdle(history, object, found.order) } : found;
}

/** A beginning of an order: what the object holds then, and the operation to try next behind it. */
interface Beginning {
  readonly held: Value;
  next: number | undefined;
}

class OrderSearch {
  readonly #history: ClientHistory;
  readonly #object: SequentialObject;
  readonly #predecessors: Predecessors;
  readonly #twins: readonly (readonly number[])[];
  readonly #answered: Unplaced;
  readonly #open: Unplaced;
  readonly #order: number[] = [];
  /** Keys of beginnings that lead nowhere. */
  readonly #failed = new Set<string>();

  constructor(history: ClientHistory, object: SequentialObject, predecessors: Predecessors) {
    const ages = agesOf(history);
    const byAge = history.map((_, i) => i).sort((a, b) => ages[a]! - ages[b]! || a - b);
    const open = byAge.filter(i => history[i]!.result === undefined);
    const answered = byAge.filter(i => history[i]!.result !== undefined);
    this.#history = history;
    this.#object = object;
    this.#predecessors = predecessors;
    this.#twins = twinsOf(history, object);
    this.#answered = new Unplaced(answered, history.length);
    this.#open = new Unplaced(open, history.length);
  }

  run(patience: Patience): Ordering {
    const beginnings: Beginning[] = [this.#begin(this.#object.initial)];
    for (let last = beginnings.at(-1); last !== undefined; last = beginnings.at(-1)) {
      if (this.#answered.first === undefined) return { kind: 'ordered', order: this.#order };
      const after = this.#placeNext(last, patience);
      if (patience.left < 0) return { kind: 'undecided' };
      if (after !== undefined) {
        beginnings.push(this.#begin(after));
        continue;
      }
      this.#failed.add(this.#keyOf(last.held));
      beginnings.pop();
      this.#unplaceLast();
    }
    return { kind: 'unordered' };
  }

  #begin(held: Value): Beginning {
    return { held, next: this.#answered.first ?? this.#open.first };
  }

  /** Places the next operation that may come behind a beginning; what the object holds then, undefined where there is none. */
  #placeNext(beginning: Beginning, patience: Patience): Value | undefined {
    while (beginning.next !== undefined) {
      const operation = beginning.next;
      beginning.next = this.#after(operation);
      const after = this.#answerTo(operation, beginning.held);
      if (after === undefined) continue;
      patience.left -= 1;
      this.#place(operation);
      // Nothing has failed on the way to most orders: then there is nothing to look up.
      if (this.#failed.size === 0 || !this.#failed.has(this.#keyOf(after.held))) return after.held;
      this.#unplaceLast();
    }
    return undefined;
  }

  /** The operation to try after another: an open one only where no answered one leads on. */
  #after(operation: number): number | undefined {
    const next = this.#listOf(operation).after(operation);
    return next ?? (this.#isOpen(operation) ? undefined : this.#open.first);
  }

  #listOf(operation: number): Unplaced {
    return this.#isOpen(operation) ? this.#open : this.#answered;
  }

  #isOpen(operation: number): boolean {
    return this.#history[operation]!.result === undefined;
  }

  /** Undefined where an operation may not come next. */
  #answerTo(operation: number, held: Value): Answered | undefined {
    if (!this.#isReady(operation) || this.#hasReadyTwin(operation)) return undefined;
    const asked = this.#history[operation]!;
    const answer = this.#object.apply(held, asked);
    if (answer === undefined || !isAnswered(asked, answer)) return undefined;
    // An open operation that changes nothing might as well not have happened.
    return this.#isOpen(operation) && equalValues(answer.held, held) ? undefined : answer;
  }

  #isReady(operation: number): boolean {
    if (this.#listOf(operation).isPlaced(operation)) return false;
    return this.#predecessors[operation]!.every(other => this.#answered.isPlaced(other));
  }

  /** Whether a twin before it may come next: it makes no difference which of them takes effect, so the first is enough. */
  #hasReadyTwin(operation: number): boolean {
    for (const twin of this.#twins[operation]!) {
      if (twin === operation) return false;
      if (this.#isReady(twin)) return true;
    }
    return false;
  }

  #place(operation: number): void {
    this.#listOf(operation).place(operation);
    this.#order.push(operation);
  }

  #unplaceLast(): void {
    const operation = this.#order.pop();
    if (operation === undefined) return;
    this.#listOf(operation).unplace(operation);
  }

  #keyOf(held: Value): string {
    return `${this.#answered.key};${this.#open.key};${keyOf(held)}`;
  }
}

/**
 * By open operation: all open ones that ask the same, itself among them, in ascending order; empty for those that are
 * answered. Twins share one list, because a history may have thousands of them.
 */
function twinsOf(history: ClientHistory, { tellsClientsApart }: SequentialObject): readonly (readonly number[])[] {
  const known = new Map<string, number[]>();
  return history.map(({ client, operation, arguments: asked, result }, i) => {
    if (result !== undefined) return [];
    const key = `${tellsClientsApart ? client : ''}.${operation}(${asked.map(keyOf).join(',')})`;
    const twins = known.get(key) ?? [];
    if (twins.length === 0) known.set(key, twins);
    twins.push(i);
    return twins;
  });
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
