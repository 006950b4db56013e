import { present } from '../base/assert.ts';
import type { Span } from '../base/span.ts';
import { leavesNothingOut } from '../contract/counting.ts';
import type { CheckReport, Counts, ExpectationReport, PotentialReport, PropertyReport } from '../contract/report.ts';
import { judge } from '../engine/judge.ts';
import type { Judgement } from '../engine/judge.ts';
import type { Lasso, Verdict } from '../engine/verdicts.ts';
import { valueText } from '../model/labels.ts';
import type { Property } from '../model/protocol.ts';
import type { Expectation } from '../model/scenario.ts';
import type { System } from '../model/system.ts';
import { lassoIn } from './findings.ts';
import type { Findings } from './findings.ts';
import { hintsOf } from './hints.ts';
import { notesOf, waitingAfter } from './notes.ts';
import {
  allStates,
  breaksSentence,
  comesTrueSentence,
  countedSteps,
  extentOf,
  firstStates,
  holdsSentence,
  lassoSentence,
  undecidedSentence,
  unreachableSentence,
  whySoFar,
} from './sentences.ts';
import type { Extent } from './sentences.ts';
import { trailOf } from './trail.ts';
import type { Trail } from './trail.ts';

/** The findings of a check in the words of its users, with places in the text that `system` was made from. */
export function checkReport(system: System, findings: Findings, potential: PotentialReport): CheckReport {
  const { protocol, scenario } = system.instance;
  const extent = extentOf(system.instance, findings.result, findings.finished);
  const properties = protocol.properties.map((property, i) => {
    const verdict = findings.result.verdicts[i] ?? NO_VERDICT;
    return propertyReport(property, verdict, { system, extent, findings, index: i });
  });
  const wanted = new Set(scenario.expectations.filter(isFailure).map(({ property }) => property));
  return {
    protocol: protocol.name,
    scenario: scenario.name,
    finished: findings.finished,
    counts: countsOf(findings, potential, extent.limit),
    properties: [
      ...properties.map((report, i) => (wanted.has(i) ? { ...report, expectedToFail: true as const } : report)),
      ...builtIns(system, findings, extent),
    ],
    expectations: judge(system.instance, findings.result).map(expectationReport),
    hints: hintsOf(system.instance, leavesNothingOut(findings.result) ? findings.result : { coverage: undefined }),
    failure: undefined,
  };
}

const NO_VERDICT: Verdict = { kind: 'unknown', reason: '' };

/** A scenario that cannot be checked at all, and why. */
export function failureReport(
  names: { readonly protocol: string; readonly scenario: string },
  failure: Refused,
): CheckReport {
  const potential = { exact: undefined, text: 'unknown', unbounded: [], yardsticks: [], factors: [] };
  return {
    ...names,
    finished: true,
    counts: { ...NO_COUNTS, potential },
    properties: [],
    expectations: [],
    hints: [],
    failure,
  };
}

interface Refused {
  readonly message: string;
  readonly at: Span;
}

const NO_COUNTS: Omit<Counts, 'potential'> = {
  distinctStates: 0,
  generatedStates: 0,
  depth: 0,
  frontier: [],
  complete: false,
  limit: undefined,
  elapsedMs: 0,
  statesPerSecond: 0,
  bytesPerState: 0,
  memoryBytes: 0,
  reductions: [],
};

function countsOf({ result, elapsedMs }: Findings, potential: PotentialReport, limit: Counts['limit']): Counts {
  const { distinctStates, generatedStates, depth, frontier, complete } = result;
  const { bytesPerState, memoryBytes, reductions, omissionProbability } = result;
  const statesPerSecond = elapsedMs > 0 ? Math.round((distinctStates / elapsedMs) * 1000) : 0;
  return {
    distinctStates,
    generatedStates,
    depth,
    frontier,
    complete,
    limit,
    elapsedMs,
    statesPerSecond,
    bytesPerState,
    memoryBytes,
    reductions,
    ...(omissionProbability === undefined ? {} : { omissionProbability }),
    potential,
  };
}

interface Context {
  readonly system: System;
  readonly extent: Extent;
  readonly findings: Findings;
  /** Of the property. */
  readonly index: number;
}

/** The verdict of a property, by its index, as a sentence that carries its bounds. */
export function verdictSentence(system: System, findings: Findings, index: number): string {
  const property = present(system.instance.protocol.properties[index], 'a property of the protocol');
  const extent = extentOf(system.instance, findings.result, findings.finished);
  const schedule = findings.schedules[index];
  const trail = schedule === undefined ? undefined : trailOf(system, schedule);
  const verdict = findings.result.verdicts[index] ?? NO_VERDICT;
  return propertySentence(property, verdict, { system, extent, findings, index }, trail);
}

function propertyReport(property: Property, verdict: Verdict, context: Context): PropertyReport {
  const { system, findings, index } = context;
  const schedule = findings.schedules[index];
  const trail = schedule === undefined ? undefined : trailOf(system, schedule);
  const lasso = lassoIn(verdict);
  const notes = notesOf(system, findings, index);
  return {
    name: property.name,
    kind: property.kind,
    verdict: verdict.kind,
    steps: schedule === undefined ? undefined : schedule.length - 1,
    ...(lasso === undefined ? {} : { lasso: lassoShape(lasso) }),
    sentence: propertySentence(property, verdict, context, trail),
    ...(notes.length === 0 ? {} : { notes }),
    at: property.at,
    trail: trail?.entries ?? [],
  };
}

function propertySentence(property: Property, verdict: Verdict, context: Context, trail: Trail | undefined): string {
  const { extent } = context;
  const evidence = 'evidence' in verdict ? verdict.evidence : undefined;
  const steps = trail?.entries.length ?? evidence?.steps ?? 0;
  switch (verdict.kind) {
    case 'holds':
      if (verdict.evidence !== undefined) return comesTrueSentence(property.name, steps, trail?.last);
      return holdsSentence(property, extent);
    case 'violated':
      if (verdict.lasso !== undefined) return sentenceOfLasso(property, verdict.lasso, context);
      if (verdict.evidence !== undefined) return breaksSentence(property, steps, trail?.last);
      return unreachableSentence(property.name, extent);
    case 'unknown':
      // Of a search that has seen everything only the verdict itself knows what stood in the way.
      return extent.complete ? `${property.name}: ${verdict.reason}` : undecidedSentence(property, extent);
    case 'broken':
      return `${property.name} is not judged: ${verdict.reason}`;
  }
}

function sentenceOfLasso(property: Property, lasso: Lasso, { system, findings }: Context): string {
  const values = lasso.arguments?.map(value => valueText(system.instance, value)) ?? [];
  return lassoSentence(property, {
    ...lassoShape(lasso),
    isBivalent: lasso.isBivalent === true,
    values: findings.result.valence?.values.length ?? 0,
    arguments: values,
  });
}

function lassoShape({ schedule, stem }: Lasso): { readonly stem: number; readonly loop: number } {
  return { stem, loop: schedule.length - 1 - stem };
}

/** What is checked without being declared: that nothing goes wrong, and, where the scenario asks, that nothing gets stuck. */
function builtIns(system: System, findings: Findings, extent: Extent): readonly PropertyReport[] {
  const { scenario } = system.instance;
  const { error } = findings.result;
  const reports: PropertyReport[] = [];
  if (error !== undefined) {
    const trail = findings.errorSchedule === undefined ? undefined : trailOf(system, findings.errorSchedule);
    reports.push({
      name: 'error',
      kind: 'error',
      verdict: 'violated',
      steps: findings.errorSchedule === undefined ? undefined : error.evidence.steps,
      sentence: `The protocol goes wrong ${whenIn(error.evidence.steps)}: ${error.error.message}`,
      // What was found may have been found in a text in which things stood elsewhere.
      at: trail?.wrongAt ?? error.error.at,
      trail: trail?.entries ?? [],
    });
  } else {
    const sentence = extent.complete
      ? `Nothing goes wrong in ${allStates(extent)}`
      : `Nothing has gone wrong in ${firstStates(extent)} (${whySoFar(extent)})`;
    const verdict = extent.complete ? 'holds' : 'unknown';
    reports.push({ name: 'error', kind: 'error', verdict, steps: undefined, sentence, at: scenario.at, trail: [] });
  }
  const asked = scenario.expectations.find(({ kind }) => kind === 'noDeadlock');
  if (asked !== undefined) reports.push(deadlockReport(system, findings, extent, asked.at));
  return reports;
}

function whenIn(steps: number): string {
  return steps === 0 ? 'at the very start' : `in ${countedSteps(steps)}`;
}

function deadlockReport(system: System, findings: Findings, extent: Extent, at: Span): PropertyReport {
  const { deadlock } = findings.result;
  const built = { name: 'deadlock', kind: 'deadlock', at };
  if (deadlock !== undefined) {
    const schedule = findings.deadlockSchedule;
    const sentence = `Nothing is left to happen after ${countedSteps(deadlock.steps)}`;
    const trail = schedule === undefined ? [] : trailOf(system, schedule).entries;
    // What has no execution yet cannot be shown.
    const steps = schedule === undefined ? undefined : deadlock.steps;
    return { ...built, verdict: 'violated', steps, sentence, notes: waitingAfter(system, schedule), trail };
  }
  const sentence = extent.complete
    ? `There is something left to happen in ${allStates(extent)}`
    : `No deadlock in ${firstStates(extent)} (${whySoFar(extent)})`;
  return { ...built, verdict: extent.complete ? 'holds' : 'unknown', steps: undefined, sentence, trail: [] };
}

function expectationReport({ text, met, undecided, reason, at }: Judgement): ExpectationReport {
  const report = { text, met, reason, at };
  return undecided ? { ...report, undecided } : report;
}

function isFailure(expectation: Expectation): expectation is Extract<Expectation, { kind: 'property' }> {
  return expectation.kind === 'property' && expectation.outcome === 'fails';
}
