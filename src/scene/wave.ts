/** Length and height of the waves of a damaged message, in pixels. */
const LENGTH = 8;
const HEIGHT = 2.5;
/** The end of a wavy line stays straight, so that its head points where it goes. */
const STRAIGHT = 8;
const STEPS = 8;

/** A line whose part from point `wavyFrom` on is drawn in waves: as points x, y, x, y …, like what is given. */
export function wavyPoints(points: readonly number[], wavyFrom: number): readonly number[] {
  const wavy: number[] = points.slice(0, 2 * wavyFrom + 2);
  for (let i = wavyFrom; 2 * i + 3 < points.length; i += 1) {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = points.slice(2 * i, 2 * i + 4);
    const isLast = 2 * i + 4 >= points.length;
    const distance = Math.hypot(x2 - x1, y2 - y1);
    const waves = Math.floor(Math.max(0, distance - (isLast ? STRAIGHT : 0)) / LENGTH);
    for (let step = 1; step <= waves * STEPS; step += 1) {
      const share = (step / STEPS / Math.max(1, distance)) * LENGTH;
      const out = HEIGHT * Math.sin((2 * Math.PI * step) / STEPS);
      wavy.push(
        x1 + share * (x2 - x1) - (out * (y2 - y1)) / distance,
        y1 + share * (y2 - y1) + (out * (x2 - x1)) / distance,
      );
    }
    wavy.push(x2, y2);
  }
  return wavy;
}
