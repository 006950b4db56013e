import type { Span } from '../base/span.ts';
import type { BinaryOperator } from '../model/expressions.ts';
import { compareValues, equalValues } from '../model/values.ts';
import type { MapValue, Value } from '../model/values.ts';
import { asBoolean, asInteger, asList, asMap, asSet, integer, isStructure } from './casts.ts';
import { vectorBefore } from './clocks.ts';
import * as collections from './collections.ts';
import { raise } from './errors.ts';
import type { Context } from './scope.ts';
import { spend } from './scope.ts';

/** Where an operator stands, and what its work is charged to. */
export interface Place {
  readonly at: Span;
  readonly context: Context;
  /** For the order of enum literals: their declaration. */
  readonly literals?: readonly string[] | undefined;
}

/** What `left operator right` is. Both operands are evaluated already, also for `and`, `or` and `implies`. */
export function applyOperator(operator: BinaryOperator, left: Value, right: Value, place: Place): Value {
  const { at } = place;
  switch (operator) {
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
    case 'modulo':
      return arithmetic(operator, asInteger(left, at), asInteger(right, at), at);
    case 'equal':
      return equalValues(left, right);
    case 'notEqual':
      return !equalValues(left, right);
    case 'less':
      return order(left, right, place) < 0;
    case 'lessOrEqual':
      return order(left, right, place) <= 0;
    case 'greater':
      return order(left, right, place) > 0;
    case 'greaterOrEqual':
      return order(left, right, place) >= 0;
    case 'and':
      return asBoolean(left, at) && asBoolean(right, at);
    case 'or':
      return asBoolean(left, at) || asBoolean(right, at);
    case 'implies':
      return !asBoolean(left, at) || asBoolean(right, at);
    case 'in':
      return isIn(left, right, at);
    case 'subset':
      return collections.isSubset(asSet(left, at), asSet(right, at));
    case 'clockBefore':
      return vectorBefore(asMap(left, at), asMap(right, at));
    case 'union':
    case 'intersect':
    case 'difference':
    case 'insert':
    case 'remove':
    case 'concat':
    case 'append':
    case 'removeItem':
    case 'mapUnion':
    case 'mapRemove':
      return combine(operator, left, right, place);
  }
}

type Arithmetic = 'add' | 'subtract' | 'multiply' | 'divide' | 'modulo';
type Combining =
  | 'union'
  | 'intersect'
  | 'difference'
  | 'insert'
  | 'remove'
  | 'concat'
  | 'append'
  | 'removeItem'
  | 'mapUnion'
  | 'mapRemove';

function arithmetic(operator: Arithmetic, left: number, right: number, at: Span): number {
  switch (operator) {
    case 'add':
      return integer(left + right, at);
    case 'subtract':
      return integer(left - right, at);
    case 'multiply':
      return integer(left * right, at);
    case 'divide':
      if (right === 0) raise('division-by-zero', 'Division by zero.', at);
      return floorDivide(left, right, at);
    case 'modulo':
      if (right === 0) raise('division-by-zero', 'Remainder of a division by zero.', at);
      return integer(signedRemainder(left, right), at);
  }
}

// Through the remainder, which is exact: a rounded quotient may be off by one beyond 2⁵².
function floorDivide(left: number, right: number, at: Span): number {
  return integer((left - signedRemainder(left, right)) / right, at);
}

function signedRemainder(left: number, right: number): number {
  const remainder = left % right;
  return remainder !== 0 && remainder < 0 !== right < 0 ? remainder + right : remainder;
}

function order(left: Value, right: Value, place: Place): number {
  if (left === null || right === null) raise('missing-value', 'none has no order. Give a default with «??».', place.at);
  const { literals } = place;
  if (literals !== undefined && typeof left === 'string' && typeof right === 'string') {
    return literals.indexOf(left) - literals.indexOf(right);
  }
  return compareValues(left, right);
}

function isIn(item: Value, collection: Value, at: Span): boolean {
  if (isStructure(collection) && collection.kind === 'list') {
    return collection.items.some(other => equalValues(other, item));
  }
  if (isStructure(collection) && collection.kind === 'map') return collections.positionOf(collection.keys, item).found;
  return collections.contains(asSet(collection, at), item);
}

function combine(operator: Combining, left: Value, right: Value, place: Place): Value {
  const { at, context } = place;
  spend(context, 1 + sizeOf(left) + sizeOf(right), at);
  switch (operator) {
    case 'union':
      return collections.union(asSet(left, at), asSet(right, at));
    case 'intersect':
      return collections.intersection(asSet(left, at), asSet(right, at));
    case 'difference':
      return collections.difference(asSet(left, at), asSet(right, at));
    case 'insert':
      return collections.insertItem(asSet(left, at), right);
    case 'remove':
      return collections.removeItem(asSet(left, at), right);
    case 'concat':
      return { kind: 'list', items: [...asList(left, at).items, ...asList(right, at).items] };
    case 'append':
      return { kind: 'list', items: [...asList(left, at).items, right] };
    case 'removeItem':
      return collections.removeFirst(asList(left, at), right);
    case 'mapUnion':
      return mapUnion(asMap(left, at), asMap(right, at), place);
    case 'mapRemove':
      return collections.mapRemove(asMap(left, at), right);
  }
}

function mapUnion(left: MapValue, right: MapValue, place: Place): MapValue {
  // Every key of the right map copies the left one.
  spend(place.context, left.keys.length * right.keys.length, place.at);
  return collections.mapUnion(left, right);
}

function sizeOf(value: Value): number {
  if (!isStructure(value)) return 0;
  return value.kind === 'set' || value.kind === 'list'
    ? value.items.length
    : value.kind === 'map'
      ? value.keys.length
      : 0;
}
