import type { ElkExtendedEdge, ElkNode, LayoutOptions } from 'elkjs/lib/elk-api.js';
import { present } from '../base/assert.ts';
import type { GraphLayout, LayoutRequest } from '../contract/graph.ts';

/** The part of elk that is used. */
export interface Elk {
  layout(graph: ElkNode): Promise<ElkNode>;
}

/** A request in elk's terms: vertices and edges are named by their positions. */
export function elkGraph(request: LayoutRequest): ElkNode {
  const edges: ElkExtendedEdge[] = [];
  for (let i = 0; i + 1 < request.edges.length; i += 2) {
    const source = String(present(request.edges[i], 'the source of an edge'));
    const target = String(present(request.edges[i + 1], 'the target of an edge'));
    edges.push({ id: `e${String(i / 2)}`, sources: [source], targets: [target] });
  }
  return {
    id: 'graph',
    layoutOptions: options(request.direction),
    children: request.vertices.map(({ width, height }, i) => ({ id: String(i), width, height })),
    edges,
  };
}

/** Elk's answer in ours: centres instead of corners, routes as plain numbers. */
export function layoutOfElk(answer: ElkNode, request: LayoutRequest): GraphLayout {
  const vertices = answer.children ?? [];
  const routes = (answer.edges ?? []).map(edge => {
    const section = edge.sections?.[0];
    if (section === undefined) return [];
    return [section.startPoint, ...(section.bendPoints ?? []), section.endPoint].flatMap(({ x, y }) => [x, y]);
  });
  return {
    width: answer.width ?? 0,
    height: answer.height ?? 0,
    x: request.vertices.map((vertex, i) => (vertices[i]?.x ?? 0) + vertex.width / 2),
    y: request.vertices.map((vertex, i) => (vertices[i]?.y ?? 0) + vertex.height / 2),
    routes,
    by: 'elk',
  };
}

export async function layOutByElk(elk: Elk, request: LayoutRequest): Promise<GraphLayout> {
  return layoutOfElk(await elk.layout(elkGraph(request)), request);
}

function options(direction: LayoutRequest['direction']): LayoutOptions {
  return {
    'elk.algorithm': 'layered',
    'elk.direction': direction === 'down' ? 'DOWN' : 'RIGHT',
    'elk.edgeRouting': 'POLYLINE',
    'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
    'elk.layered.spacing.nodeNodeBetweenLayers': '28',
    'elk.spacing.nodeNode': '18',
  };
}
