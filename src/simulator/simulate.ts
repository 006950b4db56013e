import { createPrng } from '../base/prng.ts';
import type { Prng } from '../base/prng.ts';
import type { Result } from '../base/result.ts';
import { isFault } from '../model/state.ts';
import type { Outcome, Schedule, State } from '../model/state.ts';
import { stateKey } from '../model/stateKey.ts';
import type { System } from '../model/system.ts';
import type { ScheduleProblem } from '../semantics/execute.ts';
import { runWith } from './run.ts';
import type { SimulatedRun } from './run.ts';

export interface SimulateOptions {
  readonly stepsMax: number;
  /** Nothing goes wrong as long as anything else can happen, and the run ends when nothing can. */
  readonly preferNonFault?: boolean;
  /** Goes on from the end of this schedule. */
  readonly after?: Schedule;
}

/** How likely the next step is a fault where both a fault and another step are possible. */
const FAULT_SHARE = 0.2;

/**
 * One random run, a pure function of the system, the seed and the options. Steps that change nothing are passed over.
 * Once only faults are left the run ends as often as it goes on.
 */
export function simulate(
  system: System,
  seed: number,
  options: SimulateOptions,
): Result<SimulatedRun, ScheduleProblem> {
  const prng = createPrng(seed);
  const { stepsMax, preferNonFault = false, after = [] } = options;
  return runWith(
    system,
    { stepsMax, after },
    (possible, state) => pickStep(possible, state, { prng, preferNonFault }),
    () => undefined,
  );
}

function pickStep(
  possible: readonly Outcome[],
  state: State | undefined,
  { prng, preferNonFault }: { readonly prng: Prng; readonly preferNonFault: boolean },
): number | undefined {
  const moving = positionsThatMove(possible, state);
  const faults = moving.filter(position => isFault(possible[position]!.step));
  const others = moving.filter(position => !isFault(possible[position]!.step));
  if (others.length === 0) {
    const goesOn = faults.length > 0 && !preferNonFault && prng.unit() < 0.5;
    return goesOn ? faults[prng.below(faults.length)] : undefined;
  }
  const goesWrong = faults.length > 0 && !preferNonFault && prng.unit() < FAULT_SHARE;
  const chosen = goesWrong ? faults : others;
  return chosen[prng.below(chosen.length)];
}

function positionsThatMove(possible: readonly Outcome[], state: State | undefined): readonly number[] {
  const key = state === undefined ? undefined : stateKey(state);
  return possible.flatMap((outcome, position) =>
    outcome.kind === 'error' || stateKey(outcome.state) !== key ? [position] : [],
  );
}
