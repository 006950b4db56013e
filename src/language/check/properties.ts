import type { FunctionDeclaration, Property } from '../../model/protocol.ts';
import type { Expression } from '../../model/expressions.ts';
import type { HistoryPropertyNode, PropertyNode } from '../syntax/tree.ts';
import { BOOL } from './checkedType.ts';
import { reportNotExplored } from './notExplored.ts';
import { scopeOf, withSlot, type Checking } from './scope.ts';
import type { FunctionEntry, GhostEntry } from './tables.ts';

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

/** The meaning of a property; undefined when it has no name, or asks for what is not explored yet. */
export function checkProperty(checking: Checking, node: PropertyNode): Property | undefined {
  const { problems, tables } = checking;
  const scope = scopeOf('property', undefined, node.property === 'step');
  const body =
    node.property === 'decides' ? checking.infer(node.body, scope).expression : checking.expect(node.body, scope, BOOL);
  const to = node.to === undefined ? undefined : checking.expect(node.to, scope, BOOL);
  if (node.to !== undefined && node.property !== 'leadsto') {
    problems.add('no-arrow', node.to.at, '`~>` belongs to `leadsto`.', { try: 'Write `leadsto Name: a ~> b`.' });
  }
  const entry = tables.properties.get(node.name.text);
  if (entry?.symbol.at !== node.name.at) return undefined;
  const common = { name: entry.symbol.name, at: entry.symbol.at, doc: entry.symbol.doc, slots: scope.frame.slots };
  switch (node.property) {
    case 'invariant':
    case 'step':
    case 'finally':
    case 'reachable':
      return { ...common, kind: node.property, body };
    case 'eventually':
    case 'alwaysEventually':
    case 'eventuallyAlways':
      reportNotExplored(problems, node.keyword, 'eventually', 'say what must be true at the end with `finally`');
      return { ...common, kind: 'eventually', mode: node.property, body };
    case 'leadsto':
      reportNotExplored(problems, node.keyword, 'leadsto', 'say what must be true at the end with `finally`');
      return { ...common, kind: 'leadsto', from: body, to: to ?? body };
    case 'decides':
      reportNotExplored(problems, node.keyword, 'decides', 'ask for each decision with `reachable`');
      return { ...common, kind: 'decides', body };
  }
}

export function checkHistoryProperty(checking: Checking, node: HistoryPropertyNode): void {
  const { problems, symbols, tables } = checking;
  const history = tables.histories.get(node.history.text);
  if (history !== undefined) symbols.refer(history.symbol, node.history.at);
  reportNotExplored(
    problems,
    node.keyword,
    node.property,
    'record what matters in a ghost and state it as an `invariant`',
  );
}
