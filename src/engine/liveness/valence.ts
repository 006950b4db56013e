import { allocateBytes, allocateIntegers } from '../../base/allocation.ts';
import { compareValues, keyOf, type Value } from '../../model/values.ts';
import type { Property } from '../../model/protocol.ts';
import { Interner } from '../interner.ts';
import type { Evidence, ValenceFinding, Verdict } from '../verdicts.ts';
import type { Explored } from './explored.ts';
import { lassoOf, stemTo } from './lassos.ts';
import { Pace, STEPS_PER_EVALUATION } from './pace.ts';
import { BEGIN, type Pursuit, regionOf, STAY } from './region.ts';
import { repairsAmong } from './repairs.ts';
import { Groups } from './stronglyConnected.ts';
import { Truths } from './truths.ts';

export type DecidesProperty = Extract<Property, { readonly kind: 'decides' }>;

// Sets of values are the bits of an integer.
const VALUES_MAX = 31;

/** What is said of a property that says what `decides`. */
export interface Decision {
  /** Undefined where nothing was found against it. */
  readonly verdict: Verdict | undefined;
  /** Undefined where not every state was expanded. */
  readonly valence: Valence | undefined;
}

/** Which values can still be decided from each state of a search. */
export interface Valence {
  of(stateId: number): readonly Value[];
  finding(property: number): ValenceFinding;
}

/**
 * Judges a decision: every fair run decides, and none decides two different values. Of runs that never decide, one is
 * preferred in which more than one decision stays possible for ever (Fischer, Lynch and Paterson 1985).
 */
export function* decisionOf(property: DecidesProperty, explored: Explored): Generator<undefined, Decision> {
  const decided = yield* decidedIn(property, explored);
  if ('kind' in decided) return { verdict: decided, valence: undefined };
  const { sets, values } = decided;
  const open = yield* reachableSets(sets, explored);
  const valence = explored.complete ? yield* valenceOf({ open, values, explored }) : undefined;
  const evidence = yield* conflictIn(sets, open, explored);
  if (evidence !== undefined) return { verdict: { kind: 'violated', evidence }, valence };
  const neverDecides = (): Generator<undefined, Pursuit> => pursuitOf(explored, state => sets[state] === 0);
  const staysOpen = yield* pursuitOf(explored, state => isSeveral(open[state]!));
  const bivalent = valence && (yield* lassoOf(staysOpen, explored));
  const lasso = bivalent ? { ...bivalent, isBivalent: true as const } : yield* lassoOf(yield* neverDecides(), explored);
  if (lasso === undefined) return { verdict: undefined, valence };
  const repairs = yield* repairsAmong(lasso.neverTaken, [neverDecides()], explored);
  return { verdict: { kind: 'violated', evidence: undefined, lasso: { ...lasso, repairs } }, valence };
}

/** Which values can still be decided from each state; undefined where not every state was expanded, or nobody can say. */
export function* valenceAmong(
  property: DecidesProperty,
  explored: Explored,
): Generator<undefined, Valence | undefined> {
  const decided = explored.complete ? yield* decidedIn(property, explored) : undefined;
  if (decided === undefined || 'kind' in decided) return undefined;
  const { sets, values } = decided;
  return yield* valenceOf({ open: yield* reachableSets(sets, explored), values, explored });
}

/** Runs that are from the start on in such states only. */
function* pursuitOf(
  { transitions, initialCount }: Explored,
  isWanted: (state: number) => boolean,
): Generator<undefined, Pursuit> {
  const marks = allocateBytes(transitions.stateCount);
  const pace = new Pace();
  for (let state = 0; state < marks.length; state += 1) {
    if (isWanted(state)) marks[state] = state < initialCount ? STAY | BEGIN : STAY;
    if (pace.isDue(1)) yield undefined;
  }
  return { marks, visits: false };
}

interface Decided {
  /** By state the set of values that are decided in it. */
  readonly sets: Int32Array;
  readonly values: Interner<Value>;
}

function* decidedIn(property: DecidesProperty, explored: Explored): Generator<undefined, Decided | Verdict> {
  const { transitions, system } = explored;
  const values = new Interner<Value>(keyOf);
  const truths = new Truths(explored, property.body, state => system.decided(property, state));
  const sets = allocateIntegers(transitions.stateCount);
  const pace = new Pace();
  for (let state = 0; state < sets.length; state += 1) {
    const said = truths.of(state);
    if (!said.ok) {
      const evidence: Evidence = { stateId: state, then: undefined, steps: explored.depthOf(state) };
      return { kind: 'broken', reason: `the property itself goes wrong: ${said.failure.message}`, evidence };
    }
    for (const value of said.value) {
      const bit = values.idOf(value);
      if (bit >= VALUES_MAX) {
        return {
          kind: 'broken',
          reason: `more than ${String(VALUES_MAX)} different values are decided.`,
          evidence: undefined,
        };
      }
      sets[state] = sets[state]! | (1 << bit);
    }
    if (pace.isDue(STEPS_PER_EVALUATION)) yield undefined;
  }
  return { sets, values };
}

/** The shortest execution in which two values are decided, at once or one after the other. */
function* conflictIn(
  sets: Int32Array,
  open: Int32Array,
  explored: Explored,
): Generator<undefined, Evidence | undefined> {
  const pace = new Pace();
  let disputed = 0;
  for (let state = 0; state < sets.length; state += 1) {
    if (isSeveral(open[state]!)) disputed |= sets[state]!;
    if (pace.isDue(1)) yield undefined;
  }
  let shortest: Evidence | undefined;
  for (let value = 1; disputed !== 0; value <<= 1) {
    if ((disputed & value) === 0) continue;
    disputed &= ~value;
    const found = yield* otherAfter(value, sets, explored);
    if (found !== undefined && (shortest === undefined || found.steps < shortest.steps)) shortest = found;
  }
  return shortest;
}

/** The shortest execution in which another value is decided where one is, or later. */
function* otherAfter(value: number, sets: Int32Array, explored: Explored): Generator<undefined, Evidence | undefined> {
  const pace = new Pace();
  const marks = new Uint8Array(sets.length);
  for (let state = 0; state < sets.length; state += 1) {
    marks[state] = (sets[state]! & value) === 0 ? STAY : STAY | BEGIN;
    if (pace.isDue(1)) yield undefined;
  }
  const region = yield* regionOf({ marks, visits: false }, explored.transitions, explored.depthOf);
  for (const stateId of region.states) {
    if (pace.isDue(1)) yield undefined;
    if ((sets[stateId]! & ~value) === 0) continue;
    return { stateId, then: undefined, steps: region.distances[stateId]!, through: stemTo(stateId, region, explored) };
  }
  return undefined;
}

/** By state the set of values that are decided in it or in some state that can be reached from it, as far as explored. */
function* reachableSets(sets: Int32Array, { transitions }: Explored): Generator<undefined, Int32Array> {
  const open = sets.slice();
  const pace = new Pace();
  const groups = new Groups(transitions);
  const all = allocateIntegers(sets.length);
  for (let state = 0; state < all.length; state += 1) {
    all[state] = state;
    if (pace.isDue(1)) yield undefined;
  }
  const whole = yield* groups.gather(all);
  for (const component of groups.divide(all, whole)) {
    if (component === undefined) {
      yield undefined;
      continue;
    }
    // All that can be reached from here outside of the component is worked out already.
    let set = 0;
    for (const state of component) {
      const [first, end] = [transitions.first(state), transitions.end(state)];
      set |= open[state]!;
      for (let step = first; step < end; step += 1) set |= open[transitions.target(step)] ?? 0;
      if (pace.isDue(1 + end - first)) yield undefined;
    }
    for (const state of component) {
      open[state] = set;
      if (pace.isDue(1)) yield undefined;
    }
  }
  return open;
}

interface Opened {
  readonly open: Int32Array;
  readonly values: Interner<Value>;
  readonly explored: Explored;
}

function* valenceOf({ open, values, explored }: Opened): Generator<undefined, Valence> {
  const all = Array.from({ length: values.count }, (_, bit) => values.valueOf(bit));
  const valuesOf = (set: number): readonly Value[] =>
    all.filter((_, bit) => (set & (1 << bit)) !== 0).sort(compareValues);
  const classes = yield* classesOf(open, valuesOf);
  const initial = yield* classesOf(open.subarray(0, explored.initialCount), valuesOf);
  const steps = yield* decidingSteps(open, explored);
  return {
    of: stateId => valuesOf(open[stateId]!),
    finding: property => ({ property, values: all.toSorted(compareValues), classes, initial, decidingSteps: steps }),
  };
}

function* classesOf(
  sets: Int32Array,
  valuesOf: (set: number) => readonly Value[],
): Generator<undefined, ValenceFinding['classes']> {
  const counts = new Map<number, number>();
  const pace = new Pace();
  for (const set of sets) {
    counts.set(set, (counts.get(set) ?? 0) + 1);
    if (pace.isDue(1)) yield undefined;
  }
  return [...counts]
    .map(([set, states]) => ({ values: valuesOf(set), states }))
    .sort((a, b) => a.values.length - b.values.length || compareValues(a.values[0] ?? null, b.values[0] ?? null));
}

function* decidingSteps(open: Int32Array, { transitions }: Explored): Generator<undefined, number> {
  const pace = new Pace();
  let count = 0;
  for (let state = 0; state < open.length; state += 1) {
    const [first, end] = [transitions.first(state), isSeveral(open[state]!) ? transitions.end(state) : 0];
    for (let step = first; step < end; step += 1) {
      const target = transitions.target(step);
      if (target >= 0 && open[target] !== 0 && !isSeveral(open[target]!)) count += 1;
    }
    if (pace.isDue(1 + Math.max(0, end - first))) yield undefined;
  }
  return count;
}

function isSeveral(set: number): boolean {
  return (set & (set - 1)) !== 0;
}
