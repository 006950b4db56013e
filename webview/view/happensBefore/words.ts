import type { ExecutionView } from '../../../src/contract/execution.ts';
import type { HappensBeforeView } from '../../../src/contract/graph.ts';
import { formatCount, formatUnits } from '../../../src/scene/numbers.ts';

/** What the graph says in numbers, as sentences. */
export function causalityWords(execution: ExecutionView, graph: HappensBeforeView): readonly string[] {
  const { concurrentPairs, consistentCuts, interleavings } = graph;
  const pairs = (graph.vertexCount * (graph.vertexCount - 1)) / 2;
  return [
    `${formatUnits(execution.events.length, 'event')}; of ${formatUnits(pairs, 'pair')}, ${formatUnits(concurrentPairs, 'pair')} ` +
      `${concurrentPairs === 1 ? 'is' : 'are'} concurrent.`,
    interleavings === undefined
      ? 'The same causality fits more interleavings than could be counted.'
      : interleavings === '1'
        ? 'Only this interleaving has this causality.'
        : `The same causality fits ${formatCount(interleavings)} interleavings: this is one of them.`,
    consistentCuts === undefined
      ? 'There are more consistent cuts, moments that could have been «now», than could be counted.'
      : `There are ${formatCount(consistentCuts)} consistent cuts: moments that could have been «now».`,
  ];
}
