import type { Instance, InstanceClock } from '../model/instance.ts';
import { compareValues, mapOf, nodeReference, setOf } from '../model/values.ts';
import type { Type } from '../model/types.ts';
import type { ListValue, MapValue, RecordValue, SetValue, Value } from '../model/values.ts';
import { insertItem, removeItem, replaced } from './collections.ts';

/** What the values of a type depend on. */
type Domain = Pick<Instance, 'nodes' | 'roleNodes' | 'clock'>;

/**
 * The part of a type that has no bound, as one would write it behind a name (` .value` of a record's field, empty for the
 * type itself), and its type in words; undefined when all values can be listed. `changing` asks only for what one
 * stored value could become: a list keeps its length.
 */
export function unboundedPart(
  type: Type,
  domain: Domain,
  changing: boolean,
): { readonly path: string; readonly what: string } | undefined {
  switch (type.kind) {
    case 'bool':
    case 'range':
    case 'enum':
    case 'role':
    case 'node':
      return undefined;
    case 'time':
    case 'interval':
      return domain.clock === undefined ? { path: '', what: type.kind } : undefined;
    case 'int':
    case 'lamport':
    case 'vector':
      return { path: '', what: type.kind };
    case 'option':
    case 'set':
      return unboundedPart(type.of, domain, type.kind === 'set' ? false : changing);
    case 'list':
      if (type.max === undefined && !changing) return { path: '', what: 'list of any length' };
      return unboundedPart(type.of, domain, changing);
    case 'map': {
      const key = changing ? undefined : unboundedPart(type.key, domain, false);
      return key ?? unboundedPart(type.value, domain, changing);
    }
    case 'record': {
      for (const field of type.fields) {
        const part = unboundedPart(field.type, domain, changing);
        if (part !== undefined) return { ...part, path: `.${field.name}${part.path}` };
      }
      return undefined;
    }
  }
}

/** Every value of a type without an unbounded part, in order. */
export function valuesOf(type: Type, domain: Domain): readonly Value[] {
  switch (type.kind) {
    case 'bool':
      return [false, true];
    case 'range':
      return integers(type.low, type.high);
    case 'enum':
      return type.literals;
    case 'role': {
      const { first, count } = domain.roleNodes[type.role]!;
      return Array.from({ length: count }, (_, i) => nodeReference(first + i));
    }
    case 'node':
      return domain.nodes.map(({ index }) => nodeReference(index));
    case 'time':
      return readings(domain.clock);
    case 'interval':
      return combinations([readings(domain.clock), readings(domain.clock)]).map(([earliest = 0, latest = 0]) =>
        intervalValue(earliest, latest),
      );
    case 'option':
      return [null, ...valuesOf(type.of, domain)];
    case 'set':
      return subsets(valuesOf(type.of, domain)).map(items => setOf(items));
    case 'list':
      return lists(valuesOf(type.of, domain), type.max ?? 0).map(items => ({ kind: 'list', items }));
    case 'map':
      return mapsOf(valuesOf(type.key, domain), valuesOf(type.value, domain));
    case 'record':
      return combinations(type.fields.map(field => valuesOf(field.type, domain))).map(fields => ({
        kind: 'record',
        type: type.name,
        names: type.fields.map(({ name }) => name),
        fields,
      }));
    case 'int':
    case 'lamport':
    case 'vector':
      return [];
  }
}

/**
 * What a value becomes when one thing in it is damaged: each other value of a simple type; of a list, map or record one
 * item, entry or field damaged; of a set one item more or less.
 */
export function damagedValues(type: Type, value: Value, domain: Domain): readonly Value[] {
  if (value === null) return type.kind === 'option' ? valuesOf(type.of, domain) : [];
  switch (type.kind) {
    case 'option':
      return [null, ...damagedValues(type.of, value, domain)];
    case 'set': {
      const set = value as SetValue;
      return valuesOf(type.of, domain).map(item => {
        const smaller = removeItem(set, item);
        return smaller === set ? insertItem(set, item) : smaller;
      });
    }
    case 'list': {
      const list = value as ListValue;
      return damagedParts(list.items, () => type.of, domain).map(items => ({ kind: 'list', items }));
    }
    case 'map': {
      const map = value as MapValue;
      return damagedParts(map.values, () => type.value, domain).map(values => ({ ...map, values }));
    }
    case 'record': {
      const record = value as RecordValue;
      return damagedParts(record.fields, i => type.fields[i]!.type, domain).map(fields => ({ ...record, fields }));
    }
    case 'bool':
    case 'int':
    case 'range':
    case 'enum':
    case 'role':
    case 'node':
    case 'lamport':
    case 'vector':
    case 'time':
    case 'interval':
      return valuesOf(type, domain).filter(other => compareValues(other, value) !== 0);
  }
}

/** A value of type `interval`. */
export function intervalValue(earliest: Value, latest: Value): RecordValue {
  return { kind: 'record', type: 'interval', names: ['earliest', 'latest'], fields: [earliest, latest] };
}

function damagedParts(
  parts: readonly Value[],
  typeAt: (position: number) => Type,
  domain: Domain,
): readonly (readonly Value[])[] {
  return parts.flatMap((part, i) => damagedValues(typeAt(i), part, domain).map(other => replaced(parts, i, other)));
}

/** All that a clock within its skew can show from the beginning to the horizon. */
function readings(clock: InstanceClock | undefined): readonly number[] {
  return clock === undefined ? [] : integers(-clock.skew, clock.horizon + clock.skew);
}

function integers(low: number, high: number): readonly number[] {
  return Array.from({ length: Math.max(0, high - low + 1) }, (_, i) => low + i);
}

function combinations(lists: readonly (readonly Value[])[]): readonly (readonly Value[])[] {
  return lists.reduce<readonly (readonly Value[])[]>(
    (made, list) => made.flatMap(before => list.map(value => [...before, value])),
    [[]],
  );
}

function subsets(items: readonly Value[]): readonly (readonly Value[])[] {
  return items.reduce<readonly (readonly Value[])[]>(
    (made, item) => [...made, ...made.map(set => [...set, item])],
    [[]],
  );
}

function lists(items: readonly Value[], max: number): readonly (readonly Value[])[] {
  const made: (readonly Value[])[] = [[]];
  let longest: readonly (readonly Value[])[] = [[]];
  for (let length = 1; length <= max; length += 1) {
    longest = longest.flatMap(list => items.map(item => [...list, item]));
    made.push(...longest);
  }
  return made;
}

function mapsOf(keys: readonly Value[], values: readonly Value[]): readonly Value[] {
  const entries = keys.map(key => [undefined, ...values.map(value => [key, value] as const)]);
  const chosen = entries.reduce<readonly (readonly (readonly [Value, Value])[])[]>(
    (made, choices) =>
      made.flatMap(before => choices.map(entry => (entry === undefined ? before : [...before, entry]))),
    [[]],
  );
  return chosen.map(each => mapOf(each));
}
