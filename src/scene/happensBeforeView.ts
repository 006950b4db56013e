import type { HappensBeforeView } from '../contract/graph.ts';
import { concurrentPairCount, immediatePairs, type CausalOrder } from '../trace/causality.ts';
import { countOrders } from '../trace/counting.ts';

/** Cuts to visit before counting gives up: well below a second, and enough for any diagram that fits a screen. */
const CUTS_MAX = 50_000;

/** The happens-before graph of a trace: an edge where one event happens immediately before another. */
export function happensBeforeView(trace: CausalOrder, cutsMax: number = CUTS_MAX): HappensBeforeView {
  const counts = countOrders(trace, cutsMax);
  return {
    vertexCount: trace.events.length,
    edges: immediatePairs(trace).flat(),
    concurrentPairs: concurrentPairCount(trace),
    consistentCuts: counts?.consistentCuts.toString(),
    interleavings: counts?.interleavings.toString(),
  };
}
