import { allocateBytes } from '../../base/allocation.ts';
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

/** What fair runs look like that do not violate what is asked about. */
export interface WayOut {
  /** With the steps that such a run may take. */
  readonly explored: Explored;
  readonly pursuit: Pursuit;
  /** Once a run has begun to count, every way to go on is one, also beyond what was expanded. */
  readonly anyEnding?: true;
}

/**
 * The ways out from the first states of a search, among the states that were expanded; between them `undefined` where work
 * may be put off. `before` are the states that came until then, the first state of the search last.
 */
export type Escape = (explored: Explored, before: readonly State[]) => Generator<WayOut | undefined, void>;

/** Whether there is some fair run that takes a way out. */
export function* isEscapable(
  escape: Escape,
  explored: Explored,
  before: readonly State[],
): Generator<undefined, boolean> {
  for (const way of escape(explored, before)) {
    if (way === undefined) yield undefined;
    else if (yield* isTaken(way)) return true;
  }
  return false;
}

function* isTaken({ explored, pursuit, anyEnding }: WayOut): Generator<undefined, boolean> {
  if (anyEnding === true) return pursuit.marks.some(mark => (mark & BEGIN) !== 0);
  const { transitions, labels, depthOf } = explored;
  const region = yield* regionOf(pursuit, transitions, depthOf);
  return yield* hasFairRun(region, pursuit, {
    transitions,
    promises: labels.promises(),
    groups: new Groups(transitions),
  });
}

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
): Generator<WayOut | undefined, void> {
  const { name, at, doc, slots } = property;
  const says = (body: Expression): Says =>
    truth(explored, { name, at, doc, slots, kind: 'invariant', body: withValues(body, property, values) });
  if (property.kind === 'leadsto') {
    const [premise, conclusion] = [says(property.from), says(property.to)];
    const isOpen = before.reduce((open, state) => !conclusion(state) && (open || premise(state)), false);
    // Either the conclusion comes again and again, or after it, or at once where nothing is open, the premise never does.
    const rest = (state: State, id: number): number => {
      if (conclusion(state)) return STAY | BEGIN;
      return premise(state) ? 0 : isFirst(explored, id) && !isOpen ? STAY | BEGIN : STAY;
    };
    const again = (state: State, id: number): number => begunAt(explored, id) | (conclusion(state) ? VISIT : 0);
    yield* wayOut(explored, again, true);
    yield* wayOut(explored, rest, false);
    return;
  }
  const isTrue = says(property.body);
  switch (property.mode) {
    case 'eventually': {
      const marks = yield* marksOf(explored, state => (isTrue(state) ? STAY | BEGIN : STAY));
      // Every execution goes on somehow, to a fair run.
      yield { explored, pursuit: { marks, visits: false }, anyEnding: true };
      return;
    }
    case 'alwaysEventually':
      return yield* wayOut(explored, (state, id) => begunAt(explored, id) | (isTrue(state) ? VISIT : 0), true);
    case 'eventuallyAlways':
      return yield* wayOut(explored, state => (isTrue(state) ? STAY | BEGIN : 0), false);
  }
}

/** A fair run decides one value, and never another. */
function* deciding(
  explored: Explored,
  property: Extract<Property, { kind: 'decides' }>,
  before: readonly State[],
): Generator<WayOut | undefined, void> {
  const decided = (state: State): readonly string[] => {
    const said = explored.system.decided(property, state);
    return said.ok ? said.value.map(keyOf) : [];
  };
  const sets: (readonly string[])[] = [];
  yield* eachState(explored, state => sets.push(decided(state)));
  const until = new Set(before.flatMap(decided));
  for (const value of until.size > 0 ? until : new Set(sets.flat())) {
    if ([...until].some(other => other !== value)) return;
    const agrees = (id: number): boolean => sets[id]!.every(each => each === value);
    const marks = yield* marksOf(explored, (_, id) => (agrees(id) ? begunAt(explored, id) : 0));
    const within = yield* regionOf({ marks, visits: false }, explored.transitions, explored.depthOf);
    const mark = (_: State, id: number): number => {
      if (within.distances[id] === -1) return 0;
      return until.size > 0 || sets[id]!.length > 0 ? STAY | BEGIN : STAY;
    };
    yield* wayOut(explored, mark, false);
  }
}

/** A fair run sees good states only. */
function* staying(explored: Explored, isGood: Says): Generator<WayOut | undefined, void> {
  yield* wayOut(explored, (state, id) => (isGood(state) ? begunAt(explored, id) : 0), false);
}

/** A fair run takes good steps only. */
function* keepingTo(
  explored: Explored,
  isGood: (from: State, to: State) => boolean,
): Generator<WayOut | undefined, void> {
  const { stateOf } = explored;
  const isBad = (from: number, to: number): boolean => !isGood(stateOf(from), stateOf(to));
  const transitions = yield* explored.transitions.without(isBad, 2 * STEPS_PER_STATE);
  yield* wayOut({ ...explored, transitions }, (_, id) => begunAt(explored, id), false);
}

function isFirst({ initialCount }: Explored, id: number): boolean {
  return id < initialCount;
}

/** The marks of a state where a run begins to count in the first one. */
function begunAt(explored: Explored, id: number): number {
  return isFirst(explored, id) ? STAY | BEGIN : STAY;
}

type Mark = (state: State, id: number) => number;

function* marksOf(explored: Explored, mark: Mark): Generator<undefined, Uint8Array> {
  const marks = allocateBytes(explored.transitions.stateCount);
  yield* eachState(explored, (state, id) => (marks[id] = mark(state, id)));
  return marks;
}

/** The way out that marks describe; see `Pursuit`. */
function* wayOut(explored: Explored, mark: Mark, visits: boolean): Generator<WayOut | undefined, void> {
  yield { explored, pursuit: { marks: yield* marksOf(explored, mark), visits } };
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
