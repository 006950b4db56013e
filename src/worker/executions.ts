import { atOnce } from '../base/atOnce.ts';
import type { Answer, Refusal } from '../contract/engine.ts';
import type { EnabledStep, ExecutionOrigin, ExecutionView, SchedulePositions } from '../contract/execution.ts';
import type { HappensBeforeView } from '../contract/graph.ts';
import type { Instance } from '../model/instance.ts';
import { stepText, valueText } from '../model/labels.ts';
import { stepSentence } from '../model/sentences.ts';
import { isFault } from '../model/state.ts';
import type { Execution, Schedule, State } from '../model/state.ts';
import type { System } from '../model/system.ts';
import type { Value } from '../model/values.ts';
import { drawingUp } from '../scene/executionView.ts';
import type { ExecutionAbout } from '../scene/executionView.ts';
import { happensBeforeView } from '../scene/happensBeforeView.ts';
import { stepSubject } from '../scene/stepSubject.ts';
import { spanOf } from '../scene/words.ts';
import { execute, executing } from '../semantics/execute.ts';
import { isQuiescent } from '../semantics/quiescence.ts';
import { representativeRun } from '../simulator/representative.ts';
import { simulate } from '../simulator/simulate.ts';
import { traceOf } from '../trace/record.ts';
import { lassoIn } from './findings.ts';
import type { Findings } from './findings.ts';
import { notesOf, waitingAfter } from './notes.ts';
import type { VerdictWith } from './noReturns.ts';
import { verdictSentence } from './report.ts';
import { irrelevantStepsOf } from './irrelevantSteps.ts';
import { operationOrders } from './operationOrders.ts';
import { findingVerdict } from './verdictAt.ts';
import { waitingTexts } from './waitingWords.ts';

/** How many steps a run that is not chosen step by step has at most: more than anybody looks through. */
const STEPS_MAX = 200;

/** The values that can still be decided from a state; undefined where nobody knows. */
export type ValenceOf = (state: State) => readonly Value[] | undefined;

/** What is known beside the steps of an execution. */
export interface Known {
  readonly valenceOf?: ValenceOf | undefined;
  /** Where it is looked for a violation: from this step on. */
  readonly since?: number;
  /** How many steps come before those that repeat for ever. */
  readonly stem?: number | undefined;
  /** For which values of its parameters a property fails. */
  readonly values?: readonly Value[];
  readonly notes?: readonly string[];
  readonly verdictWith?: VerdictWith;
}

/**
 * The execution of a schedule, drawn up for its viewers; a counterexample or witness says of which property, others say
 * what they violate first.
 */
export function viewOf(
  system: System,
  schedule: Schedule,
  origin: ExecutionOrigin,
  known: Known = {},
): Answer<ExecutionView> {
  return atOnce(viewing(system, schedule, origin, known));
}

/** The same in parts, each of about a step: an execution may be long. */
export function* viewing(
  system: System,
  schedule: Schedule,
  origin: ExecutionOrigin,
  known: Known = {},
): Generator<undefined, Answer<ExecutionView>> {
  const execution = yield* executing(system, schedule);
  if (!execution.ok) return refused('none-found', `These steps cannot be taken any more. ${execution.failure.message}`);
  const found = yield* verdictOf(system, execution.value, origin, known.since ?? 0);
  const violating = { schedule, origin, verdict: found, values: known.values ?? [] };
  const verdict = known.verdictWith?.(system, execution.value, violating) ?? found;
  const about = {
    schedule,
    origin,
    verdict,
    ...aboutOf(system, execution.value, verdict?.property, known),
    ...irrelevantStepsOf(system, execution.value, { schedule, origin, verdict }),
  };
  return { ok: true, value: yield* drawingUp(system.instance, execution.value, about) };
}

function aboutOf(
  system: System,
  execution: Execution,
  property: string | undefined,
  { stem, notes = [], valenceOf }: Known,
): Omit<ExecutionAbout, 'schedule' | 'origin' | 'verdict'> {
  const { instance } = system;
  const last = lastState(execution);
  const quiescent = execution.error === undefined && isQuiescent(system, last);
  return {
    quiescent,
    ...(stem === undefined ? {} : { loop: { fromStep: stem } }),
    ...(notes.length === 0 ? {} : { notes }),
    ...(quiescent ? { waiting: waitingTexts(instance, last) } : {}),
    ...(instance.protocol.histories.length === 0 ? {} : { orders: operationOrders(instance, last, property) }),
    ...(valenceOf === undefined ? {} : { valence: valencesOf(instance, execution, valenceOf) }),
  };
}

/** By step what can still be decided after it; none at all where that is not known of every step. */
function valencesOf(
  instance: Instance,
  { start, transitions }: Execution,
  valenceOf: ValenceOf,
): NonNullable<ExecutionAbout['valence']> {
  const found = [start, ...transitions].map(({ state }) => valenceOf(state));
  const known = found.filter(values => values !== undefined);
  return known.length < found.length ? [] : known.map(values => values.map(value => valueText(instance, value)));
}

/** The run one would draw on a whiteboard. */
export function representativeView(system: System, known: Known = {}): Answer<ExecutionView> {
  const run = representativeRun(system, { stepsMax: STEPS_MAX });
  if (!run.ok) return refused('none-found', run.failure.message);
  return viewOf(system, run.value.schedule, { kind: 'representative' }, known);
}

export function randomView(
  system: System,
  seed: number,
  after: SchedulePositions,
  known: Known = {},
): Answer<ExecutionView> {
  const run = simulate(system, seed, { stepsMax: STEPS_MAX, after });
  if (!run.ok) return refused('none-found', run.failure.message);
  return viewOf(system, run.value.schedule, { kind: 'random', seed }, known);
}

/** The counterexample or witness of a property, `error` and `deadlock` included, as far as it is known. */
export function propertyView(
  system: System,
  findings: Findings | undefined,
  name: string,
  known: Known = {},
): Answer<ExecutionView> {
  const { properties } = system.instance.protocol;
  const index = properties.findIndex(property => property.name === name);
  if (index < 0 && name !== 'error' && name !== 'deadlock') {
    return refused('no-such-property', `There is no property ${name} any more.`);
  }
  if (findings === undefined) return refused('none-found', `${name} has not been checked yet.`);
  const schedule = index >= 0 ? findings.schedules[index] : builtInSchedule(findings, name);
  if (schedule === undefined) {
    const so = findings.finished ? '' : ' so far';
    return refused('none-found', `The check has found no execution of ${name}${so}.`);
  }
  const isWitness = properties[index]?.kind === 'reachable' && findings.result.verdicts[index]?.kind === 'holds';
  const lasso = lassoIn(findings.result.verdicts[index]);
  const notes = name === 'deadlock' ? waitingAfter(system, schedule) : notesOf(system, findings, index);
  const origin = { kind: isWitness ? 'witness' : 'counterexample', property: name } as const;
  const view = viewOf(system, schedule, origin, { ...known, stem: lasso?.stem, values: lasso?.arguments ?? [], notes });
  if (!view.ok || index < 0 || isWitness) return view;
  return { ok: true, value: { ...view.value, headline: `${verdictSentence(system, findings, index)}.` } };
}

/**
 * The counterexample to look at first: that of a violation nobody expects, else of one that an `expect` line awaits;
 * undefined when there is none.
 */
export function firstCounterexample(system: System, findings: Findings | undefined): string | undefined {
  if (findings === undefined) return undefined;
  if (findings.errorSchedule !== undefined) return 'error';
  const { protocol, scenario } = system.instance;
  const awaited = new Set(
    scenario.expectations.flatMap(line =>
      line.kind === 'property' && line.outcome === 'fails' ? [line.property] : [],
    ),
  );
  const shown = protocol.properties.flatMap((property, i) =>
    property.kind !== 'reachable' && findings.schedules[i] !== undefined ? [{ name: property.name, i }] : [],
  );
  const first = shown.find(({ i }) => !awaited.has(i));
  const stuck =
    findings.deadlockSchedule !== undefined && scenario.expectations.some(({ kind }) => kind === 'noDeadlock');
  return first?.name ?? (stuck ? 'deadlock' : shown[0]?.name);
}

/** Every step that can follow the first steps of a schedule; of an empty one, the ways to start. */
export function enabledSteps(system: System, after: SchedulePositions): Answer<readonly EnabledStep[]> {
  const { instance } = system;
  const before = after.length === 0 ? undefined : execute(system, after);
  if (before !== undefined && !before.ok) return refused('none-found', before.failure.message);
  if (before?.value.error !== undefined) return { ok: true, value: [] };
  const outcomes = before === undefined ? system.initial() : system.successors(lastState(before.value));
  const value = outcomes.map((outcome, position) => ({
    position,
    text: stepText(instance, outcome.step),
    sentence: stepSentence(instance, outcome.step),
    fault: isFault(outcome.step),
    at: spanOf(instance, outcome.step),
    error: outcome.kind === 'error' ? outcome.error.message : undefined,
    about: stepSubject(instance, outcome.step),
  }));
  return { ok: true, value };
}

export function happensBeforeOf(system: System, schedule: SchedulePositions): Answer<HappensBeforeView> {
  const execution = execute(system, schedule);
  if (!execution.ok) return refused('none-found', execution.failure.message);
  return { ok: true, value: happensBeforeView(traceOf(system.instance, execution.value)) };
}

/** The answer that there is none. */
export type Refused = Extract<Answer<never>, { readonly ok: false }>;

export function refused(code: Refusal['code'], message: string): Refused {
  return { ok: false, refusal: { code, message } };
}

function lastState({ start, transitions }: Execution) {
  return (transitions.at(-1) ?? start).state;
}

function builtInSchedule(findings: Findings, name: string): Schedule | undefined {
  return name === 'error' ? findings.errorSchedule : findings.deadlockSchedule;
}

/** What is said of an execution: of a counterexample its own property, else what it violates first. */
function* verdictOf(
  system: System,
  execution: Execution,
  origin: ExecutionOrigin,
  since: number,
): Generator<undefined, ExecutionView['verdict']> {
  switch (origin.kind) {
    case 'counterexample':
      return { property: origin.property, kind: 'violated' };
    case 'witness':
      return { property: origin.property, kind: 'witness' };
    case 'shortened':
      return { property: origin.property, kind: 'violated' };
    case 'sampled':
      return { property: origin.property, kind: isReachable(system, origin.property) ? 'witness' : 'violated' };
    case 'representative':
    case 'random':
    case 'timed':
    case 'chosen':
      return yield* findingVerdict(system, execution, since);
  }
}

function isReachable({ instance }: System, name: string): boolean {
  return instance.protocol.properties.some(property => property.name === name && property.kind === 'reachable');
}
