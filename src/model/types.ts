import type { Expression } from './expressions.ts';

/**
 * A type of the language. `Bound` is what the ends of integer ranges are: constant expressions in a protocol
 * (they may use parameters), numbers in an instance of it.
 */
export type TypeOf<Bound> =
  | { readonly kind: 'bool' }
  | { readonly kind: 'int' }
  | { readonly kind: 'range'; readonly low: Bound; readonly high: Bound }
  | { readonly kind: 'enum'; readonly name: string | undefined; readonly literals: readonly string[] }
  | { readonly kind: 'role'; readonly role: number; readonly name: string }
  | { readonly kind: 'node' }
  | { readonly kind: 'lamport' }
  | { readonly kind: 'vector' }
  | { readonly kind: 'time' }
  | { readonly kind: 'interval' }
  | OptionType<Bound>
  | SetType<Bound>
  | ListType<Bound>
  | MapType<Bound>
  | RecordType<Bound>;

export interface OptionType<Bound> {
  readonly kind: 'option';
  readonly of: TypeOf<Bound>;
}
export interface SetType<Bound> {
  readonly kind: 'set';
  readonly of: TypeOf<Bound>;
}
export interface ListType<Bound> {
  readonly kind: 'list';
  readonly of: TypeOf<Bound>;
  /** The largest length, undefined for any. */
  readonly max: Bound | undefined;
}
export interface MapType<Bound> {
  readonly kind: 'map';
  readonly key: TypeOf<Bound>;
  readonly value: TypeOf<Bound>;
}
export interface RecordType<Bound> {
  readonly kind: 'record';
  readonly name: string;
  readonly fields: readonly FieldOf<Bound>[];
}

export interface FieldOf<Bound> {
  readonly name: string;
  readonly type: TypeOf<Bound>;
}

/** A type as a protocol declares it. */
export type DeclaredType = TypeOf<Expression>;
export type DeclaredField = FieldOf<Expression>;
/** A type of an instance: every bound is known. */
export type Type = TypeOf<number>;
export type Field = FieldOf<number>;
