import type { EventView, ExecutionView } from '../contract/execution.ts';
import type { Mark, Scene } from '../contract/scene.ts';
import { arrowAnchors, arrowMarks, pathOf } from './arrows.ts';
import { captionLabels } from './captions/labels.ts';
import { commonMarks } from './commonSigns.ts';
import { conditionMarks } from './conditionMarks.ts';
import { boxOfEvent, eventAnchors, eventMarks } from './events.ts';
import { withFaded } from './faded.ts';
import { isRinged } from './glyphs.ts';
import { alongOf, gridOf, pointOf, type Grid, type SpaceTimeOptions } from './grid.ts';
import { BOLD, boxOfText, LabelPlacer, type Label } from './labels.ts';
import { headMarks, lifelineMarks, stopMarks } from './lifelines.ts';
import { loopMarks } from './loopMarks.ts';
import { operationLabels, operationMarks } from './operationBars.ts';
import { boxesOfOutcome, outcomeLabel, outcomeMarks, outcomeOf, type Outcome } from './outcome.ts';
import { cutLabels, partitionLabels, resetLabels } from './partitionLabels.ts';
import { routeArrows, type Route } from './routes.ts';
import { segmentsOf, type Box, type Point } from './shapes.ts';
import { shorterStruck, struckCore, struckText } from './struck.ts';
import { LABEL_SIZE, shorterCalls } from './text.ts';
import { clockReading, timeAxisMarks } from './timeAxis.ts';
import { turningLabels, turningMarks } from './turningPoints.ts';
import { valenceMarks } from './valenceMarks.ts';
import { waitingLabels } from './waiting.ts';
import { wallMarks } from './walls.ts';

/**
 * The space-time diagram of an execution: a lifeline for each node, a row for each step, an arrow for each message from
 * the row in which it was sent to the row in which it arrived. The geometry does not depend on the cursor, so nothing
 * moves while stepping.
 */
export function spaceTimeScene(view: ExecutionView, options: SpaceTimeOptions = {}): Scene {
  const grid = gridOf(view, options);
  const routes = routeArrows(view, grid);
  const outcome = outcomeOf(view, grid, routes);
  const marks: Mark[] = [
    ...stepBandMarks(grid),
    ...lifelineMarks(view, grid),
    ...commonMarks(view, grid),
    ...turningMarks(view, grid),
    ...valenceMarks(view, grid),
    ...loopMarks(view, grid),
    ...timeAxisMarks(view, grid),
    ...stopMarks(view, grid),
    ...conditionMarks(view, grid),
    ...wallMarks(view, grid),
    ...operationMarks(view, grid),
    ...routes.flatMap(route => arrowMarks(view, route, grid)),
    ...(outcome === undefined ? [] : outcomeMarks(outcome)),
    ...view.events.flatMap((event, index) => eventMarks(event, index, grid)),
    ...headMarks(view, grid),
  ];
  const labels = labelMarks(view, grid, { routes, outcome, marks });
  const all = [...marks, ...labels];
  return { ...sizeWith(all, grid), marks: withFaded(view, all) };
}

/** The row of the step that the cursor stands after. */
function stepBandMarks(grid: Grid): readonly Mark[] {
  return grid.cursor >= grid.stepCount ? [] : [stepBandAt(grid, grid.cursor)];
}

/** The row of a step, across all lanes. */
export function stepBandAt(grid: Grid, step: number): Mark & { readonly kind: 'rectangle' } {
  const { stepHeight, laneCount, laneWidth, gutter } = grid;
  const from = alongOf(grid, step) - stepHeight / 2;
  const { x, y } = pointOf(grid, 0, from);
  const breadth = gutter + laneCount * laneWidth;
  const size =
    grid.direction === 'down' ? { width: breadth, height: stepHeight } : { width: stepHeight, height: breadth };
  return { kind: 'rectangle', class: 'stepBand', of: { step }, x, y, ...size };
}

/** The size of the picture: that of the grid, or more where something that must be there stands outside of it. */
function sizeWith(all: readonly Mark[], { width, height, measure }: Grid): { width: number; height: number } {
  const boxes = all.flatMap(mark => (mark.kind === 'text' ? [boxOfText(mark, measure)] : []));
  const octagons = all.flatMap(mark => (mark.kind === 'octagon' ? [mark.y + mark.radius + 1] : []));
  return {
    width: Math.max(width, ...boxes.map(box => Math.ceil(box.x + box.width * BOLD) + 2)),
    height: Math.max(height, ...octagons, ...boxes.map(box => Math.ceil(box.y + box.height) + 2)),
  };
}

interface Drawn {
  readonly routes: readonly Route[];
  readonly outcome: Outcome | undefined;
  readonly marks: readonly Mark[];
}

/** The outcome first, then events, then arrows, then what is only there on demand: who comes first has the better place. */
function labelMarks(view: ExecutionView, grid: Grid, { routes, outcome, marks }: Drawn): readonly Mark[] {
  const placer = new LabelPlacer({ x: 2, y: 2, width: grid.width - 4, height: grid.height - 4 }, grid.measure);
  for (const event of view.events) placer.avoidBox(boxOfEvent(event, grid));
  if (outcome !== undefined) boxesOfOutcome(outcome).forEach(box => placer.avoidBox(box));
  for (const mark of marks) avoid(placer, mark, grid);
  for (const route of routes) segmentsOf(pathOf(route, grid)).forEach(segment => placer.avoidSegment(segment));
  const placed: (Mark | undefined)[] = [];
  if (outcome !== undefined) placed.push(outcomeLabel(outcome, grid, placer));
  placed.push(...operationLabels(view, grid, placer, true));
  placed.push(...partitionLabels(view, grid, placer), ...cutLabels(view, grid, placer));
  placed.push(...resetLabels(view, grid, placer), ...waitingLabels(view, grid, placer));
  placed.push(...turningLabels(view, grid, placer));
  view.events.forEach((event, index) => {
    if (event.label === '') return;
    // A ring takes as much room as an octagon.
    const violation = event.violation || isRinged(view, event);
    placed.push(placer.place(eventLabel(event, index), eventAnchors({ ...event, violation }, grid)));
  });
  placed.push(...operationLabels(view, grid, placer, false), ...captionLabels(view, grid, placer));
  for (const route of routes) placed.push(placeArrowLabel(view, grid, placer, route));
  placed.push(...timestampLabels(view, grid, placer));
  return placed.filter(mark => mark !== undefined);
}

function avoid(placer: LabelPlacer, mark: Mark, grid: Grid): void {
  if (mark.kind === 'line') placer.avoidSegment(mark);
  else if (mark.kind === 'text') placer.avoidBox(boxOfText(mark, grid.measure));
  else if (mark.kind === 'head') placer.avoidBox(squareRound(mark, 4));
  else if (mark.kind === 'glyph') placer.avoidBox(boxOfLines([mark.outline, ...mark.lines]));
  else if (mark.kind === 'cross') placer.avoidBox(squareRound(mark, 6));
  else if (mark.kind === 'octagon') placer.avoidBox(squareRound(mark, mark.radius + 1));
}

function squareRound({ x, y }: Point, half: number): Box {
  return { x: x - half, y: y - half, width: 2 * half, height: 2 * half };
}

/** The box round some lines. */
function boxOfLines(lines: readonly (readonly number[])[]): Box {
  const xs = lines.flatMap(points => points.filter((_, i) => i % 2 === 0));
  const ys = lines.flatMap(points => points.filter((_, i) => i % 2 === 1));
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/** Of events, what the file declares is set like code; what strikes a node is said in words. */
function isFaultEvent({ kind }: EventView): boolean {
  switch (kind) {
    case 'start':
    case 'deliver':
    case 'discard':
    case 'timer':
    case 'action':
    case 'stop':
    case 'forge':
    case 'alter':
    case 'error':
      return false;
    case 'disconnect':
    case 'crash':
    case 'crashMidway':
    case 'recover':
    case 'stall':
    case 'pause':
    case 'resume':
    case 'diskfail':
    case 'turn':
    case 'drift':
    case 'jump':
    case 'clockFail':
      return true;
  }
}

function eventLabel(event: EventView, index: number): Label {
  const isFault = isFaultEvent(event);
  const { label, labelBefore } = event;
  const struck = labelBefore === undefined ? undefined : struckText(labelBefore, label);
  const core = labelBefore === undefined ? undefined : struckCore(labelBefore, label);
  return {
    ...(struck ?? { text: label }),
    ...(core === undefined ? {} : { shorter: [core] }),
    // Who the other end was is in the double line of the reset.
    ...(event.kind === 'disconnect' ? { shorter: ['disconnect'] } : {}),
    ...(event.kind === 'clockFail' ? { shorter: ['fails'] } : {}),
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
  const style = { class: arrow.to === undefined ? 'labelMuted' : 'label', of, font: 'code', size: LABEL_SIZE } as const;
  const anchors = arrowAnchors(route, grid);
  const [damaged] = arrow.corruptions ?? [];
  if (damaged !== undefined) {
    const struck = struckText(damaged.before, arrow.label);
    return placer.place({ ...style, ...struck, shorter: shorterStruck(damaged.before, arrow.label) }, anchors);
  }
  return placer.place({ ...style, text: arrow.label, shorter: shorterCalls(arrow.label) }, anchors);
}

function timestampLabels(view: ExecutionView, grid: Grid, placer: LabelPlacer): readonly (Mark | undefined)[] {
  const { timestamps } = grid;
  if (timestamps === 'none') return [];
  return view.events.map((event, index) => {
    const text = timestampOf(view, event, timestamps);
    if (text === undefined) return undefined;
    const of = subjectsOf(event, index);
    const [right, left, aboveRight, aboveLeft, ...below] = eventAnchors(event, grid);
    const anchors = [left, aboveLeft, right, aboveRight, ...below].filter(anchor => anchor !== undefined);
    return placer.place({ text, class: 'timestamp', of, font: 'code', size: LABEL_SIZE }, anchors);
  });
}

function timestampOf(
  view: ExecutionView,
  event: EventView,
  timestamps: Exclude<Grid['timestamps'], 'none'>,
): string | undefined {
  switch (timestamps) {
    case 'lamport':
      return String(event.lamport);
    case 'vector':
      return `⟨${event.vector.join(',')}⟩`;
    case 'clock':
      return event.clock ?? clockReading(view, event.lane, event.step);
  }
}

function subjectsOf(event: EventView, index: number): { event: number; lane: number; step: number } {
  return { event: index, lane: event.lane, step: event.step };
}
