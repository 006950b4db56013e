import { compareValues, nodeReference, setOf } from '../model/values.ts';
import type { MapValue, NodeIndex, Value } from '../model/values.ts';
import { mapGet, mapPut } from './collections.ts';

/**
 * Vector clocks (Fidge 1988, Mattern 1989) as maps from nodes to the number of their events. A node without an event
 * has no entry, so that equal clocks are equal values.
 */
export function vectorTick(clock: MapValue, self: NodeIndex): MapValue {
  const own = nodeReference(self);
  return mapPut(clock, own, count(clock, own) + 1);
}

export function vectorMerge(a: MapValue, b: MapValue): MapValue {
  return b.keys.reduce<MapValue>((merged, node) => mapPut(merged, node, Math.max(count(a, node), count(b, node))), a);
}

/** Whether the event with clock `a` happens before the one with clock `b`. */
export function vectorBefore(a: MapValue, b: MapValue): boolean {
  return atMost(a, b) && compareValues(a, b) !== 0;
}

export function vectorConcurrent(a: MapValue, b: MapValue): boolean {
  return !atMost(a, b) && !atMost(b, a);
}

function atMost(a: MapValue, b: MapValue): boolean {
  return setOf([...a.keys, ...b.keys]).items.every(node => count(a, node) <= count(b, node));
}

function count(clock: MapValue, node: Value): number {
  const entry = mapGet(clock, node);
  return typeof entry === 'number' ? entry : 0;
}
