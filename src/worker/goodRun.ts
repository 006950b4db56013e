import { counted } from '../base/digits.ts';
import type { Answer } from '../contract/engine.ts';
import type { ExecutionView } from '../contract/execution.ts';
import { nearestGoodRun } from '../engine/goodRun.ts';
import type { BadRun, GoodRun } from '../engine/goodRun.ts';
import type { System } from '../model/system.ts';
import type { Value } from '../model/values.ts';
import { executing } from '../semantics/execute.ts';
import { refused, viewing } from './executions.ts';
import type { Known } from './executions.ts';
import { walkedGoodRun } from './goodWalk.ts';
import { violatedBy } from './noReturns.ts';

/** How many states may follow each state of a bad run before nothing is said of it. */
const STATES_MAX = 50_000;

/** How many states of a bad run are tried that have more than that behind them. */
const UNKNOWN_MAX = 6;

/** What is known of the run that a good one is looked for beside. */
export interface GoodRunAbout {
  readonly known: Known;
  /** For which values of its parameters the property fails. */
  readonly values: readonly Value[];
}

/** The nearest run that keeps what an execution violates, drawn up; in words why there is none. Yields where work may be put off. */
export function* drawingGoodRun(
  system: System,
  bad: ExecutionView,
  { known, values }: GoodRunAbout,
): Generator<undefined, Answer<ExecutionView>> {
  const name = bad.verdict?.property ?? '';
  const violated = bad.verdict?.kind === 'violated' ? violatedBy(system, name) : undefined;
  if (violated === undefined) return refused('none-found', VIOLATES_NOTHING);
  const execution = yield* executing(system, bad.schedule);
  if (!execution.ok) return refused('none-found', execution.failure.message);
  const run: BadRun = {
    violated,
    execution: execution.value,
    schedule: bad.schedule,
    values,
    step: bad.verdict?.step ?? bad.schedule.length - 1,
    stem: bad.loop?.fromStep,
  };
  const nearest = yield* nearestGoodRun(system.instance, run, { statesMax: STATES_MAX, unknownMax: UNKNOWN_MAX });
  const found = nearest.kind === 'unknown' ? yield* walked(system, run) : nearest;
  if (found.kind !== 'found') return refused('none-found', absenceOf(found, name));
  const stem = found.stem === undefined ? {} : { stem: found.stem };
  const view = yield* viewing(system, found.schedule, { kind: 'chosen' }, { ...known, ...stem });
  return view.ok ? { ok: true, value: { ...view.value, headline: headlineOf(view.value, found, name) } } : view;
}

/** Where too much can happen for all of it to be looked at, a good run may be come across. */
function* walked(system: System, run: BadRun): Generator<undefined, GoodRun> {
  const walk = yield* walkedGoodRun(system, run);
  return walk === undefined ? { kind: 'unknown' } : { kind: 'found', ...walk, stem: undefined, nearerUnknown: true };
}

const VIOLATES_NOTHING = 'The run on the other side violates nothing, so there is no good run to look for beside it.';

function absenceOf({ kind }: Exclude<GoodRun, { kind: 'found' }>, name: string): string {
  const what = whatOf(name);
  switch (kind) {
    case 'none':
      return `There is no good run: every run ${what.breaks}, whatever happens.`;
    case 'unknown':
      return `No run that ${what.keeps} was found: more than ${counted(STATES_MAX, 'state')} come after each of the last steps.`;
    case 'unasked':
      return `What ${name} says cannot be kept by one run alone.`;
  }
}

function headlineOf(view: ExecutionView, found: Extract<GoodRun, { kind: 'found' }>, name: string): string {
  const { keeps } = whatOf(name);
  const steps = counted(view.steps.length - 1, 'step');
  const ends = found.stem === undefined ? `, in ${steps}` : ', and goes on for ever';
  const doubt = found.nearerUnknown ? ' Whether a nearer one does is not known: too much can happen.' : '';
  const also = view.verdict?.kind === 'violated' ? ` It breaks ${view.verdict.property} all the same.` : '';
  return `${found.nearerUnknown ? 'A' : 'The nearest'} run that ${keeps}${ends}.${also}${doubt}`;
}

/** `error` and `deadlock` are what must not happen, all others what must be kept. */
function whatOf(name: string): { readonly keeps: string; readonly breaks: string } {
  switch (name) {
    case 'error':
      return { keeps: 'ends in no error', breaks: 'ends in an error' };
    case 'deadlock':
      return { keeps: 'does not get stuck', breaks: 'gets stuck' };
    default:
      return { keeps: `keeps ${name}`, breaks: `breaks ${name}` };
  }
}
