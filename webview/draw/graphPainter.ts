import { EDGE, VERTEX } from '../../src/contract/stateGraph.ts';
import { type Camera, type Size, toPicture } from '../../src/scene/graphCamera.ts';
import { frameOf, type GraphFrame } from '../../src/scene/graphFrame.ts';
import { type Outline, outlineOf, VIOLATION_OUTLINE } from '../../src/scene/graphSigns.ts';
import { FIRST_LINE_Y, LINE_HEIGHT, shortLabel } from '../../src/scene/labelledGraph.ts';
import { LABEL_SIZE } from '../../src/scene/text.ts';
import type { GraphColours } from './graphColours.ts';
import type { PaintedGraph } from './paintedGraph.ts';
import { GraphStamps } from './graphStamps.ts';

/** What stands out in a graph. */
export interface GraphEmphasis {
  /** The vertices that the execution comes through, in its order; those that are not drawn are left out. */
  readonly path: readonly number[];
  readonly current: number | undefined;
  readonly focused: number | undefined;
  readonly hovered: number | undefined;
}

/** Labels are left out where they could not be read. */
const LABELS_FROM = 0.62;
const EDGE_LABELS_FROM = 0.85;
const EDGE_LABELS_MAX = 48;
const RADIUS = 5;
const HEAD = 6;

/** Paints a graph on a canvas: as much as can be told apart in what is in view. */
export class GraphPainter {
  readonly #context: CanvasRenderingContext2D;
  readonly #stamps = new GraphStamps();

  constructor(context: CanvasRenderingContext2D) {
    this.#context = context;
  }

  paint(
    graph: PaintedGraph,
    emphasis: GraphEmphasis,
    camera: Camera,
    view: {
      readonly size: Size;
      readonly ratio: number;
      readonly colours: GraphColours;
      /** As many edges as there is time for. */
      readonly edgesMax: number;
    },
  ): GraphFrame {
    const { size, ratio, colours } = view;
    const context = this.#context;
    const frame = frameOf(graph.placement, graph.arrays, camera, { size, edgesMax: view.edgesMax });
    const picture = new Picture({ context, graph, camera, size, colours });
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, size.width, size.height);
    if (frame.edges !== undefined) picture.edges(frame.edges, frame.hasShapes);
    picture.neighbourhoodOf(emphasis.hovered ?? emphasis.focused);
    // Among shapes the way goes from one to the next; stamps are a surface that it lies on.
    if (frame.hasShapes) picture.path(emphasis.path);
    if (frame.hasShapes) picture.shapes(frame);
    else this.#stamps.draw(context, { graph, frame, colours }, camera, { size, ratio });
    if (!frame.hasShapes) picture.path(emphasis.path);
    picture.passed(emphasis.path, frame.hasShapes);
    picture.signs(frame.signs, frame.hasShapes);
    picture.labels(frame);
    picture.rings(emphasis);
    return frame;
  }
}

interface PictureParts {
  readonly context: CanvasRenderingContext2D;
  readonly graph: PaintedGraph;
  readonly camera: Camera;
  readonly size: Size;
  readonly colours: GraphColours;
}

class Picture {
  readonly #parts: PictureParts;

  constructor(parts: PictureParts) {
    this.#parts = parts;
  }

  edges(edges: readonly number[], hasHeads: boolean): void {
    const { context, colours, graph } = this.#parts;
    const sources = sourcesOf(edges, graph.arrays.firstEdges);
    for (const isFault of [false, true]) {
      context.save();
      // Many faint lines together are as dark as a few.
      context.globalAlpha = Math.max(0.06, Math.min(colours.edgeAlpha, (colours.edgeAlpha * 1500) / edges.length));
      context.strokeStyle = isFault ? colours.fault : colours.muted;
      context.setLineDash(isFault ? [4, 3] : []);
      context.lineWidth = 1;
      context.beginPath();
      edges.forEach((edge, i) => {
        if (((graph.arrays.edgeFlags[edge]! & EDGE.fault) !== 0) === isFault) this.#trace(edge, sources[i]!);
      });
      context.stroke();
      context.restore();
    }
    if (!hasHeads) return;
    context.save();
    context.globalAlpha = Math.min(1, colours.edgeAlpha + 0.3);
    context.fillStyle = colours.muted;
    context.beginPath();
    edges.forEach((edge, i) => this.#head(edge, sources[i]!));
    context.fill();
    context.restore();
  }

  /** What leads on from a vertex, and what leads there by the shortest way. */
  neighbourhoodOf(vertex: number | undefined): void {
    const { context, colours, graph } = this.#parts;
    if (vertex === undefined) return;
    const { firstEdges, parents, targets } = graph.arrays;
    context.save();
    context.strokeStyle = colours.foreground;
    context.lineWidth = 1.5;
    context.beginPath();
    for (let edge = firstEdges[vertex]!; edge < firstEdges[vertex + 1]!; edge += 1) this.#trace(edge, vertex);
    const parent = parents[vertex]!;
    if (parent >= 0) {
      for (let edge = firstEdges[parent]!; edge < firstEdges[parent + 1]!; edge += 1) {
        if (targets[edge] === vertex) this.#trace(edge, parent);
      }
    }
    context.stroke();
    context.restore();
  }

  path(path: readonly number[]): void {
    const { context, colours, graph } = this.#parts;
    const { firstEdges, targets } = graph.arrays;
    context.save();
    context.lineJoin = 'round';
    context.beginPath();
    for (const [i, vertex] of path.slice(1).entries()) {
      const from = path[i]!;
      for (let edge = firstEdges[from]!; edge < firstEdges[from + 1]!; edge += 1) {
        if (targets[edge] === vertex) this.#trace(edge, from);
      }
    }
    // Set off from whatever lies below.
    context.strokeStyle = colours.background;
    context.lineWidth = 5;
    context.stroke();
    context.strokeStyle = colours.path;
    context.lineWidth = 2.5;
    context.stroke();
    context.restore();
  }

  shapes(frame: GraphFrame): void {
    const { graph, colours } = this.#parts;
    const { flags } = graph.arrays;
    const { context } = this.#parts;
    // Most vertices are like others but for their places: those of a class are filled at once.
    const alike = new Map<number, number[]>();
    for (const [first, end] of frame.ranges) {
      for (let vertex = first; vertex < end; vertex += 1) {
        if ((flags[vertex]! & VERTEX.violates) !== 0) continue;
        if (flags[vertex]! !== 0) this.#shape(vertex);
        else {
          const classIndex = graph.classes?.[vertex] ?? -1;
          const others = alike.get(classIndex) ?? [];
          others.push(vertex);
          alike.set(classIndex, others);
        }
      }
    }
    for (const [classIndex, vertices] of alike) {
      context.fillStyle = colours.classes[classIndex] ?? colours.foreground;
      context.beginPath();
      for (const vertex of vertices)
        this.#trail(outlineOf(classIndex), ...this.#at(vertex), this.#radiusOf(vertex) + 0.75);
      context.fill();
    }
  }

  /** The states of the execution, which stand out in the smallest picture too. */
  passed(path: readonly number[], hasShapes: boolean): void {
    const { context, colours } = this.#parts;
    context.save();
    context.fillStyle = colours.path;
    context.strokeStyle = colours.background;
    context.lineWidth = 1;
    for (const vertex of new Set(path)) {
      const [x, y] = this.#at(vertex);
      if (hasShapes) {
        context.strokeStyle = colours.path;
        context.lineWidth = 2;
        this.#ring(x, y, this.#radiusOf(vertex) + 3);
      } else {
        context.beginPath();
        context.arc(x, y, 3, 0, 2 * Math.PI);
        context.fill();
        context.stroke();
      }
    }
    context.restore();
  }

  signs(vertices: readonly number[], hasShapes: boolean): void {
    const { context, colours } = this.#parts;
    context.save();
    context.fillStyle = colours.background;
    context.strokeStyle = colours.violation;
    context.lineWidth = 2;
    for (const vertex of vertices) {
      const [x, y] = this.#at(vertex);
      this.#outline(VIOLATION_OUTLINE, x, y, hasShapes ? this.#radiusOf(vertex) : 3.5);
      context.fill();
      context.stroke();
      if (!hasShapes) continue;
      const classIndex = this.#parts.graph.classes?.[vertex];
      context.save();
      context.fillStyle =
        classIndex === undefined ? colours.violation : (colours.classes[classIndex] ?? colours.violation);
      this.#outline(outlineOf(classIndex), x, y, this.#radiusOf(vertex) * 0.5);
      context.fill();
      context.restore();
    }
    context.restore();
  }

  labels({ ranges, edges }: GraphFrame): void {
    const { context, graph, camera, colours } = this.#parts;
    if (graph.labels.length === 0 || camera.scale < LABELS_FROM) return;
    context.save();
    context.textAlign = 'center';
    context.font = `${LABEL_SIZE * camera.scale}px ${colours.codeFont}`;
    if (edges !== undefined && edges.length <= EDGE_LABELS_MAX && camera.scale >= EDGE_LABELS_FROM)
      this.#edgeLabels(edges);
    for (const [first, end] of ranges) {
      for (let vertex = first; vertex < end; vertex += 1) {
        const [x, y] = this.#at(vertex);
        for (const [i, line] of (graph.labels[vertex] ?? []).entries()) {
          const below = (FIRST_LINE_Y + i * LINE_HEIGHT) * camera.scale;
          this.#text(line, x, y + below, i === 0 ? colours.foreground : colours.muted);
        }
      }
    }
    context.restore();
  }

  rings({ current, focused, hovered }: GraphEmphasis): void {
    const { context, colours } = this.#parts;
    context.save();
    if (current !== undefined) {
      const [x, y] = this.#at(current);
      for (const [colour, width] of [
        [colours.background, 5],
        [colours.path, 2],
      ] as const) {
        context.strokeStyle = colour;
        context.lineWidth = width;
        this.#ring(x, y, this.#radiusOf(current) + 3);
        this.#ring(x, y, this.#radiusOf(current) + 6.5);
      }
    }
    for (const vertex of new Set([hovered, focused])) {
      if (vertex === undefined) continue;
      const [x, y] = this.#at(vertex);
      context.lineWidth = vertex === focused ? 2 : 1;
      context.strokeStyle = vertex === focused ? colours.focus : colours.foreground;
      context.strokeRect(x - 12, y - 12, 24, 24);
    }
    context.restore();
  }

  #edgeLabels(edges: readonly number[]): void {
    const { graph, colours, camera, size } = this.#parts;
    const sources = sourcesOf(edges, graph.arrays.firstEdges);
    const free = new FreeRoom();
    edges.forEach((edge, i) => {
      const route = graph.routes?.[edge];
      const label = shortLabel(graph.edgeLabels[edge] ?? '');
      const [x, y] =
        route === undefined ? this.#middle(edge, sources[i]!) : toPicture(camera, size, ...middleOf(route));
      if (free.take(x, y, this.#parts.context.measureText(label).width)) this.#text(label, x, y + 4, colours.muted);
    });
  }

  #text(text: string, x: number, y: number, colour: string): void {
    const { context, colours } = this.#parts;
    context.lineWidth = 4;
    context.strokeStyle = colours.background;
    context.lineJoin = 'round';
    context.strokeText(text, x, y);
    context.fillStyle = colour;
    context.fillText(text, x, y);
  }

  #middle(edge: number, source: number): readonly [number, number] {
    const [ax, ay] = this.#at(source);
    const [bx, by] = this.#at(this.#parts.graph.arrays.targets[edge]!);
    return [(ax + bx) / 2, (ay + by) / 2];
  }

  #shape(vertex: number): void {
    const { context, graph, colours } = this.#parts;
    const [x, y] = this.#at(vertex);
    const radius = this.#radiusOf(vertex);
    const flags = graph.arrays.flags[vertex]!;
    const classIndex = graph.classes?.[vertex];
    const colour = classIndex === undefined ? colours.foreground : (colours.classes[classIndex] ?? colours.foreground);
    context.lineWidth = 1.5;
    context.strokeStyle = colour;
    this.#outline(outlineOf(classIndex), x, y, radius);
    // Hollow is where it ends; dotted is where nobody went on.
    context.fillStyle = (flags & (VERTEX.ends | VERTEX.unexplored)) === 0 ? colour : colours.background;
    context.setLineDash((flags & VERTEX.unexplored) === 0 ? [] : [1.5, 2]);
    context.fill();
    context.stroke();
    context.setLineDash([]);
    if ((flags & VERTEX.initial) === 0) return;
    // Where everything begins an arrow comes from nowhere.
    context.beginPath();
    context.moveTo(x - radius - 14, y);
    context.lineTo(x - radius - 3, y);
    context.moveTo(x - radius - 7, y - 3);
    context.lineTo(x - radius - 3, y);
    context.lineTo(x - radius - 7, y + 3);
    context.strokeStyle = colours.foreground;
    context.stroke();
  }

  #radiusOf(vertex: number): number {
    const { graph, camera } = this.#parts;
    const weight = graph.arrays.weights[vertex] ?? 1;
    const zoom = Math.max(0.7, Math.min(1.4, camera.scale));
    return (RADIUS + Math.min(6, 1.5 * Math.log10(Math.max(1, weight)))) * zoom;
  }

  #outline(outline: Outline, x: number, y: number, radius: number): void {
    this.#parts.context.beginPath();
    this.#trail(outline, x, y, radius);
  }

  #trail(outline: Outline, x: number, y: number, radius: number): void {
    const { context } = this.#parts;
    context.moveTo(x + outline[0]! * radius, y + outline[1]! * radius);
    for (let i = 2; i < outline.length; i += 2) {
      context.lineTo(x + outline[i]! * radius, y + outline[i + 1]! * radius);
    }
    context.closePath();
  }

  #ring(x: number, y: number, radius: number): void {
    const { context } = this.#parts;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.stroke();
  }

  #trace(edge: number, source: number): void {
    const { context, graph, camera, size } = this.#parts;
    const route = graph.routes?.[edge];
    if (route === undefined || route.length < 4) {
      context.moveTo(...this.#at(source));
      context.lineTo(...this.#at(graph.arrays.targets[edge]!));
      return;
    }
    // Without labels nothing stands between a vertex and what leaves it.
    if (camera.scale < LABELS_FROM) context.moveTo(...this.#at(source));
    else context.moveTo(...toPicture(camera, size, route[0]!, route[1]!));
    for (let i = 2; i < route.length; i += 2) {
      context.lineTo(...toPicture(camera, size, route[i]!, route[i + 1]!));
    }
  }

  #head(edge: number, source: number): void {
    const { context, graph, camera, size } = this.#parts;
    const target = graph.arrays.targets[edge]!;
    const route = graph.routes?.[edge];
    const hasRoute = route !== undefined && route.length >= 4;
    const [fromX, fromY] = hasRoute ? toPicture(camera, size, route.at(-4)!, route.at(-3)!) : this.#at(source);
    const [toX, toY] = hasRoute ? toPicture(camera, size, route.at(-2)!, route.at(-1)!) : this.#at(target);
    const angle = Math.atan2(toY - fromY, toX - fromX);
    const back = hasRoute ? 0 : this.#radiusOf(target) + 2;
    const [x, y] = [toX - Math.cos(angle) * back, toY - Math.sin(angle) * back];
    context.moveTo(x, y);
    context.lineTo(x - Math.cos(angle - 0.4) * HEAD, y - Math.sin(angle - 0.4) * HEAD);
    context.lineTo(x - Math.cos(angle + 0.4) * HEAD, y - Math.sin(angle + 0.4) * HEAD);
    context.closePath();
  }

  #at(vertex: number): readonly [number, number] {
    const { graph, camera, size } = this.#parts;
    return toPicture(camera, size, graph.placement.x[vertex]!, graph.placement.y[vertex]!);
  }
}

/** By place in a list of edges the vertex that each leaves. Edges ascend. */
function sourcesOf(edges: readonly number[], firstEdges: Uint32Array): readonly number[] {
  let source = 0;
  return edges.map((edge, i) => {
    if (i === 0) source = sourceOf(edge, firstEdges);
    while (firstEdges[source + 1]! <= edge) source += 1;
    return source;
  });
}

function sourceOf(edge: number, firstEdges: Uint32Array): number {
  let [low, high] = [0, firstEdges.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (firstEdges[middle]! <= edge) low = middle;
    else high = middle - 1;
  }
  return low;
}

function middleOf(route: readonly number[]): readonly [number, number] {
  const at = 2 * Math.floor((route.length / 2 - 1) / 2);
  return [(route[at]! + route[at + 2]!) / 2, (route[at + 1]! + route[at + 3]!) / 2];
}

/** Labels that would cover others wait for the pointer. */
class FreeRoom {
  readonly #taken: (readonly [number, number, number])[] = [];

  take(x: number, y: number, width: number): boolean {
    const isFree = this.#taken.every(
      ([otherX, otherY, other]) => Math.abs(otherY - y) > 14 || Math.abs(otherX - x) > (other + width) / 2 + 6,
    );
    if (isFree) this.#taken.push([x, y, width]);
    return isFree;
  }
}
