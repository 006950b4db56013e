import type { Band, ExecutionView } from '../contract/execution.ts';
import type { Mark } from '../contract/scene.ts';
import { acrossOf, alongOf, pointOf, type Grid } from './grid.ts';
import { HEAD_SIZE, shorten } from './text.ts';

/** The name of each lane where its lifeline begins. */
export function headMarks(view: ExecutionView, grid: Grid): readonly Mark[] {
  const { measure, direction, laneWidth, headLength } = grid;
  const isDown = direction === 'down';
  const room = isDown ? laneWidth - 12 : headLength - 24;
  return view.lanes.map((lane, index) => {
    const text = shorten(lane.name, room, { size: HEAD_SIZE, font: 'words', measure }) ?? lane.name.slice(0, 2);
    const across = acrossOf(grid, index);
    const place = isDown
      ? { x: across, y: 18, anchor: 'middle' as const }
      : { x: headLength - 12, y: across + 4, anchor: 'end' as const };
    return { kind: 'text', class: 'laneHead', of: { lane: index }, text, font: 'words', size: HEAD_SIZE, ...place };
  });
}

/** A part of a lifeline, from one coordinate along time to another. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly isUp: boolean;
}

/** The lifelines: whole while a node is up, absent while it is down, of their own class once it has stopped. */
export function lifelineMarks(view: ExecutionView, grid: Grid): readonly Mark[] {
  return view.lanes.flatMap((_, lane) =>
    stretchesOf(view, grid, lane).map(({ from, to, isUp }): Mark => {
      const across = acrossOf(grid, lane);
      const line = lineBetween(grid, { across, along: from }, { across, along: to });
      return { kind: 'line', class: isUp ? 'lifeline' : 'lifelineDown', of: { lane }, ...line };
    }),
  );
}

function stretchesOf(view: ExecutionView, grid: Grid, lane: number): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let from = grid.headLength + 0.5;
  const downs = view.bands.filter(band => band.kind !== 'partition' && band.lanes.includes(lane));
  for (const down of [...downs].sort((a, b) => a.fromStep - b.fromStep)) {
    const crash = alongOf(grid, down.fromStep);
    const restart = down.toStep === undefined ? grid.end : alongOf(grid, down.toStep);
    stretches.push({ from, to: crash, isUp: true });
    if (down.kind === 'stopped') stretches.push({ from: crash, to: restart, isUp: false });
    from = restart;
  }
  stretches.push({ from, to: grid.end, isUp: true });
  return stretches.filter(stretch => stretch.to > stretch.from);
}

/** The bar at which a node stops by itself, and the double walls of partitions with what begins and ends them. */
export function bandMarks(view: ExecutionView, grid: Grid): readonly Mark[] {
  return view.bands.flatMap(band => {
    switch (band.kind) {
      case 'down':
        return [];
      case 'stopped':
        return band.lanes.map(lane => stopMark(grid, band, lane));
      case 'partition':
        return wallMarks(view, grid, band);
    }
  });
}

function stopMark(grid: Grid, band: Band, lane: number): Mark {
  const across = acrossOf(grid, lane);
  const along = alongOf(grid, band.fromStep) + 8;
  const line = lineBetween(grid, { across: across - 6, along }, { across: across + 6, along });
  return { kind: 'line', class: 'stop', of: { lane, step: band.fromStep }, ...line };
}

/** Where the walls of a partition stand: between each two neighbouring lanes of different sides. */
export function wallsOf(view: ExecutionView, band: Band): readonly number[] {
  const isInside = (lane: number): boolean => band.lanes.includes(lane);
  return view.lanes.slice(1).flatMap((_, lane) => (isInside(lane) === isInside(lane + 1) ? [] : [lane]));
}

function wallMarks(view: ExecutionView, grid: Grid, band: Band): readonly Mark[] {
  const from = alongOf(grid, band.fromStep);
  const to = band.toStep === undefined ? grid.end : alongOf(grid, band.toStep);
  const of = { step: band.fromStep };
  return wallsOf(view, band).flatMap(lane => {
    const middle = Math.round(acrossOf(grid, lane) + grid.laneWidth / 2) + 0.5;
    const line = (offset: number): Mark => {
      const across = middle + offset;
      return {
        kind: 'line',
        class: 'partition',
        of,
        ...lineBetween(grid, { across, along: from }, { across, along: to }),
      };
    };
    return [line(-1.5), line(1.5)];
  });
}

interface GridPoint {
  readonly across: number;
  readonly along: number;
}

function lineBetween(
  grid: Grid,
  from: GridPoint,
  to: GridPoint,
): { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number } {
  const start = pointOf(grid, from.across, from.along);
  const end = pointOf(grid, to.across, to.along);
  return { x1: start.x, y1: start.y, x2: end.x, y2: end.y };
}
