import type { FunctionDeclaration, Property } from '../../model/protocol.ts';
import type { Expression } from '../../model/expressions.ts';
import type { PropertyNode } from '../syntax/tree.ts';
import { BOOL, describe } from './checkedType.ts';
import { bindingsOf, checkPropertyParameters, quantifierForEach, withoutParentheses } from './propertyParameters.ts';
import { scopeOf, withSlot, type Checking, type Scope } from './scope.ts';
import { textOf, type FunctionEntry, type GhostEntry } from './tables.ts';

/** The body of a function, in a frame whose first slots are its parameters. */
export function checkFunction(checking: Checking, entry: FunctionEntry): Pick<FunctionDeclaration, 'slots' | 'body'> {
  let scope = scopeOf('function');
  for (const { symbol, type } of entry.parameters) scope = withSlot(scope, symbol, type).scope;
  const body = checking.expect(entry.node.body, scope, entry.result);
  return { slots: scope.frame.slots, body };
}

export function checkGhost(checking: Checking, entry: GhostEntry): Expression {
  const { initial, name } = entry.node;
  if (initial !== undefined) return checking.expect(initial, scopeOf('function'), entry.type);
  if (entry.type.kind !== 'unknown' && !checking.problems.unreadable) {
    checking.problems.add('no-initial-value', name.at, `The ghost \`${name.text}\` has no first value.`, {
      try: 'Write `= …` after its type.',
    });
  }
  return { kind: 'literal', value: 0, at: name.at };
}

/** The meaning of a property; undefined when it has no name of its own. */
export function checkProperty(checking: Checking, node: PropertyNode): Property | undefined {
  const { tables } = checking;
  const outer = scopeOf('property', undefined, node.property === 'step');
  const { parameters, scope } = checkPropertyParameters(checking, node, outer);
  const body =
    node.property === 'decides' ? checkDecision(checking, node, scope) : checking.expect(node.body, scope, BOOL);
  const to = checkArrow(checking, node, scope, body);
  const entry = tables.properties.get(node.name.text);
  if (entry?.symbol.at !== node.name.at) return undefined;
  const common = { name: entry.symbol.name, at: entry.symbol.at, doc: entry.symbol.doc, slots: scope.frame.slots };
  switch (node.property) {
    case 'invariant':
    case 'step':
    case 'finally':
    case 'reachable':
    case 'decides':
      return { ...common, kind: node.property, body };
    case 'eventually':
    case 'alwaysEventually':
    case 'eventuallyAlways':
      return { ...common, kind: 'eventually', mode: node.property, parameters, body };
    case 'leadsto':
      return { ...common, kind: 'leadsto', parameters, from: body, to: to ?? body };
  }
}

/** What follows `~>`, which `leadsto` has and no other property. */
function checkArrow(checking: Checking, node: PropertyNode, scope: Scope, from: Expression): Expression | undefined {
  const { problems } = checking;
  const { body, property, to } = node;
  if (property !== 'leadsto') {
    if (to === undefined) return undefined;
    problems.add('no-arrow', to.at, '`~>` belongs to `leadsto`.', { try: 'Write `leadsto Name: a ~> b`.' });
  } else if (to === undefined) {
    if (body.kind === 'missing' || problems.unreadable) return undefined;
    const implies = body.kind === 'binary' && body.sign === '=>' ? body.signAt : undefined;
    problems.add('no-arrow', implies ?? body.at, 'This does not say what comes later: that stands after `~>`.', {
      try: 'Write `leadsto Name: a ~> b`: whenever a, then or later b.',
      ...(implies === undefined ? {} : { replacement: '~>' }),
    });
    return undefined;
  }
  const before = problems.found.length;
  const expression = checking.expect(to, scope, BOOL);
  explainLeftNames(checking, node, { from, before });
  return expression;
}

/** Says what to do about names of the left side of `~>`, `from`, in the problems of the right side: those behind `before`. */
function explainLeftNames(
  checking: Checking,
  node: PropertyNode,
  { from, before }: { readonly from: Expression; readonly before: number },
): void {
  const { found } = checking.problems;
  const { name, parameters } = node;
  const left = withoutParentheses(node.body);
  const bound = left.kind === 'quantified' ? left.bindings.map(each => each.name.text) : [];
  const forEach = quantifierForEach(node, from);
  const advice =
    forEach === undefined
      ? 'Each side is a condition of its own: name the node on both, such as `the Client` or `first(Client)`.'
      : `Write \`leadsto ${name.text}(${bindingsOf(checking, [...parameters, ...forEach.bindings])}): …\`: it is then claimed for each by itself.`;
  for (const [i, { code, at, severity }] of found.entries()) {
    const text = textOf(checking, at);
    if (i < before || !['unknown-name', 'not-a-value'].includes(code) || !bound.includes(text)) continue;
    const message = `\`${text}\` is known on the left of \`~>\` only.`;
    found[i] = { code: forEach === undefined ? code : 'known-on-left', at, severity, message, try: advice };
  }
}

/** `none` until somebody has decided, or the values that nodes have decided: `none` among them is no decision. */
function checkDecision(checking: Checking, { body }: PropertyNode, scope: Scope): Expression {
  const { expression, type } = checking.infer(body, scope);
  if (type.kind === 'set' && type.of.kind === 'option') {
    const right: Expression = { kind: 'literal', value: null, at: body.at };
    return { kind: 'binary', operator: 'remove', left: expression, right, at: body.at };
  }
  if (type.kind !== 'option' && type.kind !== 'set' && type.kind !== 'unknown') {
    checking.problems.add(
      'not-a-decision',
      body.at,
      `A decision is \`T?\` or \`set of T\`, but this is \`${describe(type)}\`.`,
      {
        try: 'Write an expression that is `none` until somebody has decided, or the set of all values decided: `{ n.decided for n in Server }`.',
      },
    );
  }
  return expression;
}
