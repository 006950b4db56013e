import { assert } from '../base/assert.ts';
import type { Span } from '../base/span.ts';
import type { ListValue, MapValue, NodeIndex, RecordValue, SetValue, Value } from '../model/values.ts';
import { raise } from './errors.ts';

/**
 * The value as what its static type says it is. A `none` in its place is a runtime error; anything else would be a
 * mistake of the type checker.
 */
export function asInteger(value: Value, at: Span): number {
  if (typeof value === 'number') return value;
  return mistyped(value, at, 'a number');
}

/** An integer that was just computed; beyond 2⁵³ − 1 sums would silently be wrong. */
export function integer(value: number, at: Span): number {
  if (Number.isSafeInteger(value)) return value === 0 ? 0 : value;
  raise(
    'number-too-large',
    'The number is larger than 9,007,199,254,740,991, the largest that is counted exactly.',
    at,
  );
}

export function asBoolean(value: Value, at: Span): boolean {
  return typeof value === 'boolean' ? value : mistyped(value, at, 'true or false');
}

export function asNode(value: Value, at: Span): NodeIndex {
  return isStructure(value) && value.kind === 'node' ? value.index : mistyped(value, at, 'a node');
}

export function asSet(value: Value, at: Span): SetValue {
  return isStructure(value) && value.kind === 'set' ? value : mistyped(value, at, 'a set');
}

export function asList(value: Value, at: Span): ListValue {
  return isStructure(value) && value.kind === 'list' ? value : mistyped(value, at, 'a list');
}

export function asMap(value: Value, at: Span): MapValue {
  return isStructure(value) && value.kind === 'map' ? value : mistyped(value, at, 'a map');
}

export function asRecord(value: Value, at: Span): RecordValue {
  return isStructure(value) && value.kind === 'record' ? value : mistyped(value, at, 'a record');
}

/** The items of a set or list, the keys of a map. */
export function itemsOf(value: Value, at: Span): readonly Value[] {
  if (!isStructure(value)) return mistyped(value, at, 'a set or a list');
  switch (value.kind) {
    case 'set':
    case 'list':
      return value.items;
    case 'map':
      return value.keys;
    case 'node':
    case 'record':
      return mistyped(value, at, 'a set or a list');
  }
}

type Structure = Exclude<Value, boolean | number | string | null>;

export function isStructure(value: Value): value is Structure {
  return typeof value === 'object' && value !== null;
}

function mistyped(value: Value, at: Span, expected: string): never {
  if (value === null) raise('missing-value', `This is none where ${expected} is needed. Give a default with «??».`, at);
  assert(false, `the type checker lets only ${expected} through here`);
}
