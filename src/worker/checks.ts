import type { CheckBounds } from '../contract/engine.ts';
import { boundsOf } from '../engine/bounds.ts';
import type { SearchBounds } from '../engine/bounds.ts';
import type { Search } from '../engine/search.ts';
import type { ValenceOf } from './executions.ts';
import { Exploration } from './findings.ts';
import type { Findings } from './findings.ts';
import { KeptSearches } from './keptSearches.ts';
import { Recent } from './recent.ts';
import { SLICE_MS } from './slices.ts';
import type { Surroundings } from './slices.ts';
import type { LoadedSubject } from './subjects.ts';

/** How often progress is told. */
const PROGRESS_MS = 100;

/** How many finished checks are remembered; each is a few kilobytes. */
const FINISHED_MAX = 128;

interface RunningCheck {
  readonly meaning: string;
  readonly exploration: Exploration;
  readonly startedAtMs: number;
  cancelled: boolean;
}

interface FinishedCheck {
  readonly findings: Findings;
  readonly bounds: SearchBounds;
}

/** Checks in slices, any number of them side by side, and what finished ones found. */
export class Checks {
  readonly #around: Surroundings;
  readonly #running = new Map<number, RunningCheck>();
  readonly #finished = new Recent<Findings>(FINISHED_MAX);
  /** Searches that found out what can still be decided from each state. */
  readonly #deciding = new KeptSearches<Search>();
  /** By meaning: what the check that looked farthest found, of several the last. */
  readonly #farthest = new Recent<FinishedCheck>(FINISHED_MAX);

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** Answers the findings, from memory if the same was checked before; undefined when it is cancelled. */
  async run(
    checkId: number,
    { meaning, system, phrase }: LoadedSubject,
    settings: CheckBounds,
    onProgress: (findings: Findings) => void,
  ): Promise<Findings | undefined> {
    const bounds = boundsOf(system.instance, settings);
    const key = JSON.stringify([meaning, bounds]);
    const known = this.#finished.get(key) ?? this.#complete(meaning, bounds);
    if (known !== undefined) {
      this.#remember(meaning, { findings: known, bounds });
      return known;
    }
    const startedAtMs = this.#around.nowMs();
    const exploration = new Exploration(system.instance, { bounds });
    const check: RunningCheck = { meaning, exploration, startedAtMs, cancelled: false };
    this.#running.set(checkId, check);
    try {
      await this.#explore(check, onProgress);
    } finally {
      this.#running.delete(checkId);
    }
    if (check.cancelled) return undefined;
    const findings = exploration.findings(this.#around.nowMs() - startedAtMs);
    // Rows of a matrix are looked at one by one, and are many.
    if (phrase === undefined && findings.result.valence !== undefined) this.#deciding.keep(meaning, exploration.search);
    this.#finished.set(key, findings);
    this.#remember(meaning, { findings, bounds });
    return findings;
  }

  cancel(checkId: number): void {
    const check = this.#running.get(checkId);
    if (check !== undefined) check.cancelled = true;
  }

  /** What is known of a meaning: from a finished check, else from one that goes on. */
  known(meaning: string): Findings | undefined {
    const farthest = this.#farthest.get(meaning);
    if (farthest !== undefined) return farthest.findings;
    const running = [...this.#running.values()].find(check => check.meaning === meaning);
    return running?.exploration.findings(this.#around.nowMs() - running.startedAtMs);
  }

  /** What can still be decided from a state of a meaning that was checked lately; undefined where that is not known. */
  valenceOf(meaning: string): ValenceOf | undefined {
    const search = this.#deciding.get(meaning);
    return search && (state => search.valenceOf(state));
  }

  #remember(meaning: string, check: FinishedCheck): void {
    const farthest = this.#farthest.get(meaning);
    if (farthest === undefined || contains(check.bounds, farthest.bounds)) this.#farthest.set(meaning, check);
  }

  /** What a check found that saw everything: within wider bounds there is nothing more. */
  #complete(meaning: string, bounds: SearchBounds): Findings | undefined {
    const farthest = this.#farthest.get(meaning);
    return farthest?.findings.result.complete === true && contains(bounds, farthest.bounds)
      ? farthest.findings
      : undefined;
  }

  async #explore(check: RunningCheck, onProgress: (findings: Findings) => void): Promise<void> {
    const { exploration, startedAtMs } = check;
    // A question and not a field, because the answer changes while this waits.
    const isCancelled = (): boolean => check.cancelled;
    let toldAtMs = startedAtMs;
    let sliceEndsAtMs = startedAtMs + SLICE_MS;
    while (!isCancelled() && !exploration.search.run(() => this.#around.nowMs() >= sliceEndsAtMs)) {
      await this.#around.pause();
      const nowMs = this.#around.nowMs();
      sliceEndsAtMs = nowMs + SLICE_MS;
      if (nowMs - toldAtMs < PROGRESS_MS || isCancelled()) continue;
      toldAtMs = nowMs;
      onProgress(exploration.findings(nowMs - startedAtMs));
    }
  }
}

function contains(outer: SearchBounds, inner: SearchBounds): boolean {
  return (
    inner.statesMax <= outer.statesMax &&
    inner.depthMax <= outer.depthMax &&
    inner.copiesMax <= outer.copiesMax &&
    inner.memoryBytesMax <= outer.memoryBytesMax
  );
}
