/** The outline of a vertex's shape around (0, 0), about 1 in radius: x, y, x, y … */
export type Outline = readonly number[];

function polygon(corners: number, turn: number, radius = 1): Outline {
  return Array.from({ length: corners }, (_, i) => {
    const angle = turn + (2 * Math.PI * i) / corners;
    return [Math.cos(angle) * radius, Math.sin(angle) * radius];
  }).flat();
}

const UP = -Math.PI / 2;

const ARM = 0.3;
const REACH = 1.1;
const PLUS: Outline = [
  ...[ARM, REACH, ARM, ARM, REACH, ARM],
  ...[REACH, -ARM, ARM, -ARM, ARM, -REACH],
  ...[-ARM, -REACH, -ARM, -ARM, -REACH, -ARM],
  ...[-REACH, ARM, -ARM, ARM, -ARM, REACH],
];

/** By an eighth of a turn. */
function turned(outline: Outline): Outline {
  return outline.map((at, i) => (i % 2 === 0 ? at - outline[i + 1]! : at + outline[i - 1]!) * Math.SQRT1_2 * 1.15);
}

/** By class of a colouring a shape of its own, so that colour is not needed to tell them apart. */
export const CLASS_OUTLINES: readonly Outline[] = [
  polygon(20, 0, 0.95),
  polygon(4, Math.PI / 4, 1.2),
  polygon(3, UP, 1.25),
  polygon(4, 0, 1.25),
  polygon(3, Math.PI / 2, 1.25),
  PLUS,
  turned(PLUS),
  [-1.1, -0.5, 1.1, -0.5, 1.1, 0.5, -1.1, 0.5],
];

/** A vertex without a class. */
export const PLAIN_OUTLINE: Outline = polygon(20, 0, 0.85);

/** The sign of what violates something, in every picture. */
export const VIOLATION_OUTLINE: Outline = polygon(8, Math.PI / 8, 1.3);

export function outlineOf(classIndex: number | undefined): Outline {
  return (classIndex === undefined ? undefined : CLASS_OUTLINES[classIndex]) ?? PLAIN_OUTLINE;
}

/** Which pixels of a square of `size` by `size` a shape covers, row by row. */
export function maskOf(outline: Outline, size: number): Uint8Array {
  const mask = new Uint8Array(size * size);
  const radius = size / 2;
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const [x, y] = [(column + 0.5 - radius) / radius, (row + 0.5 - radius) / radius];
      // Shapes reach a little beyond 1.
      if (size <= 3 || covers(outline, x * 1.2, y * 1.2)) mask[row * size + column] = 1;
    }
  }
  return mask;
}

function covers(outline: Outline, x: number, y: number): boolean {
  let inside = false;
  const corners = outline.length / 2;
  for (let i = 0, before = corners - 1; i < corners; before = i, i += 1) {
    const [ax, ay, bx, by] = [outline[2 * i]!, outline[2 * i + 1]!, outline[2 * before]!, outline[2 * before + 1]!];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}
