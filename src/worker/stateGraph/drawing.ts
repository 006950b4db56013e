import type { StateGraph } from '../../contract/stateGraph.ts';
import type { Members } from './drawnEdges.ts';
import type { ExploredStates } from './exploredStates.ts';
import type { StateText } from './stateTexts.ts';
import type { Violations } from './violations.ts';

/** A graph as it is drawn, and which states its vertices are. */
export interface DrawnGraph {
  readonly sent: StateGraph;
  readonly vertexOf: Int32Array;
  readonly members: Members;
  /** By vertex the state of it that was found first. */
  readonly firsts: Int32Array;
}

/** What is drawn, and what is known of it. */
export interface Drawing {
  readonly explored: ExploredStates;
  readonly violations: Violations;
  /** What states can be told apart by. */
  readonly texts: readonly StateText[];
  /** What those of a quotient are merged by. */
  readonly mergedBy: readonly StateText[] | undefined;
}
