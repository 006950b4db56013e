import { ABSENT, PairTable } from '../../base/pairTable.ts';
import type { Result } from '../../base/result.ts';
import type { Expression } from '../../model/expressions.ts';
import type { Property } from '../../model/protocol.ts';
import type { RuntimeError } from '../../model/state.ts';
import type { System } from '../../model/system.ts';
import { type HistoryProperty, isHistoryProperty } from '../../semantics/histories/judge.ts';
import type { Components } from '../components.ts';
import { Projection } from '../projection.ts';
import { readsOf, readsOfHistory } from '../reads.ts';

/** What a state or a step says of a property. */
export const SAYS_NOTHING = 1;
/** It is a violation; of `reachable`, that it is reached. */
export const DECIDES = 2;
/** The property itself goes wrong. */
export const BREAKS = 3;

/** A property that single states and steps decide. */
export type JudgedProperty =
  | HistoryProperty
  | (Property & { readonly kind: 'invariant' | 'step' | 'finally' | 'reachable'; readonly body: Expression });

/** Whether walks say anything of a property: of what is asked of runs that go on for ever they do not. */
export function isJudged(property: Property): property is JudgedProperty {
  switch (property.kind) {
    case 'invariant':
    case 'step':
    case 'finally':
    case 'reachable':
    case 'linearizable':
    case 'sequential':
      return true;
    case 'eventually':
    case 'leadsto':
    case 'decides':
      return false;
  }
}

/** What states and steps say of one property, worked out once for all that look alike to it. */
export class PropertyJudge {
  readonly property: JudgedProperty;
  readonly #system: System;
  readonly #components: Components;
  readonly #projection: Projection;
  // By what the projection sees, of states; of steps by what it sees before and after.
  readonly #ofStates: number[] = [];
  readonly #ofSteps = new PairTable();

  constructor(system: System, components: Components, property: JudgedProperty) {
    const { protocol } = system.instance;
    const isHistory = isHistoryProperty(property);
    const reads = isHistory ? readsOfHistory(protocol, property.history) : readsOf(protocol, property.body);
    this.property = property;
    this.#system = system;
    this.#components = components;
    this.#projection = new Projection(components, reads);
  }

  get bytes(): number {
    return this.#projection.bytes + this.#ofSteps.bytes + this.#ofStates.length * Float64Array.BYTES_PER_ELEMENT;
  }

  /** What the state of a row says; not to be asked of a `step` property. */
  ofState(row: Int32Array): number {
    const seen = this.#projection.tupleOf(row);
    return (this.#ofStates[seen] ??= this.#say(this.#evaluate(row, row)));
  }

  /** What the step from one row to another says; to be asked of a `step` property only. */
  ofStep(before: Int32Array, after: Int32Array): number {
    const from = this.#projection.tupleOf(before);
    const to = this.#projection.tupleOf(after);
    const known = this.#ofSteps.get(from, to);
    if (known !== ABSENT) return known;
    const said = this.#say(this.#evaluate(before, after));
    this.#ofSteps.set(from, to, said);
    return said;
  }

  /** What goes wrong in the property, in the state of a row or the step to it. */
  errorOf(before: Int32Array, after: Int32Array): RuntimeError | undefined {
    const result = this.#evaluate(before, after);
    return result.ok ? undefined : result.failure;
  }

  #evaluate(before: Int32Array, after: Int32Array): Result<boolean, RuntimeError> {
    const state = this.#components.decode(after);
    if (this.property.kind !== 'step') return this.#system.evaluate(this.property, state);
    return this.#system.evaluateStep(this.property, this.#components.decode(before), state);
  }

  #say(result: Result<boolean, RuntimeError>): number {
    if (!result.ok) return BREAKS;
    return result.value === (this.property.kind === 'reachable') ? DECIDES : SAYS_NOTHING;
  }
}
