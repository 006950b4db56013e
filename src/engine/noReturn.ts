import type { Instance } from '../model/instance.ts';
import type { Property } from '../model/protocol.ts';
import type { State } from '../model/state.ts';
import type { Value } from '../model/values.ts';
import { speaksOfFairRuns } from '../semantics/fairness.ts';
import { DEFAULT_BOUNDS } from './bounds.ts';
import { type Escape, escapeFrom, isEscapable } from './liveness/escapes.ts';
import type { Explored } from './liveness/explored.ts';
import { createSearch } from './search.ts';

/** What an execution violates: a property, or one of those that are always checked. */
export type Violated = Property | 'error' | 'deadlock';

/** How far to look, and for what. */
export interface NoReturnOptions {
  /** How many states are explored from each state of an execution before it is given up to say anything of it. */
  readonly statesMax: number;
  /** For which values of its parameters the property fails. */
  readonly arguments?: readonly Value[];
}

/**
 * Since which step of an execution its violation cannot be avoided any more: on every fair run from there on it comes. An
 * index in `states`; one behind the last where the step that goes wrong is the first that leaves no way out. Undefined
 * where it can be avoided to the end, as in a loop that could be left, and where that is not known, because too much can
 * happen.
 *
 * `states` are those of a shortest counterexample, of a lasso the stem and the loop; for `error` all before the step that
 * goes wrong. Yields where work may be put off.
 */
export function* pointOfNoReturn(
  instance: Instance,
  violated: Violated,
  states: readonly State[],
  options: NoReturnOptions,
): Generator<undefined, number | undefined> {
  const values = options.arguments ?? [];
  const escape = escapeFrom(violated, values);
  if (escape === undefined || parametersOf(violated) !== values.length) return undefined;
  for (let i = states.length - (endsBad(violated) ? 2 : 1); i >= 0; i -= 1) {
    const answer = yield* isAvoidable({ instance, escape }, states.slice(0, i + 1), options);
    if (answer === undefined) return undefined;
    if (answer) return i + 1 === states.length && violated !== 'error' ? undefined : i + 1;
  }
  return 0;
}

/** How many parameters a property has. */
export function parametersOf(violated: Violated): number {
  return typeof violated !== 'string' && 'parameters' in violated ? violated.parameters.length : 0;
}

/** Whether the violation is there with the last state. A loop may be left as long as it goes on. */
export function endsBad(violated: Violated): boolean {
  return typeof violated === 'string' ? violated === 'deadlock' : !speaksOfFairRuns(violated);
}

interface Question {
  readonly instance: Instance;
  readonly escape: Escape;
}

/** Whether the violation can still be avoided from the last of some states; undefined where too much can happen to say so. */
function* isAvoidable(
  { instance, escape }: Question,
  before: readonly State[],
  { statesMax }: NoReturnOptions,
): Generator<undefined, boolean | undefined> {
  const explored = yield* exploringFrom(instance, before.at(-1), statesMax);
  if (explored === undefined) return undefined;
  const escapes = yield* isEscapable(escape, explored, before);
  return escapes || (explored.complete ? false : undefined);
}

/** What can come after a state, as far as so many states reach; after the start where there is none. */
export function* exploringFrom(
  instance: Instance,
  from: State | undefined,
  statesMax: number,
): Generator<undefined, Explored | undefined> {
  const bare = { ...instance, protocol: { ...instance.protocol, properties: [] } };
  const bounds = { ...DEFAULT_BOUNDS, statesMax };
  const search = createSearch(bare, { bounds, ...(from === undefined ? {} : { from }), keepsTransitions: true });
  while (!search.run(() => true)) yield undefined;
  return search.explored();
}
