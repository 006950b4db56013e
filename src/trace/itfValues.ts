import { present } from '../base/assert.ts';
import type { Instance } from '../model/instance.ts';
import { nodeName } from '../model/labels.ts';
import type { Type } from '../model/types.ts';
import type { Value } from '../model/values.ts';

/** A value as the Informal Trace Format of Apalache writes it (its ADR 015). */
export type ItfValue =
  | boolean
  | string
  | readonly ItfValue[]
  | { readonly '#bigint': string }
  | { readonly '#set': readonly ItfValue[] }
  | { readonly '#map': readonly (readonly [ItfValue, ItfValue])[] }
  | { readonly '#tup': readonly ItfValue[] }
  | { readonly [field: string]: ItfValue };

/** Of an optional value that is not there, as Quint writes it. */
const NONE: ItfValue = { tag: 'None', value: { '#tup': [] } };

/** A value of a type: integers, clocks and times are integers, enum literals and nodes are strings. */
export function itfValue(instance: Pick<Instance, 'nodes'>, value: Value, type: Type): ItfValue {
  if (type.kind === 'option') {
    return value === null ? NONE : { tag: 'Some', value: itfValue(instance, value, type.of) };
  }
  if (value === null) return NONE;
  if (typeof value === 'number') return itfInteger(value);
  if (typeof value !== 'object') return value;
  switch (value.kind) {
    case 'node':
      return nodeName(instance, value.index);
    case 'set':
      return { '#set': value.items.map(item => itfValue(instance, item, itemType(type))) };
    case 'list':
      return value.items.map(item => itfValue(instance, item, itemType(type)));
    case 'map': {
      const [key, of] = type.kind === 'map' ? [type.key, type.value] : [NODE, INTEGER];
      return {
        '#map': value.keys.map((each, i) => {
          const found = present(value.values[i], 'a map has a value for each key');
          return [itfValue(instance, each, key), itfValue(instance, found, of)] as const;
        }),
      };
    }
    case 'record': {
      const types = type.kind === 'record' ? type.fields.map(field => field.type) : [];
      return Object.fromEntries(
        value.names.map((name, i) => {
          const field = present(value.fields[i], 'a record has a value for each name');
          return [name, itfValue(instance, field, types[i] ?? INTEGER)] as const;
        }),
      );
    }
  }
}

export function itfInteger(value: number): ItfValue {
  return { '#bigint': String(value) };
}

const INTEGER: Type = { kind: 'int' };
const NODE: Type = { kind: 'node' };

/** Vector clocks are maps from nodes to integers without saying so. */
function itemType(type: Type): Type {
  return type.kind === 'set' || type.kind === 'list' ? type.of : INTEGER;
}
