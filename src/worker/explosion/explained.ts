import type { StateCount } from '../../contract/explosion.ts';
import type { SearchBounds } from '../../engine/bounds.ts';
import type { Instance } from '../../model/instance.ts';

/** A scenario, and what exploring it as it is has found. */
export interface Explained {
  readonly instance: Instance;
  readonly bounds: SearchBounds;
  /** The text that the protocol was read from. */
  readonly text: string;
  readonly reachable: StateCount;
  /** Whether the protocol goes wrong in the scenario as it is. */
  readonly goesWrong: boolean;
}
