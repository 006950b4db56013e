import type { Envelope, RuntimeError, Schedule } from '../model/state.ts';
import type { Value } from '../model/values.ts';
import type { FairnessClass } from '../semantics/fairness.ts';

/**
 * Where an execution ends that shows something: at a stored state, or with one more step from there. It is the shortest
 * that ends there, but for one that has to come `through` other states.
 */
export interface Evidence {
  /** Undefined where the start itself goes wrong. */
  readonly stateId: number | undefined;
  /** One more step: to a stored state, or one that goes wrong. */
  readonly then: number | 'error' | undefined;
  /** Steps of the execution; the start is not one. */
  readonly steps: number;
  /** Every state that the execution comes through, from an initial one to `stateId`. */
  readonly through?: readonly number[];
  /**
   * An index of the protocol's properties: the one that the last step violates. There only where stored states stand for
   * others, and other steps between the same two might violate nothing.
   */
  readonly refutes?: number;
}

/**
 * What a search says of a property.
 * - holds: of every reachable state, within the scenario. For `reachable`: `evidence` is its witness.
 * - violated: `evidence` ends a shortest counterexample; without it for `reachable`, where there is nothing to show. A
 *   counterexample that goes on for ever is a `lasso`, and then there is no `evidence`.
 * - unknown: the search did not see every state. `reason` says what stopped it.
 * - broken: the property, or the protocol, went wrong before it could be decided. `reason` says how. `evidence` ends
 *   where the property itself goes wrong; what the protocol does is shown by `ErrorFinding`.
 */
export type Verdict =
  | { readonly kind: 'holds'; readonly evidence: Evidence | undefined }
  | { readonly kind: 'violated'; readonly evidence: Evidence | undefined; readonly lasso?: Lasso }
  | { readonly kind: 'unknown'; readonly reason: string }
  | { readonly kind: 'broken'; readonly reason: string; readonly evidence: Evidence | undefined };

/**
 * What stopped a search. `value` is the bound in states, steps, equal messages in flight or bytes: of all that is kept, or
 * of the values among it (`VALUES_BYTES_MAX`), or what was in use when there was no more; for `cancelled` the states found
 * until then.
 */
export interface Limit {
  readonly kind: 'states' | 'depth' | 'copies' | 'memory' | 'cancelled';
  readonly value: number;
  /** For `copies`, the first message of which more are in flight. */
  readonly envelope?: Envelope;
  /** For `copies`, how many steps lead there: what is found after at most one more is found by the shortest way. */
  readonly steps?: number;
}

/** The protocol itself went wrong. */
export interface ErrorFinding {
  readonly error: RuntimeError;
  readonly evidence: Evidence;
}

/** A fair run that goes on for ever: steps that lead to a loop, and the loop, which is repeated. */
export interface Lasso {
  /** The stem, then the loop once. */
  readonly schedule: Schedule;
  /** How many steps come before the loop; the start is not one. Where no step is left for the loop, nothing changes any more. */
  readonly stem: number;
  /** What is possible somewhere in the loop, and not taken in it; faults aside. The run is fair all the same. */
  readonly neverTaken: readonly FairnessClass[];
  /** Of `neverTaken`, one node's for all of its role: each would make the property hold by itself, were it strongly fair. */
  readonly repairs: readonly FairnessClass[];
  /** Of a property with parameters: the values for which it fails. */
  readonly arguments?: readonly Value[];
  /** What has to become true, or stands after `~>`, is true in no reachable state at all. */
  readonly isNeverTrue?: true;
  /** Of a run that never decides: whether more than one value could be decided in every state of the loop. */
  readonly isBivalent?: true;
}

/** How the states of a search divide by the values that can still be decided. Only of a search that has seen everything. */
export interface ValenceFinding {
  /** Index of the property that says what `decides`. */
  readonly property: number;
  /** Every value that is decided in some state, in the order of values. */
  readonly values: readonly Value[];
  /** Each set of values that can be decided from some state, with how many states; by size, the smallest first. */
  readonly classes: readonly { readonly values: readonly Value[]; readonly states: number }[];
  /** The same for the initial states alone. */
  readonly initial: readonly { readonly values: readonly Value[]; readonly states: number }[];
  /** Steps between states that leave exactly one of several values. */
  readonly decidingSteps: number;
}
