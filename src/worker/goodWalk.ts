import { createPrng, type Prng } from '../base/prng.ts';
import type { BadRun } from '../engine/goodRun.ts';
import { stepText } from '../model/labels.ts';
import type { Property } from '../model/protocol.ts';
import { isFault, type Outcome, type Schedule, type State } from '../model/state.ts';
import { stateKey } from '../model/stateKey.ts';
import type { System } from '../model/system.ts';
import { isDeadlock, isQuiescent } from '../semantics/quiescence.ts';
import { isViolatedBy } from './verdictAt.ts';

/** From how many states of a bad run it is tried, the latest first, and how often from each. */
const STARTS_MAX = 8;
const WALKS_EACH = 6;
/** A walk that has not come to rest by then is given up. */
const STEPS_MAX = 200;

/** A good run that was come across: it comes to rest, and has so many steps in common with the bad one. */
export interface GoodWalk {
  readonly schedule: Schedule;
  readonly common: number;
}

/**
 * Walks on from the latest states of a bad run, where there is too much to explore: steps of the bad run as far as they can
 * be taken, and else at random, without failures and without what the bad run violates, until nothing more has to happen.
 * The same walks each time. Only what single states and steps decide is kept so; undefined for the rest, and where no walk
 * comes to rest. Yields after each step.
 */
export function* walkedGoodRun(system: System, bad: BadRun): Generator<undefined, GoodWalk | undefined> {
  const { violated, execution, schedule, step } = bad;
  if (typeof violated !== 'string' && !isDecidedByStates(violated)) return undefined;
  const states = [execution.start, ...execution.transitions].map(({ state }) => state);
  const texts = execution.transitions.map(taken => stepText(system.instance, taken.step));
  const last = Math.min(states.length, step) - (violated === 'error' ? 0 : 1);
  for (let common = last; common >= Math.max(0, last - STARTS_MAX + 1); common -= 1) {
    const from = states[common];
    if (from === undefined) continue;
    for (let seed = 1; seed <= WALKS_EACH; seed += 1) {
      const walk = new Walk(system, bad, { texts: texts.slice(common), seed });
      const steps = yield* walk.from(from);
      if (steps !== undefined) return { schedule: [...schedule.slice(0, common + 1), ...steps], common };
    }
  }
  return undefined;
}

function isDecidedByStates({ kind }: Property): boolean {
  return ['invariant', 'step', 'finally', 'linearizable', 'sequential'].includes(kind);
}

class Walk {
  readonly #system: System;
  readonly #violated: BadRun['violated'];
  readonly #preferred: string[];
  readonly #prng: Prng;

  constructor(
    system: System,
    { violated }: BadRun,
    { texts, seed }: { readonly texts: readonly string[]; readonly seed: number },
  ) {
    this.#system = system;
    this.#violated = violated;
    this.#preferred = [...texts];
    this.#prng = createPrng(seed);
  }

  /** The positions of the steps until nothing more has to happen; undefined where that does not come, or is bad. */
  *from(start: State): Generator<undefined, Schedule | undefined> {
    const schedule: number[] = [];
    for (let state = start; schedule.length < STEPS_MAX;) {
      const outcomes = this.#system.successors(state);
      const position = this.#chosen(state, outcomes);
      yield undefined;
      if (position === undefined) return isQuiescent(this.#system, state) ? schedule : undefined;
      const outcome = outcomes[position];
      if (outcome?.kind !== 'state') return undefined;
      ({ state } = outcome);
      schedule.push(position);
    }
    return undefined;
  }

  /** A step of the bad run, the earliest that can be taken, or one by chance; undefined where there is no good one. */
  #chosen(state: State, outcomes: readonly Outcome[]): number | undefined {
    const texts = outcomes.map(({ step }) => stepText(this.#system.instance, step));
    const isGood = (position: number): boolean => this.#isGood(state, outcomes[position]);
    for (const [place, text] of this.#preferred.entries()) {
      const position = texts.indexOf(text);
      if (position < 0 || !isGood(position)) continue;
      this.#preferred.splice(place, 1);
      return position;
    }
    const ordinary = [...outcomes.keys()].filter(position => !isFault(outcomes[position]!.step));
    while (ordinary.length > 0) {
      const [position = 0] = ordinary.splice(this.#prng.below(ordinary.length), 1);
      if (isGood(position)) return position;
    }
    return undefined;
  }

  #isGood(before: State, outcome: Outcome | undefined): boolean {
    if (outcome?.kind !== 'state') return false;
    const { state } = outcome;
    if (stateKey(state) === stateKey(before)) return false;
    if (this.#violated === 'error') return true;
    if (this.#violated === 'deadlock') return !(isDeadlock(state) && isQuiescent(this.#system, state));
    return !isViolatedBy(this.#system, this.#violated, before, state);
  }
}
