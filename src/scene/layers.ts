import type { GraphLayout, LayoutRequest } from '../contract/graph.ts';
import { layersOf, type LayerNode } from './layering.ts';

/** Pixels between layers, and between neighbours of one layer. */
const LAYER_GAP = 32;
const NEIGHBOUR_GAP = 16;
const MARGIN = 12;
const ORDER_SWEEPS = 8;
const PLACE_SWEEPS = 6;

/**
 * Layers, barycentre sweeps, straight pieces: Sugiyama, Tagawa and Toda 1981, without counting crossings. Quick and
 * plain; for where elk would take too long.
 */
export function layeredLayout(request: LayoutRequest): GraphLayout {
  const { layers, nodes, chains } = layersOf(request);
  const isDown = request.direction === 'down';
  const breadthOf = (node: LayerNode): number => {
    const vertex = request.vertices[node.vertex ?? -1];
    return vertex === undefined ? 0 : isDown ? vertex.width : vertex.height;
  };
  const depthOf = (node: LayerNode): number => {
    const vertex = request.vertices[node.vertex ?? -1];
    return vertex === undefined ? 0 : isDown ? vertex.height : vertex.width;
  };
  orderLayers(layers);
  placeInLayers(layers, breadthOf);
  const low = Math.min(0, ...nodes.map(node => node.place - breadthOf(node) / 2));
  const breadth = Math.max(0, ...nodes.map(node => node.place + breadthOf(node) / 2)) - low;
  let depth = MARGIN;
  const middles: number[] = [];
  for (const layer of layers) {
    const size = Math.max(0, ...layer.map(depthOf));
    middles.push(depth + size / 2);
    depth += size + LAYER_GAP;
  }
  const across = (node: LayerNode): number => node.place - low + MARGIN;
  const along = (node: LayerNode): number => middles[node.layer] ?? 0;
  const point = (a: number, b: number): readonly number[] => (isDown ? [a, b] : [b, a]);
  const routes = chains.map(({ path, reversed }) => {
    const points = path.map((node, i) => {
      const towards = i === 0 ? depthOf(node) / 2 : i === path.length - 1 ? -depthOf(node) / 2 : 0;
      return point(across(node), along(node) + towards);
    });
    return (reversed ? points.reverse() : points).flat();
  });
  const places = nodes.filter(node => node.vertex !== undefined).map(node => point(across(node), along(node)));
  const [width, height] = point(breadth + 2 * MARGIN, Math.max(2 * MARGIN, depth - LAYER_GAP + MARGIN));
  return {
    width: width ?? 0,
    height: height ?? 0,
    x: places.map(([x = 0]) => x),
    y: places.map(([, y = 0]) => y),
    routes,
    by: 'layers',
  };
}

/** Sorts each layer by the mean position of its neighbours in the layer before, then after, and so on in turn. */
function orderLayers(layers: readonly LayerNode[][]): void {
  for (const layer of layers) layer.forEach((node, i) => (node.order = i));
  for (let sweep = 0; sweep < ORDER_SWEEPS; sweep += 1) {
    const downwards = sweep % 2 === 0;
    for (const layer of downwards ? layers : layers.toReversed()) {
      const weights = new Map(layer.map(node => [node, barycentre(node, downwards, other => other.order)]));
      layer.sort((a, b) => (weights.get(a) ?? 0) - (weights.get(b) ?? 0) || a.order - b.order);
      layer.forEach((node, i) => (node.order = i));
    }
  }
}

/** The mean of what `positionOf` says of a node's neighbours on one side, or of the node itself where it has none. */
function barycentre(node: LayerNode, above: boolean, positionOf: (node: LayerNode) => number): number {
  const neighbours = above ? node.above : node.below;
  if (neighbours.length === 0) return positionOf(node);
  return neighbours.reduce((sum, other) => sum + positionOf(other), 0) / neighbours.length;
}

/** Moves each node towards the middle of its neighbours, without changing the order or letting boxes overlap. */
function placeInLayers(layers: readonly LayerNode[][], breadthOf: (node: LayerNode) => number): void {
  const apart = (a: LayerNode, b: LayerNode): number => (breadthOf(a) + breadthOf(b)) / 2 + NEIGHBOUR_GAP;
  for (const layer of layers) {
    layer.forEach((node, i) => {
      const left = layer[i - 1];
      node.place = left === undefined ? 0 : left.place + apart(left, node);
    });
  }
  for (let sweep = 0; sweep < PLACE_SWEEPS; sweep += 1) {
    const downwards = sweep % 2 === 0;
    for (const layer of downwards ? layers : layers.toReversed()) {
      const wanted = layer.map(node => barycentre(node, downwards, other => other.place));
      settle(layer, wanted, apart);
    }
  }
}

/** The mean of pushing everybody right of where it wants to be, and left: each keeps its distances, so does the mean. */
function settle(
  layer: readonly LayerNode[],
  wanted: readonly number[],
  apart: (a: LayerNode, b: LayerNode) => number,
): void {
  const rightwards: number[] = [];
  layer.forEach((node, i) => {
    const left = layer[i - 1];
    const least = left === undefined ? -Infinity : (rightwards[i - 1] ?? 0) + apart(left, node);
    rightwards.push(Math.max(wanted[i] ?? 0, least));
  });
  const leftwards: number[] = [...rightwards];
  for (let i = layer.length - 1; i >= 0; i -= 1) {
    const [node, right] = [layer[i], layer[i + 1]];
    const most = node === undefined || right === undefined ? Infinity : (leftwards[i + 1] ?? 0) - apart(node, right);
    leftwards[i] = Math.min(wanted[i] ?? 0, most);
  }
  layer.forEach((node, i) => (node.place = ((rightwards[i] ?? 0) + (leftwards[i] ?? 0)) / 2));
}
