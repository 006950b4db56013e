import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { ReductionUse } from '../src/engine/method.ts';
import { bundled } from './bundle.ts';
import type { ExploreOptions } from './measure.ts';

export interface ExploreRequest {
  readonly text: string;
  readonly scenario: string;
  readonly options: ExploreOptions;
  /** What threads run that help, for a search that has several workers or is compared with one that has. */
  readonly helper?: string;
}

/** What one search found, and what it took. */
export interface Explored {
  readonly wallMs: number;
  readonly processorMs: number;
  readonly states: number;
  readonly transitions: number;
  readonly memoryBytes: number;
  readonly reductions: readonly ReductionUse[];
  /** Expectations of the scenario that are not met, and why. */
  readonly unmet: readonly string[];
}

/**
 * Explores in a process of its own, so that nothing another model left (compiled code, garbage) helps or hinders. The
 * second search in the same process finds the code compiled, as one after a keystroke does.
 */
export class Explorer {
  readonly #process: ChildProcess;

  private constructor(script: string) {
    this.#process = fork(script, { serialization: 'advanced' });
  }

  static async start(): Promise<Explorer> {
    return new Explorer(await bundled('exploring.ts'));
  }

  async explore(request: ExploreRequest): Promise<Explored> {
    const ended = once(this.#process, 'exit').then(() => {
      throw new Error(`The search of "${request.scenario}" ended without a result.`);
    });
    this.#process.send(request);
    const answered = once(this.#process, 'message').then(([explored]) => explored as Explored);
    ended.catch(() => undefined);
    return await Promise.race([answered, ended]);
  }

  dispose(): void {
    this.#process.kill();
  }
}
