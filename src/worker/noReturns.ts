import type { ExecutionView } from '../contract/execution.ts';
import { pointOfNoReturn } from '../engine/noReturn.ts';
import type { Violated } from '../engine/noReturn.ts';
import type { Execution } from '../model/state.ts';
import type { System } from '../model/system.ts';
import type { Value } from '../model/values.ts';
import { Recent } from './recent.ts';
import { inParts } from './slices.ts';

/** How many states may follow each state of an execution, before nothing is said of it. */
const STATES_MAX = 20_000;

/** How much work a picture waits for: some hundred states each. */
const PARTS_MAX = 30;

/** For how many executions the work is kept: it goes on when one of them is asked for once more. */
const KEPT_MAX = 16;

type Work = Generator<undefined, number | undefined>;

/** The verdict of an execution, with the step since which its violation could not be avoided any more, where that is known. */
export type VerdictWith = (
  system: System,
  execution: Execution,
  about: Pick<ExecutionView, 'schedule' | 'origin' | 'verdict'> & {
    /** For which values of its parameters the property fails. */
    readonly values: readonly Value[];
  },
) => ExecutionView['verdict'];

/** Finds out since when violations could not be avoided any more, a little each time an execution is asked for. */
export class NoReturns {
  readonly #parts: number;
  readonly #begun = new Recent<Work | { readonly value: number | undefined }>(KEPT_MAX);

  /** `parts` is how much work is done each time. */
  constructor(parts = PARTS_MAX) {
    this.#parts = parts;
  }

  /** `meaning` is what the executions are of. */
  verdictWith(meaning: string): VerdictWith {
    return (system, execution, { schedule, origin, verdict, values }) => {
      const isDirect = ['counterexample', 'shortened', 'sampled'].includes(origin.kind);
      const violated = verdict?.kind === 'violated' && isDirect ? violatedBy(system, verdict.property) : undefined;
      if (verdict === undefined || violated === undefined) return verdict;
      const key = JSON.stringify([meaning, verdict.property, schedule]);
      const noReturn = this.#answer(key, () => workOf(system, execution, { violated, values }));
      // That it is too late when it has happened goes without saying.
      return noReturn === undefined || noReturn === schedule.length - 1 ? verdict : { ...verdict, noReturn };
    };
  }

  #answer(key: string, begin: () => Work): number | undefined {
    const known = this.#begun.get(key) ?? begin();
    const done = 'value' in known ? known : inParts(known, this.#parts);
    this.#begun.set(key, done ?? known);
    return done?.value;
  }
}

/** What an execution violates by its name. */
export function violatedBy({ instance }: System, name: string): Violated | undefined {
  if (name === 'error' || name === 'deadlock') return name;
  return instance.protocol.properties.find(property => property.name === name);
}

function workOf(
  { instance }: System,
  { start, transitions }: Execution,
  { violated, values }: { readonly violated: Violated; readonly values: readonly Value[] },
): Work {
  const states = [start, ...transitions].map(({ state }) => state);
  return pointOfNoReturn(instance, violated, states, { statesMax: STATES_MAX, arguments: values });
}
