import { VERTEX } from '../../src/contract/stateGraph.ts';
import type { Camera, Size } from '../../src/scene/graphCamera.ts';
import type { GraphFrame } from '../../src/scene/graphFrame.ts';
import { maskOf, outlineOf, VIOLATION_OUTLINE } from '../../src/scene/graphSigns.ts';
import type { PaintedGraph } from './paintedGraph.ts';
import { type GraphColours, pixelOf } from './graphColours.ts';

const STAMP_MAX = 13;
const SURFACE_TO = 4;

/**
 * Vertices too many to be shapes: each a few pixels of an image, which takes a software-rendered browser far less than as
 * many paths. From three pixels on their shapes tell classes apart.
 */
export class GraphStamps {
  readonly #canvas = document.createElement('canvas');
  #pixels: Uint32Array = new Uint32Array(0);
  #image: ImageData | undefined;

  /** Draws the vertices of a frame on a canvas whose pixels are `ratio` to one. */
  draw(
    context: CanvasRenderingContext2D,
    {
      graph,
      frame,
      colours,
    }: { readonly graph: PaintedGraph; readonly frame: GraphFrame; readonly colours: GraphColours },
    camera: Camera,
    { size, ratio }: { readonly size: Size; readonly ratio: number },
  ): void {
    const [width, height] = [Math.ceil(size.width * ratio), Math.ceil(size.height * ratio)];
    const image = this.#prepare(width, height);
    const { x, y, gap } = graph.placement;
    const scale = camera.scale * ratio;
    const [left, top] = [width / 2 - camera.x * scale, height / 2 - camera.y * scale];
    // Dots that are close together would make a pattern of their own with the pixels: they are one surface.
    const spacing = gap * scale;
    const side = Math.max(
      1,
      spacing < SURFACE_TO ? Math.ceil(spacing) : Math.min(STAMP_MAX, Math.round(spacing * 0.7)),
    );
    const stamp = stamper(this.#pixels, width, height);
    const plain = { mask: maskOf(outlineOf(undefined), side), side, pixel: pixelOf(colours.muted) };
    const classes = colours.classes.map((colour, i) => ({
      mask: maskOf(outlineOf(i), side),
      side,
      pixel: pixelOf(colour),
    }));
    const wrongSide = Math.max(side, 3);
    const wrong = { mask: maskOf(VIOLATION_OUTLINE, wrongSide), side: wrongSide, pixel: pixelOf(colours.violation) };
    const { flags } = graph.arrays;
    const painted = graph.classes;
    for (const onTop of [false, true]) {
      for (const [first, end] of frame.ranges) {
        for (let vertex = first; vertex < end; vertex += 1) {
          const violates = (flags[vertex]! & VERTEX.violates) !== 0;
          if (violates !== onTop) continue;
          const kind = violates ? wrong : painted === undefined ? plain : (classes[painted[vertex]!] ?? plain);
          stamp(kind, Math.round(x[vertex]! * scale + left), Math.round(y[vertex]! * scale + top));
        }
      }
    }
    this.#canvas.getContext('2d')?.putImageData(image, 0, 0);
    context.drawImage(this.#canvas, 0, 0, width / ratio, height / ratio);
  }

  #prepare(width: number, height: number): ImageData {
    const known = this.#image;
    if (known?.width === width && known.height === height) {
      this.#pixels.fill(0);
      return known;
    }
    this.#canvas.width = width;
    this.#canvas.height = height;
    const image = new ImageData(width, height);
    this.#image = image;
    this.#pixels = new Uint32Array(image.data.buffer);
    return image;
  }
}

interface Stamp {
  readonly mask: Uint8Array;
  readonly side: number;
  readonly pixel: number;
}

function stamper(pixels: Uint32Array, width: number, height: number): (stamp: Stamp, x: number, y: number) => void {
  return ({ mask, side, pixel }, x, y) => {
    const [left, top] = [x - (side >> 1), y - (side >> 1)];
    for (let row = 0; row < side; row += 1) {
      const at = top + row;
      if (at < 0 || at >= height) continue;
      for (let column = 0; column < side; column += 1) {
        const across = left + column;
        if (across >= 0 && across < width && mask[row * side + column] === 1) pixels[at * width + across] = pixel;
      }
    }
  };
}
