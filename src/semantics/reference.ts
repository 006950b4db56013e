import type { Property } from '../model/protocol.ts';
import type { Outcome, RuntimeError, Schedule, State } from '../model/state.ts';
import { stateKey } from '../model/stateKey.ts';
import type { System } from '../model/system.ts';
import { isDeadlock, isQuiescentWith } from './quiescence.ts';

/** Where exploring stops. States at depth `depthMax` are found, and not explored further. */
export interface ExploreBounds {
  readonly depthMax: number;
  readonly statesMax: number;
}

/** What exploring says of one property. The first state or step, breadth first, that decides it counts. */
export type PropertyFinding =
  /** `witness` leads to a state that satisfies a `reachable` property. */
  | { readonly kind: 'holds'; readonly witness: Schedule | undefined }
  /** `counterexample` is a shortest one; there is none for what is not reachable. */
  | { readonly kind: 'violated'; readonly counterexample: Schedule | undefined }
  /** Not every state was seen. */
  | { readonly kind: 'unknown' }
  /** The property itself went wrong, in the state or step that `schedule` ends with. */
  | { readonly kind: 'broken'; readonly error: RuntimeError; readonly schedule: Schedule }
  /** Not a claim about single states or steps. */
  | { readonly kind: 'notExplored' };

export interface Exploration {
  /** Distinct states. */
  readonly distinct: number;
  /** Initial outcomes and every successor made, those seen before included. Errors are not states and not counted. */
  readonly generated: number;
  /** Outcomes that went wrong, of initial and all other steps: an error leads to no state. */
  readonly failed: number;
  /** The largest number of steps from the start to a state, on its shortest execution. */
  readonly depth: number;
  /** How many states have each depth. */
  readonly frontier: readonly number[];
  /** What stopped the search before every state was explored. */
  readonly limit: keyof ExploreBounds | undefined;
  /** By property index. */
  readonly properties: readonly PropertyFinding[];
  /** The first runtime error; its schedule ends with the step that goes wrong. */
  readonly error: { readonly error: RuntimeError; readonly schedule: Schedule } | undefined;
  /** The shortest way to a quiescent state in which somebody is up. */
  readonly deadlock: Schedule | undefined;
}

const NO_BOUNDS: ExploreBounds = { depthMax: Infinity, statesMax: Infinity };

/** Explores every reachable state breadth first, by its text. Slow; the definition that every other search must agree with. */
export function explore(system: System, bounds: Partial<ExploreBounds> = {}): Exploration {
  return new Search(system, { ...NO_BOUNDS, ...bounds }).run();
}

interface Found {
  readonly state: State;
  readonly depth: number;
  readonly schedule: Link;
}

/** A schedule, last position first, that shares what it has in common with others. */
interface Link {
  readonly position: number;
  readonly before: Link | undefined;
}

class Search {
  readonly #system: System;
  readonly #bounds: ExploreBounds;
  readonly #seen = new Set<string>();
  readonly #queue: Found[] = [];
  readonly #frontier: number[] = [];
  readonly #properties: readonly Property[];
  readonly #findings: (PropertyFinding | undefined)[];
  #generated = 0;
  #failed = 0;
  #limit: keyof ExploreBounds | undefined;
  #error: Exploration['error'];
  #deadlock: Schedule | undefined;

  constructor(system: System, bounds: ExploreBounds) {
    this.#system = system;
    this.#bounds = bounds;
    this.#properties = system.instance.protocol.properties;
    this.#findings = this.#properties.map(() => undefined);
  }

  run(): Exploration {
    this.#visit(this.#system.initial(), undefined);
    // The queue grows while it is read: what a state leads to comes behind everything found before.
    for (const found of this.#queue) {
      if (this.#limit === 'statesMax') break;
      if (found.depth >= this.#bounds.depthMax) this.#limit = 'depthMax';
      else this.#expand(found);
    }
    return {
      distinct: this.#queue.length,
      generated: this.#generated,
      failed: this.#failed,
      depth: this.#frontier.length - 1,
      frontier: this.#frontier,
      limit: this.#limit,
      properties: this.#properties.map((property, i) => this.#findings[i] ?? this.#undecided(property)),
      error: this.#error,
      deadlock: this.#deadlock,
    };
  }

  #expand(found: Found): void {
    const successors = this.#system.successors(found.state);
    if (isQuiescentWith(found.state, successors)) {
      this.#judge(found.state, found.schedule, ['finally']);
      if (isDeadlock(found.state)) this.#deadlock ??= positions(found.schedule);
    }
    this.#visit(successors, found);
  }

  #visit(outcomes: readonly Outcome[], from: Found | undefined): void {
    for (const [position, outcome] of outcomes.entries()) {
      if (this.#limit === 'statesMax') return;
      const schedule: Link = { position, before: from?.schedule };
      if (outcome.kind === 'error') {
        this.#failed += 1;
        this.#error ??= { error: outcome.error, schedule: positions(schedule) };
        continue;
      }
      if (!this.#enter(outcome.state, from === undefined ? 0 : from.depth + 1, schedule)) return;
      this.#generated += 1;
      if (from !== undefined) this.#judgeStep(from.state, outcome.state, schedule);
    }
  }

  /** Adds a state unless it was seen before; false when there is no room for it. */
  #enter(state: State, depth: number, schedule: Link): boolean {
    const key = stateKey(state);
    if (this.#seen.has(key)) return true;
    if (this.#queue.length >= this.#bounds.statesMax) {
      this.#limit = 'statesMax';
      return false;
    }
    this.#seen.add(key);
    this.#queue.push({ state, depth, schedule });
    this.#frontier[depth] = (this.#frontier[depth] ?? 0) + 1;
    this.#judge(state, schedule, ['invariant', 'linearizable', 'sequential', 'reachable']);
    return true;
  }

  #judge(state: State, schedule: Link, kinds: readonly Property['kind'][]): void {
    this.#properties.forEach((property, i) => {
      if (this.#findings[i] !== undefined || !kinds.includes(property.kind)) return;
      const verdict = this.#system.evaluate(property, state);
      if (!verdict.ok) this.#findings[i] = { kind: 'broken', error: verdict.failure, schedule: positions(schedule) };
      else if (property.kind === 'reachable') {
        if (verdict.value) this.#findings[i] = { kind: 'holds', witness: positions(schedule) };
      } else if (!verdict.value) this.#findings[i] = { kind: 'violated', counterexample: positions(schedule) };
    });
  }

  #judgeStep(before: State, after: State, schedule: Link): void {
    this.#properties.forEach((property, i) => {
      if (this.#findings[i] !== undefined || property.kind !== 'step') return;
      const verdict = this.#system.evaluateStep(property, before, after);
      if (!verdict.ok) this.#findings[i] = { kind: 'broken', error: verdict.failure, schedule: positions(schedule) };
      else if (!verdict.value) this.#findings[i] = { kind: 'violated', counterexample: positions(schedule) };
    });
  }

  /** What is said of a property that nothing decided. */
  #undecided(property: Property): PropertyFinding {
    switch (property.kind) {
      case 'invariant':
      case 'step':
      case 'finally':
      case 'linearizable':
      case 'sequential':
        return this.#limit === undefined ? { kind: 'holds', witness: undefined } : { kind: 'unknown' };
      case 'reachable':
        return this.#limit === undefined ? { kind: 'violated', counterexample: undefined } : { kind: 'unknown' };
      case 'eventually':
      case 'leadsto':
      case 'decides':
        return { kind: 'notExplored' };
    }
  }
}

function positions(link: Link): Schedule {
  const schedule: number[] = [];
  for (let at: Link | undefined = link; at !== undefined; at = at.before) schedule.push(at.position);
  return schedule.reverse();
}
