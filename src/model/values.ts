import { assert } from '../base/assert.ts';

/** The position of a node among all nodes of an instance: roles in the order they are declared, 0-based. */
export type NodeIndex = number;

/**
 * An immutable value of the language, compared by structure. Booleans, integers, enum literals (strings) and `none`
 * (null) are themselves; a Lamport clock is an integer, a vector clock a map from nodes to integers, a time an integer (in
 * ticks), an interval a record of two times.
 */
export type Value = boolean | number | string | null | NodeReference | SetValue | ListValue | MapValue | RecordValue;

export interface NodeReference {
  readonly kind: 'node';
  readonly index: NodeIndex;
}
/** Items are sorted by `compareValues` and distinct. */
export interface SetValue {
  readonly kind: 'set';
  readonly items: readonly Value[];
}
export interface ListValue {
  readonly kind: 'list';
  readonly items: readonly Value[];
}
/** `keys` are sorted by `compareValues` and distinct; `values[i]` belongs to `keys[i]`. */
export interface MapValue {
  readonly kind: 'map';
  readonly keys: readonly Value[];
  readonly values: readonly Value[];
}
/** `fields[i]` is the value of `names[i]`, in the order of the declaration. */
export interface RecordValue {
  readonly kind: 'record';
  readonly type: string;
  readonly names: readonly string[];
  readonly fields: readonly Value[];
}

export const EMPTY_SET: SetValue = { kind: 'set', items: [] };
export const EMPTY_LIST: ListValue = { kind: 'list', items: [] };
export const EMPTY_MAP: MapValue = { kind: 'map', keys: [], values: [] };

export function nodeReference(index: NodeIndex): NodeReference {
  return { kind: 'node', index };
}

export function setOf(items: Iterable<Value>): SetValue {
  const sorted = [...items].sort(compareValues);
  const distinct = sorted.filter((item, i) => i === 0 || compareValues(sorted[i - 1] ?? null, item) !== 0);
  return { kind: 'set', items: distinct };
}

/** A map from entries; of entries with equal keys the last one counts. */
export function mapOf(entries: Iterable<readonly [Value, Value]>): MapValue {
  const byKey = new Map<string, readonly [Value, Value]>();
  for (const entry of entries) byKey.set(keyOf(entry[0]), entry);
  const sorted = [...byKey.values()].sort((a, b) => compareValues(a[0], b[0]));
  return { kind: 'map', keys: sorted.map(entry => entry[0]), values: sorted.map(entry => entry[1]) };
}

/** A total order on values of one type; values of different kinds are ordered by kind. */
export function compareValues(a: Value, b: Value): number {
  if (a === b) return 0;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : 1;
  if (typeof a === 'boolean' && typeof b === 'boolean') return a ? 1 : -1;
  if (a !== null && b !== null && typeof a === 'object' && typeof b === 'object') return compareStructures(a, b);
  return rank(a) - rank(b);
}

export function equalValues(a: Value, b: Value): boolean {
  return compareValues(a, b) === 0;
}

type Structure = Exclude<Value, boolean | number | string | null>;

function compareStructures(a: Structure, b: Structure): number {
  if (a.kind === 'node' && b.kind === 'node') return a.index - b.index;
  if (a.kind === 'map' && b.kind === 'map') {
    return compareSequences(a.keys, b.keys) || compareSequences(a.values, b.values);
  }
  if (a.kind === 'record' && b.kind === 'record') return compareSequences(a.fields, b.fields);
  if ((a.kind === 'set' && b.kind === 'set') || (a.kind === 'list' && b.kind === 'list')) {
    return compareSequences(a.items, b.items);
  }
  return rank(a) - rank(b);
}

/** Shorter sequences first, then the first difference decides. */
export function compareSequences(a: readonly Value[], b: readonly Value[]): number {
  if (a.length !== b.length) return a.length - b.length;
  for (let i = 0; i < a.length; i += 1) {
    const order = compareValues(a[i] ?? null, b[i] ?? null);
    if (order !== 0) return order;
  }
  return 0;
}

const RANKS = ['null', 'boolean', 'number', 'string', 'node', 'set', 'list', 'map', 'record'] as const;

function rank(value: Value): number {
  const kind = value === null ? 'null' : typeof value === 'object' ? value.kind : typeof value;
  const position = (RANKS as readonly string[]).indexOf(kind);
  assert(position >= 0, 'every value has a rank');
  return position;
}

/** A text that two values of one type share exactly when they are equal. */
export function keyOf(value: Value): string {
  if (value === null) return '_';
  if (typeof value === 'boolean') return value ? 'T' : 'F';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return `'${value}`;
  return structureKey(value);
}

function structureKey(value: Structure): string {
  switch (value.kind) {
    case 'node':
      return `@${String(value.index)}`;
    case 'set':
      return `{${value.items.map(keyOf).join(',')}}`;
    case 'list':
      return `[${value.items.map(keyOf).join(',')}]`;
    case 'map':
      return `<${value.keys.map((key, i) => `${keyOf(key)}:${keyOf(value.values[i] ?? null)}`).join(',')}>`;
    case 'record':
      return `(${value.fields.map(keyOf).join(',')})`;
  }
}

/** A value as the language writes it; `nameOf` gives the name of a node. */
export function formatValue(value: Value, nameOf: (node: NodeIndex) => string): string {
  if (value === null) return 'none';
  if (typeof value !== 'object') return String(value);
  const format = (item: Value): string => formatValue(item, nameOf);
  switch (value.kind) {
    case 'node':
      return nameOf(value.index);
    case 'set':
      return `{${value.items.map(format).join(', ')}}`;
    case 'list':
      return `[${value.items.map(format).join(', ')}]`;
    case 'map':
      return value.keys.length === 0
        ? '{}'
        : `{${value.keys.map((key, i) => `${format(key)}: ${format(value.values[i] ?? null)}`).join(', ')}}`;
    case 'record':
      return `${value.type}(${value.fields.map((field, i) => `${value.names[i] ?? ''}: ${format(field)}`).join(', ')})`;
  }
}
