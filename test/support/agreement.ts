import assert from 'node:assert/strict';
import { DEFAULT_BOUNDS, type SearchBounds } from '../../src/engine/bounds.ts';
import { createSearch, type Search, type SearchOptions } from '../../src/engine/search.ts';
import type { Evidence, Verdict } from '../../src/engine/verdicts.ts';
import type { Instance } from '../../src/model/instance.ts';
import type { Property } from '../../src/model/protocol.ts';
import type { Schedule, State } from '../../src/model/state.ts';
import type { System } from '../../src/model/system.ts';
import { speaksOfFairRuns } from '../../src/semantics/fairness.ts';
import { explore, type Exploration, type PropertyFinding } from '../../src/semantics/reference.ts';
import { isQuiescent } from '../../src/semantics/quiescence.ts';
import { createSystem } from '../../src/semantics/system.ts';
import { checkLasso } from './lassos.ts';
import { instanceOf, protocolOf } from './protocols.ts';

/** The instances of a protocol file, one for each scenario. */
export function instancesOf(text: string): readonly Instance[] {
  return protocolOf(text).scenarios.map(({ name }) => instanceOf(text, name));
}

/** A finished search, run in the smallest slices. */
export function searched(
  instance: Instance,
  bounds: Partial<SearchBounds> = {},
  options: Omit<SearchOptions, 'bounds'> = {},
): Search {
  const search = createSearch(instance, { ...options, bounds: { ...DEFAULT_BOUNDS, ...bounds } });
  while (!search.run(() => true));
  return search;
}

/**
 * Checks that the engine and the reference say the same of an instance: counts, depths, verdicts, lengths of what shows
 * them; and that every schedule of the engine is an execution that ends in what it is to show.
 */
export function checkAgreement(
  instance: Instance,
  statesMax = 20_000,
  options: Omit<SearchOptions, 'bounds'> = {},
): void {
  const system = createSystem(instance);
  const expected = explore(system, { statesMax });
  const search = searched(instance, { statesMax }, options);
  const result = search.result();
  assert.equal(result.limit?.kind, expected.limit === undefined ? undefined : 'states');
  assert.equal(result.distinctStates, expected.distinct, 'distinct states');
  const checks = result.verdicts.map((verdict, i) => {
    const property = instance.protocol.properties[i]!;
    return { search, system, property, verdict, expected: expected.properties[i]! };
  });
  if (expected.limit !== undefined) {
    checks.forEach(checkPartly);
    return;
  }
  checkCounts(result, expected);
  for (const check of checks) checkVerdict(check, expected.error !== undefined);
  assert.equal(result.error?.evidence.steps, stepsOf(expected.error?.schedule), 'steps to the first error');
  assert.equal(result.deadlock?.steps, stepsOf(expected.deadlock), 'steps to the first deadlock');
  checkError(search, system);
}

/** Checks that every schedule of a search is an execution that ends in what it is to show. */
export function checkShown(search: Search, instance: Instance): void {
  const system = createSystem(instance);
  const { verdicts, deadlock } = search.result();
  verdicts.forEach((verdict, i) => {
    const property = instance.protocol.properties[i]!;
    const evidence = 'evidence' in verdict ? verdict.evidence : undefined;
    // What is said of runs that go on for ever is no matter of the last state; its tests have a definition of their own.
    if (evidence === undefined || speaksOfFairRuns(property)) return;
    checkEvidence({ search, system, property, verdict }, evidence);
  });
  checkError(search, system);
  if (deadlock === undefined) return;
  const schedule = search.scheduleOf(deadlock);
  assert.equal(stepsOf(schedule), deadlock.steps);
  assert.ok(isQuiescent(system, statesOf(system, schedule).at(-1)!), 'nothing is left to happen in a deadlock');
}

function checkError(search: Search, system: System): void {
  const { error } = search.result();
  if (error === undefined) return;
  const schedule = search.scheduleOf(error.evidence);
  assert.equal(stepsOf(schedule), error.evidence.steps);
  assert.deepEqual(errorOf(system, schedule), error.error);
}

function checkCounts(result: ReturnType<Search['result']>, expected: Exploration): void {
  assert.equal(result.complete, true);
  assert.equal(result.generatedStates, expected.generated, 'generated states');
  assert.equal(result.failedSteps, expected.failed, 'steps that go wrong');
  assert.deepEqual(
    [...result.frontier],
    expected.frontier.length === 0 ? [0] : [...expected.frontier],
    'frontier by depth',
  );
}

interface Checked {
  readonly search: Search;
  readonly system: System;
  readonly property: Property;
  readonly verdict: Verdict;
  readonly expected: PropertyFinding;
}

function checkVerdict(checked: Checked, hasError: boolean): void {
  const { verdict, property, expected } = checked;
  // Of runs that go on for ever the reference says nothing; their tests have a definition of their own.
  if (expected.kind === 'notExplored') return;
  const schedule = scheduleIn(expected);
  const isDecidedByAll = (expected.kind === 'holds' || expected.kind === 'violated') && schedule === undefined;
  // Where a step goes wrong, what comes after it is not explored: the engine says so, the reference need not.
  const wanted = hasError && isDecidedByAll ? 'broken' : expected.kind;
  assert.equal(verdict.kind, wanted, `verdict on ${property.name}`);
  if (wanted !== expected.kind) return;
  const evidence = 'evidence' in verdict ? verdict.evidence : undefined;
  assert.equal(evidence?.steps, stepsOf(schedule), `steps that show ${property.name}`);
  if (evidence !== undefined) checkEvidence(checked, evidence);
}

/** What must be true although not every state was seen, and the two may have seen different ones. */
function checkPartly(checked: Checked): void {
  const { verdict, property } = checked;
  const evidence = 'evidence' in verdict ? verdict.evidence : undefined;
  if (evidence !== undefined) checkEvidence(checked, evidence);
  else if (verdict.kind === 'violated' && verdict.lasso !== undefined) checkLasso(checked.system, verdict.lasso);
  else assert.equal(verdict.kind, 'unknown', `nothing shows ${property.name}, and not every state was seen`);
}

function scheduleIn(finding: PropertyFinding): Schedule | undefined {
  switch (finding.kind) {
    case 'holds':
      return finding.witness;
    case 'violated':
      return finding.counterexample;
    case 'broken':
      return finding.schedule;
    case 'unknown':
    case 'notExplored':
      return undefined;
  }
}

/** Replays the schedule of some evidence and looks at what the property says there. */
function checkEvidence({ search, system, property, verdict }: Omit<Checked, 'expected'>, evidence: Evidence): void {
  const schedule = search.scheduleOf(evidence);
  assert.equal(stepsOf(schedule), evidence.steps);
  const states = statesOf(system, schedule);
  const last = states.at(-1)!;
  const said =
    property.kind === 'step' ? system.evaluateStep(property, states.at(-2)!, last) : system.evaluate(property, last);
  if (verdict.kind === 'broken') assert.equal(said.ok, false, `${property.name} goes wrong at the end`);
  else assert.deepEqual(said, { ok: true, value: verdict.kind === 'holds' }, `${property.name} at the end`);
}

function statesOf(system: System, schedule: Schedule): State[] {
  const states: State[] = [];
  let outcomes = system.initial();
  for (const position of schedule) {
    const outcome = outcomes[position];
    assert.ok(outcome?.kind === 'state', 'a schedule names steps that are possible');
    states.push(outcome.state);
    outcomes = system.successors(outcome.state);
  }
  return states;
}

function errorOf(system: System, schedule: Schedule): unknown {
  const states = statesOf(system, schedule.slice(0, -1));
  const before = states.at(-1);
  const outcome = (before === undefined ? system.initial() : system.successors(before))[schedule.at(-1)!];
  return outcome?.kind === 'error' ? outcome.error : undefined;
}

function stepsOf(schedule: Schedule | undefined): number | undefined {
  return schedule === undefined ? undefined : schedule.length - 1;
}
