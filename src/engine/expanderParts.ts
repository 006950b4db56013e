import type { Behaviour } from '../semantics/local.ts';
import type { Components } from './components.ts';
import type { Labels } from './liveness/labels.ts';
import type { FactKeeper } from './parallel/facts.ts';
import type { Canonical, RowCursor } from './rowCursor.ts';
import type { Space } from './space.ts';

/** What an expander works on. */
export interface ExpanderParts {
  readonly components: Components;
  readonly behaviour: Behaviour;
  readonly labels: Labels;
  readonly space: Space;
  /** See `SearchBounds`. */
  readonly copiesMax: number;
  /** Whether `Expander.labels` is filled. */
  readonly keepsLabels: boolean;
  /** Takes the rows that were collected in place of the space, empties the cursor, and answers whether there was room. */
  readonly take?: (cursor: RowCursor) => boolean;
  /** See `StepParts`. */
  readonly facts?: FactKeeper | undefined;
  /** What stands for a row in the space; every row for itself where undefined. */
  readonly canonical?: Canonical | undefined;
  /** Whether orders of independent steps are left out; see `Chooser`. Then `keepsSuccessors` has to be set. */
  readonly leavesOut?: boolean;
  /** Whether rows need not be made that are known to be stored; see `KnownSteps`. Only while `keepsSuccessors` is not set. */
  readonly leavesKnown?: boolean;
}

/** Called when a new row does not fit; answers whether there is room now. */
export type MakeRoom = () => boolean;
