import assert from 'node:assert/strict';
import { DEFAULT_BOUNDS, type SearchBounds } from '../../src/engine/bounds.ts';
import { createSearch, type Search } from '../../src/engine/search.ts';
import type { Instance } from '../../src/model/instance.ts';
import type { Property } from '../../src/model/protocol.ts';
import type { State } from '../../src/model/state.ts';
import { stateKey } from '../../src/model/stateKey.ts';
import type { System } from '../../src/model/system.ts';
import { isQuiescentWith } from '../../src/semantics/quiescence.ts';
import { createSystem } from '../../src/semantics/system.ts';
import { checkShown } from './agreement.ts';

/** How many states two searches of one instance found: with every order of steps, and without those that do not matter. */
export interface Compared {
  readonly all: number;
  readonly some: number;
  /** Whether orders were left out at all. */
  readonly used: boolean;
}

/**
 * Checks that a search which leaves out orders of independent steps says what one says that does not: of each property, of
 * steps that go wrong, of quiescent states, and of what is never used. And that it sees what it has to see: every quiescent
 * state, every error, and whatever the properties say together of some state. No state is found more.
 * Nothing is compared where there are too many states for that, and counts only where no orders are left out after all.
 */
export function checkLeftOut(instance: Instance, bounds: Partial<SearchBounds> = {}): Compared {
  const system = createSystem(instance);
  const some = searchedWith(instance, true, bounds);
  const found = some.result();
  // Without the orders in which messages crowd, everything may be seen. Then it is compared with everything.
  const within = found.limit === undefined ? { ...bounds, copiesMax: Infinity } : bounds;
  const all = searchedWith(instance, false, within);
  const expected = all.result();
  const [use] = found.reductions;
  assert.equal(use?.kind, 'partialOrder');
  const compared = { all: expected.distinctStates, some: found.distinctStates, used: use.used };
  if (expected.limit?.kind === 'states') return compared;
  assert.deepEqual(
    found.verdicts.map(({ kind }) => kind),
    expected.verdicts.map(({ kind }) => kind),
    'verdicts',
  );
  assert.equal(found.limit?.kind, expected.limit?.kind, 'limit');
  if (!use.used) {
    assert.equal(found.distinctStates, expected.distinctStates, 'as many states');
    assert.equal(found.generatedStates, expected.generatedStates, 'as many steps');
    return compared;
  }
  assert.ok(found.distinctStates <= expected.distinctStates, 'never more states');
  assert.ok(found.generatedStates <= expected.generatedStates, 'never more steps');
  assert.deepEqual(found.coverage, expected.coverage, 'what is used');
  const [before, after] = [seenBy(all, system), seenBy(some, system)];
  for (const key of after.states) assert.ok(before.states.has(key), 'a state that is found can be reached');
  assert.deepEqual(after.quiescent, before.quiescent, 'quiescent states');
  assert.deepEqual(after.errors, before.errors, 'errors');
  assert.deepEqual(after.views, before.views, 'what properties say');
  assert.equal(found.deadlock === undefined, expected.deadlock === undefined, 'deadlock');
  checkShown(some, instance);
  return compared;
}

export function searchedWith(instance: Instance, partialOrder: boolean, bounds: Partial<SearchBounds> = {}): Search {
  const search = createSearch(instance, { bounds: { ...DEFAULT_BOUNDS, ...bounds }, method: { partialOrder } });
  while (!search.run(() => true));
  return search;
}

interface Seen {
  readonly states: ReadonlySet<string>;
  readonly quiescent: readonly string[];
  readonly errors: readonly string[];
  readonly views: readonly string[];
}

/** What there is in the states of a search, each once. */
function seenBy(search: Search, system: System): Seen {
  const [states, quiescent, errors, views] = [1, 2, 3, 4].map(() => new Set<string>());
  const asked = system.instance.protocol.properties.filter(({ kind }) => kind === 'invariant' || kind === 'reachable');
  for (let id = 0; id < search.progress().distinctStates; id += 1) {
    const state = search.stateOf(id);
    const key = stateKey(state);
    const outcomes = system.successors(state);
    states!.add(key);
    if (isQuiescentWith(state, outcomes)) quiescent!.add(key);
    for (const outcome of outcomes) {
      if (outcome.kind === 'error') errors!.add(`${String(outcome.node)} ${outcome.error.message}`);
    }
    views!.add(asked.map(property => said(system, property, state)).join(' '));
  }
  return { states: states!, quiescent: [...quiescent!].sort(), errors: [...errors!].sort(), views: [...views!].sort() };
}

function said(system: System, property: Property, state: State): string {
  const answer = system.evaluate(property, state);
  return answer.ok ? String(answer.value) : answer.failure.message;
}
