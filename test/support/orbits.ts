import assert from 'node:assert/strict';
import { DEFAULT_BOUNDS, type SearchBounds } from '../../src/engine/bounds.ts';
import { createSearch, type Search } from '../../src/engine/search.ts';
import type { SearchResult } from '../../src/engine/searchResult.ts';
import { renamedState, type Renaming } from '../../src/engine/symmetry/renaming.ts';
import type { Evidence, Verdict } from '../../src/engine/verdicts.ts';
import type { Instance } from '../../src/model/instance.ts';
import type { Property } from '../../src/model/protocol.ts';
import type { Schedule, State } from '../../src/model/state.ts';
import { stateKey } from '../../src/model/stateKey.ts';
import type { System } from '../../src/model/system.ts';
import type { NodeIndex } from '../../src/model/values.ts';
import { execute } from '../../src/semantics/execute.ts';

/** A finished search that explores one state of each orbit, where it may. */
export function reduced(instance: Instance, bounds: Partial<SearchBounds> = {}): Search {
  const search = createSearch(instance, { bounds: { ...DEFAULT_BOUNDS, ...bounds }, method: { symmetry: true } });
  while (!search.run(() => true));
  return search;
}

/** Whether a search took nodes for one another. */
export function usesSymmetry(search: Search): boolean {
  const [use, ...rest] = search.result().reductions;
  assert.deepEqual([use?.kind, rest], ['symmetry', []], 'what became of the reduction is said');
  assert.match(use!.reason, /^[A-Z].*\.$/);
  return use!.used;
}

/** Nodes that may take one another's place. */
export interface Interchangeable {
  readonly first: NodeIndex;
  readonly count: number;
}

/** Every way to permute the nodes of each group. */
export function permutations(groups: readonly Interchangeable[], nodeCount: number): readonly Renaming[] {
  const identity = Array.from({ length: nodeCount }, (_, node) => node);
  const all = groups.reduce<readonly (readonly NodeIndex[])[]>(
    (made, { first, count }) =>
      made.flatMap(before =>
        orders(before.slice(first, first + count)).map(order => before.toSpliced(first, count, ...order)),
      ),
    [identity],
  );
  return all.map(places => node => places[node]!);
}

function orders(nodes: readonly NodeIndex[]): readonly (readonly NodeIndex[])[] {
  if (nodes.length === 0) return [[]];
  return nodes.flatMap((node, i) => orders(nodes.toSpliced(i, 1)).map(rest => [node, ...rest]));
}

/** What can be reached, by depth: as many whole levels as have at most so many states together. */
export interface Levels {
  readonly levels: readonly (readonly State[])[];
  /** Whether nothing more can be reached. */
  readonly complete: boolean;
}

export function levelsOf(system: System, statesMax: number): Levels {
  const found = new Set<string>();
  const enter = (outcomes: ReturnType<System['initial']>): State[] =>
    outcomes.flatMap(outcome => {
      if (outcome.kind !== 'state' || found.has(stateKey(outcome.state))) return [];
      found.add(stateKey(outcome.state));
      return [outcome.state];
    });
  const levels: State[][] = [];
  for (let level = enter(system.initial()); level.length > 0;) {
    if (found.size > statesMax) return { levels, complete: false };
    levels.push(level);
    level = level.flatMap(state => enter(system.successors(state)));
  }
  return { levels, complete: true };
}

/**
 * Checks, state by state, what a reduction by symmetry rests on: that permuting nodes takes the steps of a state to those of
 * the permuted one, and changes no property.
 */
export function checkEquivariance(system: System, states: readonly State[], all: readonly Renaming[]): void {
  const { instance } = system;
  const keysAfter = (state: State, to: Renaming): readonly string[] =>
    system
      .successors(state)
      .map(each => (each.kind === 'state' ? stateKey(renamedState(instance, each.state, to)) : 'error'))
      .sort();
  for (const state of states) {
    for (const to of all) {
      const renamed = renamedState(instance, state, to);
      assert.deepEqual(
        keysAfter(renamed, node => node),
        keysAfter(state, to),
        'permuting nodes permutes the steps',
      );
      for (const property of instance.protocol.properties.filter(isOfStates)) {
        assert.deepEqual(sense(system, property, renamed), sense(system, property, state), property.name);
      }
    }
  }
}

function isOfStates({ kind }: Property): boolean {
  return ['invariant', 'reachable', 'finally', 'linearizable', 'sequential'].includes(kind);
}

function sense(system: System, property: Property, state: State): boolean | 'wrong' {
  const said = system.evaluate(property, state);
  return said.ok ? said.value : 'wrong';
}

/** What a search that explores one state of each orbit has to count. */
export interface OrbitCounts {
  readonly distinctStates: number;
  readonly generatedStates: number;
  readonly frontier: readonly number[];
}

/** Counts orbits by going through all permutations of all states; what levels of the last depth lead to counts if they are complete. */
export function orbitCounts(system: System, { levels, complete }: Levels, all: readonly Renaming[]): OrbitCounts {
  const seen = new Set<string>();
  let generated = system.initial().filter(({ kind }) => kind === 'state').length;
  const frontier = levels.map((level, depth) => {
    const before = seen.size;
    for (const state of level) {
      const orbit = all.map(to => stateKey(renamedState(system.instance, state, to))).sort()[0]!;
      if (seen.has(orbit)) continue;
      seen.add(orbit);
      if (!complete && depth + 1 === levels.length) continue;
      generated += system.successors(state).filter(({ kind }) => kind === 'state').length;
    }
    return seen.size - before;
  });
  return { distinctStates: seen.size, generatedStates: generated, frontier: frontier.length === 0 ? [0] : frontier };
}

/** Checks that two searches of one instance say the same of every property, and that what shows it can be replayed. */
export function checkSameVerdicts(system: System, plain: Search, search: Search): void {
  const { properties } = system.instance.protocol;
  const expected = plain.result();
  const result = search.result();
  assert.equal(result.complete, expected.complete);
  assert.ok(result.distinctStates <= expected.distinctStates, 'never more states');
  assert.deepEqual(result.verdicts.map(lengthOf), expected.verdicts.map(lengthOf));
  assert.equal(result.error?.evidence.steps, expected.error?.evidence.steps, 'steps to an error');
  assert.equal(result.deadlock?.steps, expected.deadlock?.steps, 'steps to a deadlock');
  assert.equal(result.quiescentStates > 0, expected.quiescentStates > 0);
  assert.deepEqual(result.coverage, expected.coverage);
  checkReplays(system, search, result);
  properties.forEach((property, i) => checkShown(system, search, property, result.verdicts[i]!));
}

function lengthOf(verdict: Verdict): readonly [string, number | undefined] {
  return [verdict.kind, 'evidence' in verdict ? verdict.evidence?.steps : undefined];
}

function checkReplays(system: System, search: Search, { error, deadlock }: SearchResult): void {
  if (error !== undefined) {
    const run = execute(system, scheduleOf(search, error.evidence));
    assert.equal(run.ok && run.value.error?.error.code, error.error.code);
  }
  if (deadlock === undefined) return;
  const last = statesOf(system, scheduleOf(search, deadlock)).at(-1)!;
  assert.ok(last.locals.some(({ status }) => status === 'up'));
}

function checkShown(system: System, search: Search, property: Property, verdict: Verdict): void {
  const evidence = 'evidence' in verdict ? verdict.evidence : undefined;
  if (evidence === undefined) return;
  const states = statesOf(system, scheduleOf(search, evidence));
  const last = states.at(-1)!;
  const said =
    property.kind === 'step' ? system.evaluateStep(property, states.at(-2)!, last) : system.evaluate(property, last);
  if (verdict.kind === 'broken') assert.equal(said.ok, false, `${property.name} goes wrong at the end`);
  else assert.deepEqual(said, { ok: true, value: verdict.kind === 'holds' }, `${property.name} at the end`);
}

function scheduleOf(search: Search, evidence: Evidence): Schedule {
  const schedule = search.scheduleOf(evidence);
  assert.equal(schedule.length - 1, evidence.steps);
  return schedule;
}

function statesOf(system: System, schedule: Schedule): readonly State[] {
  const run = execute(system, schedule);
  assert.ok(run.ok, 'a schedule names steps that are possible');
  assert.equal(run.value.error, undefined);
  return [run.value.start, ...run.value.transitions].map(({ state }) => state);
}
