/** Positions in two lists that hold the same. */
export interface CommonPair {
  readonly left: number;
  readonly right: number;
}

/** How many equal items of the other list are looked at for each item, so that long repetitive runs do not take for ever. */
const EQUAL_MAX = 256;

/**
 * A longest common subsequence of two lists of texts, as pairs of positions that ascend on both sides. Where a text comes
 * very often its nearest occurrences are looked at, and the sequence may then be a little shorter than the longest.
 * (Hunt and Szymanski 1977: few items are equal, so a longest ascending chain of equal pairs is found fast.)
 */
export function commonPairs(left: readonly string[], right: readonly string[]): readonly CommonPair[] {
  const places = new Map<string, number[]>();
  right.forEach((text, place) => {
    const others = places.get(text);
    if (others === undefined) places.set(text, [place]);
    else others.push(place);
  });
  // By length of a chain: the chain of that length with the smallest end.
  const best: Chain[] = [];
  left.forEach((text, at) => {
    // From the largest on, so that no chain uses an item twice.
    for (const place of nearest(places.get(text) ?? [], at).toReversed()) {
      const length = firstNotBelow(best, place);
      best[length] = { left: at, right: place, before: best[length - 1] };
    }
  });
  const pairs: CommonPair[] = [];
  for (let chain = best.at(-1); chain !== undefined; chain = chain.before) {
    pairs.push({ left: chain.left, right: chain.right });
  }
  return pairs.reverse();
}

interface Chain extends CommonPair {
  readonly before: Chain | undefined;
}

function nearest(places: readonly number[], at: number): readonly number[] {
  if (places.length <= EQUAL_MAX) return places;
  const behind = places.findIndex(place => place >= at);
  const from = Math.max(0, (behind < 0 ? places.length : behind) - EQUAL_MAX / 2);
  return places.slice(from, from + EQUAL_MAX);
}

/** The index of the first chain that does not end before a place. */
function firstNotBelow(chains: readonly Chain[], place: number): number {
  let [from, to] = [0, chains.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (chains[middle]!.right < place) from = middle + 1;
    else to = middle;
  }
  return from;
}
