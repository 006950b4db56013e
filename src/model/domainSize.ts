import type { Instance } from './instance.ts';
import type { Type } from './types.ts';

/** How many values a type, or many variables together, can have. */
export type DomainSize =
  | { readonly kind: 'exact'; readonly size: bigint }
  /** Finite, and too large to write out: `digits` decimal digits. */
  | { readonly kind: 'huge'; readonly digits: number }
  | { readonly kind: 'unbounded' };

/** Larger numbers are described by their length: nobody reads them, and their arithmetic would take seconds. */
const DIGITS_MAX = 30_000;

/** How many values a type has in an instance. */
export function domainSize(type: Type, instance: Pick<Instance, 'nodes' | 'roleNodes'>): DomainSize {
  const sizeOf = (inner: Type): DomainSize => domainSize(inner, instance);
  switch (type.kind) {
    case 'bool':
      return exact(2);
    case 'range':
      return exact(type.high - type.low + 1);
    case 'enum':
      return exact(type.literals.length);
    case 'role':
      return exact(instance.roleNodes[type.role]?.count ?? 0);
    case 'node':
      return exact(instance.nodes.length);
    case 'option':
      return sum([exact(1), sizeOf(type.of)]);
    case 'set':
      return power(exact(2), sizeOf(type.of));
    case 'list':
      return type.max === undefined ? listOfAnyLength(sizeOf(type.of)) : lists(sizeOf(type.of), type.max);
    case 'map':
      return power(sum([exact(1), sizeOf(type.value)]), sizeOf(type.key));
    case 'record':
      return product(type.fields.map(field => sizeOf(field.type)));
    case 'int':
    case 'lamport':
    case 'vector':
    case 'time':
    case 'interval':
      return { kind: 'unbounded' };
  }
}

/** The common logarithm, for scales and comparisons; infinite when unbounded, −∞ for nothing. */
export function logarithm(size: DomainSize): number {
  switch (size.kind) {
    case 'exact':
      return logarithmOf(size.size);
    case 'huge':
      return size.digits;
    case 'unbounded':
      return Infinity;
  }
}

function logarithmOf(size: bigint): number {
  if (size <= 0n) return -Infinity;
  const text = size.toString();
  return text.length - 1 + Math.log10(Number(`${text[0] ?? '1'}.${text.slice(1, 16)}`));
}

export function exact(size: number): DomainSize {
  return { kind: 'exact', size: BigInt(size) };
}

export function sum(sizes: readonly DomainSize[]): DomainSize {
  return sizes.reduce<DomainSize>((a, b) => {
    if (a.kind === 'exact' && b.kind === 'exact') return { kind: 'exact', size: a.size + b.size };
    if (a.kind === 'unbounded' || b.kind === 'unbounded') return { kind: 'unbounded' };
    return { kind: 'huge', digits: Math.max(logarithm(a), logarithm(b)) };
  }, exact(0));
}

export function product(sizes: readonly DomainSize[]): DomainSize {
  if (sizes.some(size => size.kind === 'exact' && size.size === 0n)) return exact(0);
  return sizes.reduce<DomainSize>((a, b) => {
    if (a.kind === 'unbounded' || b.kind === 'unbounded') return { kind: 'unbounded' };
    const digits = logarithm(a) + logarithm(b);
    if (a.kind === 'huge' || b.kind === 'huge' || digits > DIGITS_MAX)
      return { kind: 'huge', digits: Math.ceil(digits) };
    return { kind: 'exact', size: a.size * b.size };
  }, exact(1));
}

export function power(base: DomainSize, exponent: DomainSize): DomainSize {
  if (exponent.kind === 'exact' && exponent.size === 0n) return exact(1);
  if (base.kind === 'exact' && base.size <= 1n) return base;
  if (base.kind === 'unbounded' || exponent.kind === 'unbounded') return { kind: 'unbounded' };
  const digits = logarithm(base) * (exponent.kind === 'exact' ? Number(exponent.size) : 10 ** exponent.digits);
  if (base.kind === 'huge' || exponent.kind === 'huge' || digits > DIGITS_MAX) {
    return { kind: 'huge', digits: Math.ceil(digits) };
  }
  return { kind: 'exact', size: base.size ** exponent.size };
}

/** The number of lists of at most `max` items: the sum of the powers of the number of items. */
function lists(item: DomainSize, max: number): DomainSize {
  if (item.kind === 'unbounded') return max === 0 ? exact(1) : item;
  if (item.kind === 'exact' && item.size === 1n) return exact(max + 1);
  if (item.kind === 'huge' || logarithm(item) * max > DIGITS_MAX) {
    return max === 0 ? exact(1) : { kind: 'huge', digits: Math.ceil(logarithm(item) * max) };
  }
  return { kind: 'exact', size: item.size === 0n ? 1n : (item.size ** BigInt(max + 1) - 1n) / (item.size - 1n) };
}

function listOfAnyLength(item: DomainSize): DomainSize {
  return item.kind === 'exact' && item.size === 0n ? exact(1) : { kind: 'unbounded' };
}
