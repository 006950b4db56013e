import type { Answer, EngineApi, ExecutionRequest, Subject } from '../contract/engine.ts';
import type { ExecutionView } from '../contract/execution.ts';
import type { CheckReport, PotentialReport } from '../contract/report.ts';
import { CONTRACT_VERSION } from '../contract/version.ts';
import type { System } from '../model/system.ts';
import { readTrace } from '../scene/exports/readTrace.ts';
import { retakingBranches } from './branches.ts';
import { Checks } from './checks.ts';
import { comparedInVariant, ComparedRuns } from './comparedRuns.ts';
import type { ComparedSubject } from './comparedRuns.ts';
import { Explanations } from './explosion/explanations.ts';
import {
  enabledSteps,
  firstCounterexample,
  happensBeforeOf,
  propertyView,
  randomView,
  refused,
  representativeView,
  viewing,
  viewOf,
} from './executions.ts';
import type { Known as ExecutionKnown } from './executions.ts';
import { exported } from './exporting.ts';
import type { Findings } from './findings.ts';
import { inVariant } from './inVariant.ts';
import { nearestViolation } from './nearestViolation.ts';
import { indeterminateOf } from './indeterminate.ts';
import { NoReturns } from './noReturns.ts';
import { potentialReport } from './potential.ts';
import { replayingAll, withReplayed } from './replayed.ts';
import { reorderedView } from './reorderedView.ts';
import { retaking } from './retaken.ts';
import { checkReport, failureReport } from './report.ts';
import { sampledView, Samplings } from './sampling.ts';
import { shortenedView } from './shortenedView.ts';
import { inSlices } from './slices.ts';
import type { EngineSurroundings, Surroundings } from './slices.ts';
import { StateGraphs } from './stateGraph/stateGraphs.ts';
import { Subjects } from './subjects.ts';
import type { LoadedSubject } from './subjects.ts';
import { NOTHING_KNOWN, summaryOf } from './summary.ts';
import { TimedSummaries, timedView } from './timedRuns.ts';

/** What the engine's thread offers; every question is answered while checks go on. */
export function createEngineService(around: EngineSurroundings): EngineApi {
  const subjects = new Subjects();
  const [checks, summaries] = [new Checks(around), new TimedSummaries(around)];
  const [explanations, samplings, graphs] = [new Explanations(around), new Samplings(around), new StateGraphs(around)];
  const [noReturns, compared] = [new NoReturns(), new ComparedRuns(around)];
  const potentials = new WeakMap<LoadedSubject, PotentialReport>();
  let tellProgress: (checkId: number, report: CheckReport) => void = () => undefined;

  const potentialOf = (loaded: LoadedSubject): PotentialReport => {
    const known = potentials.get(loaded) ?? potentialReport(loaded.system.instance);
    potentials.set(loaded, known);
    return known;
  };

  const of: Of = async (subject, answer) => {
    const loaded = subjects.load(subject);
    return 'refusal' in loaded ? { ok: false, refusal: loaded.refusal } : await answer(loaded);
  };

  return {
    version: () => CONTRACT_VERSION,
    subscribe: onProgress => {
      tellProgress = onProgress;
    },
    outline: text => subjects.outline(text),
    variants: subject => Promise.resolve(subjects.variants(subject)),
    check: async (checkId, subject, bounds) => {
      const loaded = subjects.load(subject);
      if ('refusal' in loaded) {
        const { refusal, protocol, failure } = loaded;
        if (failure === undefined) return { ok: false, refusal };
        return { ok: true, value: failureReport({ protocol, scenario: subject.scenario }, failure) };
      }
      const about = { system: loaded.system, potential: potentialOf(loaded), around };
      const told = (report: CheckReport): void => tellProgress(checkId, report);
      return await reportOf(about, listen => checks.run(checkId, loaded, bounds, listen), told);
    },
    cancel: id => {
      for (const each of [checks, summaries, explanations, samplings, graphs, compared]) each.cancel(id);
    },
    timedSummary: (requestId, subject, request) =>
      of(subject, async ({ system }) => ({ ok: true, value: await summaries.run(requestId, system, request) })),
    timedProgress: requestId => summaries.progress(requestId),
    explain: (requestId, subject, bounds) =>
      of(subject, loaded => explanations.answer(requestId, { subject, loaded, bounds })),
    explanation: requestId => explanations.soFar(requestId),
    ...graphCalls(graphs, of),
    sample: (requestId, subject, request) =>
      of(subject, async ({ system }) => ({ ok: true, value: await samplings.run(requestId, system, request) })),
    sampleProgress: requestId => samplings.progress(requestId),
    execution: (subject, request) =>
      of(subject, async loaded => {
        const answer = await executionFor(loaded, request, { checks, around, noReturns });
        return answer.ok && loaded.phrase !== undefined
          ? { ok: true, value: inVariant(answer.value, loaded.phrase) }
          : answer;
      }),
    ...comparingCalls(compared, of, { checks, around, noReturns }),
    enabled: (subject, after) => of(subject, ({ system }) => enabledSteps(system, after)),
    branches: branchCall(of, around),
    ...writingCalls(of),
    happensBefore: (subject, schedule) => of(subject, ({ system }) => happensBeforeOf(system, schedule)),
    summary: (subject, request) =>
      of(subject, loaded => {
        const findings = checks.known(loaded.meaning);
        if (findings === undefined) return { ok: true, value: NOTHING_KNOWN };
        const report = checkReport(loaded.system, findings, potentialOf(loaded));
        return { ok: true, value: summaryOf(loaded, { report, findings }, request) };
      }),
    indeterminate: (subject, message, theme) => Promise.resolve(indeterminateOf(subjects, subject, { message, theme })),
  };
}

/** What is answered of a subject that can be explored; the refusal of one that cannot. */
type Of = <T>(
  subject: Subject,
  answer: (loaded: LoadedSubject) => Answer<T> | Promise<Answer<T>>,
) => Promise<Answer<T>>;

type GraphCalls = Pick<EngineApi, 'stateGraph' | 'stateGraphProgress' | 'askStateGraph' | 'forgetStateGraphs'>;

function graphCalls(graphs: StateGraphs, of: Of): GraphCalls {
  return {
    stateGraph: (requestId, subject, bounds, scope) =>
      of(subject, loaded => graphs.graph(requestId, { subject, loaded, bounds }, scope)),
    stateGraphProgress: requestId => graphs.progress(requestId),
    askStateGraph: (subject, bounds, scope, question) =>
      of(subject, loaded => graphs.ask({ subject, loaded, bounds }, scope, question)),
    forgetStateGraphs: () => graphs.forget(),
  };
}

function branchCall(of: Of, around: Surroundings): EngineApi['branches'] {
  return (subject, branches) =>
    of(subject, async ({ system }) => ({
      ok: true,
      value: await inSlices(retakingBranches(system, branches), around),
    }));
}

function comparingCalls(compared: ComparedRuns, of: Of, about: Known): Pick<EngineApi, 'compare'> {
  return {
    compare: (requestId, subject, request) =>
      of(subject, async loaded => {
        const answer = await compared.compare(requestId, comparedSubject(loaded, about), request);
        if (!answer.ok || loaded.phrase === undefined) return answer;
        return { ok: true, value: comparedInVariant(answer.value, loaded.phrase) };
      }),
  };
}

/** Executions that leave the tool, and those that come back. */
function writingCalls(of: Of): Pick<EngineApi, 'exported' | 'readTrace'> {
  return {
    exported: ({ format, execution, about, subject }) => {
      if (subject === undefined) return Promise.resolve(exported(format, { execution, about, system: undefined }));
      return of(subject, ({ system }) => exported(format, { execution, about, system }));
    },
    readTrace: text => {
      const read = readTrace(text);
      return read.ok ? read : refused('does-not-parse', read.failure);
    },
  };
}

interface ReportAbout {
  readonly system: System;
  readonly potential: PotentialReport;
  readonly around: Surroundings;
}

/** The report of a check, and of how far it has come. Executions are taken again in parts; until then they are not told. */
async function reportOf(
  { system, potential, around }: ReportAbout,
  check: (listen: (soFar: Findings) => void) => Promise<Findings | undefined>,
  tell: (report: CheckReport) => void,
): Promise<Answer<CheckReport>> {
  let replays = Promise.resolve();
  const findings = await check(soFar => {
    tell(checkReport(system, withReplayed(system, soFar), potential));
    // What goes wrong here goes wrong at the end too, and is told then.
    replays = replays.then(() => inSlices(replayingAll(system, soFar), around)).catch(() => undefined);
  });
  if (findings === undefined) return refused('cancelled', 'The check was cancelled.');
  await inSlices(replayingAll(system, findings), around);
  return { ok: true, value: checkReport(system, findings, potential) };
}

interface Known {
  readonly checks: Checks;
  readonly around: Surroundings;
  readonly noReturns: NoReturns;
}

function comparedSubject(loaded: LoadedSubject, about: Known): ComparedSubject {
  const { system, meaning } = loaded;
  return {
    system,
    findings: about.checks.known(meaning),
    known: knownOf(meaning, about),
    execution: request => executionFor(loaded, request, about),
  };
}

function knownOf(meaning: string, { checks, noReturns }: Known): ExecutionKnown {
  return { valenceOf: checks.valenceOf(meaning), verdictWith: noReturns.verdictWith(meaning) };
}

async function executionFor(
  { system, meaning }: LoadedSubject,
  request: ExecutionRequest,
  about: Known,
): Promise<Answer<ExecutionView>> {
  const { checks, around } = about;
  const known = knownOf(meaning, about);
  switch (request.kind) {
    case 'default': {
      const findings = checks.known(meaning);
      const property = firstCounterexample(system, findings);
      return property === undefined
        ? representativeView(system, known)
        : propertyView(system, findings, property, known);
    }
    case 'property':
      return propertyView(system, checks.known(meaning), request.property, known);
    case 'random':
      return randomView(system, request.seed, request.after, known);
    case 'timed':
      return timedView(system, request.seed, request.options, known);
    case 'sampled':
      return sampledView(system, request, known);
    case 'schedule':
      return await inSlices(viewing(system, request.schedule, { kind: 'chosen' }, known), around);
    case 'retaken': {
      const schedule = await inSlices(retaking(system, request.texts), around);
      return await inSlices(viewing(system, schedule, { kind: 'chosen' }, known), around);
    }
    case 'shortened':
      return await shortenedView(system, request.schedule, { around, known });
    case 'reordered':
      return await reorderedView(system, request, { around, known });
    case 'toViolation': {
      const found = await nearestViolation(system, request.after, around);
      // What was violated before is not what was looked for.
      if (!found.ok) return found;
      const { schedule, lasso } = found.value;
      if (lasso === undefined)
        return viewOf(system, schedule, { kind: 'chosen' }, { ...known, since: request.after.length });
      const { property, stem } = lasso;
      return viewOf(system, schedule, { kind: 'counterexample', property }, { ...known, stem });
    }
  }
}
