import type { EventView } from '../contract/execution.ts';

/** How an event relates to the selected one. */
export type Relation = 'selected' | 'past' | 'future' | 'concurrent';

/** Whether `a` happens before `b`, by vector clocks. No event happens before itself. */
export function isBefore(a: EventView, b: EventView): boolean {
  if (a.lane === b.lane && a.step === b.step) return false;
  return (a.vector[a.lane] ?? 0) <= (b.vector[a.lane] ?? 0);
}

/** Neither happens before the other. An event is not concurrent with itself. */
export function areConcurrent(a: EventView, b: EventView): boolean {
  return !(a.lane === b.lane && a.step === b.step) && !isBefore(a, b) && !isBefore(b, a);
}

/** The events that could have influenced `selected`: its past cone without itself, ascending. */
export function pastOf(events: readonly EventView[], selected: number): readonly number[] {
  return indicesOf(events, selected, 'past');
}

/** The events that `selected` could have influenced: its future cone without itself, ascending. */
export function futureOf(events: readonly EventView[], selected: number): readonly number[] {
  return indicesOf(events, selected, 'future');
}

/** The events that neither influenced `selected` nor were influenced by it, ascending. */
export function concurrentWith(events: readonly EventView[], selected: number): readonly number[] {
  return indicesOf(events, selected, 'concurrent');
}

/** For each event how it relates to `selected`. */
export function relationsTo(events: readonly EventView[], selected: number): readonly Relation[] {
  const chosen = events[selected];
  return events.map((event, index) => {
    if (chosen === undefined || index === selected) return 'selected';
    if (isBefore(event, chosen)) return 'past';
    return isBefore(chosen, event) ? 'future' : 'concurrent';
  });
}

function indicesOf(events: readonly EventView[], selected: number, wanted: Relation): readonly number[] {
  return relationsTo(events, selected).flatMap((relation, index) => (relation === wanted ? [index] : []));
}
