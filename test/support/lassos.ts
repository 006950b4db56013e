import assert from 'node:assert/strict';
import type { Property } from '../../src/model/protocol.ts';
import type { Outcome, Schedule, State } from '../../src/model/state.ts';
import { stateKey } from '../../src/model/stateKey.ts';
import type { System } from '../../src/model/system.ts';
import { classKey, classOf, labelOf, promisesOf, type Promised } from '../../src/semantics/fairness.ts';

/** A step that changes the state, or goes wrong (`to` is −1 then), with what is promised of it. */
export interface GraphStep {
  readonly to: number;
  /** The key of its class; undefined for what goes wrong or gets well again. */
  readonly of: string | undefined;
  readonly promises: readonly Promised[];
}

/** Every reachable state with its steps, by number; the initial ones are the first. */
export interface Graph {
  readonly states: readonly State[];
  readonly steps: readonly (readonly GraphStep[])[];
  readonly initialCount: number;
  readonly numberOf: (state: State) => number;
}

/** All that can be reached; undefined where that is more than `statesMax` states. */
export function graphOf(system: System, statesMax: number): Graph | undefined {
  const numbers = new Map<string, number>();
  const states: State[] = [];
  const steps: GraphStep[][] = [];
  const enter = (state: State): number => {
    const key = stateKey(state);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, states.length);
    return states.push(state) - 1;
  };
  for (const outcome of system.initial()) if (outcome.kind === 'state') enter(outcome.state);
  const initialCount = states.length;
  for (const [from, state] of states.entries()) {
    if (states.length > statesMax) return undefined;
    const leading = system.successors(state).map(outcome => stepOf(system, outcome, enter));
    steps.push(leading.filter(({ to }) => to !== from));
  }
  return { states, steps, initialCount, numberOf: state => numbers.get(stateKey(state)) ?? -1 };
}

function stepOf(system: System, outcome: Outcome, enter: (state: State) => number): GraphStep {
  const label = labelOf(outcome.step);
  const promises = label === undefined ? [] : promisesOf(system.instance, label);
  const of = label && classKey(classOf(label));
  return { to: outcome.kind === 'error' ? -1 : enter(outcome.state), of, promises };
}

/** Where a run that violates a property may begin to count, where it may be from then on, what its loop must see. */
export interface Wanted {
  readonly begins: (state: number) => boolean;
  readonly stays: (state: number) => boolean;
  readonly sees: (state: number) => boolean;
}

/**
 * Whether there is a fair run as it is wanted, by definition: of all lassos that see the same states in their loop, the
 * one that takes every step between them keeps the most promises. So all sets of states are tried as the loop.
 */
export function hasLasso(graph: Graph, wanted: Wanted): boolean {
  const within = reached(graph, wanted);
  const candidates = [...within];
  for (let bits = 1; bits < 2 ** candidates.length; bits += 1) {
    const loop = new Set(candidates.filter((_, i) => (bits & (1 << i)) !== 0));
    if (![...loop].some(wanted.sees) || !isConnected(graph, loop)) continue;
    if (isFair(graph, loop)) return true;
  }
  return false;
}

/** The same for larger graphs: what breaks a promise is taken away until nothing is left, or all promises are kept. */
export function hasFairRun(graph: Graph, wanted: Wanted): boolean {
  const pending = [reached(graph, wanted)];
  for (let states = pending.pop(); states !== undefined; states = pending.pop()) {
    for (const component of componentsOf(graph, states)) {
      if (![...component].some(wanted.sees)) continue;
      if (isFair(graph, component)) return true;
      const left = [...component].filter(state => !breaksStrong(graph, component, state));
      if (left.length < component.size) pending.push(new Set(left));
    }
  }
  return false;
}

/** Whether a step with a strong promise is possible in a state, and none with that promise is taken in a component. */
function breaksStrong({ steps }: Graph, component: ReadonlySet<number>, state: number): boolean {
  const taken = [...component].flatMap(each => steps[each]!.filter(({ to }) => component.has(to)));
  return steps[state]!.some(({ promises }) =>
    promises.some(
      ({ key, strength }) =>
        strength === 'strong' && !taken.some(step => step.promises.some(promise => promise.key === key)),
    ),
  );
}

function componentsOf(graph: Graph, states: ReadonlySet<number>): readonly ReadonlySet<number>[] {
  const within = (start: number): ReadonlySet<number> =>
    reached(graph, { begins: state => state === start, stays: state => states.has(state) });
  const reach = new Map([...states].map(state => [state, within(state)]));
  const components = new Map<number, ReadonlySet<number>>();
  for (const state of states) {
    const component = [...reach.get(state)!].filter(other => reach.get(other)!.has(state));
    components.set(Math.min(...component), new Set(component));
  }
  return [...components.values()];
}

/** The states that a run can be in after it began to count. */
export function reached(
  { steps, states }: Pick<Graph, 'steps' | 'states'>,
  { begins, stays }: Pick<Wanted, 'begins' | 'stays'>,
): ReadonlySet<number> {
  const found = new Set([...states.keys()].filter(state => begins(state) && stays(state)));
  for (const state of found) {
    for (const { to } of steps[state]!) if (to >= 0 && stays(to)) found.add(to);
  }
  return found;
}

function isConnected({ steps }: Graph, loop: ReadonlySet<number>): boolean {
  return [...loop].every(start => {
    const found = new Set([start]);
    for (const state of found) {
      for (const { to } of steps[state]!) if (loop.has(to)) found.add(to);
    }
    return found.size === loop.size;
  });
}

function isFair({ steps }: Graph, loop: ReadonlySet<number>): boolean {
  const inside = [...loop].flatMap(state => steps[state]!.filter(({ to }) => loop.has(to)));
  return keepsPromises(
    [...loop].map(state => steps[state]!),
    inside,
  );
}

/** Whether a loop is fair that sees states with these possible steps again and again, and takes those. */
function keepsPromises(possible: readonly (readonly GraphStep[])[], taken: readonly GraphStep[]): boolean {
  const keys = (steps: readonly GraphStep[], strength: Promised['strength']): Set<string> =>
    new Set(steps.flatMap(step => step.promises.filter(each => each.strength === strength).map(({ key }) => key)));
  const isTaken = (key: string): boolean => taken.some(step => step.promises.some(each => each.key === key));
  const strong = keys(possible.flat(), 'strong');
  const weak = [...keys(possible.flat(), 'weak')].filter(key =>
    possible.every(steps => steps.some(step => step.promises.some(each => each.key === key))),
  );
  return [...strong, ...weak].every(isTaken);
}

/**
 * Replays a lasso: its loop must close, be fair, and be as a property wants the ones that violate it. Answers the states
 * of the stem, the last of which is the first of the loop, and those of the loop.
 */
export function checkLasso(
  system: System,
  { schedule, stem }: { readonly schedule: Schedule; readonly stem: number },
): { readonly stem: readonly State[]; readonly loop: readonly State[] } {
  const states: State[] = [];
  const taken: GraphStep[] = [];
  let outcomes = system.initial();
  for (const [i, position] of schedule.entries()) {
    const outcome = outcomes[position];
    assert.ok(outcome?.kind === 'state', 'a schedule names steps that are possible');
    if (i > stem && stateKey(outcome.state) !== stateKey(states.at(-1)!)) taken.push(stepOf(system, outcome, () => 0));
    states.push(outcome.state);
    outcomes = system.successors(outcome.state);
  }
  const loop = states.slice(stem);
  assert.equal(stateKey(loop.at(-1)!), stateKey(loop[0]!), 'the loop closes');
  const possible = loop.map(state => {
    const key = stateKey(state);
    return system
      .successors(state)
      .filter(outcome => outcome.kind === 'error' || stateKey(outcome.state) !== key)
      .map(outcome => stepOf(system, outcome, () => 0));
  });
  assert.ok(keepsPromises(possible, taken), 'the loop is fair');
  return { stem: states.slice(0, stem + 1), loop };
}

/** What violates a liveness property, by its definition in the language's reference. */
export function wantedBy(system: System, property: Property, { states, initialCount }: Graph): Wanted {
  const everywhere = (): boolean => true;
  const isInitial = (state: number): boolean => state < initialCount;
  if (property.kind === 'leadsto') {
    const from = states.map(state => holds(system, { ...property, kind: 'invariant', body: property.from }, state));
    const to = states.map(state => holds(system, { ...property, kind: 'invariant', body: property.to }, state));
    return { begins: state => from[state]! && !to[state]!, stays: state => !to[state]!, sees: everywhere };
  }
  assert.ok(property.kind === 'eventually');
  const truths = states.map(state => holds(system, { ...property, kind: 'invariant' }, state));
  const fails = (state: number): boolean => !truths[state]!;
  switch (property.mode) {
    case 'eventually':
      return { begins: isInitial, stays: fails, sees: everywhere };
    case 'alwaysEventually':
      return { begins: everywhere, stays: fails, sees: everywhere };
    case 'eventuallyAlways':
      return { begins: everywhere, stays: everywhere, sees: fails };
  }
}

export function holds(system: System, property: Property, state: State): boolean {
  const truth = system.evaluate(property, state);
  assert.ok(truth.ok, 'the property can be evaluated');
  return truth.value;
}
