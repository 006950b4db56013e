import { compareValues, keyOf, type Value } from '../../model/values.ts';
import type { Property } from '../../model/protocol.ts';
import { Interner } from '../interner.ts';
import type { Evidence, ValenceFinding, Verdict } from '../verdicts.ts';
import type { Explored } from './explored.ts';
import { lassoOf } from './lassos.ts';
import { BEGIN, type Pursuit, STAY, STEPS_BETWEEN_PAUSES } from './region.ts';
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
  const conflict = conflictIn(sets, explored);
  const open = explored.complete ? yield* reachableSets(sets, explored) : undefined;
  const valence = open && valenceOf({ open, values, explored });
  if (conflict !== undefined) return { verdict: { kind: 'violated', evidence: conflict }, valence };
  if (open !== undefined) {
    const bivalent = yield* lassoOf(
      undecided(explored, state => isSeveral(open[state]!)),
      explored,
    );
    if (bivalent !== undefined) {
      return { verdict: { kind: 'violated', evidence: undefined, lasso: { ...bivalent, isBivalent: true } }, valence };
    }
  }
  const lasso = yield* lassoOf(
    undecided(explored, state => sets[state] === 0),
    explored,
  );
  return { verdict: lasso && { kind: 'violated', evidence: undefined, lasso }, valence };
}

function undecided({ transitions, initialCount }: Explored, isOpen: (state: number) => boolean): Pursuit {
  const marks = Uint8Array.from({ length: transitions.stateCount }, (_, state) => {
    if (!isOpen(state)) return 0;
    return state < initialCount ? STAY | BEGIN : STAY;
  });
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
  const sets = new Int32Array(transitions.stateCount);
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
    if (state % STEPS_BETWEEN_PAUSES === STEPS_BETWEEN_PAUSES - 1) yield undefined;
  }
  return { sets, values };
}

/** The first state, or step, in which two values are decided. */
function conflictIn(sets: Int32Array, { transitions, depthOf }: Explored): Evidence | undefined {
  for (let state = 0; state < sets.length; state += 1) {
    if (isSeveral(sets[state]!)) return { stateId: state, then: undefined, steps: depthOf(state) };
    for (let step = transitions.first(state); step < transitions.end(state); step += 1) {
      const then = transitions.target(step);
      if (then < 0 || then >= sets.length || !isSeveral(sets[state]! | sets[then]!)) continue;
      return { stateId: state, then, steps: depthOf(state) + 1 };
    }
  }
  return undefined;
}

/** By state the set of values that are decided in it or in some state that can be reached from it. */
function* reachableSets(sets: Int32Array, { transitions }: Explored): Generator<undefined, Int32Array> {
  const open = sets.slice();
  const groups = new Groups(transitions);
  const all = Int32Array.from(sets.keys());
  const whole = groups.gather(all);
  for (const component of groups.divide(all, whole)) {
    if (component === undefined) {
      yield undefined;
      continue;
    }
    // All that can be reached from here outside of the component is worked out already.
    let set = 0;
    for (const state of component) {
      set |= open[state]!;
      for (let step = transitions.first(state); step < transitions.end(state); step += 1) {
        const target = transitions.target(step);
        if (target >= 0) set |= open[target]!;
      }
    }
    for (const state of component) open[state] = set;
  }
  return open;
}

interface Opened {
  readonly open: Int32Array;
  readonly values: Interner<Value>;
  readonly explored: Explored;
}

function valenceOf({ open, values, explored }: Opened): Valence {
  const all = Array.from({ length: values.count }, (_, bit) => values.valueOf(bit));
  const valuesOf = (set: number): readonly Value[] =>
    all.filter((_, bit) => (set & (1 << bit)) !== 0).sort(compareValues);
  return {
    of: stateId => valuesOf(open[stateId]!),
    finding: property => ({
      property,
      values: all.toSorted(compareValues),
      classes: classesOf(open, valuesOf),
      initial: classesOf(open.subarray(0, explored.initialCount), valuesOf),
      decidingSteps: decidingSteps(open, explored),
    }),
  };
}

function classesOf(sets: Int32Array, valuesOf: (set: number) => readonly Value[]): ValenceFinding['classes'] {
  const counts = new Map<number, number>();
  for (const set of sets) counts.set(set, (counts.get(set) ?? 0) + 1);
  return [...counts]
    .map(([set, states]) => ({ values: valuesOf(set), states }))
    .sort((a, b) => a.values.length - b.values.length || compareValues(a.values[0] ?? null, b.values[0] ?? null));
}

function decidingSteps(open: Int32Array, { transitions }: Explored): number {
  let count = 0;
  for (let state = 0; state < open.length; state += 1) {
    if (!isSeveral(open[state]!)) continue;
    for (let step = transitions.first(state); step < transitions.end(state); step += 1) {
      const target = transitions.target(step);
      if (target >= 0 && open[target] !== 0 && !isSeveral(open[target]!)) count += 1;
    }
  }
  return count;
}

function isSeveral(set: number): boolean {
  return (set & (set - 1)) !== 0;
}
