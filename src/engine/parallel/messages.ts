import type { Instance } from '../../model/instance.ts';
import type { Inbox, LocalState, Environment } from '../../model/state.ts';
import type { StepLabel } from '../../semantics/fairness.ts';
import type { Observations } from '../../semantics/observations.ts';
import type { SharedRows } from '../rowSet.ts';

/** The first message to a helper: what is explored. Everything in it can be cloned; the arrays are shared. */
export interface HelperStart {
  readonly kind: 'start';
  readonly instance: Instance;
  readonly copiesMax: number;
  readonly keepsLabels: boolean;
  /** One word for each task that may be open: `PENDING` until it is done. */
  readonly control: Int32Array;
  /** What the helper saw of the protocol by the end of its last task; see `CoverageRecorder`. */
  readonly coverage: Int32Array;
  /** Where the answers of a task go; see `outbox.ts`. */
  readonly outboxes: readonly Int32Array[];
}

/** States to expand, and what the helper has to know by then that it was not told before. */
export interface HelperTask {
  readonly kind: 'task';
  /** Which outbox and which word of `control`. */
  readonly slot: number;
  /** The states from `from` up to, and without, `to`. */
  readonly from: number;
  readonly to: number;
  /** States that can be read, and are in the table. */
  readonly known: number;
  readonly rows: SharedRows;
  readonly values: NewValues;
  /** Whether what leads to known states has to be told as well. */
  readonly keepsSuccessors: boolean;
}

/** Values that were numbered since the last task: the number of the first, and all in the order of their numbers. */
export interface Numbered<Value> {
  readonly first: number;
  readonly values: readonly Value[];
}

export interface NewValues {
  readonly environments: Numbered<Environment>;
  readonly ghosts: Numbered<Observations>;
  readonly labels: Numbered<StepLabel>;
  /** By role. */
  readonly locals: readonly Numbered<LocalState>[];
  /** By node. */
  readonly inboxes: readonly Numbered<Inbox>[];
  /** By node: the local state and the inbox of each pair, one behind the other. */
  readonly pairs: readonly (readonly number[])[];
}

export type HelperMessage = HelperStart | HelperTask;

/** A thread that runs `HelperThread`. */
export interface Helper {
  post(message: HelperMessage): void;
  /** False once the thread has ended, for whatever reason. */
  readonly isAlive: boolean;
  end(): void;
}

/** States of a word of `control`. */
export const PENDING = 0;
export const DONE = 1;

/** Starts a thread; undefined where there are none. */
export type SpawnHelper = () => Helper | undefined;
