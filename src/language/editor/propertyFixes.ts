import { bindingsOf, quantifierForEach } from '../check/propertyParameters.ts';
import type { Problem } from '../problems.ts';
import type { ExpressionNode, PropertyNode } from '../syntax/tree.ts';
import { contains, type Document, type TextEdit } from './document.ts';
import type { QuickFix } from './quickFix.ts';

/** `leadsto P: all c in Client: a ~> b` becomes `leadsto P(c in Client): a ~> b`. */
export function claimForEach(document: Document, problem: Problem): readonly QuickFix[] {
  const node = propertyAt(document, problem);
  const quantifier = node && quantifierForEach(node);
  if (node === undefined || quantifier === undefined) return [];
  const bindings = bindingsOf(document.parsed, quantifier.bindings);
  const last = node.parameters.at(-1);
  const { end } = last?.at ?? node.name.at;
  const { where, body } = quantifier;
  const left =
    where === undefined ? textOf(document, body) : `${operand(document, where)} && ${operand(document, body)}`;
  const edits: readonly TextEdit[] = [
    { at: { start: end, end }, text: last === undefined ? `(${bindings})` : `, ${bindings}` },
    { at: node.body.at, text: left },
  ];
  return [{ title: `Claim it for each: \`${node.name.text}(${bindings})\``, edits, preferred: true }];
}

/** `invariant P(c in Client): a` becomes `invariant P: all c in Client: a`. */
export function claimForAll(document: Document, problem: Problem): readonly QuickFix[] {
  const node = propertyAt(document, problem);
  if (node === undefined || node.property === 'reachable' || node.property === 'decides') return [];
  const bindings = bindingsOf(document.parsed, node.parameters);
  const colon = document.tokens.find(({ text, at }) => text === ':' && at.start >= problem.at.end);
  if (colon === undefined || bindings.includes('…')) return [];
  const { start } = node.body.at;
  const edits: readonly TextEdit[] = [
    { at: { start: node.name.at.end, end: colon.at.start }, text: '' },
    { at: { start, end: start }, text: `all ${bindings}: ` },
  ];
  return [{ title: `Write \`all ${bindings}: …\``, edits, preferred: true }];
}

function propertyAt({ parsed }: Document, problem: Problem): PropertyNode | undefined {
  const nodes = parsed.file?.declarations ?? [];
  return nodes.filter(node => node.kind === 'property').find(({ at }) => contains(at, problem.at.start));
}

function textOf({ text }: Document, { at }: ExpressionNode): string {
  return text.slice(at.start, at.end);
}

/** A side of `&&`. */
function operand(document: Document, node: ExpressionNode): string {
  const text = textOf(document, node);
  const binds =
    ['quantified', 'if', 'let'].includes(node.kind) || (node.kind === 'binary' && ['||', '=>'].includes(node.sign));
  return binds ? `(${text})` : text;
}
