import type { Span } from '../base/span.ts';
import type { Expression } from '../model/expressions.ts';
import type { DeclaredField, DeclaredType, Field, Type } from '../model/types.ts';
import { formatValue } from '../model/values.ts';
import type { NodeIndex, Value } from '../model/values.ts';
import { asInteger, isStructure } from './casts.ts';
import { raise } from './errors.ts';
import type { Setting } from './scope.ts';

/** The value of an expression that is the same in all states. */
export type Constant = (expression: Expression) => Value;

/** The type with its bounds computed. Raises where the low end of a range is above its high end. */
export function resolveType(type: DeclaredType, constant: Constant): Type {
  const resolve = (inner: DeclaredType): Type => resolveType(inner, constant);
  switch (type.kind) {
    case 'range': {
      const low = asInteger(constant(type.low), type.low.at);
      const high = asInteger(constant(type.high), type.high.at);
      if (low > high)
        raise('out-of-range', `The range ${low}..${high} is empty: its low end is above its high end.`, type.low.at);
      return { kind: 'range', low, high };
    }
    case 'option':
    case 'set':
      return { kind: type.kind, of: resolve(type.of) };
    case 'list':
      return {
        kind: 'list',
        of: resolve(type.of),
        max: type.max === undefined ? undefined : listMax(type.max, constant),
      };
    case 'map':
      return { kind: 'map', key: resolve(type.key), value: resolve(type.value) };
    case 'record':
      return { kind: 'record', name: type.name, fields: resolveFields(type.fields, constant) };
    case 'bool':
    case 'int':
    case 'enum':
    case 'role':
    case 'node':
    case 'lamport':
    case 'vector':
    case 'time':
    case 'interval':
      return type;
  }
}

export function resolveFields(fields: readonly DeclaredField[], constant: Constant): readonly Field[] {
  return fields.map(({ name, type }) => ({ name, type: resolveType(type, constant) }));
}

function listMax(max: Expression, constant: Constant): number {
  const length = asInteger(constant(max), max.at);
  if (length < 0) raise('out-of-range', `A list cannot have at most ${length} items.`, max.at);
  return length;
}

/** Raises unless `value` belongs to `type`; `what` names what takes it. */
export function checkType(
  type: Type,
  value: Value,
  what: { readonly name: string; readonly at: Span },
  setting: Setting,
): void {
  const fault = misfit(type, value, setting);
  if (fault === undefined) return;
  raise(fault.code, `${what.name}${fault.path ?? ''}: ${fault.message}`, what.at);
}

interface Misfit {
  readonly code: 'out-of-range' | 'missing-value' | 'wrong-node';
  readonly message: string;
  /** Where in the value it is, as one would write it behind the name: `[2].load`. */
  readonly path?: string;
}

function misfit(type: Type, value: Value, setting: Setting): Misfit | undefined {
  switch (type.kind) {
    case 'range':
      return typeof value === 'number' && (value < type.low || value > type.high)
        ? { code: 'out-of-range', message: `${value} is not in ${type.low}..${type.high}.` }
        : noneMisfit(value);
    case 'enum':
      return typeof value === 'string' && !type.literals.includes(value)
        ? { code: 'out-of-range', message: `${value} is none of ${type.literals.join(', ')}.` }
        : noneMisfit(value);
    case 'role':
      return roleMisfit(type.role, type.name, value, setting);
    case 'option':
      return value === null ? undefined : misfit(type.of, value, setting);
    case 'set':
    case 'list':
    case 'map':
    case 'record':
      return noneMisfit(value) ?? structureMisfit(type, value, setting);
    case 'bool':
    case 'int':
    case 'node':
    case 'lamport':
    case 'vector':
    case 'time':
    case 'interval':
      return noneMisfit(value);
  }
}

function noneMisfit(value: Value): Misfit | undefined {
  return value === null ? { code: 'missing-value', message: 'none is not a value of its type.' } : undefined;
}

function roleMisfit(role: number, name: string, value: Value, setting: Setting): Misfit | undefined {
  if (!isStructure(value) || value.kind !== 'node') return noneMisfit(value);
  if (setting.nodes[value.index]?.role === role) return undefined;
  return { code: 'wrong-node', message: `${nameOf(setting)(value.index)} is not a ${name}.` };
}

function structureMisfit(
  type: Extract<Type, { readonly kind: 'set' | 'list' | 'map' | 'record' }>,
  value: Value,
  setting: Setting,
): Misfit | undefined {
  if (!isStructure(value)) return undefined;
  if (type.kind === 'list' && value.kind === 'list' && type.max !== undefined && value.items.length > type.max) {
    const message = `${formatValue(value, nameOf(setting))} has ${value.items.length} items; at most ${type.max} are allowed.`;
    return { code: 'out-of-range', message };
  }
  if ((type.kind === 'set' || type.kind === 'list') && (value.kind === 'set' || value.kind === 'list')) {
    const { kind } = value;
    const part = { typeAt: () => type.of, pathAt: (i: number) => (kind === 'list' ? `[${i}]` : '') };
    return firstMisfit(value.items, part, setting);
  }
  if (type.kind === 'map' && value.kind === 'map') {
    const keys = { typeAt: () => type.key, pathAt: () => '' };
    const pathAt = (i: number): string => `[${formatValue(value.keys[i]!, nameOf(setting))}]`;
    return (
      firstMisfit(value.keys, keys, setting) ?? firstMisfit(value.values, { typeAt: () => type.value, pathAt }, setting)
    );
  }
  if (type.kind === 'record' && value.kind === 'record') {
    const { fields } = type;
    const part = { typeAt: (i: number) => fields[i]!.type, pathAt: (i: number) => `.${fields[i]!.name}` };
    return firstMisfit(value.fields, part, setting);
  }
  return undefined;
}

function firstMisfit(
  values: readonly Value[],
  { typeAt, pathAt }: { readonly typeAt: (position: number) => Type; readonly pathAt: (position: number) => string },
  setting: Setting,
): Misfit | undefined {
  for (const [position, value] of values.entries()) {
    const fault = misfit(typeAt(position), value, setting);
    if (fault !== undefined) return { ...fault, path: `${pathAt(position)}${fault.path ?? ''}` };
  }
  return undefined;
}

function nameOf(setting: Setting): (node: NodeIndex) => string {
  return node => setting.nodes[node]?.name ?? `node ${node}`;
}
