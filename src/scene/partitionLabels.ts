import type { Band, ExecutionView } from '../contract/execution.ts';
import type { Mark } from '../contract/scene.ts';
import { resetMiddle } from './commonSigns.ts';
import { OCTAGON } from './glyphs.ts';
import { acrossOf, alongOf, pointOf, type Grid } from './grid.ts';
import type { Anchor, Label, LabelPlacer } from './labels.ts';
import { LABEL_SIZE } from './text.ts';
import { cutAcross, wallsOf } from './walls.ts';

/** What begins and ends a partition, at its wall; and who is on which side. */
export function partitionLabels(view: ExecutionView, grid: Grid, placer: LabelPlacer): readonly (Mark | undefined)[] {
  return view.bands.flatMap(band => {
    if (band.kind !== 'partition') return [];
    const walls = wallsOf(view, band);
    const middles = walls.map(lane => acrossOf(grid, lane) + grid.laneWidth / 2);
    const at = (step: number): readonly Anchor[] => middles.flatMap(across => wallAnchors(grid, across, step));
    const ends = [placer.place(label('partition', [], band.fromStep), at(band.fromStep))];
    if (band.toStep !== undefined) ends.push(placer.place(label('heal', [], band.toStep), at(band.toStep)));
    const [wall] = walls;
    if (wall === undefined) return ends;
    return [
      ...ends,
      ...(walls.length === 1 ? bothSides(view, grid, placer, { band, wall }) : sides(view, grid, placer, band)),
    ];
  });
}

/** What begins and ends a cut, at its wall, and which way nothing passes. */
export function cutLabels(view: ExecutionView, grid: Grid, placer: LabelPlacer): readonly (Mark | undefined)[] {
  return view.bands.flatMap(band => {
    if (band.kind !== 'cut') return [];
    const across = cutAcross(view, grid, band);
    const [from = '', to = ''] = band.lanes.map(lane => view.lanes[lane]?.name ?? '');
    const at = (step: number): readonly Anchor[] => wallAnchors(grid, across, step);
    const begin = placer.place(label(`cut ${from} → ${to}`, ['cut'], band.fromStep), at(band.fromStep));
    return band.toStep === undefined ? [begin] : [begin, placer.place(label('mend', [], band.toStep), at(band.toStep))];
  });
}

/** What a connection is called that resets, at the break of its double line. */
export function resetLabels(view: ExecutionView, grid: Grid, placer: LabelPlacer): readonly (Mark | undefined)[] {
  return view.steps.map(({ sign }, step) => {
    if (sign?.kind !== 'reset') return undefined;
    const { x, y } = pointOf(grid, resetMiddle(grid, sign.lanes), alongOf(grid, step));
    return placer.place(label('reset', [], step), [
      { at: { x, y: y + 4 }, side: 'below' },
      { at: { x, y: y - 4 }, side: 'above' },
      { at: { x: x + 6, y }, side: 'right' },
      { at: { x: x - 6, y }, side: 'left' },
      { at: { x: x + 10, y: y + 4 }, side: 'belowRight' },
      { at: { x: x - 10, y: y + 4 }, side: 'belowLeft' },
    ]);
  });
}

function label(text: string, shorter: readonly string[], step: number): Label {
  return { text, shorter, class: 'labelMuted', of: { step }, font: 'words', size: LABEL_SIZE };
}

/** The names of the nodes on either side of the only wall, beside the place where it begins. */
function bothSides(
  view: ExecutionView,
  grid: Grid,
  placer: LabelPlacer,
  { band, wall }: { readonly band: Band; readonly wall: number },
): readonly (Mark | undefined)[] {
  const names = view.lanes.map(({ name }) => name);
  const across = acrossOf(grid, wall) + grid.laneWidth / 2;
  return [names.slice(0, wall + 1), names.slice(wall + 1)].map((side, isLater) => {
    const [text = '', ...shorter] = namings(side);
    // The picture may grow a little for a wall that begins with the last step.
    const bounds = { x: 2, y: 2, width: grid.width - 4, height: grid.height + 4 };
    const anchors = sideAnchors(grid, across, band.fromStep, isLater === 1);
    return placer.place(label(text, shorter, band.fromStep), anchors, bounds);
  });
}

/** The nodes of a side in words, longest first: `Server 2, Server 3`, `Server 2, 3`, `2 nodes`. */
function namings(names: readonly string[]): readonly string[] {
  const full = names.join(', ');
  if (names.length < 2) return [full];
  const stem = (name: string): string => name.slice(0, name.lastIndexOf(' ') + 1);
  const brief = names.map((name, i) =>
    i > 0 && stem(name) === stem(names[i - 1] ?? '') ? name.slice(stem(name).length) : name,
  );
  return [full, brief.join(', '), `${String(names.length)} nodes`];
}

/** Where one wall does not say it, each lane says on which side it is. */
function sides(view: ExecutionView, grid: Grid, placer: LabelPlacer, band: Band): readonly (Mark | undefined)[] {
  return view.lanes.map((_, lane) => {
    const letter = band.lanes.includes(lane) ? 'B' : 'A';
    return placer.place(label(`side ${letter}`, [letter], band.fromStep), laneAnchors(grid, lane, band.fromStep));
  });
}

/** Before the wall begins, or beside its end; farther away where the mark of a violation stands. */
function wallAnchors(grid: Grid, across: number, step: number): readonly Anchor[] {
  const { x, y } = pointOf(grid, across, alongOf(grid, step));
  const far = OCTAGON + 4;
  const places: readonly Anchor[] = [
    { at: { x, y: y - 3 }, side: 'above' },
    { at: { x: x + 6, y }, side: 'right' },
    { at: { x: x - 6, y }, side: 'left' },
    { at: { x: x + 6, y: y - 2 }, side: 'aboveRight' },
    { at: { x: x - 6, y: y - 2 }, side: 'aboveLeft' },
    { at: { x, y: y - far }, side: 'above' },
    { at: { x: x + far, y }, side: 'right' },
    { at: { x: x - far, y }, side: 'left' },
    { at: { x: x + 6, y: y + far }, side: 'belowRight' },
    { at: { x: x - 6, y: y + far }, side: 'belowLeft' },
  ];
  return grid.direction === 'down' ? places : [...places.slice(2), ...places.slice(0, 2)];
}

/** Beside a wall, as early as there is room, or beside the mark of a violation at its beginning. */
function sideAnchors(grid: Grid, across: number, step: number, isLater: boolean): readonly Anchor[] {
  const places = [
    { after: 8, gap: 6 },
    { after: 14, gap: 6 },
    { after: 20, gap: 6 },
    { after: 0, gap: OCTAGON + 4 },
  ];
  return places.map(({ after, gap }): Anchor => {
    const at = pointOf(grid, across + (isLater ? gap : -gap), alongOf(grid, step) + after);
    if (grid.direction === 'down') return { at, side: isLater ? 'right' : 'left' };
    return { at, side: isLater ? 'belowRight' : 'aboveRight' };
  });
}

function laneAnchors(grid: Grid, lane: number, step: number): readonly Anchor[] {
  const { x, y } = pointOf(grid, acrossOf(grid, lane), alongOf(grid, step));
  return [
    { at: { x: x + 6, y }, side: 'right' },
    { at: { x: x - 6, y }, side: 'left' },
    { at: { x: x + 6, y: y - 2 }, side: 'aboveRight' },
    { at: { x: x - 6, y: y - 2 }, side: 'aboveLeft' },
    { at: { x, y: y - 4 }, side: 'above' },
  ];
}
