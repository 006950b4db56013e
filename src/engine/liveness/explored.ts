import type { Outcome, State } from '../../model/state.ts';
import type { System } from '../../model/system.ts';
import type { Components } from '../components.ts';
import type { Labels } from './labels.ts';
import type { Transitions } from './transitions.ts';

/** What a search has found, with every step between the states that were expanded. */
export interface Explored {
  readonly system: System;
  readonly components: Components;
  readonly labels: Labels;
  readonly transitions: Transitions;
  /** The initial states are those with smaller numbers. */
  readonly initialCount: number;
  /** Whether every state was expanded. */
  readonly complete: boolean;
  readonly initial: () => readonly Outcome[];
  readonly depthOf: (stateId: number) => number;
  readonly parentOf: (stateId: number) => number;
  readonly stateOf: (stateId: number) => State;
  /** The ids of a state's components; overwritten by the next call. */
  readonly rowOf: (stateId: number) => Int32Array;
}
