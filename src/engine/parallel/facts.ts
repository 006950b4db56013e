import { GrowableIntegers } from '../../base/growableIntegers.ts';
import { NOT_NUMBERED } from '../interner.ts';

/** What kind of fact it is; the words that follow are given with each. */
/** node, pair, how many words of steps, those words: the steps of a pair, as `StepTable` has them. */
export const STEPS = 0;
/** offset, how many words, those words: an effect, as `EffectTable.data` has it. */
export const EFFECT = 1;
/** node, pair, part, answer: see `EffectTable.pairAfter`. */
export const PAIR_AFTER = 2;
/** ghosts, writes, answer: see `EffectTable.ghostsAfter`. */
export const GHOSTS_AFTER = 3;
/** node, pair, answer: see `NodeSteps.ticked`. */
export const TICKED = 4;
/** node, pair, answer: see `NodeSteps.inNextRound`. */
export const NEXT_ROUND = 5;
/** node, pair, peer, answer: see `NodeSteps.afterReset`. */
export const AFTER_RESET = 6;

/** Asked by the tables of steps when they have to work something out that they did not need before. */
export interface FactKeeper {
  /** Something is about to be worked out. Throws where that is not to be done. */
  begin(): void;
  note(...fact: readonly number[]): void;
}

/**
 * All that a search worked out about steps, in the order it did, as integers: who reads it takes the same steps without ever
 * running a handler or seeing a value.
 */
export class Facts implements FactKeeper {
  readonly #items = new GrowableIntegers();

  get count(): number {
    return this.#items.length;
  }

  get bytes(): number {
    return this.#items.bytes;
  }

  begin(): void {
    // Whatever is asked may be worked out.
  }

  note(...fact: readonly number[]): void {
    for (const word of fact) this.#items.push(word);
  }

  /** A copy of the facts from a word on. */
  from(first: number): Int32Array {
    return this.#items.items.slice(first, this.#items.length);
  }
}

/** For tables that know what they are told, and nothing else. */
export const ONLY_TOLD: FactKeeper = {
  begin: () => {
    throw NOT_NUMBERED;
  },
  note: () => undefined,
};
