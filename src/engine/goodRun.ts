import type { Instance } from '../model/instance.ts';
import { stepText } from '../model/labels.ts';
import type { Execution, Schedule, State } from '../model/state.ts';
import type { Value } from '../model/values.ts';
import { createSystem } from '../semantics/system.ts';
import { type Escape, escapeFrom } from './liveness/escapes.ts';
import { keptUntil, strictWay } from './liveness/strictWays.ts';
import { type NearestRun, nearestRun } from './liveness/nearestRun.ts';
import { endsBad, exploringFrom, parametersOf, type Violated } from './noReturn.ts';

/** What a good run is looked for beside. */
export interface BadRun {
  readonly violated: Violated;
  readonly execution: Execution;
  readonly schedule: Schedule;
  /** For which values of its parameters the property fails. */
  readonly values: readonly Value[];
  /** The step that shows the violation; the last one where it goes on for ever. */
  readonly step: number;
  /** How many steps come before those that are repeated for ever. */
  readonly stem: number | undefined;
}

/** How far to look. */
export interface GoodRunOptions {
  /** How many states are explored from each state of the bad run. */
  readonly statesMax: number;
  /** After how many states of the bad run that have too many states behind them no more are tried. */
  readonly unknownMax: number;
}

/** The nearest run that keeps what a bad one violates. */
export type GoodRun =
  | {
      readonly kind: 'found';
      readonly schedule: Schedule;
      /** How many steps come before those that are repeated for ever; undefined where the run comes to rest. */
      readonly stem: number | undefined;
      /** How many steps it has in common with the bad run at least; undefined where already the start is another. */
      readonly common: number | undefined;
      /** A run may have been missed that has more in common. */
      readonly nearerUnknown: boolean;
    }
  /** Every fair run violates the same. */
  | { readonly kind: 'none' }
  /** Too much can happen to say. */
  | { readonly kind: 'unknown' }
  /** Nothing of the kind can be avoided. */
  | { readonly kind: 'unasked' };

/**
 * From the latest state of a bad run from which what it violates can still be kept, on along a fair run that keeps it: the
 * steps of the bad run as far as they can be taken, and else the fewest, with as little going wrong as can be. If it can keep
 * every other property of single states too, it does. Yields where work may be put off.
 */
export function* nearestGoodRun(
  instance: Instance,
  bad: BadRun,
  options: GoodRunOptions,
): Generator<undefined, GoodRun> {
  const { violated, execution, schedule, values, step, stem } = bad;
  const escape = escapeFrom(violated, values);
  if (escape === undefined || parametersOf(violated) !== values.length) return { kind: 'unasked' };
  const states = [execution.start, ...execution.transitions].map(({ state }) => state);
  const steps = [...execution.transitions, ...(execution.error === undefined ? [] : [execution.error])];
  const texts = steps.slice(0, step).map(taken => stepText(instance, taken.step));
  const search: RunSearch = { instance, escape, texts, violated: nameOf(violated), statesMax: options.statesMax };
  let unknown = 0;
  // A loop is left at the latest before it is closed; one that is no step at the end of the run.
  const isLeft = stem === undefined ? endsBad(violated) : stem < step;
  const last = Math.min(states.length - 1, violated === 'error' ? states.length - 1 : isLeft ? step - 1 : step);
  for (let common = last; common >= 0 && unknown < options.unknownMax; common -= 1) {
    const found = yield* runAfter(search, states.slice(0, common + 1), common);
    if (found === undefined) unknown += 1;
    if (found === undefined || found === 'none') continue;
    const continued = [...schedule.slice(0, common + 1), ...found.schedule.slice(1)];
    const looped = found.loopFrom === undefined ? undefined : common + found.loopFrom - 1;
    return { kind: 'found', schedule: continued, stem: looped, common, nearerUnknown: unknown > 0 };
  }
  if (unknown > 0) return { kind: 'unknown' };
  const other = yield* runAfter(search, [], 0);
  if (other === undefined) return { kind: 'unknown' };
  if (other === 'none') return { kind: 'none' };
  const looped = other.loopFrom === undefined ? undefined : other.loopFrom - 1;
  return { kind: 'found', schedule: other.schedule, stem: looped, common: undefined, nearerUnknown: false };
}

function nameOf(violated: Violated): string {
  return typeof violated === 'string' ? violated : violated.name;
}

interface RunSearch {
  readonly instance: Instance;
  readonly escape: Escape;
  /** The name of the property that is violated. */
  readonly violated: string;
  /** The steps of the bad run, the start left out. */
  readonly texts: readonly string[];
  readonly statesMax: number;
}

/** The cheapest good run on from some states, or that there is none; undefined where too much can happen to say so. */
function* runAfter(
  { instance, escape, violated, texts, statesMax }: RunSearch,
  before: readonly State[],
  common: number,
): Generator<undefined, NearestRun | 'none' | undefined> {
  const explored = yield* exploringFrom(instance, before.at(-1), statesMax);
  if (explored === undefined) return undefined;
  const wish = {
    preferred: texts.slice(common),
    textOf: (step: Parameters<typeof stepText>[1]) => stepText(instance, step),
  };
  // Explored without properties: what a good run keeps beside is asked of the instance itself.
  const others = keptUntil(createSystem(instance), before).filter(({ name }) => name !== violated);
  let best: NearestRun | undefined;
  for (const way of escape(explored, before)) {
    if (way === undefined) {
      yield undefined;
      continue;
    }
    const strict = others.length === 0 ? undefined : yield* nearestRun(yield* strictWay(way, others), wish);
    const run = strict ?? (yield* nearestRun(way, wish));
    if (run !== undefined && (best === undefined || run.cost < best.cost)) best = run;
  }
  return best ?? (explored.complete ? 'none' : undefined);
}
