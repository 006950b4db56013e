import { present } from '../base/assert.ts';
import { counted } from '../base/digits.ts';
import type { SampledFinding, SampledProperty, SampleReport, SampleRequest } from '../contract/sample.ts';
import type { WalkFinding, WalksResult, WalkVerdict } from '../engine/walks/walksResult.ts';
import type { Property } from '../model/protocol.ts';
import type { Expectation } from '../model/scenario.ts';
import type { RuntimeError, Schedule } from '../model/state.ts';
import type { System } from '../model/system.ts';
import { replayedOf } from './replayed.ts';
import { extentSentence, foundText, guaranteeSentence, sampledSentence, statesSentence } from './samplingWords.ts';
import { countedSteps } from './sentences.ts';
import { trailOf } from './trail.ts';
import { unseenParts } from './unseenParts.ts';

/** What walks found, and how to get at it. */
export interface Sampled {
  readonly system: System;
  readonly request: SampleRequest;
  readonly result: WalksResult;
  readonly elapsedMs: number;
  /** The execution of each finding that the result names. */
  readonly schedules: ReadonlyMap<WalkFinding, Schedule>;
}

/** Every finding of a result. */
export function findingsIn({ verdicts, error, deadlock }: WalksResult): readonly WalkFinding[] {
  const found = verdicts.flatMap(verdict => ('finding' in verdict ? [verdict.finding] : []));
  return [...found, error, deadlock].filter(finding => finding !== undefined);
}

/** The findings of walks in the words of their users, with places in the text that `system` was made from. */
export function sampleReport(sampled: Sampled): SampleReport {
  const { system, request, result, elapsedMs } = sampled;
  const { protocol, scenario } = system.instance;
  const { runs, steps, limit, ends, longest, lately, guarantee } = result;
  const states = { distinct: result.distinctStates, atLeast: result.statesAreAtLeast, lately };
  const refuted = scenario.expectations.flatMap(line => refutation(line, sampled));
  const properties = [
    ...protocol.properties.map((property, i) => propertyReport(property, result.verdicts[i]!, sampled)),
    ...builtIns(sampled),
  ];
  const nothingExpected = scenario.expectations.length === 0;
  const wrong = properties.some(({ verdict }) => verdict === 'violated' || verdict === 'broken');
  return {
    protocol: protocol.name,
    scenario: scenario.name,
    request,
    runs,
    steps,
    limit,
    elapsedMs,
    stepsPerSecond: elapsedMs > 0 ? Math.round((steps / elapsedMs) * 1000) : 0,
    extent: extentSentence(request, result),
    ends,
    longest,
    states: { ...states, sentence: statesSentence(states) },
    properties: properties.map(report => (isAwaited(report, sampled) ? { ...report, expectedToFail: true } : report)),
    refuted,
    asExpected: nothingExpected ? !wrong : refuted.length === 0,
    unseen: runs === 0 ? [] : unseenParts(system.instance, result.coverage),
    guarantee: guarantee && { ...guarantee, sentence: guaranteeSentence(guarantee, runs) },
  };
}

function propertyReport(property: Property, verdict: WalkVerdict, sampled: Sampled): SampledProperty {
  const { system, request, result } = sampled;
  const found = 'finding' in verdict ? foundOf(verdict.finding, sampled) : undefined;
  const last = found && trailOf(system, found.schedule).last;
  const extent = extentSentence(request, result);
  const sentence = sampledSentence(property, verdict, { extent, quiescentRuns: result.ends.quiescent, last });
  const said = found === undefined ? sentence : `${sentence} (${foundText(found, result.runs)})`;
  return { name: property.name, kind: property.kind, verdict: verdict.kind, sentence: said, at: property.at, found };
}

/** What is looked at without being declared: that nothing goes wrong, and, where the scenario asks, that nothing gets stuck. */
function builtIns(sampled: Sampled): readonly SampledProperty[] {
  const { system, request, result } = sampled;
  const { scenario } = system.instance;
  const extent = extentSentence(request, result);
  const error = result.error && foundOf(result.error, sampled);
  const failed = error && errorOf(system, error.schedule);
  const reports: SampledProperty[] = [
    {
      name: 'error',
      kind: 'error',
      verdict: error === undefined ? 'unknown' : 'violated',
      sentence:
        error === undefined
          ? `Nothing has gone wrong in ${extent}`
          : `The protocol goes wrong ${whenIn(error.steps)}: ${failed?.message ?? ''} (${foundText(error, result.runs)})`,
      at: failed?.at ?? scenario.at,
      found: error,
    },
  ];
  const asked = scenario.expectations.find(({ kind }) => kind === 'noDeadlock');
  if (asked === undefined) return reports;
  const deadlock = result.deadlock && foundOf(result.deadlock, sampled);
  reports.push({
    name: 'deadlock',
    kind: 'deadlock',
    verdict: deadlock === undefined ? 'unknown' : 'violated',
    sentence:
      deadlock === undefined
        ? `No deadlock in ${extent}`
        : `Nothing is left to happen after ${countedSteps(deadlock.steps)} (${foundText(deadlock, result.runs)})`,
    at: asked.at,
    found: deadlock,
  });
  return reports;
}

function isAwaited({ name, verdict }: SampledProperty, { system }: Sampled): boolean {
  const { protocol, scenario } = system.instance;
  const isLine = (line: Expectation): boolean =>
    line.kind === 'property' && line.outcome === 'fails' && protocol.properties[line.property]?.name === name;
  return verdict === 'violated' && scenario.expectations.some(isLine);
}

function whenIn(steps: number): string {
  return steps === 0 ? 'at the very start' : `in ${countedSteps(steps)}`;
}

function foundOf(finding: WalkFinding, { schedules }: Sampled): SampledFinding {
  const { runs, seed, steps } = finding;
  return { runs, seed, steps, schedule: present(schedules.get(finding), 'the execution of a finding') };
}

function errorOf(system: System, schedule: Schedule): RuntimeError | undefined {
  const last = replayedOf(system, schedule).outcomes.at(-1);
  return last?.kind === 'error' ? last.error : undefined;
}

/** What a run shows against an `expect` line. How long the shortest execution is, walks do not know. */
function refutation(line: Expectation, { system, result }: Sampled): SampleReport['refuted'] {
  const refuted = (reason: string) => [{ text: line.text, reason, at: line.at }];
  switch (line.kind) {
    case 'property': {
      const verdict = result.verdicts[line.property];
      const name = system.instance.protocol.properties[line.property]?.name ?? '';
      if (verdict?.kind === 'broken') return refuted(`${name} is not judged: ${verdict.reason}`);
      if (verdict?.kind !== 'violated' && verdict?.kind !== 'holds') return [];
      const actual = verdict.kind === 'holds' ? 'holds' : 'fails';
      if (actual === line.outcome) return [];
      return refuted(`${name} ${actual} ${whenIn(verdict.finding.steps)}.`);
    }
    case 'states':
      if (result.distinctStates <= line.count) return [];
      return refuted(`There are more: ${counted(result.distinctStates, 'distinct state')} seen.`);
    case 'noDeadlock':
      return result.deadlock === undefined
        ? []
        : refuted(`Nothing is left to happen after ${countedSteps(result.deadlock.steps)}.`);
    case 'noError':
      return result.error === undefined ? [] : refuted(`A step goes wrong ${whenIn(result.error.steps)}.`);
  }
}
