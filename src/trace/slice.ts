import { happensBefore } from './causality.ts';
import type { Trace } from './trace.ts';

/** The steps in which some events, or what could have caused them, happen; the start, which always does, is none. */
export function causesOf(trace: Trace, events: readonly number[]): ReadonlySet<number> {
  const steps = trace.events.flatMap(({ step }, event) =>
    events.some(effect => effect === event || happensBefore(trace, event, effect)) ? [step] : [],
  );
  return new Set(steps.filter(step => step > 0));
}

/** The events of a step; none where it happens at no node. */
export function eventsOf(trace: Trace, step: number): readonly number[] {
  return trace.events.flatMap((event, i) => (event.step === step ? [i] : []));
}

/** The latest event of a node up to a step; none where nothing has happened there. */
export function latestEvent(trace: Trace, node: number, step: number): readonly number[] {
  const event = trace.events.findLastIndex(each => each.node === node && each.step <= step);
  return event < 0 ? [] : [event];
}

/** The steps up to one that happen at no node. */
export function eventlessSteps(trace: Trace, last: number): ReadonlySet<number> {
  const atNodes = new Set(trace.events.map(({ step }) => step));
  return new Set(Array.from({ length: last }, (_, i) => i + 1).filter(step => !atNodes.has(step)));
}

/** Tries some items, ascending; answers those that suffice, perhaps fewer, or undefined where they do not. */
export type Trial = (items: readonly number[]) => Generator<undefined, readonly number[] | undefined>;

/**
 * Leaves out of `items`, ascending, whatever is not needed to pass a trial: large parts first, then smaller ones, at last
 * every single one, until none can be left out alone (delta debugging: Zeller and Hildebrandt 2002). `items` itself is
 * known to pass.
 */
export function* minimised(items: readonly number[], trial: Trial): Generator<undefined, readonly number[]> {
  let kept = items;
  for (let size = Math.ceil(kept.length / 2); size > 0;) {
    const before = kept.length;
    for (let end = kept.length; end > 0; end = Math.min(end - size, kept.length)) {
      const from = Math.max(0, end - size);
      const found = yield* trial([...kept.slice(0, from), ...kept.slice(end)]);
      if (found !== undefined) kept = found;
    }
    // What has become possible by leaving something out is tried once more.
    if (size > 1) size = Math.min(Math.floor(size / 2), Math.max(1, Math.ceil(kept.length / 2)));
    else if (kept.length === before) size = 0;
  }
  return kept;
}
