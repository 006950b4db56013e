import type { GraphPlacement } from './graphPlacement.ts';

/** What part of a graph is seen: the point of the graph in the middle of the picture, and pixels for each of its own. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const MARGIN = 28;
const SCALE_MAX = 4;
/** A small graph is not blown up. */
const FIT_MAX = 1;

/** Everything is seen. */
export function fitting({ left, top, right, bottom }: GraphPlacement, { width, height }: Size): Camera {
  const room = { width: Math.max(1, width - 2 * MARGIN), height: Math.max(1, height - 2 * MARGIN) };
  const scale = Math.min(FIT_MAX, room.width / Math.max(1, right - left), room.height / Math.max(1, bottom - top));
  return { x: (left + right) / 2, y: (top + bottom) / 2, scale };
}

/** Zooms so that the point of the graph at a place of the picture stays there. */
export function zoomed(
  camera: Camera,
  by: number,
  at: { readonly x: number; readonly y: number },
  { size, placement }: { readonly size: Size; readonly placement: GraphPlacement },
): Camera {
  const least = Math.min(fitting(placement, size).scale, 1) / 2;
  const scale = Math.max(least, Math.min(SCALE_MAX, camera.scale * by));
  const [dx, dy] = [at.x - size.width / 2, at.y - size.height / 2];
  return within(
    { x: camera.x + dx / camera.scale - dx / scale, y: camera.y + dy / camera.scale - dy / scale, scale },
    placement,
  );
}

/** Moves by pixels of the picture; the graph never leaves it. */
export function panned(camera: Camera, dx: number, dy: number, placement: GraphPlacement): Camera {
  return within({ ...camera, x: camera.x - dx / camera.scale, y: camera.y - dy / camera.scale }, placement);
}

function within({ x, y, scale }: Camera, { left, right, top, bottom }: GraphPlacement): Camera {
  return { x: Math.max(left, Math.min(right, x)), y: Math.max(top, Math.min(bottom, y)), scale };
}

/** What part of the graph is seen, in its own pixels. */
export function seenArea({ x, y, scale }: Camera, { width, height }: Size, margin = 0): Area {
  const [w, h] = [width / 2 / scale + margin, height / 2 / scale + margin];
  return { left: x - w, right: x + w, top: y - h, bottom: y + h };
}

export function toPicture(camera: Camera, { width, height }: Size, x: number, y: number): readonly [number, number] {
  return [(x - camera.x) * camera.scale + width / 2, (y - camera.y) * camera.scale + height / 2];
}

export function toGraph(camera: Camera, { width, height }: Size, x: number, y: number): readonly [number, number] {
  return [(x - width / 2) / camera.scale + camera.x, (y - height / 2) / camera.scale + camera.y];
}
