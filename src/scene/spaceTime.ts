import type { EventView, ExecutionView } from '../contract/execution.ts';
import type { Mark, Scene } from '../contract/scene.ts';
import { arrowAnchors, arrowMarks, pathOf } from './arrows.ts';
import { boxOfEvent, eventAnchors, eventMarks } from './events.ts';
import { acrossOf, alongOf, gridOf, pointOf, type Grid, type SpaceTimeOptions } from './grid.ts';
import { boxOfText, LabelPlacer, type Anchor, type Label } from './labels.ts';
import { bandMarks, headMarks, lifelineMarks, wallsOf } from './lifelines.ts';
import { routeArrows, type Route } from './routes.ts';
import { segmentsOf } from './shapes.ts';
import { LABEL_SIZE, shorterCalls } from './text.ts';

/**
 * The space-time diagram of an execution: a lifeline for each node, a row for each step, an arrow for each message from
 * the row in which it was sent to the row in which it arrived. The geometry does not depend on the cursor, so nothing
 * moves while stepping.
 */
export function spaceTimeScene(view: ExecutionView, options: SpaceTimeOptions = {}): Scene {
  const grid = gridOf(view, options);
  const routes = routeArrows(view, grid);
  const marks: Mark[] = [
    ...stepBandMarks(grid),
    ...lifelineMarks(view, grid),
    ...bandMarks(view, grid),
    ...routes.flatMap(route => arrowMarks(view, route, grid)),
    ...view.events.flatMap((event, index) => eventMarks(event, index, grid)),
    ...eventlessViolationMarks(view, grid, routes),
    ...headMarks(view, grid),
  ];
  return { width: grid.width, height: grid.height, marks: [...marks, ...labelMarks(view, grid, routes, marks)] };
}

/** The row the cursor stands after. */
function stepBandMarks(grid: Grid): readonly Mark[] {
  const { cursor, stepCount, stepHeight, laneCount, laneWidth } = grid;
  if (cursor >= stepCount) return [];
  const from = alongOf(grid, cursor) - stepHeight / 2;
  const { x, y } = pointOf(grid, 0, from);
  const breadth = laneCount * laneWidth;
  const size =
    grid.direction === 'down' ? { width: breadth, height: stepHeight } : { width: stepHeight, height: breadth };
  return [{ kind: 'rectangle', class: 'stepBand', of: { step: cursor }, x, y, ...size }];
}

/** A violation by a step that happens at no node, such as a lost message: at the end of its arrow, or at the edge. */
function eventlessViolationMarks(view: ExecutionView, grid: Grid, routes: readonly Route[]): readonly Mark[] {
  const step = view.steps.length - 1;
  if (view.verdict?.kind !== 'violated' || view.events.some(({ violation }) => violation)) return [];
  const route = routes.find(({ arrow, end }) => end === 'cross' && view.arrows[arrow]?.endStep === step);
  const turn = route?.turns.at(-1) ?? { across: 14.5, along: alongOf(grid, step) };
  const { x, y } = pointOf(grid, turn.across, turn.along);
  return [{ kind: 'octagon', class: 'eventViolation', of: { step }, x, y, radius: 10 }];
}

/** Violation first, then events, then arrows, then what is only there on demand: who comes first has the better place. */
function labelMarks(
  view: ExecutionView,
  grid: Grid,
  routes: readonly Route[],
  drawn: readonly Mark[],
): readonly Mark[] {
  const placer = new LabelPlacer({ x: 2, y: 2, width: grid.width - 4, height: grid.height - 4 }, grid.measure);
  for (const event of view.events) placer.avoidBox(boxOfEvent(event, grid));
  for (const mark of drawn) avoid(placer, mark, grid);
  for (const route of routes) segmentsOf(pathOf(route, grid)).forEach(segment => placer.avoidSegment(segment));
  const placed: (Mark | undefined)[] = [];
  view.events.forEach((event, index) => {
    if (event.violation) placed.push(placer.place(violationLabel(view, event, index), eventAnchors(event, grid)));
  });
  placed.push(...bandLabels(view, grid, placer));
  view.events.forEach((event, index) => {
    if (event.label !== '') placed.push(placer.place(eventLabel(event, index), eventAnchors(event, grid)));
  });
  for (const route of routes) placed.push(placeArrowLabel(view, grid, placer, route));
  placed.push(...timestampLabels(view, grid, placer));
  return placed.filter(mark => mark !== undefined);
}

function avoid(placer: LabelPlacer, mark: Mark, grid: Grid): void {
  if (mark.kind === 'line') placer.avoidSegment(mark);
  else if (mark.kind === 'text') placer.avoidBox(boxOfText(mark, grid.measure));
  else if (mark.kind === 'head') placer.avoidBox({ x: mark.x - 4, y: mark.y - 4, width: 8, height: 8 });
  else if (mark.kind === 'cross') placer.avoidBox({ x: mark.x - 6, y: mark.y - 6, width: 12, height: 12 });
}

function violationLabel(view: ExecutionView, event: EventView, index: number): Label {
  const text = view.verdict?.kind === 'violated' ? view.verdict.property : 'error';
  return { text, class: 'eventViolation', of: subjectsOf(event, index), font: 'words', size: LABEL_SIZE };
}

function eventLabel(event: EventView, index: number): Label {
  const isFault = event.kind === 'crash' || event.kind === 'recover';
  return {
    text: event.label,
    class: isFault ? 'labelMuted' : 'label',
    of: subjectsOf(event, index),
    font: isFault ? 'words' : 'code',
    size: LABEL_SIZE,
  };
}

function placeArrowLabel(view: ExecutionView, grid: Grid, placer: LabelPlacer, route: Route): Mark | undefined {
  const arrow = view.arrows[route.arrow];
  if (arrow === undefined || arrow.label === '') return undefined;
  const of = { arrow: route.arrow, step: arrow.sentStep };
  const arrived = arrow.to !== undefined;
  const text = arrow.label;
  const shorter = shorterCalls(text);
  return placer.place(
    { text, shorter, class: arrived ? 'label' : 'labelMuted', of, font: 'code', size: LABEL_SIZE },
    arrowAnchors(route, grid),
  );
}

/** What begins and ends a partition, beside its wall; and who is on which side where one wall does not say it. */
function bandLabels(view: ExecutionView, grid: Grid, placer: LabelPlacer): readonly (Mark | undefined)[] {
  return view.bands.flatMap(band => {
    if (band.kind !== 'partition') return [];
    const walls = wallsOf(view, band);
    const label = (text: string, step: number): Label => {
      return { text, class: 'labelMuted', of: { step }, font: 'words', size: LABEL_SIZE };
    };
    const besideWall = (step: number): readonly Anchor[] =>
      walls.flatMap(lane => besides(grid, acrossOf(grid, lane) + grid.laneWidth / 2, step));
    const ends = [placer.place(label('partition', band.fromStep), besideWall(band.fromStep))];
    if (band.toStep !== undefined) ends.push(placer.place(label('heal', band.toStep), besideWall(band.toStep)));
    if (walls.length < 2) return ends;
    const sides = view.lanes.map((_, lane) =>
      placer.place(
        label(band.lanes.includes(lane) ? 'side B' : 'side A', band.fromStep),
        besides(grid, acrossOf(grid, lane), band.fromStep),
      ),
    );
    return [...ends, ...sides];
  });
}

function besides(grid: Grid, across: number, step: number): readonly Anchor[] {
  const { x, y } = pointOf(grid, across, alongOf(grid, step));
  return [
    { at: { x: x + 6, y }, side: 'right' },
    { at: { x: x - 6, y }, side: 'left' },
    { at: { x: x + 6, y: y - 2 }, side: 'aboveRight' },
    { at: { x: x - 6, y: y - 2 }, side: 'aboveLeft' },
    { at: { x, y: y - 4 }, side: 'above' },
  ];
}

function timestampLabels(view: ExecutionView, grid: Grid, placer: LabelPlacer): readonly (Mark | undefined)[] {
  if (grid.timestamps === 'none') return [];
  return view.events.map((event, index) => {
    const text = grid.timestamps === 'lamport' ? String(event.lamport) : `⟨${event.vector.join(',')}⟩`;
    const of = subjectsOf(event, index);
    const [right, left, aboveRight, aboveLeft, ...below] = eventAnchors(event, grid);
    const anchors = [left, aboveLeft, right, aboveRight, ...below].filter(anchor => anchor !== undefined);
    return placer.place({ text, class: 'timestamp', of, font: 'code', size: LABEL_SIZE }, anchors);
  });
}

function subjectsOf(event: EventView, index: number): { event: number; lane: number; step: number } {
  return { event: index, lane: event.lane, step: event.step };
}
