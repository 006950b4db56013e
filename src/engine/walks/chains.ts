import type { Prng } from '../../base/prng.ts';
import type { RowSteps } from './rowSteps.ts';

/** Something that may happen, from when it becomes possible until it happens. */
export interface PendingEvent {
  readonly chain: number;
  /** Which event of the run it is, in the order in which they became possible, from 1 on. */
  readonly number: number;
}

/**
 * Puts the events of a run into chains, each of which is ordered by what causes what, while the run goes on.
 *
 * What causes an event is the one after which it was possible for the first time, so that causes form a forest: of the
 * events that one event makes possible, the first goes on with its chain and each other begins a chain. That many chains,
 * and no fewer, are needed. What goes wrong is caused by nothing, and begins a chain each time. An event that was possible
 * and is not any more, because a link is cut or a guard became false, keeps its place until it is possible again.
 */
export class Chains {
  /** How many chains, and how many events, there have been so far. */
  count = 0;
  eventCount = 0;
  readonly #priorities: number[] = [];
  readonly #events = new Map<number, PendingEvent>();
  #prng: Prng | undefined;
  // The chain of the event that happened last, until another event goes on with it; −1 for none.
  #last = -1;

  begin(prng: Prng): void {
    this.count = 0;
    this.eventCount = 0;
    this.#priorities.length = 0;
    this.#events.clear();
    this.#prng = prng;
    this.#last = -1;
  }

  /** Takes note of what is possible now. */
  see(steps: RowSteps): void {
    for (let step = 0; step < steps.count; step += 1) {
      const key = steps.keyOf(step);
      if (this.#events.has(key)) continue;
      this.eventCount += 1;
      this.#events.set(key, { chain: this.#chainFor(key), number: this.eventCount });
    }
    this.#last = -1;
  }

  /** Takes note of what happens next, by its key. */
  take(key: number): void {
    this.#last = this.eventOf(key).chain;
    this.#events.delete(key);
  }

  /** The event with the key of a step that is possible now. */
  eventOf(key: number): PendingEvent {
    return this.#events.get(key)!;
  }

  /** Between 1 and 2, but where it was lowered. All orders of all chains are equally likely. */
  priorityOf(chain: number): number {
    return this.#priorities[chain]!;
  }

  /** Puts a chain behind all others: below 1, the lower the more. */
  lower(chain: number, priority: number): void {
    this.#priorities[chain] = priority;
  }

  #chainFor(key: number): number {
    if (key >= 0 && this.#last >= 0) {
      const chain = this.#last;
      this.#last = -1;
      return chain;
    }
    this.#priorities.push(1 + this.#prng!.unit());
    this.count += 1;
    return this.count - 1;
  }
}
