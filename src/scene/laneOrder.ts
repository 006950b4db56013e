import type { ExecutionView } from '../contract/execution.ts';

/** How often messages cross the lifelines of other nodes when lanes stand in an order. */
export function lifelinesCrossed({ arrows }: ExecutionView, order: readonly number[]): number {
  const place = new Map(order.map((lane, position) => [lane, position] as const));
  let crossed = 0;
  for (const { fromLane, toLane } of arrows) {
    const [from, to] = [place.get(fromLane), place.get(toLane)];
    if (from !== undefined && to !== undefined && from !== to) crossed += Math.abs(from - to) - 1;
  }
  return crossed;
}

/**
 * An order of lanes in which messages cross few lifelines: who talks much to each other stands side by side. Barycentres
 * (Sugiyama, Tagawa and Toda 1981) give a second order to start from beside the one that is given; each is sifted (Rudell
 * 1993), that is, each lane moved to where it is best while the others stay, until nothing gets better. Never worse than
 * the order it is given.
 */
export function fewestCrossings(view: ExecutionView, order: readonly number[]): readonly number[] {
  const talk = talkBetween(view);
  const found = [order, byBarycentre(order, talk)].map(start => sifted(start, talk));
  return found.reduce((best, other) => (length(other, talk) < length(best, talk) ? other : best), order);
}

/** By lane and lane, how many messages go from one to the other or back. */
type Talk = readonly (readonly number[])[];

function talkBetween({ lanes, arrows }: ExecutionView): Talk {
  const talk = lanes.map(() => lanes.map(() => 0));
  for (const { fromLane, toLane } of arrows) {
    if (fromLane === toLane) continue;
    talk[fromLane]![toLane]! += 1;
    talk[toLane]![fromLane]! += 1;
  }
  return talk;
}

/** The sum of all distances that messages go, in lanes: it differs from the lifelines they cross by their number. */
function length(order: readonly number[], talk: Talk): number {
  let sum = 0;
  for (const [i, lane] of order.entries()) {
    for (let j = i + 1; j < order.length; j += 1) sum += (j - i) * (talk[lane]?.[order[j]!] ?? 0);
  }
  return sum;
}

function byBarycentre(order: readonly number[], talk: Talk): readonly number[] {
  const centre = (lane: number, position: number): number => {
    const weights = order.map(other => talk[lane]?.[other] ?? 0);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return total === 0 ? position : weights.reduce((sum, weight, at) => sum + weight * at, 0) / total;
  };
  const centres = new Map(order.map((lane, position) => [lane, centre(lane, position)] as const));
  return order.toSorted((a, b) => centres.get(a)! - centres.get(b)!);
}

function sifted(start: readonly number[], talk: Talk): readonly number[] {
  let best = start;
  for (;;) {
    const before = length(best, talk);
    for (const lane of start) {
      const others = best.filter(other => other !== lane);
      for (let position = 0; position <= others.length; position += 1) {
        const moved = others.toSpliced(position, 0, lane);
        if (length(moved, talk) < length(best, talk)) best = moved;
      }
    }
    if (length(best, talk) === before) return best;
  }
}
