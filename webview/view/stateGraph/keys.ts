import type { PanelModel } from '../../../src/contract/webview.ts';
import type { GraphInput } from './reduce.ts';
import { currentVertex, type GraphUi } from './state.ts';

/** What a key does on the graph, beside moving the picture. */
export function graphKey(
  graph: GraphUi,
  model: Pick<PanelModel, 'cursor'>,
  { key, shiftKey }: { readonly key: string; readonly shiftKey: boolean },
): GraphInput | undefined {
  const at = graph.focused ?? currentVertex(graph, model) ?? (graph.shown?.graph.outline.vertexCount ? 0 : undefined);
  if (at === undefined) return undefined;
  if (key === 'Enter') return { kind: 'show', vertex: at };
  if (key === 'Escape') return graph.focused === undefined ? undefined : { kind: 'focus', vertex: undefined };
  const vertex = shiftKey ? neighbour(graph, at, key) : undefined;
  return vertex === undefined ? undefined : { kind: 'focus', vertex };
}

/** Up is where it was found from, down the first step on from it, left and right are others of the same layer. */
function neighbour({ shown }: GraphUi, vertex: number, key: string): number | undefined {
  if (shown === undefined) return undefined;
  const { arrays, outline } = shown.graph;
  const layer = outline.layerEnds.findIndex(end => vertex < end);
  const [first, end] = [layer <= 0 ? 0 : outline.layerEnds[layer - 1]!, outline.layerEnds[layer] ?? 0];
  switch (key) {
    case 'ArrowUp':
      return arrays.parents[vertex]! >= 0 ? arrays.parents[vertex] : undefined;
    case 'ArrowDown': {
      const edge = arrays.firstEdges[vertex]!;
      return edge < arrays.firstEdges[vertex + 1]! ? arrays.targets[edge] : undefined;
    }
    case 'ArrowLeft':
      return vertex > first ? vertex - 1 : undefined;
    case 'ArrowRight':
      return vertex + 1 < end ? vertex + 1 : undefined;
    default:
      return undefined;
  }
}
