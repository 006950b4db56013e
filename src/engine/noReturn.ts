import type { Property } from '../model/protocol.ts';
import type { Instance } from '../model/instance.ts';
import type { State } from '../model/state.ts';
import type { System } from '../model/system.ts';
import { isDeadlock, isQuiescent } from '../semantics/quiescence.ts';
import { createSystem } from '../semantics/system.ts';
import { DEFAULT_BOUNDS } from './bounds.ts';
import type { Explored } from './liveness/explored.ts';
import { fairComponents } from './liveness/fairComponents.ts';
import { BEGIN, type Pursuit, regionOf, STAY } from './liveness/region.ts';
import { createSearch } from './search.ts';

/** What an execution violates: a property, or one of those that are always checked. */
export type Violated = Property | 'error' | 'deadlock';

/** How many states are explored from each state of an execution before it is given up to say anything of it. */
export interface NoReturnBounds {
  readonly statesMax: number;
}

/**
 * Since which step of an execution its violation cannot be avoided any more: on every fair run from there on it comes. An
 * index in `states`; one behind the last where the step that goes wrong is the first that leaves no way out. Undefined
 * where that is not known: too many states, or a property that this is not worked out for.
 *
 * `states` are those of a shortest counterexample; for `error` all before the step that goes wrong. Yields where work may
 * be put off.
 */
export function* pointOfNoReturn(
  instance: Instance,
  violated: Violated,
  states: readonly State[],
  bounds: NoReturnBounds,
): Generator<undefined, number | undefined> {
  const question = questionOf(instance, violated);
  if (question === undefined) return undefined;
  const first = violated === 'error' ? states.length - 1 : states.length - 2;
  for (let i = first; i >= 0; i -= 1) {
    const answer = yield* isAvoidable(question, states[i]!, bounds);
    if (answer === undefined) return undefined;
    if (answer) return i + 1;
  }
  return 0;
}

/** What is asked of states: whether the violation is there, or `reaches` what settles that it never comes. */
interface Question {
  /** The instance without properties. */
  readonly instance: Instance;
  readonly isBad: (state: State) => boolean;
  /** Any run may go on to what is wanted: no loop is looked for, but a good state. */
  readonly isSaved?: (state: State) => boolean;
}

function questionOf(instance: Instance, violated: Violated): Question | undefined {
  const system = createSystem(instance);
  const bare = { ...instance, protocol: { ...instance.protocol, properties: [] } };
  if (violated === 'error') return { instance: bare, isBad: () => false };
  if (violated === 'deadlock') {
    return { instance: bare, isBad: state => isDeadlock(state) && isQuiescent(system, state) };
  }
  const isTrue = (state: State): boolean => saysTrue(system, violated, state);
  switch (violated.kind) {
    case 'invariant':
    case 'linearizable':
    case 'sequential':
      return { instance: bare, isBad: state => !isTrue(state) };
    case 'finally':
      return { instance: bare, isBad: state => !isTrue(state) && isQuiescent(system, state) };
    case 'eventually':
      if (violated.mode !== 'eventually' || violated.parameters.length > 0) return undefined;
      return { instance: bare, isBad: () => false, isSaved: isAsInvariant(system, violated) };
    case 'step':
    case 'reachable':
    case 'leadsto':
    case 'decides':
      return undefined;
  }
}

function isAsInvariant(
  system: System,
  { name, at, doc, slots, body }: Extract<Property, { kind: 'eventually' }>,
): (state: State) => boolean {
  const property: Property = { name, at, doc, slots, kind: 'invariant', body };
  return state => saysTrue(system, property, state);
}

// Where the property itself goes wrong nothing is saved by it.
function saysTrue(system: System, property: Property, state: State): boolean {
  const said = system.evaluate(property, state);
  return said.ok && said.value;
}

/** Whether the violation can still be avoided from a state; undefined where too much can happen to say so. */
function* isAvoidable(
  { instance, isBad, isSaved }: Question,
  from: State,
  { statesMax }: NoReturnBounds,
): Generator<undefined, boolean | undefined> {
  const search = createSearch(instance, { bounds: { ...DEFAULT_BOUNDS, statesMax }, from, keepsTransitions: true });
  while (!search.run(() => true)) yield undefined;
  const explored = search.explored();
  if (explored === undefined) return undefined;
  const marks = new Uint8Array(explored.transitions.stateCount);
  for (let id = 0; id < marks.length; id += 1) {
    const state = explored.stateOf(id);
    if (isSaved?.(state) === true) return true;
    marks[id] = isBad(state) ? 0 : id === 0 ? STAY | BEGIN : STAY;
    if (id % 64 === 63) yield undefined;
  }
  if (isSaved !== undefined) return explored.complete ? false : undefined;
  const escapes = yield* hasFairRun({ marks, visits: false }, explored);
  return escapes || (explored.complete ? false : undefined);
}

function* hasFairRun(pursuit: Pursuit, explored: Explored): Generator<undefined, boolean> {
  const { transitions, labels } = explored;
  const region = yield* regionOf(pursuit, transitions, state => explored.depthOf(state));
  const { components } = yield* fairComponents(region, pursuit, { transitions, promises: labels.promises() });
  return components.length > 0;
}
