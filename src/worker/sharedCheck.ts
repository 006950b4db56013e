import type { SearchBounds } from '../engine/bounds.ts';
import type { SearchMethod } from '../engine/method.ts';
import type { Exploration, Findings } from './findings.ts';
import { SLICE_MS } from './slices.ts';
import type { Surroundings } from './slices.ts';

/** How often progress is told. */
const PROGRESS_MS = 100;

/** Somebody who asked for a check. */
export interface Follower {
  /** What was found so far. */
  readonly onProgress: (findings: Findings) => void;
  /** What was found in the end; undefined for one who does not wait any more. */
  readonly onEnd: (findings: Findings | undefined) => void;
  readonly onError: (reason: unknown) => void;
}

/** What a check is of. */
export interface CheckSubject {
  readonly meaning: string;
  readonly method: SearchMethod;
  readonly bounds: SearchBounds;
  /** Whether it is of a scenario with other failures than it declares: such checks are many, and looked at one by one. */
  readonly isVariant: boolean;
}

/** A check that does not go on at present, and how long it went on. */
export interface StoppedCheck {
  readonly subject: CheckSubject;
  readonly exploration: Exploration;
  readonly elapsedMs: number;
  readonly memoryBytes: number;
}

/** An exploration that goes on in slices, for all who asked for the same, until nobody waits for it any more. */
export class SharedCheck {
  readonly subject: CheckSubject;
  readonly exploration: Exploration;
  readonly #around: Surroundings;
  readonly #followers = new Map<number, Follower>();
  readonly #startedAtMs: number;
  readonly #elapsedBeforeMs: number;
  /** The executions of what was found, as far as they are worked out at present. */
  #working: Generator<undefined, void> | undefined;
  #isExplored = false;
  #isStopped = false;

  /** Goes on with what was stopped; `elapsedMs` is 0 for what begins. */
  constructor({ subject, exploration, elapsedMs }: Omit<StoppedCheck, 'memoryBytes'>, around: Surroundings) {
    this.subject = subject;
    this.exploration = exploration;
    this.#around = around;
    this.#startedAtMs = around.nowMs();
    this.#elapsedBeforeMs = elapsedMs;
  }

  follow(checkId: number, follower: Follower): void {
    this.#followers.set(checkId, follower);
  }

  /** Answers whether that one waited for it. Stops where nobody else does: then `isStopped`. */
  leave(checkId: number): boolean {
    const follower = this.#followers.get(checkId);
    if (follower === undefined) return false;
    this.#followers.delete(checkId);
    this.#isStopped = this.#followers.size === 0;
    follower.onEnd(undefined);
    return true;
  }

  get isStopped(): boolean {
    return this.#isStopped;
  }

  get findings(): Findings {
    return this.exploration.findings(this.#elapsedMs);
  }

  /** What is left of it for a check that goes on from here. */
  get rest(): StoppedCheck {
    const { subject, exploration } = this;
    return { subject, exploration, elapsedMs: this.#elapsedMs, memoryBytes: exploration.search.memoryBytes };
  }

  /** Goes on to the end, or until it is stopped. `share` says how many take turns, `onTold` is called with each progress. */
  async run(share: () => number, onTold: () => void): Promise<Findings | undefined> {
    const around = this.#around;
    let toldAtMs = this.#startedAtMs;
    for (;;) {
      const sliceEndsAtMs = around.nowMs() + SLICE_MS / share();
      if (this.#goOn(() => around.nowMs() >= sliceEndsAtMs)) return this.findings;
      await around.pause();
      if (this.#isStopped) return undefined;
      const nowMs = around.nowMs();
      if (nowMs - toldAtMs < PROGRESS_MS) continue;
      toldAtMs = nowMs;
      onTold();
      const soFar = this.exploration.findingsSoFar(this.#elapsedMs);
      for (const { onProgress } of this.#followers.values()) onProgress(soFar);
      this.#working ??= this.exploration.working();
    }
  }

  /** Works out executions of what was found, then goes on with the search; answers whether nothing is left to do. */
  #goOn(isOver: () => boolean): boolean {
    for (;;) {
      while (this.#working !== undefined) {
        if (this.#working.next().done === true) this.#working = undefined;
        else if (isOver()) return false;
      }
      if (this.#isExplored) return true;
      if (!this.exploration.search.run(isOver)) return false;
      this.#isExplored = true;
      this.#working = this.exploration.working();
    }
  }

  end(findings: Findings): void {
    for (const { onEnd } of this.#followers.values()) onEnd(findings);
  }

  fail(reason: unknown): void {
    for (const { onError } of this.#followers.values()) onError(reason);
  }

  get #elapsedMs(): number {
    return this.#elapsedBeforeMs + this.#around.nowMs() - this.#startedAtMs;
  }
}
