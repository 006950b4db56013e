import type { Summary, SummaryRequest } from '../contract/summary.ts';
import type { ExecutionView } from '../contract/execution.ts';
import { rowWith } from '../contract/matrix.ts';
import type { CheckReport, PropertyReport } from '../contract/report.ts';
import { hoverPicture } from '../scene/hoverPicture.ts';
import { rowSentences } from '../scene/rowSentences.ts';
import { timerSentences } from '../scene/timerSentences.ts';
import { propertyView } from './executions.ts';
import type { Findings } from './findings.ts';
import { inVariant } from './inVariant.ts';
import type { LoadedSubject } from './subjects.ts';

/** How many counterexamples are looked at: the shortest ones. */
const EXECUTIONS_MAX = 3;

/** Before any check. */
export const NOTHING_KNOWN: Summary = {
  sentences: [],
  states: 0,
  finished: false,
  complete: false,
  shown: undefined,
};

/** What a check has found, or finds, in the few words and the one picture that a hover has room for. */
export function summaryOf(
  loaded: LoadedSubject,
  { report, findings }: { readonly report: CheckReport; readonly findings: Findings },
  request: SummaryRequest,
): Summary {
  const { counts, finished } = report;
  const executions = shortestCounterexamples(loaded, report, findings);
  const { clock } = loaded.system.instance;
  const phrase = request.isSaid ? '' : (loaded.phrase ?? '');
  const columns = report.properties.map(({ name, kind }) => ({ property: name, kind }));
  const row = rowWith({ id: '', name: '', phrase, reason: undefined }, columns, report, finished);
  const canFail = loaded.system.instance.failures.length > 0;
  const breakAnyway = new Set(
    canFail ? executions.flatMap(({ property, view }) => (goesWrong(view) ? [] : [property])) : [],
  );
  const about = { row, columns, breakAnyway, horizon: clock?.horizon };
  const shown = request.timer === undefined ? executions : executions.filter(each => fires(each.view, request));
  const [first] = shown;
  return {
    sentences:
      request.timer === undefined
        ? rowSentences(about)
        : timerSentences(about, { instance: loaded.system.instance, firesIn: shown.map(({ property }) => property) }),
    states: counts.distinctStates,
    finished,
    complete: counts.complete,
    shown: first && {
      property: first.property,
      headline: first.view.headline,
      svg: hoverPicture(first.view, request.theme),
    },
  };
}

interface Counterexample {
  readonly property: string;
  readonly view: ExecutionView;
}

function shortestCounterexamples(
  { system, phrase }: LoadedSubject,
  { properties }: CheckReport,
  findings: Findings,
): readonly Counterexample[] {
  return properties
    .filter(isCounterexample)
    .toSorted((a, b) => (a.steps ?? 0) - (b.steps ?? 0))
    .slice(0, EXECUTIONS_MAX)
    .flatMap(({ name }) => {
      const answer = propertyView(system, findings, name);
      if (!answer.ok) return [];
      return [{ property: name, view: phrase === undefined ? answer.value : inVariant(answer.value, phrase) }];
    });
}

function isCounterexample({ verdict, steps, kind }: PropertyReport): boolean {
  return verdict === 'violated' && steps !== undefined && kind !== 'reachable';
}

function goesWrong({ steps }: ExecutionView): boolean {
  return steps.some(({ fault }) => fault);
}

function fires({ events, lanes }: ExecutionView, { timer }: SummaryRequest): boolean {
  return events.some(
    ({ kind, label, lane }) => kind === 'timer' && label === timer?.name && lanes[lane]?.role === timer.role,
  );
}
