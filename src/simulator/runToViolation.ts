import { success } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { Outcome, Schedule, State } from '../model/state.ts';
import { stateKey } from '../model/stateKey.ts';
import type { System } from '../model/system.ts';
import { execute } from '../semantics/execute.ts';
import type { ScheduleProblem } from '../semantics/execute.ts';
import { isQuiescentWith } from '../semantics/quiescence.ts';

/** What a search for the nearest violation ends with. `schedule` begins with the steps it went on from. */
export type NearestViolation =
  | { readonly kind: 'violation'; readonly schedule: Schedule; readonly of: 'runtime error' | number }
  /** No step after this state violates anything. */
  | { readonly kind: 'none' }
  /** `statesMax` states were looked at without finding one. */
  | { readonly kind: 'unknown'; readonly statesMax: number };

/**
 * On from the end of `after` by the fewest steps, faults included, to a state, step or error that violates any property
 * (`of` is its index). An empty `after` begins before the start.
 */
export function runToViolation(
  system: System,
  after: Schedule,
  { statesMax }: { readonly statesMax: number },
): Result<NearestViolation, ScheduleProblem> {
  const begun = after.length === 0 ? success(undefined) : execute(system, after);
  if (!begun.ok) return begun;
  if (begun.value?.error !== undefined) return success({ kind: 'none' });
  const state = begun.value === undefined ? undefined : (begun.value.transitions.at(-1) ?? begun.value.start).state;
  return success(new ViolationSearch(system, statesMax).from({ state, schedule: after }));
}

interface Reached {
  readonly state: State | undefined;
  readonly schedule: Schedule;
}

class ViolationSearch {
  readonly #system: System;
  readonly #statesMax: number;
  readonly #seen = new Set<string>();

  constructor(system: System, statesMax: number) {
    this.#system = system;
    this.#statesMax = statesMax;
  }

  from(start: Reached): NearestViolation {
    const queue: Reached[] = [start];
    if (start.state !== undefined) this.#seen.add(stateKey(start.state));
    for (const reached of queue) {
      const outcomes = reached.state === undefined ? this.#system.initial() : this.#system.successors(reached.state);
      for (const [position, outcome] of outcomes.entries()) {
        const schedule = [...reached.schedule, position];
        const of = this.#violates(reached.state, outcome);
        if (of !== undefined) return { kind: 'violation', schedule, of };
        if (outcome.kind === 'error' || this.#seen.has(stateKey(outcome.state))) continue;
        if (this.#seen.size >= this.#statesMax) return { kind: 'unknown', statesMax: this.#statesMax };
        this.#seen.add(stateKey(outcome.state));
        queue.push({ state: outcome.state, schedule });
      }
    }
    return { kind: 'none' };
  }

  /** What a step into a state violates: a property by its index, or the protocol itself goes wrong. */
  #violates(before: State | undefined, outcome: Outcome): 'runtime error' | number | undefined {
    if (outcome.kind === 'error') return 'runtime error';
    const { state } = outcome;
    const violated = this.#system.instance.protocol.properties.findIndex(property => {
      switch (property.kind) {
        case 'invariant':
        case 'linearizable':
        case 'sequential':
          return isFalse(this.#system.evaluate(property, state));
        case 'step':
          return before !== undefined && isFalse(this.#system.evaluateStep(property, before, state));
        case 'finally':
          return this.#isQuiescent(state) && isFalse(this.#system.evaluate(property, state));
        case 'reachable':
        case 'eventually':
        case 'leadsto':
        case 'decides':
          return false;
      }
    });
    return violated < 0 ? undefined : violated;
  }

  #isQuiescent(state: State): boolean {
    return !this.#seen.has(stateKey(state)) && isQuiescentWith(state, this.#system.successors(state));
  }
}

function isFalse(verdict: Result<boolean, unknown>): boolean {
  return verdict.ok && !verdict.value;
}
