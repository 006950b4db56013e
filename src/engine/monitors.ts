import { ChunkedIntegers } from '../base/chunkedIntegers.ts';
import { ABSENT, PairTable } from '../base/pairTable.ts';
import type { Expression } from '../model/expressions.ts';
import type { Property } from '../model/protocol.ts';
import type { RuntimeError, State } from '../model/state.ts';
import type { System } from '../model/system.ts';
import type { HistoryProperty } from '../semantics/histories/judge.ts';
import type { Components } from './components.ts';
import { Projection } from './projection.ts';
import { readsOf, readsOfHistory } from './reads.ts';

/** The first state or step, in the order of the search, that decides a property. */
export interface Finding {
  readonly stateId: number;
  /** For a step, the state it leads to. */
  readonly then: number | undefined;
  /** The step was looked at as it was taken, before another state stood for that it leads to. */
  readonly asTaken?: true;
  /** What went wrong in the property itself, undefined when its body had the value that decides it. */
  readonly error: RuntimeError | undefined;
}

/** A property that single states decide. */
export type StateProperty =
  HistoryProperty | (Property & { readonly kind: 'invariant' | 'reachable' | 'finally'; readonly body: Expression });

/** Watches states for the first in which a property is `deciding`: true for `reachable`, false for all others. */
export class StateMonitor {
  finding: Finding | undefined;
  readonly #system: System;
  readonly #components: Components;
  readonly #property: Property;
  readonly #deciding: boolean;
  readonly #projection: Projection;
  // Tuples are numbered as they come, and each is looked at when it comes: all but the deciding one are like the others.
  #tuplesSeen = 0;

  constructor(system: System, components: Components, property: StateProperty) {
    this.#system = system;
    this.#components = components;
    this.#property = property;
    this.#deciding = property.kind === 'reachable';
    const { protocol } = system.instance;
    const reads = 'body' in property ? readsOf(protocol, property.body) : readsOfHistory(protocol, property.history);
    this.#projection = new Projection(components, reads);
  }

  get bytes(): number {
    return this.#projection.bytes;
  }

  enlargingSoon(): ReturnType<Projection['enlargingSoon']> {
    return this.finding === undefined ? this.#projection.enlargingSoon() : undefined;
  }

  /** Looks at a state unless the property is decided. `row` holds the ids of its components. Answers whether it decides. */
  visit(stateId: number, row: Int32Array): boolean {
    if (this.finding !== undefined) return false;
    const tuple = this.#projection.tupleOf(row);
    if (tuple < this.#tuplesSeen) return false;
    this.#tuplesSeen += 1;
    const result = this.#system.evaluate(this.#property, this.#components.decode(row));
    if (result.ok && result.value !== this.#deciding) return false;
    this.finding = { stateId, then: undefined, error: result.ok ? undefined : result.failure };
    return true;
  }
}

const LOOKED_TABLES = 16;

/** Watches steps for the first of which the body of a `step` property is false. */
export class StepMonitor {
  finding: Finding | undefined;
  readonly #system: System;
  readonly #components: Components;
  readonly #property: Property;
  readonly #projection: Projection;
  readonly #tupleOf = new ChunkedIntegers();
  // In several tables, so that none takes long to grow.
  readonly #looked = Array.from({ length: LOOKED_TABLES }, () => new PairTable());
  // The state that steps are being taken from, if it was not entered, and what the property sees of it.
  #left = -1;
  #leftTuple = 0;

  constructor(system: System, components: Components, property: Property & { readonly body: Expression }) {
    this.#system = system;
    this.#components = components;
    this.#property = property;
    this.#projection = new Projection(components, readsOf(system.instance.protocol, property.body));
  }

  get bytes(): number {
    return this.#projection.bytes + this.#looked.reduce((sum, { bytes }) => sum + bytes, 0) + this.#tupleOf.bytes;
  }

  enlargingSoon(): ReturnType<Projection['enlargingSoon']> {
    return this.finding === undefined ? this.#projection.enlargingSoon() : undefined;
  }

  /** Notes what the property sees of a new state. States come in the order of their ids, none left out. */
  enter(row: Int32Array): void {
    this.#tupleOf.push(this.#projection.tupleOf(row));
  }

  /** Notes what the property sees of a state that was not entered, before `visitTaken` is asked for steps from it. */
  leave(stateId: number, row: Int32Array): void {
    this.#left = stateId;
    this.#leftTuple = this.#projection.tupleOf(row);
  }

  /**
   * Looks at a step between stored states unless the property is decided; `stateOf` gives a state by its id. Answers
   * whether it decides.
   */
  visit(before: number, after: number, stateOf: (stateId: number) => State): boolean {
    if (this.finding !== undefined) return false;
    const error = this.#judge(before, this.#tupleOf.at(after), () => [stateOf(before), stateOf(after)]);
    if (error !== undefined) this.finding = { stateId: before, then: after, ...error };
    return error !== undefined;
  }

  /** As `visit`, for a step that leads to the state of a row, for which the one that is named stands. */
  visitTaken(before: number, nameAfter: () => number, row: Int32Array, stateOf: (stateId: number) => State): boolean {
    if (this.finding !== undefined) return false;
    const to = this.#projection.tupleOf(row);
    const error = this.#judge(before, to, () => [stateOf(before), this.#components.decode(row)]);
    if (error !== undefined) this.finding = { stateId: before, then: nameAfter(), ...error, asTaken: true };
    return error !== undefined;
  }

  /** What goes wrong in a step, undefined where it satisfies the property. */
  #judge(before: number, to: number, states: () => readonly [State, State]): Pick<Finding, 'error'> | undefined {
    const from = before === this.#left ? this.#leftTuple : this.#tupleOf.at(before);
    const looked = this.#looked[(from ^ to) & (LOOKED_TABLES - 1)]!;
    if (looked.get(from, to) !== ABSENT) return undefined;
    const result = this.#system.evaluateStep(this.#property, ...states());
    looked.set(from, to, 1);
    if (result.ok && result.value) return undefined;
    return { error: result.ok ? undefined : result.failure };
  }
}
