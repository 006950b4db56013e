import type { Band, ExecutionView } from '../contract/execution.ts';
import type { Mark, Subjects } from '../contract/scene.ts';
import { acrossOf, alongOf, pointOf, type Grid } from './grid.ts';

/** Distance of strokes, how far from the lifeline they begin, and how far they reach. Pixels. */
const HATCH = { gap: 4, from: 2, to: 5.5 } as const;
const DISK_OFFSET = -4;
const DISK_DOTS = 6;
/** Room for the mark of the event at which it begins and ends. */
const MARK_ROOM = 9;

/** What lasts at a node and shows beside its lifeline: hatched on both sides, on one, dotted. */
export function conditionMarks(view: ExecutionView, grid: Grid): readonly Mark[] {
  return view.bands.flatMap((band): readonly Mark[] => {
    switch (band.kind) {
      case 'paused':
        return [...hatch(grid, band, [1, -1])];
      case 'stalled':
        return [...hatch(grid, band, [1])];
      case 'diskFailed':
        return dots(grid, band);
      case 'down':
      case 'stopped':
      case 'byzantine':
      case 'partition':
      case 'cut':
        return [];
    }
  });
}

interface Stretch {
  readonly lane: number;
  readonly across: number;
  readonly from: number;
  readonly to: number;
  readonly of: Subjects;
}

function stretchOf(grid: Grid, { lanes: [lane = 0], fromStep, toStep }: Band): Stretch {
  const to = toStep === undefined ? grid.end : alongOf(grid, toStep) - MARK_ROOM;
  const across = acrossOf(grid, lane);
  return { lane, across, from: alongOf(grid, fromStep) + MARK_ROOM, to, of: { lane, step: fromStep } };
}

/** Slanted strokes on the given sides, at the same places for whatever is hatched. */
function hatch(grid: Grid, band: Band, sides: readonly (1 | -1)[]): readonly Mark[] {
  const { across, from, to, of } = stretchOf(grid, band);
  const lines: (readonly number[])[] = [];
  // As if each stroke went on through the lifeline; both sides begin and end together.
  for (const side of sides) {
    const [first, last] = [from + HATCH.to, to + HATCH.from].map(
      along => along - (side < 0 ? HATCH.to + HATCH.from : 0),
    );
    const begin = Math.ceil((first ?? 0) / HATCH.gap) * HATCH.gap;
    for (let along = begin; along <= (last ?? 0); along += HATCH.gap) {
      const start = pointOf(grid, across + side * HATCH.from, along - side * HATCH.from);
      const end = pointOf(grid, across + side * HATCH.to, along - side * HATCH.to);
      lines.push([start.x, start.y, end.x, end.y]);
    }
  }
  return lines.length === 0 ? [] : [glyph(grid, { across, from }, of, lines)];
}

function dots(grid: Grid, band: Band): readonly Mark[] {
  const { across, from, to, of } = stretchOf(grid, band);
  const lines: (readonly number[])[] = [];
  for (let along = Math.ceil(from / DISK_DOTS) * DISK_DOTS; along <= to; along += DISK_DOTS) {
    const start = pointOf(grid, across + DISK_OFFSET, along - 1);
    const end = pointOf(grid, across + DISK_OFFSET, along + 1);
    lines.push([start.x, start.y, end.x, end.y]);
  }
  return lines.length === 0 ? [] : [glyph(grid, { across, from }, of, lines)];
}

function glyph(
  grid: Grid,
  { across, from }: { readonly across: number; readonly from: number },
  of: Subjects,
  lines: readonly (readonly number[])[],
): Mark {
  return { kind: 'glyph', class: 'condition', of, ...pointOf(grid, across, from), outline: [], lines };
}
