import type { RuntimeError } from '../model/state.ts';

/** Where an execution ends that shows something: at a stored state, or with one more step from there. */
export interface Evidence {
  /** Undefined where the start itself goes wrong. */
  readonly stateId: number | undefined;
  /** One more step: to a stored state, or one that goes wrong. */
  readonly then: number | 'error' | undefined;
  /** Steps of the shortest execution that ends there; the start is not one. */
  readonly steps: number;
}

/**
 * What a search says of a property.
 * - holds: of every reachable state, within the scenario. For `reachable`: `evidence` is its witness.
 * - violated: `evidence` ends a shortest counterexample; without it for `reachable`, where there is nothing to show.
 * - unknown: the search did not see every state. `reason` says what stopped it.
 * - broken: the property, or the protocol, went wrong before it could be decided. `reason` says how. `evidence` ends
 *   where the property itself goes wrong; what the protocol does is shown by `ErrorFinding`.
 */
export type Verdict =
  | { readonly kind: 'holds'; readonly evidence: Evidence | undefined }
  | { readonly kind: 'violated'; readonly evidence: Evidence | undefined }
  | { readonly kind: 'unknown'; readonly reason: string }
  | { readonly kind: 'broken'; readonly reason: string; readonly evidence: Evidence | undefined };

/**
 * What stopped a search. `value` is the bound in states, steps or bytes: of all that is kept, or of the values among it
 * (`VALUES_BYTES_MAX`), or what was in use when there was no more; for `cancelled` the states found until then.
 */
export interface Limit {
  readonly kind: 'states' | 'depth' | 'memory' | 'cancelled';
  readonly value: number;
}

/** The protocol itself went wrong. */
export interface ErrorFinding {
  readonly error: RuntimeError;
  readonly evidence: Evidence;
}
