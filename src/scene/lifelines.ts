import type { Band, ExecutionView } from '../contract/execution.ts';
import type { Mark } from '../contract/scene.ts';
import { MIDWAY_BAR } from './glyphs.ts';
import { acrossOf, alongOf, type Grid } from './grid.ts';
import { lineBetween } from './lines.ts';
import { HEAD_SIZE, shorten } from './text.ts';
import { waitingTexts } from './waitingText.ts';

/** The name of each lane where its lifeline begins. */
export function headMarks(view: ExecutionView, grid: Grid): readonly Mark[] {
  const { measure, direction, laneWidth, headLength } = grid;
  const isDown = direction === 'down';
  const room = isDown ? laneWidth - 12 : headLength - 24;
  const waiting = waitingTexts(view);
  return view.lanes.map((lane, index): Mark => {
    const text = shorten(lane.name, room, { size: HEAD_SIZE, font: 'words', measure }) ?? lane.name.slice(0, 2);
    const across = acrossOf(grid, index);
    const place = isDown
      ? { x: across, y: 18, anchor: 'middle' as const }
      : { x: headLength - 12, y: across + 4, anchor: 'end' as const };
    const told = (waiting[index] ?? '') === '' ? {} : { title: `At the end ${lane.name} ${waiting[index] ?? ''}.` };
    const of = { lane: index };
    return { kind: 'text', class: 'laneHead', of, ...told, text, font: 'words', size: HEAD_SIZE, ...place };
  });
}

/** A part of a lifeline, from one coordinate along time to another. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly as: 'up' | 'stopped' | 'byzantine';
}

/**
 * The lifelines: whole while a node is up, absent while it is down, of their own class once it has stopped, and double
 * while it is Byzantine.
 */
export function lifelineMarks(view: ExecutionView, grid: Grid): readonly Mark[] {
  return view.lanes.flatMap((_, lane) =>
    stretchesOf(view, grid, lane).flatMap(({ from, to, as }) => {
      const offsets = as === 'byzantine' ? [-1.5, 1.5] : [0];
      return offsets.map((offset): Mark => {
        const across = acrossOf(grid, lane) + offset;
        const line = lineBetween(grid, { across, along: from }, { across, along: to });
        return { kind: 'line', class: as === 'stopped' ? 'lifelineDown' : 'lifeline', of: { lane }, ...line };
      });
    }),
  );
}

function stretchesOf(view: ExecutionView, grid: Grid, lane: number): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let from = grid.headLength + 0.5;
  const changes = view.bands.filter(
    ({ kind, lanes }) => (kind === 'down' || kind === 'stopped' || kind === 'byzantine') && lanes.includes(lane),
  );
  for (const { kind, fromStep, toStep } of [...changes].sort((a, b) => a.fromStep - b.fromStep)) {
    const begin = alongOf(grid, fromStep) + (diesMidway(view, lane, fromStep) ? MIDWAY_BAR : 0);
    const end = toStep === undefined ? grid.end : alongOf(grid, toStep);
    stretches.push({ from, to: begin, as: 'up' });
    if (kind === 'stopped' || kind === 'byzantine') stretches.push({ from: begin, to: end, as: kind });
    from = end;
  }
  stretches.push({ from, to: grid.end, as: 'up' });
  return stretches.filter(stretch => stretch.to > stretch.from);
}

/** A node that crashes midway does something before: its bar stands below the dot of its event. */
function diesMidway(view: ExecutionView, lane: number, step: number): boolean {
  return (view.steps[step]?.events ?? []).some(event => {
    const { kind, lane: its } = view.events[event] ?? {};
    return kind === 'crashMidway' && its === lane;
  });
}

/** The bars at which nodes stop by themselves. */
export function stopMarks(view: ExecutionView, grid: Grid): readonly Mark[] {
  return view.bands.flatMap(band =>
    band.kind === 'stopped' ? band.lanes.map(lane => stopMark(grid, band, lane)) : [],
  );
}

function stopMark(grid: Grid, band: Band, lane: number): Mark {
  const across = acrossOf(grid, lane);
  const along = alongOf(grid, band.fromStep) + 8;
  const line = lineBetween(grid, { across: across - 6, along }, { across: across + 6, along });
  return { kind: 'line', class: 'stop', of: { lane, step: band.fromStep }, ...line };
}
