/** Sequences of which more differs are not searched for what else they have in common: items compared with each other. */
const COMPARED_MAX = 10_000;

/**
 * Where the items that two sequences have in common stand in the one and in the other, ascending in both: the common beginning,
 * the common end, and a longest common subsequence of what is between them, where that is not too much.
 */
export function commonItems<Item>(
  before: readonly Item[],
  after: readonly Item[],
): readonly (readonly [number, number])[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const first = Array.from({ length: start }, (_, i) => [i, i] as const);
  const between = longest(before.slice(start, before.length - end), after.slice(start, after.length - end));
  const last = Array.from({ length: end }, (_, i) => [before.length - end + i, after.length - end + i] as const);
  return [...first, ...between.map(([b, a]) => [start + b, start + a] as const), ...last];
}

function longest<Item>(before: readonly Item[], after: readonly Item[]): readonly (readonly [number, number])[] {
  const [rows, columns] = [before.length, after.length];
  if (rows * columns > COMPARED_MAX) return [];
  // lengths[row][column] is the most that the items from there on have in common.
  const lengths = Array.from({ length: rows + 1 }, () => new Uint32Array(columns + 1));
  for (let row = rows - 1; row >= 0; row -= 1) {
    for (let column = columns - 1; column >= 0; column -= 1) {
      lengths[row]![column] =
        before[row] === after[column]
          ? lengths[row + 1]![column + 1]! + 1
          : Math.max(lengths[row + 1]![column]!, lengths[row]![column + 1]!);
    }
  }
  const found: (readonly [number, number])[] = [];
  for (let row = 0, column = 0; row < rows && column < columns;) {
    if (before[row] === after[column]) {
      found.push([row, column]);
      row += 1;
      column += 1;
    } else if (lengths[row + 1]![column]! >= lengths[row]![column + 1]!) row += 1;
    else column += 1;
  }
  return found;
}
