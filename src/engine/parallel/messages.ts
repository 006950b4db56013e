import type { Instance } from '../../model/instance.ts';
import type { Environment } from '../../model/state.ts';
import type { SharedRows } from '../rowSet.ts';
import type { Outbox } from './outbox.ts';

/** The first message to a helper: what is explored. Everything in it can be cloned; the arrays are shared. */
export interface HelperStart {
  readonly kind: 'start';
  readonly instance: Instance;
  readonly copiesMax: number;
  readonly keepsLabels: boolean;
  /** What is given to be done, and how far it is; see `outbox.ts`. */
  readonly control: Int32Array;
  /** Where the answers of a task go, by slot. */
  readonly outboxes: readonly Outbox[];
}

/** What the helper has to know for the next task and was not told before. */
export interface HelperNews {
  readonly kind: 'news';
  /** Where the search says how many states there are by now. */
  readonly count: Int32Array;
  readonly rows: SharedRows;
  readonly environments: Numbered<Environment>;
  /** See `Facts`. */
  readonly facts: Int32Array;
}

/** Values that were numbered since the last task: the number of the first, and all in the order of their numbers. */
export interface Numbered<Value> {
  readonly first: number;
  readonly values: readonly Value[];
}

export type HelperMessage = HelperStart | HelperNews;

/** A thread that runs `HelperThread`. */
export interface Helper {
  post(message: HelperMessage): void;
  /** False once the thread has ended, for whatever reason. */
  readonly isAlive: boolean;
  /** Ends the thread. */
  end(): void;
  /** Gives the thread back, to be used by another search. */
  release(): void;
}

/** Answers a thread, a new one or one that was given back; undefined where there are none. */
export type SpawnHelper = () => Helper | undefined;
