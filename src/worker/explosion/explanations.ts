import type { Answer, CheckBounds, Subject } from '../../contract/engine.ts';
import type { ExplosionReport } from '../../contract/explosion.ts';
import { boundsOf } from '../../engine/bounds.ts';
import { Recent } from '../recent.ts';
import { SLICE_MS, type Surroundings } from '../slices.ts';
import type { LoadedSubject } from '../subjects.ts';
import { Explosion } from './explosion.ts';

/** How many finished explanations are remembered; each is a few kilobytes. */
const FINISHED_MAX = 16;

/** What is to be explained. */
interface Asked {
  readonly subject: Subject;
  readonly loaded: LoadedSubject;
  readonly bounds: CheckBounds;
}

interface Running {
  readonly explosion: Explosion;
  readonly startedAtMs: number;
  cancelled: boolean;
}

/** Explanations in slices, any number of them side by side, and those that came to their end. */
export class Explanations {
  readonly #around: Surroundings;
  readonly #running = new Map<number, Running>();
  // By text, not by meaning: a report says where in the text things stand.
  readonly #finished = new Recent<ExplosionReport>(FINISHED_MAX);

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** The whole explanation, or what was known of it when it was cancelled. */
  async answer(requestId: number, { subject, loaded, bounds: settings }: Asked): Promise<Answer<ExplosionReport>> {
    const { instance } = loaded.system;
    const bounds = boundsOf(instance, settings);
    const key = JSON.stringify([subject, bounds]);
    const known = this.#finished.get(key);
    if (known !== undefined) return { ok: true, value: known };
    const running = {
      explosion: new Explosion({ instance, bounds, text: subject.text }),
      startedAtMs: this.#around.nowMs(),
      cancelled: false,
    };
    this.#running.set(requestId, running);
    try {
      await this.#work(running);
    } finally {
      this.#running.delete(requestId);
    }
    const report = this.#reportOf(running);
    if (report.finished) this.#finished.set(key, report);
    return { ok: true, value: report };
  }

  cancel(requestId: number): void {
    const running = this.#running.get(requestId);
    if (running !== undefined) running.cancelled = true;
  }

  /** What one that goes on has found so far. */
  soFar(requestId: number): ExplosionReport | undefined {
    const running = this.#running.get(requestId);
    return running && this.#reportOf(running);
  }

  async #work(running: Running): Promise<void> {
    const work = running.explosion.work();
    // A question and not a field, because the answer changes while this waits.
    const isCancelled = (): boolean => running.cancelled;
    while (!isCancelled()) {
      const sliceEndsAtMs = this.#around.nowMs() + SLICE_MS;
      do {
        if (work.next().done === true) return;
      } while (this.#around.nowMs() < sliceEndsAtMs);
      await this.#around.pause();
    }
  }

  #reportOf({ explosion, startedAtMs }: Running): ExplosionReport {
    return explosion.report(this.#around.nowMs() - startedAtMs);
  }
}
