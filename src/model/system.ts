import type { Result } from '../base/result.ts';
import type { Instance } from './instance.ts';
import type { Property } from './protocol.ts';
import type { Outcome, RuntimeError, State } from './state.ts';
import type { Value } from './values.ts';

/** What may happen: all initial states, and all steps of any state. Pure: the same state gives the same list for ever. */
export interface System {
  readonly instance: Instance;
  /** One outcome for each way the start handlers can choose, in a fixed order. */
  initial(): readonly Outcome[];
  /**
   * Every step of `state` with what it leads to, in a fixed order that depends on nothing but `state`: for each node
   * its deliveries, timers and actions, then faults. Steps that fail are in the list with their error.
   */
  successors(state: State): readonly Outcome[];
  /** Whether the body of an `invariant`, `finally` or `reachable` property is true in `state`, or its history consistent. */
  evaluate(property: Property, state: State): Result<boolean, RuntimeError>;
  /** Every combination of values of a property's parameters, in order: one without values where it has none. */
  argumentsOf(property: Property): Result<readonly (readonly Value[])[], RuntimeError>;
  /** The values that a property which says what `decides` finds decided in `state`: none, one, or several. */
  decided(property: Property, state: State): Result<readonly Value[], RuntimeError>;
  /** Whether the body of a `step` property is true of the step from `before` to `after`. */
  evaluateStep(property: Property, before: State, after: State): Result<boolean, RuntimeError>;
}
