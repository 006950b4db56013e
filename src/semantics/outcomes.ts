import type { Span } from '../base/span.ts';
import type { Instance } from '../model/instance.ts';
import type { Envelope, LocalState } from '../model/state.ts';
import type { NodeIndex, Value } from '../model/values.ts';
import { attempt } from './errors.ts';
import type { LocalOutcome } from './local.ts';
import { createRun, effectsOf, firstPath, localAfter, nextPath } from './run.ts';
import { createScope } from './scope.ts';
import type { Executor } from './statements.ts';

/** The most outcomes that one handler may have in one local state. */
export const OUTCOMES_MAX = 10_000;

/** How much all outcomes of one handler, for all arguments of an action, may compute together: units of `Context.fuel`. */
const FUEL_MAX = 20_000_000;

/** What is left of that. */
export interface Purse {
  fuel: number;
}

export function fullPurse(): Purse {
  return { fuel: FUEL_MAX };
}

/** A handler's body and where its local names start. */
export interface Body {
  readonly at: Span;
  readonly slots: number;
  readonly execute: Executor;
}

export interface Situation {
  readonly node: NodeIndex;
  readonly local: LocalState;
  readonly envelope?: Envelope | undefined;
  /** Whether timers that are armed wait for the next round of a synchronous network. */
  readonly rearms?: boolean;
  /** The slots of the frame that have values when the body begins. */
  readonly bound: readonly (readonly [slot: number, value: Value])[];
}

/** Runs a body along every path through its choices. Paths that find nothing to choose from have no outcome. */
export function allOutcomes(
  instance: Instance,
  body: Body,
  situation: Situation,
  purse: Purse = fullPurse(),
): readonly LocalOutcome[] {
  const outcomes: LocalOutcome[] = [];
  for (let path = firstPath(), next: typeof path | undefined = path; next !== undefined; next = nextPath(path)) {
    path = next;
    const run = createRun(instance, {
      self: situation.node,
      local: situation.local,
      envelope: situation.envelope,
      rearms: situation.rearms ?? false,
      path,
    });
    const scope = { ...createScope(run.context, body.slots), run };
    for (const [slot, value] of situation.bound) scope.slots[slot] = value;
    const before = run.context.fuel;
    const ending = attempt(() => body.execute(scope));
    purse.fuel -= before - Math.max(0, run.context.fuel);
    if (!ending.ok) outcomes.push({ kind: 'error', error: ending.failure, choices: run.choices });
    else if (ending.value !== 'blocked') {
      const { choices, interruptions } = run;
      outcomes.push({ kind: 'local', local: localAfter(run), effects: effectsOf(run), choices, interruptions });
    }
    if (outcomes.length > OUTCOMES_MAX || purse.fuel < 0) return [tooMany(body.at)];
  }
  return outcomes;
}

function tooMany(at: Span): LocalOutcome {
  const message = `This can end in too many ways to list them: more than ${OUTCOMES_MAX.toLocaleString('en')}. Choose from smaller sets.`;
  return { kind: 'error', error: { code: 'too-many-outcomes', message, at }, choices: [] };
}
