import type { StateGraphArrays } from '../../src/contract/stateGraph.ts';
import type { GraphPlacement } from '../../src/scene/graphPlacement.ts';

/** A graph as it is painted. */
export interface PaintedGraph {
  readonly arrays: StateGraphArrays;
  readonly placement: GraphPlacement;
  /** By edge its bends, x, y, x, y …; straight lines where that is absent. */
  readonly routes?: readonly (readonly number[])[] | undefined;
  /** By vertex its lines; none where there is no room for any. */
  readonly labels: readonly (readonly string[])[];
  readonly edgeLabels: readonly string[];
  /** By vertex its class; undefined without a colouring. */
  readonly classes: Uint8Array | undefined;
}
