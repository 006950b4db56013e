import type { CheckBounds } from '../contract/engine.ts';
import { workersOf } from '../contract/method.ts';
import { boundsOf, contains } from '../engine/bounds.ts';
import type { SearchBounds } from '../engine/bounds.ts';
import { PLAIN_METHOD, type SearchMethod } from '../engine/method.ts';
import type { Search, SearchOptions } from '../engine/search.ts';
import type { Instance } from '../model/instance.ts';
import type { ValenceOf } from './executions.ts';
import { Exploration } from './findings.ts';
import type { Findings } from './findings.ts';
import { KeptSearches } from './keptSearches.ts';
import { Recent } from './recent.ts';
import { SharedCheck, type CheckSubject, type StoppedCheck } from './sharedCheck.ts';
import type { EngineSurroundings } from './slices.ts';
import type { LoadedSubject } from './subjects.ts';

/** How many finished checks are remembered; each is a few kilobytes. */
const FINISHED_MAX = 128;

/** How many checks are kept that may go on: as many as a resilience matrix has rows, and some. */
const STOPPED_MAX = 32;

interface FinishedCheck {
  readonly findings: Findings;
  readonly bounds: SearchBounds;
}

/**
 * Checks in slices, any number of them side by side, and what finished ones found. What was asked for before is answered
 * from memory; a check that was cancelled, or stopped by a bound that is wider now, goes on where it was.
 */
export class Checks {
  readonly #around: EngineSurroundings;
  readonly #running = new Set<SharedCheck>();
  /** By what they are of and their bounds. */
  readonly #finished = new Recent<Findings>(FINISHED_MAX);
  /** By what they are of: what a check found that saw all there is. */
  readonly #whole = new Recent<FinishedCheck>(FINISHED_MAX);
  /** By meaning: what the check that looked farthest found, of several the last. */
  readonly #farthest = new Recent<FinishedCheck>(FINISHED_MAX);
  /** Checks that may go on; with one that does they take no more memory than it may. */
  readonly #stopped = new KeptSearches<StoppedCheck>(STOPPED_MAX);
  /** Searches that found out what can still be decided from each state. */
  readonly #deciding = new KeptSearches<Search>();

  constructor(around: EngineSurroundings) {
    this.#around = around;
  }

  /** Answers the findings, from memory if the same was checked before; undefined when it is cancelled. */
  async run(
    checkId: number,
    { meaning, system: { instance }, phrase }: LoadedSubject,
    settings: CheckBounds,
    onProgress: (findings: Findings) => void,
  ): Promise<Findings | undefined> {
    const method = this.#methodOf(settings);
    const bounds = boundsOf(instance, settings);
    const subject: CheckSubject = { meaning, method, bounds, isVariant: phrase !== undefined };
    const known = this.#finished.get(keyOf(subject)) ?? this.#wholeWithin(subject);
    if (known !== undefined) {
      this.#remember(subject, known);
      return known;
    }
    const same = [...this.#running].find(check => keyOf(check.subject) === keyOf(subject));
    const check = same ?? this.#begin(subject, () => this.#exploration(instance, { bounds, method }));
    const answer = new Promise<Findings | undefined>((onEnd, onError) => {
      check.follow(checkId, { onProgress, onEnd, onError });
    });
    if (same === undefined) void this.#explore(check);
    return await answer;
  }

  cancel(checkId: number): void {
    const check = [...this.#running].find(running => running.leave(checkId));
    if (check?.isStopped !== true) return;
    this.#running.delete(check);
    check.exploration.search.rest();
    this.#keep(check);
  }

  /** What is known of a meaning: all there is, or else what the check found that came farthest, even if it goes on. */
  known(meaning: string): Findings | undefined {
    const farthest = this.#farthest.get(meaning)?.findings;
    if (farthest?.result.complete === true) return farthest;
    const others = [...this.#running, ...this.#stopped.all()].filter(check => check.subject.meaning === meaning);
    let most = farthest?.result.distinctStates ?? -1;
    let best: (typeof others)[number] | undefined;
    for (const check of others) {
      const { stateCount } = check.exploration.search;
      if (stateCount > most) [most, best] = [stateCount, check];
    }
    if (best === undefined) return farthest;
    return best instanceof SharedCheck ? best.findings : best.exploration.findings(best.elapsedMs);
  }

  /** What can still be decided from a state of a meaning that was checked lately; undefined where that is not known. */
  valenceOf(meaning: string): ValenceOf | undefined {
    const search = this.#deciding.get(meaning);
    return search && (state => search.valenceOf(state));
  }

  #exploration(instance: Instance, options: SearchOptions): Exploration {
    const { spawnHelper } = this.#around;
    return new Exploration(instance, { ...options, ...(spawnHelper === undefined ? {} : { spawnHelper }) });
  }

  #methodOf({ method = PLAIN_METHOD }: CheckBounds): SearchMethod {
    const { symmetry, partialOrder, compaction, workers } = method;
    return { symmetry, partialOrder, compaction, workers: workersOf(workers, this.#around.cores) };
  }

  /** Goes on with a check that was stopped, or begins one. */
  #begin(subject: CheckSubject, explore: () => Exploration): SharedCheck {
    const key = keyOfExploration(subject);
    const stopped = this.#stopped.get(key);
    const goesOn = stopped?.exploration.search.raise(subject.bounds) === true;
    if (goesOn) this.#stopped.drop(key);
    const { exploration, elapsedMs } = goesOn ? stopped : { exploration: explore(), elapsedMs: 0 };
    return new SharedCheck({ subject, exploration, elapsedMs }, this.#around);
  }

  async #explore(check: SharedCheck): Promise<void> {
    this.#running.add(check);
    try {
      const findings = await check.run(
        () => this.#running.size,
        () => this.#makeRoomFor(check),
      );
      // Nobody waits for it any more, and it was kept.
      if (findings === undefined) return;
      this.#running.delete(check);
      this.#end(check, findings);
    } catch (reason) {
      this.#running.delete(check);
      check.fail(reason);
    }
  }

  #end(check: SharedCheck, findings: Findings): void {
    const { subject, exploration } = check;
    this.#finished.set(keyOf(subject), findings);
    this.#remember(subject, findings);
    this.#keep(check);
    if (!subject.isVariant && findings.result.valence !== undefined) {
      this.#deciding.keep(subject.meaning, exploration.search);
    }
    check.end(findings);
  }

  #keep(check: SharedCheck): void {
    const { subject, exploration } = check;
    const { search } = exploration;
    const key = keyOfExploration(subject);
    const other = this.#stopped.get(key)?.exploration.search;
    if (!search.canGoOn || (other !== undefined && other.stateCount > search.stateCount)) return;
    this.#stopped.keep(key, check.rest, subject.bounds.memoryBytesMax);
  }

  #makeRoomFor({ subject, exploration }: SharedCheck): void {
    this.#stopped.trim(subject.bounds.memoryBytesMax - exploration.search.memoryBytes);
  }

  #remember(subject: CheckSubject, findings: Findings): void {
    const { meaning, bounds } = subject;
    if (seesAll(findings)) this.#whole.set(keyOfWhole(subject), { findings, bounds });
    const farthest = this.#farthest.get(meaning);
    if (farthest === undefined || contains(bounds, farthest.bounds)) this.#farthest.set(meaning, { findings, bounds });
  }

  /** What a check found that saw everything: within wider bounds there is nothing more. */
  #wholeWithin(subject: CheckSubject): Findings | undefined {
    const whole = this.#whole.get(keyOfWhole(subject));
    if (whole === undefined || !contains(subject.bounds, whole.bounds)) return undefined;
    const { result } = whole.findings;
    return result.complete || subject.bounds.copiesMax === whole.bounds.copiesMax ? whole.findings : undefined;
  }
}

function keyOf({ meaning, method, bounds }: CheckSubject): string {
  return JSON.stringify([meaning, method, bounds]);
}

/** Equal for checks of which one may go on where another was stopped, if its bounds are wider. */
function keyOfExploration({ meaning, method, bounds }: CheckSubject): string {
  return JSON.stringify([meaning, method, bounds.copiesMax]);
}

function keyOfWhole({ meaning, method }: CheckSubject): string {
  return JSON.stringify([meaning, method]);
}

/** Whether there is nothing to be found beyond; where messages crowd, no more than so many equal ones being looked at. */
function seesAll({ result }: Findings): boolean {
  return result.complete || result.limit?.kind === 'copies';
}
