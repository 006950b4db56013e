import { type Camera, fitting, panned, type Size, toPicture, zoomed } from '../../src/scene/graphCamera.ts';
import { MOVING_EDGES_MAX, RESTING_EDGES_MAX, vertexAt } from '../../src/scene/graphFrame.ts';
import { graphColours, type GraphColours } from './graphColours.ts';
import { type GraphEmphasis, GraphPainter } from './graphPainter.ts';
import type { PaintedGraph } from './paintedGraph.ts';

/** What a person does on the canvas. */
export interface GraphCanvasInputs {
  readonly hover: (vertex: number | undefined) => void;
  readonly click: (vertex: number) => void;
}

/** How far from a vertex the pointer still means it. Pixels. */
const REACH = 12;
const KEY_PAN = 48;
const KEY_ZOOM = 1.25;
/** A press that moves less than this is a click. Pixels. */
const CLICK_MAX = 4;
/** After so long without a move the picture stands still. */
const REST_MS = 150;

/** A graph on a canvas that is panned and zoomed by pointer, wheel and keys. One frame at a time. */
export class GraphCanvas {
  readonly element = document.createElement('canvas');
  readonly #inputs: GraphCanvasInputs;
  readonly #painter: GraphPainter | undefined;
  #graph: PaintedGraph | undefined;
  #emphasis: GraphEmphasis = { path: [], current: undefined, focused: undefined, hovered: undefined };
  #camera: Camera | undefined;
  #colours: GraphColours | undefined;
  #size: Size = { width: 0, height: 0 };
  #isScheduled = false;
  /** Ends when nothing moves any more: then there is time to draw more. */
  #resting: ReturnType<typeof setTimeout> | undefined;
  #isResting = true;
  #pressed: { readonly x: number; readonly y: number; readonly id: number; moved: boolean } | undefined;

  constructor(inputs: GraphCanvasInputs) {
    this.#inputs = inputs;
    this.element.setAttribute('aria-hidden', 'true');
    const context = this.element.getContext('2d');
    this.#painter = context === null ? undefined : new GraphPainter(context);
    this.#listen();
    new ResizeObserver(() => this.#resized()).observe(this.element);
    // The theme changes by classes and variables of the body.
    new MutationObserver(() => {
      this.#colours = undefined;
      this.#schedule();
    }).observe(document.body, { attributes: true, attributeFilter: ['class'] });
  }

  /** Shows a graph; another one is seen as a whole first. */
  show(graph: PaintedGraph | undefined, emphasis: GraphEmphasis, isAnother: boolean): void {
    this.#graph = graph;
    this.#emphasis = emphasis;
    if (isAnother) this.#camera = undefined;
    this.#colours = undefined;
    this.#schedule();
  }

  /** What a key does; whether it does anything. */
  key(key: string): boolean {
    const { width, height } = this.#size;
    switch (key) {
      case 'ArrowLeft':
        return this.#pan(KEY_PAN, 0);
      case 'ArrowRight':
        return this.#pan(-KEY_PAN, 0);
      case 'ArrowUp':
        return this.#pan(0, KEY_PAN);
      case 'ArrowDown':
        return this.#pan(0, -KEY_PAN);
      case '+':
      case '=':
        return this.#zoom(KEY_ZOOM, { x: width / 2, y: height / 2 });
      case '-':
        return this.#zoom(1 / KEY_ZOOM, { x: width / 2, y: height / 2 });
      case '0':
        this.#camera = undefined;
        this.#schedule();
        return true;
      default:
        return false;
    }
  }

  /** Where a vertex is in the picture; undefined where it is not in view. */
  placeOf(vertex: number): readonly [number, number] | undefined {
    if (this.#graph === undefined || this.#camera === undefined) return undefined;
    const { x, y } = this.#graph.placement;
    const [px, py] = toPicture(this.#camera, this.#size, x[vertex] ?? NaN, y[vertex] ?? NaN);
    const isInView = px >= 0 && py >= 0 && px <= this.#size.width && py <= this.#size.height;
    return isInView ? [px, py] : undefined;
  }

  /** Moves a vertex into view, if it is not there. */
  reveal(vertex: number): void {
    if (this.#graph === undefined || this.#camera === undefined || this.placeOf(vertex) !== undefined) return;
    const { x, y } = this.#graph.placement;
    if (x[vertex] === undefined) return;
    this.#camera = { ...this.#camera, x: x[vertex], y: y[vertex]! };
    this.#schedule();
  }

  #resized(): void {
    const { clientWidth: width, clientHeight: height } = this.element;
    this.#size = { width, height };
    this.#schedule();
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    requestAnimationFrame(() => {
      this.#isScheduled = false;
      this.#paint();
    });
  }

  #paint(): void {
    const graph = this.#graph;
    const { width, height } = this.#size;
    if (width === 0 || height === 0 || this.#painter === undefined) return;
    const ratio = globalThis.devicePixelRatio;
    const [pixelsWide, pixelsHigh] = [Math.ceil(width * ratio), Math.ceil(height * ratio)];
    if (this.element.width !== pixelsWide || this.element.height !== pixelsHigh || graph === undefined) {
      this.element.width = pixelsWide;
      this.element.height = pixelsHigh;
    }
    if (graph === undefined) return;
    this.#colours ??= graphColours(this.element);
    this.#camera ??= fitting(graph.placement, this.#size);
    const frame = this.#painter.paint(graph, this.#emphasis, this.#camera, {
      size: this.#size,
      ratio,
      colours: this.#colours,
      edgesMax: this.#isResting ? RESTING_EDGES_MAX : MOVING_EDGES_MAX,
    });
    this.element.dataset['inView'] = String(frame.vertexCount);
  }

  /** The picture moves: edges wait until it stands still. */
  #move(camera: Camera): true {
    this.#camera = camera;
    this.#isResting = false;
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => {
      this.#isResting = true;
      this.#schedule();
    }, REST_MS);
    this.#schedule();
    return true;
  }

  #pan(dx: number, dy: number): boolean {
    if (this.#graph === undefined || this.#camera === undefined) return false;
    return this.#move(panned(this.#camera, dx, dy, this.#graph.placement));
  }

  #zoom(by: number, at: { readonly x: number; readonly y: number }): boolean {
    if (this.#graph === undefined || this.#camera === undefined) return false;
    return this.#move(zoomed(this.#camera, by, at, { size: this.#size, placement: this.#graph.placement }));
  }

  #vertexAt({ offsetX: x, offsetY: y }: MouseEvent): number | undefined {
    if (this.#graph === undefined || this.#camera === undefined) return undefined;
    return vertexAt(this.#graph.placement, this.#camera, this.#size, { x, y, reach: REACH });
  }

  #listen(): void {
    const { element } = this;
    element.addEventListener('wheel', input => {
      input.preventDefault();
      if (input.ctrlKey || input.altKey || input.metaKey) {
        this.#zoom(Math.exp(-input.deltaY / 300), { x: input.offsetX, y: input.offsetY });
      } else this.#pan(-input.deltaX, -input.deltaY);
    });
    element.addEventListener('pointerdown', ({ clientX: x, clientY: y, pointerId: id }) => {
      this.#pressed = { x, y, id, moved: false };
      element.setPointerCapture(id);
    });
    element.addEventListener('pointermove', input => this.#moved(input));
    element.addEventListener('pointerup', input => {
      const pressed = this.#pressed;
      this.#pressed = undefined;
      const vertex = pressed === undefined || pressed.moved ? undefined : this.#vertexAt(input);
      if (vertex !== undefined) this.#inputs.click(vertex);
    });
    element.addEventListener('pointercancel', () => (this.#pressed = undefined));
    element.addEventListener('pointerleave', () => this.#inputs.hover(undefined));
  }

  #moved(input: PointerEvent): void {
    const pressed = this.#pressed;
    if (pressed === undefined) {
      this.#inputs.hover(this.#vertexAt(input));
      return;
    }
    const [dx, dy] = [input.clientX - pressed.x, input.clientY - pressed.y];
    if (!pressed.moved && Math.hypot(dx, dy) < CLICK_MAX) return;
    this.#pressed = { x: input.clientX, y: input.clientY, id: pressed.id, moved: true };
    this.#pan(dx, dy);
  }
}
