import type { Prng } from '../../base/prng.ts';
import { Chains } from './chains.ts';
import type { RowSteps } from './rowSteps.ts';
import { goesOnFailing, NOTHING_MORE, type Scheduler } from './scheduler.ts';

/** What the guarantee is made of. */
export interface PctRange {
  /** How many events have to come in the right order for what is looked for. */
  readonly depth: number;
  /** Among how many events, the first ones of a run, are those at which priorities change. */
  readonly events: number;
}

/**
 * Probabilistic concurrency testing (Burckhardt, Kothari, Musuvathi, Nagarakatte 2010), for messages (PCTCP: Ozkan,
 * Majumdar, Niksic, Tabaei Befrouei, Weissenbacher 2018). Every chain of events has a random priority, and the next event of
 * the highest one happens; but depth − 1 events, drawn in advance by their number, fall behind all others when their turn
 * comes, in an order that is random too. So whatever happens if only certain d events come in a certain order happens in a
 * run with a probability of at least 1/(n k^(d−1)), for n chains and k events.
 */
export class PctScheduler implements Scheduler {
  readonly chains = new Chains();
  readonly #range: PctRange;
  /** By number of an event: how low its chain falls. */
  readonly #falls = new Map<number, number>();
  #prng: Prng | undefined;

  constructor(range: PctRange) {
    this.#range = range;
  }

  begin(prng: Prng): void {
    const { depth, events } = this.#range;
    this.#prng = prng;
    this.chains.begin(prng);
    this.#falls.clear();
    for (let rank = 1; rank < depth; rank += 1) this.#falls.set(1 + prng.below(events), rank / depth);
  }

  pick(steps: RowSteps): number {
    const prng = this.#prng!;
    const { chains } = this;
    chains.see(steps);
    if (steps.count === 0 || (steps.usualCount === 0 && !goesOnFailing(prng))) return NOTHING_MORE;
    for (;;) {
      const key = this.#highest(steps);
      const { chain, number } = chains.eventOf(key);
      const fall = this.#falls.get(number);
      if (fall === undefined) {
        chains.take(key);
        return pickOf(steps, key, prng);
      }
      this.#falls.delete(number);
      chains.lower(chain, fall);
    }
  }

  /** The key of what is to happen next. */
  #highest(steps: RowSteps): number {
    const { chains } = this;
    let highest = 0;
    let priority = -Infinity;
    for (let step = 0; step < steps.count; step += 1) {
      const key = steps.keyOf(step);
      const its = chains.priorityOf(chains.eventOf(key).chain);
      if (its <= priority) continue;
      priority = its;
      highest = key;
    }
    return highest;
  }
}

/** One of the steps with a key, each equally likely. */
function pickOf(steps: RowSteps, key: number, prng: Prng): number {
  let ways = 0;
  for (let step = 0; step < steps.count; step += 1) {
    if (steps.keyOf(step) === key) ways += 1;
  }
  let left = prng.below(ways);
  for (let step = 0; ; step += 1) {
    if (steps.keyOf(step) !== key) continue;
    if (left === 0) return step;
    left -= 1;
  }
}
