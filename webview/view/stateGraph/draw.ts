import type { DepthGrowth } from '../../../src/contract/explosion.ts';
import type { PanelModel } from '../../../src/contract/webview.ts';
import { depthScene } from '../../../src/scene/explosionDepth.ts';
import { placeLayers } from '../../../src/scene/graphPlacement.ts';
import { placeLabelled, vertexLines } from '../../../src/scene/labelledGraph.ts';
import { GraphCanvas } from '../../draw/graphCanvas.ts';
import type { PaintedGraph } from '../../draw/paintedGraph.ts';
import { createMeasure } from '../../draw/measure.ts';
import { Picture } from '../../draw/picture.ts';
import type { GraphInput } from './reduce.ts';
import { currentVertex, type GraphUi } from './state.ts';

const PROFILE_WIDTH_MAX = 1100;
const PROFILE_HEIGHT = 260;
const LAYOUT_PATIENCE_MS = 2500;

/** The pictures of the view: the graph on its canvas, and the depth profile. */
export class GraphDrawing {
  readonly canvas: GraphCanvas;
  readonly profile = new Picture();
  #base: { readonly placedBy: unknown; readonly graph: Omit<PaintedGraph, 'classes'> } | undefined;
  #profiled: { readonly frontier: readonly number[]; readonly width: number } | undefined;
  #revealed: number | undefined;
  #awaited: number | undefined;
  readonly #send: (input: GraphInput) => void;

  constructor(send: (input: GraphInput) => void) {
    this.#send = send;
    this.canvas = new GraphCanvas({
      hover: vertex => send({ kind: 'hover', vertex }),
      click: vertex => send({ kind: 'show', vertex }),
    });
  }

  draw(ui: GraphUi, model: PanelModel): void {
    const { shown, layout, paint, colouring, path, focused, hovered } = ui;
    if (shown === undefined || shown.graph.outline.vertexCount === 0) {
      this.#base = undefined;
      this.canvas.show(undefined, { path: [], current: undefined, focused: undefined, hovered: undefined }, true);
      return;
    }
    const isLabelled = shown.graph.outline.labels.length > 0;
    const placedBy = isLabelled ? layout?.layout : shown;
    if (placedBy === undefined) {
      this.#awaitLayout(layout?.id);
      return;
    }
    const isAnother = this.#base?.placedBy !== placedBy;
    if (isAnother) {
      this.#base = { placedBy, graph: placed(ui) };
      this.#revealed = undefined;
    }
    const vertices = (path?.answer.vertices ?? [])
      .slice(0, model.execution?.schedule.length)
      .filter(vertex => vertex >= 0);
    const classes = colouring.kind === 'none' ? undefined : paint?.answer.classes;
    const current = currentVertex(ui, model);
    const emphasis = { path: vertices, current, focused, hovered };
    const isPainted = classes !== undefined && classes.length === shown.graph.outline.vertexCount;
    this.canvas.show({ ...this.#base!.graph, classes: isPainted ? classes : undefined }, emphasis, isAnother);
    if (focused !== undefined && focused !== this.#revealed) this.canvas.reveal(focused);
    this.#revealed = focused;
  }

  /** Nobody waits for a layout that does not come. */
  #awaitLayout(requestId: number | undefined): void {
    if (requestId === undefined || requestId === this.#awaited) return;
    this.#awaited = requestId;
    setTimeout(() => this.#send({ kind: 'late', requestId }), LAYOUT_PATIENCE_MS);
  }

  drawProfile(growth: DepthGrowth, isComplete: boolean): void {
    const { parentElement: frame } = this.profile.svg;
    const width = Math.max(200, Math.min(PROFILE_WIDTH_MAX, frame?.clientWidth ?? 0));
    if (frame === null || (this.#profiled?.frontier === growth.frontier && this.#profiled.width === width)) return;
    this.#profiled = { frontier: growth.frontier, width };
    const scene = depthScene(growth, { width, height: PROFILE_HEIGHT, isComplete, measure: createMeasure(frame) });
    this.profile.show(scene, { from: 0, to: scene.height });
  }
}

/** Small graphs stand where the layout engine put them, large ones in layers. */
function placed({ shown, layout }: GraphUi): Omit<PaintedGraph, 'classes'> {
  const { graph } = shown!;
  const { outline, arrays } = graph;
  const { labels, edgeLabels, layerEnds } = outline;
  if (layout?.layout === undefined || labels.length === 0) {
    return { arrays, labels: [], edgeLabels: [], placement: placeLayers(layerEnds, arrays.x) };
  }
  const lines = labels.map((_, vertex) => vertexLines(graph, vertex));
  return { arrays, labels: lines, edgeLabels, ...placeLabelled(graph, layout.layout) };
}
