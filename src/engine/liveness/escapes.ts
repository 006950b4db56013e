import type { Expression } from '../../model/expressions.ts';
import type { Property } from '../../model/protocol.ts';
import type { State } from '../../model/state.ts';
import { keyOf, type Value } from '../../model/values.ts';
import { isDeadlock, isQuiescent } from '../../semantics/quiescence.ts';
import type { Explored } from './explored.ts';
import { hasFairRun } from './fairComponents.ts';
import { withValues } from './pursuits.ts';
import { BEGIN, type Pursuit, regionOf, STAY, VISIT } from './region.ts';
import { Pace } from './pace.ts';
import { Groups } from './stronglyConnected.ts';

/**
 * Whether some fair run from the first state of a search does not violate what is asked about, among the states that were
 * expanded. `before` are the states that came until then, the first state of the search last.
 */
export type Escape = (explored: Explored, before: readonly State[]) => Generator<undefined, boolean>;

type Says = (state: State) => boolean;

/** How many steps in a graph cost as much as a look at a state. */
const STEPS_PER_STATE = 128;

/** How a violation can be escaped; undefined where there is nothing to escape. `values` are those of the parameters. */
export function escapeFrom(violated: Property | 'error' | 'deadlock', values: readonly Value[]): Escape | undefined {
  if (violated === 'error') return explored => staying(explored, () => true);
  if (violated === 'deadlock') return explored => staying(explored, state => !isStuck(explored, state));
  switch (violated.kind) {
    case 'invariant':
    case 'linearizable':
    case 'sequential':
      return explored => staying(explored, truth(explored, violated));
    case 'finally':
      return explored => staying(explored, state => truth(explored, violated)(state) || !rests(explored, state));
    case 'step':
      return explored => keepingTo(explored, (from, to) => saysTrueOf(explored, violated, from, to));
    case 'eventually':
    case 'leadsto':
      return (explored, before) => fulfilling(explored, violated, { values, before });
    case 'decides':
      return (explored, before) => deciding(explored, violated, before);
    case 'reachable':
      return undefined;
  }
}

function* fulfilling(
  explored: Explored,
  property: Extract<Property, { kind: 'eventually' | 'leadsto' }>,
  { values, before }: { readonly values: readonly Value[]; readonly before: readonly State[] },
): Generator<undefined, boolean> {
  const { name, at, doc, slots } = property;
  const says = (body: Expression): Says =>
    truth(explored, { name, at, doc, slots, kind: 'invariant', body: withValues(body, property, values) });
  if (property.kind === 'leadsto') {
    const [premise, conclusion] = [says(property.from), says(property.to)];
    const isOpen = before.reduce((open, state) => !conclusion(state) && (open || premise(state)), false);
    // Either the conclusion comes again and again, or after it, or at once where nothing is open, the premise never does.
    const rest = (state: State, id: number): number => {
      if (conclusion(state)) return STAY | BEGIN;
      return premise(state) ? 0 : id === 0 && !isOpen ? STAY | BEGIN : STAY;
    };
    const again = (state: State, id: number): number => begunAt(id) | (conclusion(state) ? VISIT : 0);
    return (yield* isFound(explored, again, true)) || (yield* isFound(explored, rest, false));
  }
  const isTrue = says(property.body);
  switch (property.mode) {
    case 'eventually':
      return yield* isReached(explored, isTrue);
    case 'alwaysEventually':
      return yield* isFound(explored, (state, id) => begunAt(id) | (isTrue(state) ? VISIT : 0), true);
    case 'eventuallyAlways':
      return yield* isFound(explored, state => (isTrue(state) ? STAY | BEGIN : 0), false);
  }
}

/** Whether a fair run decides one value, and never another. */
function* deciding(
  explored: Explored,
  property: Extract<Property, { kind: 'decides' }>,
  before: readonly State[],
): Generator<undefined, boolean> {
  const decided = (state: State): readonly string[] => {
    const said = explored.system.decided(property, state);
    return said.ok ? said.value.map(keyOf) : [];
  };
  const sets: (readonly string[])[] = [];
  yield* eachState(explored, state => sets.push(decided(state)));
  const until = new Set(before.flatMap(decided));
  for (const value of until.size > 0 ? until : new Set(sets.flat())) {
    if ([...until].some(other => other !== value)) return false;
    const agrees = (id: number): boolean => sets[id]!.every(each => each === value);
    const marks = yield* marksOf(explored, (_, id) => (agrees(id) ? begunAt(id) : 0));
    const within = yield* regionOf({ marks, visits: false }, explored.transitions, explored.depthOf);
    const mark = (_: State, id: number): number => {
      if (within.distances[id] === -1) return 0;
      return until.size > 0 || sets[id]!.length > 0 ? STAY | BEGIN : STAY;
    };
    if (yield* isFound(explored, mark, false)) return true;
  }
  return false;
}

/** Whether a fair run sees good states only. */
function* staying(explored: Explored, isGood: Says): Generator<undefined, boolean> {
  return yield* isFound(explored, (state, id) => (isGood(state) ? begunAt(id) : 0), false);
}

/** Whether a fair run takes good steps only. */
function* keepingTo(explored: Explored, isGood: (from: State, to: State) => boolean): Generator<undefined, boolean> {
  const { stateOf } = explored;
  const isBad = (from: number, to: number): boolean => !isGood(stateOf(from), stateOf(to));
  const transitions = yield* explored.transitions.without(isBad, 2 * STEPS_PER_STATE);
  return yield* isFound({ ...explored, transitions }, (_, id) => begunAt(id), false);
}

/** The marks of a state where a run begins to count in the first one. */
function begunAt(id: number): number {
  return id === 0 ? STAY | BEGIN : STAY;
}

type Mark = (state: State, id: number) => number;

function* marksOf(explored: Explored, mark: Mark): Generator<undefined, Uint8Array> {
  const marks = new Uint8Array(explored.transitions.stateCount);
  yield* eachState(explored, (state, id) => (marks[id] = mark(state, id)));
  return marks;
}

/** Whether there is a fair run as marks say; see `Pursuit`. */
function* isFound(explored: Explored, mark: Mark, visits: boolean): Generator<undefined, boolean> {
  const { transitions, labels, depthOf } = explored;
  const pursuit: Pursuit = { marks: yield* marksOf(explored, mark), visits };
  const region = yield* regionOf(pursuit, transitions, depthOf);
  return yield* hasFairRun(region, pursuit, {
    transitions,
    promises: labels.promises(),
    groups: new Groups(transitions),
  });
}

/** Whether some state is good: every execution goes on somehow, to a fair run. */
function* isReached(explored: Explored, isGood: Says): Generator<undefined, boolean> {
  let isSeen = false;
  yield* eachState(explored, state => (isSeen ||= isGood(state)));
  return isSeen;
}

function* eachState(
  { transitions, stateOf }: Explored,
  visit: (state: State, id: number) => void,
): Generator<undefined, void> {
  const pace = new Pace();
  for (let id = 0; id < transitions.stateCount; id += 1) {
    visit(stateOf(id), id);
    if (pace.isDue(STEPS_PER_STATE)) yield undefined;
  }
}

// Where the property itself goes wrong nothing is saved by it.
function truth({ system }: Explored, property: Property): Says {
  return state => {
    const said = system.evaluate(property, state);
    return said.ok && said.value;
  };
}

function saysTrueOf({ system }: Explored, property: Property, from: State, to: State): boolean {
  const said = system.evaluateStep(property, from, to);
  return said.ok && said.value;
}

function rests({ system }: Explored, state: State): boolean {
  return isQuiescent(system, state);
}

function isStuck(explored: Explored, state: State): boolean {
  return isDeadlock(state) && rests(explored, state);
}
