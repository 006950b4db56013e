import { compareValues } from '../model/values.ts';
import type { ListValue, MapValue, SetValue, Value } from '../model/values.ts';

/** Operations on sorted sets and maps that keep them sorted. */

/** Where `item` is in `items`, or where it would stand: the position of the first item that is not less. */
export function positionOf(
  items: readonly Value[],
  item: Value,
): { readonly position: number; readonly found: boolean } {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareValues(items[middle] ?? null, item) < 0) low = middle + 1;
    else high = middle;
  }
  const found = low < items.length && compareValues(items[low] ?? null, item) === 0;
  return { position: low, found };
}

export function contains(set: SetValue, item: Value): boolean {
  return positionOf(set.items, item).found;
}

export function insertItem(set: SetValue, item: Value): SetValue {
  const { position, found } = positionOf(set.items, item);
  return found ? set : { kind: 'set', items: [...set.items.slice(0, position), item, ...set.items.slice(position)] };
}

export function removeItem(set: SetValue, item: Value): SetValue {
  const { position, found } = positionOf(set.items, item);
  return found ? { kind: 'set', items: without(set.items, position) } : set;
}

export function union(a: SetValue, b: SetValue): SetValue {
  const items: Value[] = [];
  let i = 0;
  let j = 0;
  while (i < a.items.length && j < b.items.length) {
    const left = a.items[i] ?? null;
    const right = b.items[j] ?? null;
    const order = compareValues(left, right);
    items.push(order <= 0 ? left : right);
    if (order <= 0) i += 1;
    if (order >= 0) j += 1;
  }
  return { kind: 'set', items: [...items, ...a.items.slice(i), ...b.items.slice(j)] };
}

export function intersection(a: SetValue, b: SetValue): SetValue {
  return { kind: 'set', items: a.items.filter(item => contains(b, item)) };
}

export function difference(a: SetValue, b: SetValue): SetValue {
  return { kind: 'set', items: a.items.filter(item => !contains(b, item)) };
}

export function isSubset(a: SetValue, b: SetValue): boolean {
  return a.items.length <= b.items.length && a.items.every(item => contains(b, item));
}

/** The list without the first occurrence of `item`, if it has one. */
export function removeFirst(list: ListValue, item: Value): ListValue {
  const position = list.items.findIndex(other => compareValues(other, item) === 0);
  return position < 0 ? list : { kind: 'list', items: without(list.items, position) };
}

/** The value at `key`, undefined where the map has no such key. */
export function mapGet(map: MapValue, key: Value): Value | undefined {
  const { position, found } = positionOf(map.keys, key);
  return found ? map.values[position] : undefined;
}

export function mapPut(map: MapValue, key: Value, value: Value): MapValue {
  const { position, found } = positionOf(map.keys, key);
  const rest = found ? position + 1 : position;
  return {
    kind: 'map',
    keys: [...map.keys.slice(0, position), key, ...map.keys.slice(rest)],
    values: [...map.values.slice(0, position), value, ...map.values.slice(rest)],
  };
}

export function mapRemove(map: MapValue, key: Value): MapValue {
  const { position, found } = positionOf(map.keys, key);
  if (!found) return map;
  return { kind: 'map', keys: without(map.keys, position), values: without(map.values, position) };
}

/** Both maps together; where both have a key, the value of `b`. */
export function mapUnion(a: MapValue, b: MapValue): MapValue {
  return b.keys.reduce<MapValue>((map, key, i) => mapPut(map, key, b.values[i] ?? null), a);
}

/** The items with `value` in place of the one at `position`. */
export function replaced<Item>(items: readonly Item[], position: number, value: Item): readonly Item[] {
  const copy = [...items];
  copy[position] = value;
  return copy;
}

function without(items: readonly Value[], position: number): readonly Value[] {
  return [...items.slice(0, position), ...items.slice(position + 1)];
}
