import type { Matrix } from '../../contract/matrix.ts';
import type { Engine } from '../engineLink.ts';
import type { Disposable } from '../listeners.ts';
import { computeMatrix } from './computeMatrix.ts';
import type { MatrixPlan } from './computeMatrix.ts';
import { Watchers } from './watchers.ts';

/** What a session says of the matrix that is wanted now. */
export interface MatrixWish extends Omit<MatrixPlan, 'goesOn'> {
  /** Of the text: a matrix is computed anew only when this, the scenario or the bounds differ. */
  readonly meaning: string;
}

export interface MatrixSession {
  /** Whether nothing else is wanted of the engine. */
  isIdle(): boolean;
  /** Undefined while there is nothing to compute. */
  wish(): MatrixWish | undefined;
  onMatrix(matrix: Matrix): void;
}

/** Computes a session's resilience matrix as long as anybody looks at it, one row after the other. */
export class MatrixWatch {
  readonly #engine: Engine;
  readonly #session: MatrixSession;
  readonly #watchers = new Watchers();
  /** What the session's matrix is about. */
  #key: string | undefined;
  #run: AbortController | undefined;

  constructor(engine: Engine, session: MatrixSession) {
    this.#engine = engine;
    this.#session = session;
  }

  watch(): Disposable {
    const watching = this.#watchers.add(() => this.stop());
    this.goOn();
    return watching;
  }

  /** The engine has time for the matrix now: begins or goes on with it, unless it is on its way or done already. */
  goOn(): void {
    const wish = this.#watchers.any && this.#session.isIdle() ? this.#session.wish() : undefined;
    if (wish === undefined) return;
    const key = keyOf(wish);
    const goesOn = key === this.#key;
    if (goesOn && this.#run !== undefined) return;
    this.stop();
    this.#key = key;
    const run = new AbortController();
    this.#run = run;
    const onMatrix = (matrix: Matrix): void => this.#session.onMatrix(matrix);
    void computeMatrix(this.#engine, { ...wish, goesOn }, { signal: run.signal, onMatrix });
  }

  /** The text means something else, perhaps: what is computed for another meaning is given up, and shown as outdated. */
  reconsider(): void {
    const wish = this.#session.wish();
    if (wish === undefined || this.#key === undefined || keyOf(wish) === this.#key) return;
    this.stop();
    this.#key = undefined;
    const { before } = wish;
    if (before === undefined) return;
    this.#session.onMatrix({ ...before, rows: before.rows.map(row => ({ ...row, outdated: true })) });
  }

  stop(): void {
    this.#run?.abort();
    this.#run = undefined;
  }
}

function keyOf({ meaning, subject, bounds }: MatrixWish): string {
  return JSON.stringify([meaning, subject.scenario, bounds]);
}
