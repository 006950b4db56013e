import type { ArrowView, EventView, ExecutionView } from '../contract/execution.ts';
import type { Mark, Subjects } from '../contract/scene.ts';
import { isRinged, OCTAGON } from './glyphs.ts';
import { acrossOf, alongOf, pointOf, pointOfEvent, type Grid } from './grid.ts';
import type { Anchor, Label, LabelPlacer } from './labels.ts';
import { loopSpot } from './loopMarks.ts';
import { turnAt, type Route } from './routes.ts';
import type { Turn } from './routeEnds.ts';
import type { Box, Point } from './shapes.ts';
import { resetMiddle } from './commonSigns.ts';
import { LABEL_SIZE } from './text.ts';
import { cutAcross, wallsOf } from './walls.ts';

/** Where an execution shows what it is an example of: the violation or the witness of a property, or an error. */
export interface Outcome {
  readonly name: string;
  readonly isWitness: boolean;
  readonly spots: readonly Spot[];
  /** Whether the step that decides happens at no node, so that no event stands at its spot. */
  readonly isEventless: boolean;
  /** Whether what is drawn at its spot has its name already. */
  readonly isNamed?: true;
}

interface Spot {
  readonly of: Subjects;
  readonly at: Point;
}

const GAP = 4;
/** Height of what is below the picture for a name that finds no place in it, and where the name may stand there. */
const FOOT = 60;
const FOOT_PLACES = [1, 10, 19, 28, 37] as const;

/** The outcome of an execution; undefined where it is an example of nothing. */
export function outcomeOf(view: ExecutionView, grid: Grid, routes: readonly Route[]): Outcome | undefined {
  const isWitness = view.verdict?.kind === 'witness';
  const spot = loopSpot(view, grid);
  if (spot !== undefined) {
    const name = view.verdict?.property ?? '';
    return { name, isWitness, spots: [spot], isEventless: true, isNamed: true };
  }
  const decides = (event: EventView): boolean => event.violation || isRinged(view, event);
  const spots = view.events.flatMap((event, index): readonly Spot[] => {
    const at = pointOfEvent(grid, event);
    return decides(event) ? [{ of: { event: index, lane: event.lane, step: event.step }, at }] : [];
  });
  if (view.verdict === undefined && spots.length === 0) return undefined;
  const name = view.verdict?.property ?? 'error';
  if (spots.length > 0) return { name, isWitness, spots, isEventless: false };
  return { name, isWitness, spots: [eventlessSpot(view, grid, routes)], isEventless: true };
}

/** The octagons of violations at no node, and the rings of witnesses; events draw the octagons of their own. */
export function outcomeMarks({ isWitness, isEventless, spots }: Outcome): readonly Mark[] {
  if (isWitness)
    return spots.map(({ of, at }) => ({ kind: 'circle', class: 'eventHollow', of, ...at, radius: OCTAGON }));
  if (!isEventless) return [];
  return spots.map(({ of, at }) => ({ kind: 'octagon', class: 'eventViolation', of, ...at, radius: OCTAGON }));
}

/** What labels keep away from. */
export function boxesOfOutcome({ spots }: Outcome): readonly Box[] {
  const radius = OCTAGON + 1;
  return spots.map(({ at }) => ({ x: at.x - radius, y: at.y - radius, width: 2 * radius, height: 2 * radius }));
}

/**
 * The name of the property beside its mark, always in full: where there is no room, the picture grows to the right, and
 * at last the name stands below the picture.
 */
export function outcomeLabel(outcome: Outcome, grid: Grid, placer: LabelPlacer): Mark | undefined {
  const [spot] = outcome.spots;
  if (spot === undefined || outcome.isNamed === true) return undefined;
  const { of, at } = spot;
  const markClass = outcome.isWitness ? 'label' : 'eventViolation';
  const label: Label = { text: outcome.name, shorter: [], class: markClass, of, font: 'words', size: LABEL_SIZE };
  const anchors = anchorsRound(at, grid.direction);
  const beyond: Box = { x: 2, y: 2, width: Infinity, height: grid.height + GAP };
  // The mark of what happens at no node may reach below the lanes itself.
  const foot = Math.max(grid.height, at.y + OCTAGON + 1);
  const below: Box = { x: 2, y: foot, width: Infinity, height: FOOT };
  const half = placer.widthOf(label) / 2;
  const first = 2 + half;
  const last = Math.max(first, grid.width - 2 - half);
  const places = [Math.max(first, Math.min(at.x, last)), last, first];
  return (
    placer.place(label, anchors) ??
    placer.place(label, anchors, beyond) ??
    // What ends at the lowest lifeline may reach a little below the picture where lifelines are close together.
    placer.place(
      label,
      FOOT_PLACES.flatMap(down => places.map(x => ({ at: { x, y: foot + down }, side: 'below' as const }))),
      below,
    )
  );
}

function anchorsRound({ x, y }: Point, direction: Grid['direction']): readonly Anchor[] {
  const gap = OCTAGON + GAP;
  const near = OCTAGON + 1;
  const at = (dx: number, dy: number, side: Anchor['side']): Anchor => ({ at: { x: x + dx, y: y + dy }, side });
  const beside = [at(gap, 0, 'right'), at(-gap, 0, 'left')];
  const corners = [
    at(near, -near, 'aboveRight'),
    at(-near, -near, 'aboveLeft'),
    at(near, near, 'belowRight'),
    at(-near, near, 'belowLeft'),
    at(GAP, -near, 'aboveRight'),
    at(GAP, near, 'belowRight'),
    at(-GAP, near, 'belowLeft'),
    at(0, near, 'below'),
    at(0, -near, 'above'),
  ];
  return direction === 'down' ? [...beside, ...corners] : [...corners, ...beside];
}

/** Where the last step shows that happens at no node: at the end of its arrow, where its copy begins, at its wall. */
function eventlessSpot(view: ExecutionView, grid: Grid, routes: readonly Route[]): Spot {
  const step = view.verdict?.step ?? view.steps.length - 1;
  const along = alongOf(grid, step);
  const sign = view.steps[step]?.sign;
  const across = sign?.kind === 'reset' ? resetMiddle(grid, sign.lanes) : wallAt(view, grid, step);
  const turn = (sign === undefined ? turnIn(view, routes, { step, along }) : undefined) ?? { across, along };
  return { of: { step }, at: pointOf(grid, turn.across, turn.along) };
}

/** Where a step shows on an arrow: where it was lost, copied or damaged. */
function turnIn(
  view: ExecutionView,
  routes: readonly Route[],
  { step, along }: { readonly step: number; readonly along: number },
): Turn | undefined {
  const arrowOf = ({ arrow }: Route): Partial<ArrowView> => view.arrows[arrow] ?? {};
  const lost = routes.find(route => route.end === 'cross' && arrowOf(route).endStep === step);
  if (lost !== undefined) return lost.turns.at(-1);
  const copied = routes.find(route => arrowOf(route).copyOf !== undefined && arrowOf(route).sentStep === step);
  if (copied !== undefined) return copied.turns[0];
  const damaged = routes.find(route => arrowOf(route).corruptions?.some(corruption => corruption.step === step));
  return damaged === undefined ? undefined : turnAt(damaged.turns, along);
}

/** Where the wall stands that a step builds or removes; between the first two lanes where there is none. */
function wallAt(view: ExecutionView, grid: Grid, step: number): number {
  const bands = view.bands.filter(({ fromStep, toStep }) => fromStep === step || toStep === step);
  const cut = bands.find(({ kind }) => kind === 'cut');
  if (cut !== undefined) return cutAcross(view, grid, cut);
  const [wall = 0] = bands.filter(({ kind }) => kind === 'partition').flatMap(band => wallsOf(view, band));
  return grid.laneCount > 1 ? Math.round(acrossOf(grid, wall) + grid.laneWidth / 2) + 0.5 : acrossOf(grid, 0);
}
