import type { ExecutionView } from '../../../src/contract/execution.ts';
import type { Mark } from '../../../src/contract/scene.ts';
import { backwardArrows, cutAfter, eventsByLane, type Cut } from '../../../src/scene/cuts.ts';
import { acrossOf, alongAfter, alongOf, lanesEnd, pointOf } from '../../../src/scene/grid.ts';
import { svgElement } from '../../draw/marks.ts';
import type { Drawn } from './drawn.ts';

/** How far a cut keeps from the events on either side. Pixels. */
const CLEARANCE = 10;

/** Where a cut runs: along time, by lane that is drawn. */
export function cutPlaces(execution: ExecutionView, drawn: Drawn, cut: Cut): readonly number[] {
  const { grid, arranged } = drawn;
  const byLane = eventsByLane(execution);
  const alongEvent = (event: number | undefined): number | undefined => {
    const shown = event === undefined ? undefined : arranged.drawnEvent(event);
    const step = shown === undefined ? undefined : arranged.view.events[shown]?.step;
    return step === undefined ? undefined : alongOf(grid, step);
  };
  const bounds = arranged.lanes.map(lane => {
    const count = cut[lane] ?? 0;
    return { from: alongEvent(byLane[lane]?.[count - 1]), to: alongEvent(byLane[lane]?.[count]) };
  });
  // As straight as it can be: after the last event before it, where nothing else is in the way.
  const level = Math.max(grid.headLength, ...bounds.map(({ from }) => (from ?? 0) + grid.stepHeight / 2));
  return bounds.map(({ from = grid.headLength - CLEARANCE, to = grid.end + CLEARANCE }) => {
    const earliest = from + CLEARANCE;
    const latest = to - CLEARANCE;
    return earliest > latest ? (from + to) / 2 : Math.max(earliest, Math.min(latest, level));
  });
}

/** How many events of a lane lie before a place along time. */
export function countBefore(execution: ExecutionView, { grid, arranged }: Drawn, lane: number, along: number): number {
  const events = eventsByLane(execution)[lane] ?? [];
  const after = events.findIndex(event => {
    const shown = arranged.drawnEvent(event);
    const step = shown === undefined ? undefined : arranged.view.events[shown]?.step;
    return step === undefined || alongOf(grid, step) > along;
  });
  return after < 0 ? events.length : after;
}

/** The cut after the row at a place along time. */
export function cutAtPlace(execution: ExecutionView, { grid, arranged }: Drawn, along: number): Cut {
  const rows = arranged.steps.filter((_, row) => alongAfter(grid, row) <= along + grid.stepHeight / 2);
  return cutAfter(execution, rows.at(-1) ?? 0);
}

/** The line of a cut, and over it the messages that go backwards through it, dashed and crossed out. */
export function cutElements(execution: ExecutionView, drawn: Drawn, cut: Cut): readonly SVGElement[] {
  const { grid, arranged, rows } = drawn;
  const places = cutPlaces(execution, drawn, cut);
  const backward = new Set(backwardArrows(execution, cut));
  const turns = places.map((along, lane) => pointOf(grid, acrossOf(grid, lane), along));
  const ends = [
    pointOf(grid, grid.gutter, places[0] ?? 0),
    ...turns,
    pointOf(grid, lanesEnd(grid), places[arranged.lanes.length - 1] ?? 0),
  ];
  const points = ends.map(({ x, y }) => `${x},${y}`).join(' ');
  const line = svgElement('polyline', { class: backward.size === 0 ? 'cutLine' : 'cutLine broken', points });
  const wrong = rows.marks.flatMap(mark =>
    mark.kind === 'polyline' && mark.of.arrow !== undefined && backward.has(mark.of.arrow)
      ? backwardElements(mark)
      : [],
  );
  return [line, ...wrong];
}

function backwardElements(mark: Mark & { readonly kind: 'polyline' }): readonly SVGElement[] {
  const { points } = mark;
  const middle = Math.floor(points.length / 4) * 2;
  const [x1 = 0, y1 = 0, x2 = x1, y2 = y1] = points.slice(Math.max(0, middle - 2), middle + 2);
  const [x, y] = [(x1 + x2) / 2, (y1 + y2) / 2];
  const cross = `M${x - 5} ${y - 5}L${x + 5} ${y + 5}M${x + 5} ${y - 5}L${x - 5} ${y + 5}`;
  return [
    svgElement('polyline', { class: 'backward', points: points.join(' ') }),
    svgElement('circle', { class: 'backwardSign', cx: x, cy: y, r: 9 }),
    svgElement('path', { class: 'backwardSign', d: cross }),
  ];
}
