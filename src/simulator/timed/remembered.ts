import type { Result } from '../../base/result.ts';
import type { Instance } from '../../model/instance.ts';
import type { Property } from '../../model/protocol.ts';
import type { Outcome, State } from '../../model/state.ts';
import { stateKey } from '../../model/stateKey.ts';
import type { System } from '../../model/system.ts';
import { isQuiescentWith } from '../../semantics/quiescence.ts';

/** A property that goes wrong itself is neither true nor false. */
export type Truth = boolean | 'broken';

/** A state, what may happen in it, and what is true in it: computed once, since many runs come by. */
export interface KnownState {
  readonly state: State;
  readonly outcomes: readonly Outcome[];
  /** By outcome: whether it changes anything, or goes wrong. What changes nothing never needs to happen. */
  readonly moves: readonly boolean[];
  readonly quiescent: boolean;
  /**
   * By property: whether an `invariant`, `finally` or `reachable` body is true here, or a history consistent; undefined
   * until it is asked.
   */
  readonly truths: (Truth | undefined)[];
  /** By outcome: which `step` properties it breaks; undefined until it is asked. */
  readonly brokenSteps: (readonly number[] | undefined)[];
}

/** How many outcomes are kept before everything is forgotten: a few hundred megabytes at most. */
const OUTCOMES_MAX = 150_000;

/** A system that remembers. It answers as the system does, only faster the second time. */
export class Remembered {
  readonly #system: System;
  readonly #byKey = new Map<string, KnownState>();
  /** Equal states that came about in different ways are different objects. */
  #byObject = new WeakMap<State, KnownState>();
  #outcomeCount = 0;
  #initial: readonly Outcome[] | undefined;

  constructor(system: System) {
    this.#system = system;
  }

  get instance(): Instance {
    return this.#system.instance;
  }

  initial(): readonly Outcome[] {
    this.#initial ??= this.#system.initial();
    return this.#initial;
  }

  at(state: State): KnownState {
    const seen = this.#byObject.get(state);
    if (seen !== undefined) return seen;
    const key = stateKey(state);
    const known = this.#byKey.get(key) ?? this.#compute(state, key);
    this.#byObject.set(state, known);
    return known;
  }

  truthOf(known: KnownState, property: number): Truth {
    known.truths[property] ??= truthOf(this.#system.evaluate(this.#property(property), known.state));
    return known.truths[property];
  }

  /** The `step` properties that an outcome breaks. */
  brokenBy(known: KnownState, position: number): readonly number[] {
    known.brokenSteps[position] ??= this.#brokenBy(known.state, known.outcomes[position]);
    return known.brokenSteps[position];
  }

  #brokenBy(before: State, outcome: Outcome | undefined): readonly number[] {
    if (outcome?.kind !== 'state') return [];
    return this.instance.protocol.properties.flatMap((property, i) => {
      if (property.kind !== 'step') return [];
      return truthOf(this.#system.evaluateStep(property, before, outcome.state)) === false ? [i] : [];
    });
  }

  #property(index: number): Property {
    return this.instance.protocol.properties[index]!;
  }

  #compute(state: State, key: string): KnownState {
    const outcomes = this.#system.successors(state);
    const moves = outcomes.map(outcome => outcome.kind === 'error' || stateKey(outcome.state) !== key);
    const quiescent = isQuiescentWith(state, outcomes);
    const known: KnownState = { state, outcomes, moves, quiescent, truths: [], brokenSteps: [] };
    this.#outcomeCount += outcomes.length;
    if (this.#outcomeCount > OUTCOMES_MAX) this.#forget(outcomes.length);
    this.#byKey.set(key, known);
    return known;
  }

  #forget(kept: number): void {
    this.#byKey.clear();
    this.#byObject = new WeakMap();
    this.#outcomeCount = kept;
  }
}

function truthOf(verdict: Result<boolean, unknown>): Truth {
  return verdict.ok ? verdict.value : 'broken';
}
