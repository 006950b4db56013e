import type { AstNode } from 'langium';
import type { Span } from '../../base/span.ts';
import type { Name as NameAst } from '../generated/ast.ts';
import type { Name } from './tree.ts';

/** What the parser really gives for a broken text: any part may be absent, whatever its declared type says. */
export type Loose<Node> = { readonly [Key in keyof Node]?: Node[Key] | undefined };

/** Where a node stands; without a place of its own, at the end of `around`. */
export function spanOf(node: Loose<AstNode> | undefined, around: Span): Span {
  const leaf = node?.$cstNode;
  return leaf === undefined ? { start: around.end, end: around.end } : { start: leaf.offset, end: leaf.end };
}

export function readName(name: Loose<NameAst> | undefined, around: Span): Name {
  const at = spanOf(name, around);
  return { text: name?.text ?? '', at: name?.text === undefined ? { start: at.end, end: at.end } : at };
}

export function readNames(names: readonly Loose<NameAst>[] | undefined, around: Span): readonly Name[] {
  return (names ?? []).map(name => readName(name, around)).filter(name => name.text !== '');
}

/** An optional name: undefined when it is not written. */
export function readOptionalName(name: Loose<NameAst> | undefined, around: Span): Name | undefined {
  return name === undefined ? undefined : readName(name, around);
}
