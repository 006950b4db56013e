import type { ArrowView, ExecutionView } from '../contract/execution.ts';
import { DOT, isRinged, OCTAGON } from './glyphs.ts';
import { acrossOf, alongOf, alongOfEvent, type Grid } from './grid.ts';
import { Places } from './places.ts';
import { LOOP_WIDTH, RouteEnds, TWIN_DISTANCE, type Turn } from './routeEnds.ts';

/** Where an arrow runs. Every turn is later than the one before. */
export interface Route {
  readonly arrow: number;
  readonly turns: readonly Turn[];
  readonly end: 'event' | 'cross' | 'open';
  /** How far it ends from the middle of the mark it points at, in pixels. */
  readonly gap: number;
}

/** How far an arrow keeps from the marks of other events, and from other arrows where it crosses a lifeline. */
const MARK_CLEARANCE = 10;
const CROSSING_CLEARANCE = 6;
const LATER_COST = 1.8;
/** How near to a lifeline an arrow would run through its marks, and how far beside it the arrow runs instead. */
const NEAR = 8;
const ASIDE = 14;

/** One route for each arrow, in the order of the arrows. */
export function routeArrows(view: ExecutionView, grid: Grid): readonly Route[] {
  const router = new Router(view, grid);
  // Short flights first: they are drawn straight, and long ones make way for them. An original goes before its copies.
  const order = view.arrows
    .map((arrow, index) => ({ arrow, index, ends: arrow.endStep ?? arrow.sentStep + 1 }))
    .sort((a, b) => Number(isCopy(a.arrow)) - Number(isCopy(b.arrow)) || a.ends - b.ends || a.index - b.index);
  for (const { index } of order) router.route(index);
  return router.finish();
}

function isCopy(arrow: ArrowView): boolean {
  return arrow.copyOf !== undefined;
}

class Router {
  readonly #view: ExecutionView;
  readonly #grid: Grid;
  readonly #routes: (Route | undefined)[];
  /** Along coordinates taken by lane: by marks, which are wide, and by arrows that cross the lifeline. */
  readonly #marks: readonly Places[];
  readonly #crossings: readonly Places[];
  /** Loops by lane: from when until when, and which level. */
  readonly #loops: { readonly from: number; readonly to: number; readonly level: number }[][];
  readonly #ends: RouteEnds;

  constructor(view: ExecutionView, grid: Grid) {
    this.#view = view;
    this.#grid = grid;
    this.#routes = view.arrows.map(() => undefined);
    this.#marks = view.lanes.map(() => new Places());
    this.#crossings = view.lanes.map(() => new Places());
    this.#loops = view.lanes.map(() => []);
    this.#ends = new RouteEnds(view, grid);
    for (const event of view.events) this.#marks[event.lane]?.add(alongOfEvent(grid, event));
  }

  route(index: number): void {
    const arrow = this.#view.arrows[index];
    if (arrow === undefined) return;
    const start = this.#start(arrow);
    const end = this.#ends.endOf(index, arrow, start);
    const turns =
      arrow.fromLane === arrow.toLane
        ? this.#loop(arrow.fromLane, start, end)
        : [start, ...this.#turnsBetween(arrow, start, end), end];
    const kind = arrow.fate === 'lost' ? 'cross' : arrow.to === undefined ? 'open' : 'event';
    const target = this.#view.events[arrow.to ?? -1];
    const decides = target !== undefined && (target.violation || isRinged(this.#view, target));
    this.#routes[index] = {
      arrow: index,
      turns,
      end: kind,
      gap: decides ? OCTAGON + 1 : DOT + 1.5,
    };
  }

  finish(): readonly Route[] {
    return this.#routes.filter(route => route !== undefined);
  }

  #start(arrow: ArrowView): Turn {
    const sender = this.#view.events[arrow.from];
    const sent = sender === undefined ? alongOf(this.#grid, arrow.sentStep) : alongOfEvent(this.#grid, sender);
    const original = arrow.copyOf === undefined ? undefined : this.#routes[arrow.copyOf];
    const copied = alongOf(this.#grid, arrow.sentStep);
    if (original === undefined || copied <= sent) return { across: acrossOf(this.#grid, arrow.fromLane), along: sent };
    return turnAt(original.turns, copied);
  }

  /** Where the arrow crosses the lifelines on its way: straight on, but never through the mark of another event. */
  #turnsBetween(arrow: ArrowView, start: Turn, end: Turn): readonly Turn[] {
    const turns: Turn[] = [];
    let last = start;
    for (const lane of lanesBetween(this.#grid, start, end)) {
      const across = acrossOf(this.#grid, lane);
      const share = (across - last.across) / (end.across - last.across);
      const ideal = last.along + share * (end.along - last.along);
      const slope = Math.abs((end.along - last.along) / (end.across - last.across));
      const along = this.#freeCrossing(lane, ideal, { after: last.along, before: end.along, slope });
      this.#crossings[lane]?.add(along);
      if (Math.abs(along - ideal) < 0.5) continue;
      last = { across, along };
      turns.push(last);
    }
    if (arrow.to === undefined) this.#marks[arrow.toLane]?.add(end.along);
    return arrow.to === undefined ? turns : [...turns, ...this.#turnsAside(arrow, last, end)];
  }

  /** What would come so slowly to its receiver that it ran through the marks before it stays beside the lifeline for so long. */
  #turnsAside({ fromLane, toLane }: ArrowView, last: Turn, end: Turn): readonly Turn[] {
    const [distance, time] = [last.across - end.across, end.along - last.along];
    const between = this.#marks[toLane]?.between(last.along + 1, end.along - 1) ?? [];
    const met = between.filter(along => Math.abs(distance) * (end.along - along) < NEAR * time);
    if (met.length === 0) return [];
    const side = Math.abs(distance) < 0.5 ? fromLane - toLane : distance;
    const across = end.across + Math.sign(side) * ASIDE;
    const along = Math.min(Math.max(...met) + NEAR, end.along - 4);
    const out = { across, along: last.along + ASIDE / 2 };
    return Math.abs(distance) < ASIDE && out.along < along ? [out, { across, along }] : [{ across, along }];
  }

  /** A message of a node to itself leaves its lifeline and comes back; loops that overlap in time lie in one another. */
  #loop(lane: number, start: Turn, end: Turn): readonly Turn[] {
    const loops = this.#loops[lane] ?? [];
    const taken = loops.filter(loop => loop.from < end.along && start.along < loop.to).map(({ level }) => level);
    let level = 0;
    while (taken.includes(level)) level += 1;
    loops.push({ from: start.along, to: end.along, level });
    const returns = end.across === acrossOf(this.#grid, lane);
    const width = Math.min(LOOP_WIDTH + TWIN_DISTANCE * level, this.#grid.laneWidth * 0.45);
    const across = returns ? Math.max(start.across, acrossOf(this.#grid, lane) + width) : end.across;
    const bow = Math.min(14, (end.along - start.along) * 0.45);
    const out = { across, along: start.along + bow };
    const leave = [start, ...bend(start, out, { across, along: start.along + 1 }), out];
    if (!returns) return [...leave, end];
    const back = { across, along: end.along - bow };
    return [...leave, back, ...bend(back, end, { across, along: end.along - 1 }), end];
  }

  #freeCrossing(lane: number, ideal: number, range: { after: number; before: number; slope: number }): number {
    const marks = this.#marks[lane];
    const crossings = this.#crossings[lane];
    if (marks === undefined || crossings === undefined) return ideal;
    // A steep line passes a mark at the same distance only when it crosses the lifeline much earlier or later.
    const stretch = Math.hypot(1, range.slope);
    const isBetween = (along: number): boolean => along > range.after + 1 && along < range.before - 1;
    const isFree = (along: number, crossingClearance: number): boolean =>
      isBetween(along) && marks.isFree(along, MARK_CLEARANCE * stretch) && crossings.isFree(along, crossingClearance);
    for (const clearance of [CROSSING_CLEARANCE, 3, 0]) {
      const free = DETOURS.find(detour => isFree(ideal + detour * stretch, clearance));
      if (free !== undefined) return ideal + free * stretch;
    }
    // Nowhere is room enough: then where it is farthest from the next mark.
    const places = DETOURS.map(detour => ideal + detour * stretch).filter(isBetween);
    const rooms = new Map(places.map(along => [along, marks.room(along)]));
    const [best = ideal] = places.toSorted((a, b) => (rooms.get(b) ?? 0) - (rooms.get(a) ?? 0));
    return best;
  }
}

/**
 * How much earlier or later than straight on an arrow may cross a lifeline, the best first: earlier rather than later, since
 * an arrow that has far to go leaves behind those that end here.
 */
const DETOURS: readonly number[] = Array.from({ length: 25 }, (_, i) => [
  { cost: i, detour: -i },
  { cost: i * LATER_COST, detour: i },
])
  .flat()
  .sort((a, b) => a.cost - b.cost)
  .map(({ detour }) => detour);

/** The lanes strictly between two points, in the order of the way. */
function lanesBetween(grid: Grid, start: Turn, end: Turn): readonly number[] {
  const lanes = Array.from({ length: grid.laneCount }, (_, lane) => lane);
  const low = Math.min(start.across, end.across) + 1;
  const high = Math.max(start.across, end.across) - 1;
  const between = lanes.filter(lane => acrossOf(grid, lane) > low && acrossOf(grid, lane) < high);
  return start.across < end.across ? between : between.reverse();
}

/** A quarter of a curve, as points between its ends. */
function bend(from: Turn, to: Turn, corner: Turn): readonly Turn[] {
  return [0.25, 0.5, 0.75].map(t => ({
    across: (1 - t) ** 2 * from.across + 2 * t * (1 - t) * corner.across + t ** 2 * to.across,
    along: (1 - t) ** 2 * from.along + 2 * t * (1 - t) * corner.along + t ** 2 * to.along,
  }));
}

/** The point of a route at a time, clamped to its ends. */
export function turnAt(turns: readonly Turn[], along: number): Turn {
  let before = turns[0] ?? { across: 0, along };
  for (const turn of turns) {
    if (turn.along >= along) {
      const span = turn.along - before.along;
      const share = span > 0 ? Math.max(0, (along - before.along) / span) : 0;
      return { across: before.across + share * (turn.across - before.across), along: Math.max(along, before.along) };
    }
    before = turn;
  }
  return before;
}
