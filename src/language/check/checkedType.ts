import type { Expression } from '../../model/expressions.ts';

/**
 * A type while a file is checked. Unlike the model's types it may be `unknown` (after an error, or the items of `{}`),
 * records are named by their index, so that a recursive one is still finite, and messages in flight have a type.
 */
export type CheckedType =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'bool' }
  | { readonly kind: 'int' }
  /** `text` is the range as written. */
  | { readonly kind: 'range'; readonly low: Expression; readonly high: Expression; readonly text: string }
  | EnumType
  | { readonly kind: 'role'; readonly role: number; readonly name: string; readonly ordered: boolean }
  | { readonly kind: 'node' }
  | { readonly kind: 'lamport' }
  | { readonly kind: 'vector' }
  | { readonly kind: 'time' }
  | { readonly kind: 'interval' }
  | { readonly kind: 'option'; readonly of: CheckedType }
  | { readonly kind: 'set'; readonly of: CheckedType }
  | { readonly kind: 'list'; readonly of: CheckedType; readonly max: Expression | undefined }
  | { readonly kind: 'map'; readonly key: CheckedType; readonly value: CheckedType }
  | { readonly kind: 'record'; readonly record: number; readonly name: string }
  | { readonly kind: 'envelope'; readonly message: number; readonly name: string };

export interface EnumType {
  readonly kind: 'enum';
  readonly name: string | undefined;
  readonly literals: readonly string[];
}

export const UNKNOWN: CheckedType = { kind: 'unknown' };
export const BOOL: CheckedType = { kind: 'bool' };
export const INT: CheckedType = { kind: 'int' };
export const NODE: CheckedType = { kind: 'node' };
export const TIME: CheckedType = { kind: 'time' };

/** What tells one enumeration from another. */
export function enumIdentity(type: EnumType): string {
  return type.name ?? type.literals.join('|');
}

/** The type as the language writes it. */
export function describe(type: CheckedType): string {
  switch (type.kind) {
    case 'unknown':
      return 'unknown';
    case 'range':
      return type.text;
    case 'enum':
      return type.name ?? type.literals.join(' | ');
    case 'role':
    case 'record':
      return type.name;
    case 'envelope':
      return `${type.name} in flight`;
    case 'option':
      return `${inner(type.of)}?`;
    case 'set':
      return `set of ${describe(type.of)}`;
    case 'list':
      return `list of ${describe(type.of)}`;
    case 'map':
      return `map ${describe(type.key)} to ${describe(type.value)}`;
    case 'bool':
    case 'int':
    case 'node':
    case 'lamport':
    case 'vector':
    case 'time':
    case 'interval':
      return type.kind;
  }
}

function inner(type: CheckedType): string {
  const simple =
    !['set', 'list', 'map', 'enum'].includes(type.kind) || (type.kind === 'enum' && type.name !== undefined);
  return simple ? describe(type) : `(${describe(type)})`;
}

/** How a value of one type can stand where another is needed: as it is, after taking it out of an option, or not. */
export type Fit = 'same' | 'unwrap' | 'no';

export function fit(from: CheckedType, to: CheckedType): Fit {
  if (fitsAsItIs(from, to)) return 'same';
  if (from.kind === 'option' && to.kind !== 'option' && fitsAsItIs(from.of, to)) return 'unwrap';
  return 'no';
}

export function isNumber(type: CheckedType): boolean {
  return type.kind === 'int' || type.kind === 'range';
}

function fitsAsItIs(from: CheckedType, to: CheckedType): boolean {
  if (from.kind === 'unknown' || to.kind === 'unknown') return true;
  if (isNumber(from)) {
    if (isNumber(to) || to.kind === 'lamport' || to.kind === 'time') return true;
  }
  if (to.kind === 'option') return fitsAsItIs(from.kind === 'option' ? from.of : from, to.of);
  if (to.kind === 'node') return from.kind === 'node' || from.kind === 'role';
  if (from.kind === 'enum' && to.kind === 'enum') return enumIdentity(from) === enumIdentity(to);
  if (from.kind === 'role' && to.kind === 'role') return from.role === to.role;
  if (from.kind === 'record' && to.kind === 'record') return from.record === to.record;
  if (from.kind === 'envelope' && to.kind === 'envelope') return from.message === to.message;
  if (from.kind === 'set' && to.kind === 'set') return fitsAsItIs(from.of, to.of);
  if (from.kind === 'list' && to.kind === 'list') return fitsAsItIs(from.of, to.of);
  if (from.kind === 'map' && to.kind === 'map') return fitsAsItIs(from.key, to.key) && fitsAsItIs(from.value, to.value);
  return from.kind === to.kind;
}

/** The narrowest type that holds the values of both, undefined when there is none. */
export function join(a: CheckedType, b: CheckedType): CheckedType | undefined {
  if (a.kind === 'unknown') return b;
  if (b.kind === 'unknown') return a;
  if (a.kind === 'range' && b.kind === 'range' && a.text === b.text) return a;
  if (isNumber(a) && isNumber(b)) return INT;
  if (a.kind === 'option' || b.kind === 'option') {
    const of = join(a.kind === 'option' ? a.of : a, b.kind === 'option' ? b.of : b);
    return of && { kind: 'option', of };
  }
  if (a.kind === 'set' && b.kind === 'set') {
    const of = join(a.of, b.of);
    return of && { kind: 'set', of };
  }
  if (a.kind === 'list' && b.kind === 'list') {
    const of = join(a.of, b.of);
    return of && { kind: 'list', of, max: undefined };
  }
  if (a.kind === 'map' && b.kind === 'map') {
    const key = join(a.key, b.key);
    const value = join(a.value, b.value);
    return key && value && { kind: 'map', key, value };
  }
  if (fitsAsItIs(a, b)) return b;
  if (fitsAsItIs(b, a)) return a;
  return isNode(a) && isNode(b) ? NODE : undefined;
}

export function isNode(type: CheckedType): boolean {
  return type.kind === 'role' || type.kind === 'node';
}

/** Whether values of the type have an order that `<` may ask for. */
export function isOrdered(type: CheckedType): boolean {
  const always = isNumber(type) || type.kind === 'lamport' || type.kind === 'time' || type.kind === 'enum';
  return always || (type.kind === 'role' && type.ordered);
}

/** The type inside an option, or the type itself. */
export function withoutOption(type: CheckedType): CheckedType {
  return type.kind === 'option' ? type.of : type;
}

/** What iterating over a set, a list or the keys of a map gives. */
export function itemType(type: CheckedType): CheckedType | undefined {
  if (type.kind === 'set' || type.kind === 'list') return type.of;
  return type.kind === 'unknown' ? UNKNOWN : undefined;
}
