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

  findings(elapsedMs: number): Findings {
    const result = this.search.result();
    return {
      result,
      finished: this.search.finished,
      elapsedMs,
      schedules: result.verdicts.map(
        (verdict, i) => lassoIn(verdict)?.schedule ?? this.#schedule(String(i), evidenceOf(verdict)),
      ),
      errorSchedule: this.#schedule('error', result.error?.evidence),
      deadlockSchedule: this.#schedule('deadlock', result.deadlock),
    };
  }

  // What is found first stays what is found, but for what is judged at the end: a search that goes on judges that anew.
  #schedule(name: string, evidence: Evidence | undefined): Schedule | undefined {
    if (evidence === undefined) return undefined;
    const known = this.#schedules.get(name);
    if (known !== undefined && isSame(known.evidence, evidence)) return known.schedule;
    const schedule = this.search.scheduleOf(evidence);
    this.#schedules.set(name, { evidence, schedule });
    return schedule;
  }
}

interface FoundSchedule {
  readonly evidence: Evidence;
  readonly schedule: Schedule;
}

function isSame(one: Evidence, other: Evidence): boolean {
  return one.stateId === other.stateId && one.then === other.then && one.through === other.through;
}

/** The counterexample that goes on for ever, where a verdict has one. */
export function lassoIn(verdict: Verdict | undefined): Lasso | undefined {
  return verdict?.kind === 'violated' ? verdict.lasso : undefined;
}

function evidenceOf(verdict: Verdict): Evidence | undefined {
  return verdict.kind === 'unknown' ? undefined : verdict.evidence;
}
