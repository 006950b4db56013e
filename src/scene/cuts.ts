import type { ExecutionView } from '../contract/execution.ts';
import { leastClosure } from './leastClosure.ts';

/**
 * A cut through an execution: by lane, how many of its events lie before it. It is consistent when it holds the past of
 * each of its events, so that it may have been «now» (Chandy and Lamport 1985); by vector clocks as in Mattern 1989.
 */
export type Cut = readonly number[];

/** The events of each lane, earliest first. */
export function eventsByLane({ lanes, events }: ExecutionView): readonly (readonly number[])[] {
  const byLane: number[][] = lanes.map(() => []);
  events.forEach(({ lane }, event) => byLane[lane]?.push(event));
  return byLane;
}

/** The cut that holds everything up to a step, which is consistent. */
export function cutAfter(view: ExecutionView, step: number): Cut {
  const cut = view.lanes.map(() => 0);
  for (const event of view.events) if (event.step <= step) cut[event.lane]! += 1;
  return cut;
}

/** Whether an event lies before a cut. Its own entry of its vector clock says the how-manieth of its lane it is. */
export function isBeforeCut({ events }: ExecutionView, cut: Cut, event: number): boolean {
  const view = events[event];
  return view !== undefined && (view.vector[view.lane] ?? 0) <= (cut[view.lane] ?? 0);
}

/** The messages that are received before a cut and sent after it: why it is inconsistent. */
export function backwardArrows(view: ExecutionView, cut: Cut): readonly number[] {
  return view.arrows.flatMap(({ from, to }, arrow) =>
    to !== undefined && isBeforeCut(view, cut, to) && !isBeforeCut(view, cut, from) ? [arrow] : [],
  );
}

export function isConsistent(view: ExecutionView, cut: Cut): boolean {
  return backwardArrows(view, cut).length === 0;
}

/** The messages that are on their way across a cut: sent before it, and received after it or never. */
export function arrowsAcross(view: ExecutionView, cut: Cut): readonly number[] {
  return view.arrows.flatMap(({ from, to, fate }, arrow) => {
    const isSent = isBeforeCut(view, cut, from);
    const isOver = to === undefined ? fate === 'ignored' : isBeforeCut(view, cut, to);
    return isSent && !isOver ? [arrow] : [];
  });
}

/**
 * The consistent cut that differs from a cut in as few events as possible; of several the one that holds least. `held` is
 * a lane whose part of the cut stays as it is, which is always possible.
 */
export function nearestConsistent(view: ExecutionView, cut: Cut, held?: number): Cut {
  const byLane = eventsByLane(view);
  const forced = held === undefined ? cut : heldCut(view, byLane, { cut, held });
  const least = consistentWithin(view, byLane, forced);
  const most = consistentAround(view, byLane, forced);
  // Between the two, each event may have to leave or to join: a closure of least weight says which.
  const open = byLane.flatMap((events, lane) => events.slice(least[lane], most[lane]));
  const nodeOf = new Map(open.map((event, node) => [event, node] as const));
  const causes = new Map<number, number[]>(open.map((_, node) => [node, []]));
  const join = (cause: number | undefined, effect: number | undefined): void => {
    const [from, to] = [nodeOf.get(cause ?? -1), nodeOf.get(effect ?? -1)];
    if (from !== undefined && to !== undefined) causes.get(to)?.push(from);
  };
  for (const events of byLane) events.forEach((event, i) => join(events[i - 1], event));
  for (const { from, to } of view.arrows) join(from, to);
  const isIn = open.map(event => isBeforeCut(view, forced, event));
  const chosen = leastClosure(isIn, node => causes.get(node) ?? []);
  const counts = [...least];
  open.forEach((event, node) => {
    const lane = view.events[event]?.lane ?? 0;
    if (chosen[node] === true) counts[lane]! += 1;
  });
  return counts;
}

/** A cut without what depends on what one lane still has to do, and with all that it depends on. */
function heldCut(
  view: ExecutionView,
  byLane: readonly (readonly number[])[],
  { cut, held }: { readonly cut: Cut; readonly held: number },
): Cut {
  const count = cut[held] ?? 0;
  const last = view.events[byLane[held]?.[count - 1] ?? -1];
  return cut.map((wanted, lane) => {
    if (lane === held) return count;
    const events = byLane[lane] ?? [];
    const firstAfter = events.findIndex(event => (view.events[event]?.vector[held] ?? 0) > count);
    const most = firstAfter < 0 ? events.length : firstAfter;
    return Math.max(Math.min(wanted, most), last?.vector[lane] ?? 0);
  });
}

/** The largest consistent cut within a cut. */
function consistentWithin(view: ExecutionView, byLane: readonly (readonly number[])[], cut: Cut): Cut {
  return cut.map((wanted, lane) => {
    const isKnown = (event: number): boolean =>
      view.events[event]!.vector.every((known, other) => known <= (cut[other] ?? 0));
    const events = (byLane[lane] ?? []).slice(0, wanted);
    const first = events.findIndex(event => !isKnown(event));
    return first < 0 ? events.length : first;
  });
}

/** The smallest consistent cut around a cut. */
function consistentAround(view: ExecutionView, byLane: readonly (readonly number[])[], cut: Cut): Cut {
  const lasts = cut.map((count, lane) => view.events[byLane[lane]?.[count - 1] ?? -1]);
  return cut.map((count, lane) => Math.max(count, ...lasts.map(last => last?.vector[lane] ?? 0)));
}
