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

/** Whether any point of the segment lies inside the box. Clipping as Liang and Barsky 1984. */
export function segmentMeetsBox(segment: Segment, box: Box): boolean {
  const dx = segment.x2 - segment.x1;
  const dy = segment.y2 - segment.y1;
  const bounds = [
    [-dx, segment.x1 - box.x],
    [dx, box.x + box.width - segment.x1],
    [-dy, segment.y1 - box.y],
    [dy, box.y + box.height - segment.y1],
  ] as const;
  let enter = 0;
  let leave = 1;
  for (const [towards, distance] of bounds) {
    if (towards === 0) {
      if (distance <= 0) return false;
    } else if (towards < 0) enter = Math.max(enter, distance / towards);
    else leave = Math.min(leave, distance / towards);
  }
  return enter < leave;
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
