import type { LayoutRequest } from '../contract/graph.ts';

/** A vertex in its layer, or a point at which a long edge passes one. */
export interface LayerNode {
  readonly vertex: number | undefined;
  readonly layer: number;
  /** Neighbours one layer above and below. */
  readonly above: LayerNode[];
  readonly below: LayerNode[];
  /** Position among the nodes of the layer, and in pixels: what the layout decides. */
  order: number;
  place: number;
}

export interface Layering {
  readonly layers: readonly LayerNode[][];
  /** Vertices first, by their index, then points of edges. */
  readonly nodes: readonly LayerNode[];
  /** By edge, from the upper to the lower end; `reversed` where the edge itself goes up. */
  readonly chains: readonly { readonly path: readonly LayerNode[]; readonly reversed: boolean }[];
}

/** Gives each vertex the layer of its longest path from above, and each edge a node in every layer it passes. */
export function layersOf(request: LayoutRequest): Layering {
  const edges = pairs(request.edges);
  const depths = depthsOf(request.vertices.length, edges);
  const nodes: LayerNode[] = [];
  const add = (vertex: number | undefined, layer: number): LayerNode => {
    const node: LayerNode = { vertex, layer, above: [], below: [], order: 0, place: 0 };
    nodes.push(node);
    return node;
  };
  const vertices = request.vertices.map((_, vertex) => add(vertex, depths[vertex] ?? 0));
  const chains = edges.flatMap(([source, target]) => {
    const [from, to] = [vertices[source], vertices[target]];
    if (from === undefined || to === undefined) return [{ path: [], reversed: false }];
    const reversed = from.layer > to.layer;
    const [upper, lower] = reversed ? [to, from] : [from, to];
    const path = [upper];
    for (let layer = upper.layer + 1; layer < lower.layer; layer += 1) path.push(add(undefined, layer));
    path.push(lower);
    for (const [i, node] of path.slice(1).entries()) connect(path[i], node);
    return [{ path, reversed }];
  });
  const layers: LayerNode[][] = Array.from({ length: Math.max(-1, ...depths) + 1 }, () => []);
  for (const node of nodes) layers[node.layer]?.push(node);
  return { layers, nodes, chains };
}

function connect(upper: LayerNode | undefined, lower: LayerNode): void {
  if (upper === undefined || upper.layer === lower.layer) return;
  upper.below.push(lower);
  lower.above.push(upper);
}

/** Longest path from a source; an edge that would close a cycle does not count. */
function depthsOf(count: number, edges: readonly (readonly [number, number])[]): readonly number[] {
  const successors: number[][] = Array.from({ length: count }, () => []);
  for (const [source, target] of edges) if (source !== target) successors[source]?.push(target);
  const finished = finishOrder(successors);
  const rank = new Map(finished.map((vertex, i) => [vertex, i]));
  const depths = Array.from({ length: count }, () => 0);
  for (const vertex of finished.toReversed()) {
    for (const target of successors[vertex] ?? []) {
      const closesCycle = (rank.get(target) ?? 0) > (rank.get(vertex) ?? 0);
      if (!closesCycle) depths[target] = Math.max(depths[target] ?? 0, (depths[vertex] ?? 0) + 1);
    }
  }
  return depths;
}

/** Vertices in the order in which a depth-first search leaves them: reversed, a topological order where there is one. */
function finishOrder(successors: readonly (readonly number[])[]): readonly number[] {
  const finished: number[] = [];
  const seen = new Set<number>();
  for (const root of successors.keys()) {
    if (seen.has(root)) continue;
    seen.add(root);
    const path = [{ vertex: root, next: 0 }];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const target = successors[top.vertex]?.[top.next];
      top.next += 1;
      if (target === undefined) {
        finished.push(top.vertex);
        path.pop();
      } else if (!seen.has(target)) {
        seen.add(target);
        path.push({ vertex: target, next: 0 });
      }
    }
  }
  return finished;
}

function pairs(edges: readonly number[]): readonly (readonly [number, number])[] {
  return Array.from(
    { length: Math.floor(edges.length / 2) },
    (_, i) => [edges[2 * i] ?? 0, edges[2 * i + 1] ?? 0] as const,
  );
}
