import type { Span } from '../../base/span.ts';
import type * as ast from '../generated/ast.ts';
import { readExpression } from './readExpressions.ts';
import { readName, readNames, spanOf, type Loose } from './placed.ts';
import type { ExpressionNode, FieldNode, TypeNode } from './tree.ts';

/** A type as written; `missing` where the text has none. */
export function readType(node: ast.BaseType | undefined, around: Span): TypeNode {
  const at = spanOf(node, around);
  if (node === undefined) return { kind: 'missing', at };
  switch (node.$type) {
    case 'Type': {
      const loose: Loose<ast.Type> = node;
      const of = readType(loose.base, at);
      return loose.option === true ? { kind: 'option', of, at } : of;
    }
    case 'SetType':
      return { kind: 'set', of: readType((node as Loose<ast.SetType>).of, at), at };
    case 'ListType': {
      const { of, max }: Loose<ast.ListType> = node;
      return { kind: 'list', of: readType(of, at), max: max === undefined ? undefined : readExpression(max, at), at };
    }
    case 'MapType': {
      const { key, value }: Loose<ast.MapType> = node;
      return { kind: 'map', key: readType(key, at), value: readType(value, at), at };
    }
    case 'RangeType':
      return {
        kind: 'range',
        low: readLow(node, at),
        high: readExpression((node as Loose<ast.RangeType>).high, at),
        at,
      };
    case 'NamedType':
      return readNamedType(node, at);
    // The parser, recovering from an error, leaves a node that is none of these.
    default:
      return { kind: 'missing', at };
  }
}

function readLow(node: Loose<ast.RangeType>, at: Span): ExpressionNode {
  const text = node.low ?? '0';
  const start = at.start;
  const number: ExpressionNode = { kind: 'number', text, at: { start, end: start + text.length } };
  return node.negative === true ? { kind: 'negate', of: number, at: number.at } : number;
}

function readNamedType(node: Loose<ast.NamedType>, at: Span): TypeNode {
  const name = readName(node.name, at);
  if (name.text === '') return { kind: 'missing', at };
  const literals = node.literals ?? [];
  if (literals.length > 0) return { kind: 'literals', literals: [name, ...readNames(literals, at)], at };
  if (node.high === undefined) return { kind: 'named', name, at };
  return { kind: 'range', low: { kind: 'reference', name, at: name.at }, high: readExpression(node.high, at), at };
}

export function readFields(fields: readonly Loose<ast.Field>[] | undefined, around: Span): readonly FieldNode[] {
  return (fields ?? []).map(field => {
    const at = spanOf(field, around);
    return { name: readName(field.name, at), type: readType(field.type, at), at };
  });
}
