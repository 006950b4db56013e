export interface Point {
  readonly x: number;
  readonly y: number;
}

/** An upright rectangle: left, top, width, height. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Segment {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

export function boxesOverlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** Whether any point of the segment lies inside the box. */
export function segmentMeetsBox(segment: Segment, box: Box): boolean {
  const { x1, y1, x2, y2 } = segment;
  const [right, bottom] = [box.x + box.width, box.y + box.height];
  if ((x1 <= box.x && x2 <= box.x) || (x1 >= right && x2 >= right)) return false;
  if ((y1 <= box.y && y2 <= box.y) || (y1 >= bottom && y2 >= bottom)) return false;
  // The box lies across both axes of the segment; it is missed only when all its corners are on one side of the line.
  const [dx, dy] = [x2 - x1, y2 - y1];
  if (dx === 0 && dy === 0) return true;
  const topLeft = dx * (box.y - y1) - dy * (box.x - x1);
  const topRight = dx * (box.y - y1) - dy * (right - x1);
  const bottomLeft = dx * (bottom - y1) - dy * (box.x - x1);
  const bottomRight = dx * (bottom - y1) - dy * (right - x1);
  const allAbove = topLeft >= 0 && topRight >= 0 && bottomLeft >= 0 && bottomRight >= 0;
  const allBelow = topLeft <= 0 && topRight <= 0 && bottomLeft <= 0 && bottomRight <= 0;
  return !allAbove && !allBelow;
}

/** Whether two segments have a point in common, other than by touching end to end in one line. */
export function segmentsCross(a: Segment, b: Segment): boolean {
  const side = (of: Segment, x: number, y: number): number =>
    Math.sign((of.x2 - of.x1) * (y - of.y1) - (of.y2 - of.y1) * (x - of.x1));
  return side(a, b.x1, b.y1) * side(a, b.x2, b.y2) <= 0 && side(b, a.x1, a.y1) * side(b, a.x2, a.y2) < 0;
}

/** The segments of a path given as points. */
export function segmentsOf(path: readonly Point[]): readonly Segment[] {
  return path.slice(1).map((end, i) => {
    const start = path[i] ?? end;
    return { x1: start.x, y1: start.y, x2: end.x, y2: end.y };
  });
}

/** The box round a segment, grown by `margin` on every side. */
export function boxOf(segment: Segment, margin: number): Box {
  return {
    x: Math.min(segment.x1, segment.x2) - margin,
    y: Math.min(segment.y1, segment.y2) - margin,
    width: Math.abs(segment.x2 - segment.x1) + 2 * margin,
    height: Math.abs(segment.y2 - segment.y1) + 2 * margin,
  };
}
