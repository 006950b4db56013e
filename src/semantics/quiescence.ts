import { isFault } from '../model/state.ts';
import type { Outcome, State } from '../model/state.ts';
import { stateKey } from '../model/stateKey.ts';
import type { System } from '../model/system.ts';

/**
 * Whether nothing is left to happen: no step but faults leads to a different state. A step that goes wrong is one that
 * is left; one that changes nothing is not.
 */
export function isQuiescent(system: System, state: State): boolean {
  return isQuiescentWith(state, system.successors(state));
}

/** The same, where the steps of `state` are known already. */
export function isQuiescentWith(state: State, successors: readonly Outcome[]): boolean {
  const key = stateKey(state);
  return !successors.some(
    outcome => !isFault(outcome.step) && (outcome.kind === 'error' || stateKey(outcome.state) !== key),
  );
}

/** Whether a quiescent state is a deadlock: somebody is still up and waits. Nobody does once all have stopped or crashed. */
export function isDeadlock(quiescent: State): boolean {
  return quiescent.locals.some(local => local.status === 'up');
}
