import { atOnce } from '../base/atOnce.ts';
import { createSearch } from '../engine/search.ts';
import type { Search, SearchOptions } from '../engine/search.ts';
import type { SearchResult } from '../engine/searchResult.ts';
import type { Evidence, Lasso, Verdict } from '../engine/verdicts.ts';
import type { Instance } from '../model/instance.ts';
import type { Schedule } from '../model/state.ts';

/** What a check has found so far, or found: small, and independent of where things stand in the text. */
export interface Findings {
  readonly result: SearchResult;
  readonly finished: boolean;
  readonly elapsedMs: number;
  /**
   * By index of the protocol's properties: the shortest counterexample or witness, as far as there is one. Of one that
   * goes on for ever the stem, then the loop once.
   */
  readonly schedules: readonly (Schedule | undefined)[];
  /** The shortest execution in which the protocol itself goes wrong. */
  readonly errorSchedule: Schedule | undefined;
  /** The shortest execution to a state with nothing left to happen. */
  readonly deadlockSchedule: Schedule | undefined;
}

/** A search with the schedules of what it found; each is worked out once. */
export class Exploration {
  readonly search: Search;
  readonly #schedules = new Map<string, FoundSchedule>();

  constructor(instance: Instance, options: SearchOptions) {
    this.search = createSearch(instance, options);
  }

  /** What was found, with every execution that shows it. */
  findings(elapsedMs: number): Findings {
    atOnce(this.working());
    return this.findingsSoFar(elapsedMs);
  }

  /** What was found, with the executions that are worked out already. */
  findingsSoFar(elapsedMs: number): Findings {
    const result = this.search.result();
    const [error, deadlock, ...verdicts] = evidenceIn(result).map(found => this.#known(found)?.schedule);
    return {
      result,
      finished: this.search.finished,
      elapsedMs,
      schedules: result.verdicts.map((verdict, i) => lassoIn(verdict)?.schedule ?? verdicts[i]),
      errorSchedule: error,
      deadlockSchedule: deadlock,
    };
  }

  /** Works out the executions that show what was found. Yields after each step; the search may go on meanwhile. */
  *working(): Generator<undefined, void> {
    for (const found of evidenceIn(this.search.result())) {
      if (found.evidence === undefined || this.#known(found) !== undefined) continue;
      const schedule = yield* this.search.scheduling(found.evidence);
      this.#schedules.set(found.name, { evidence: found.evidence, schedule });
    }
  }

  // What is found first stays what is found, but for what is judged at the end: a search that goes on judges that anew.
  #known({ name, evidence }: Found): FoundSchedule | undefined {
    const known = this.#schedules.get(name);
    return known !== undefined && evidence !== undefined && isSame(known.evidence, evidence) ? known : undefined;
  }
}

interface Found {
  readonly name: string;
  readonly evidence: Evidence | undefined;
}

/** Of the error, of the deadlock, and of each property. */
function evidenceIn({ error, deadlock, verdicts }: SearchResult): readonly Found[] {
  return [
    { name: 'error', evidence: error?.evidence },
    { name: 'deadlock', evidence: deadlock },
    ...verdicts.map((verdict, i) => ({ name: String(i), evidence: evidenceOf(verdict) })),
  ];
}

interface FoundSchedule {
  readonly evidence: Evidence;
  readonly schedule: Schedule;
}

function isSame(one: Evidence, other: Evidence): boolean {
  const { stateId, then, steps, through } = other;
  return one.stateId === stateId && one.then === then && one.steps === steps && one.through === through;
}

/** The counterexample that goes on for ever, where a verdict has one. */
export function lassoIn(verdict: Verdict | undefined): Lasso | undefined {
  return verdict?.kind === 'violated' ? verdict.lasso : undefined;
}

function evidenceOf(verdict: Verdict): Evidence | undefined {
  return verdict.kind === 'unknown' ? undefined : verdict.evidence;
}
