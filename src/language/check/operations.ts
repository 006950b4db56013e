import type { Statement } from '../../model/statements.ts';
import type { Name, StatementNode } from '../syntax/tree.ts';
import { describe, fit, type CheckedType } from './checkedType.ts';
import { convert } from './convert.ts';
import { asked, operationsOf, quoted, type Operation } from './dataTypes.ts';
import { exampleValue } from './exampleValue.ts';
import { findHistory } from './histories.ts';
import { checkRange } from './ranges.ts';
import type { Checking, Scope } from './scope.ts';
import { closest } from './suggest.ts';
import type { HistoryEntry, RoleEntry } from './tables.ts';

type InvokeNode = StatementNode & { readonly kind: 'invoke' };
type RespondNode = StatementNode & { readonly kind: 'respond' };

/** `invoke h.write(v)`: an operation begins, of which the node that runs is the client. */
export function checkInvoke(
  checking: Checking,
  node: InvokeNode,
  scope: Scope,
  role: RoleEntry,
): Statement | undefined {
  const history = findHistory(checking, node.history, 'write');
  history?.invokedBy.add(role);
  const operation = history?.dataType && findOperation(checking, node, history);
  if (history === undefined || operation === undefined) {
    for (const { value } of node.arguments) checking.infer(value, scope);
    return undefined;
  }
  const given = node.arguments.map(({ key, value, at }, i) => {
    const type = operation.parameters[i];
    if (key !== undefined) {
      checking.problems.add('unknown-field', key.at, 'What an operation is asked has no names.', {
        try: `Write \`invoke ${history.symbol.name}.${asked(operation)}\`: the values in this order.`,
      });
    }
    if (type === undefined) return checking.infer(value, scope).expression;
    const expression = checking.expect(value, scope, type);
    checkRange(checking, expression, type, at);
    return expression;
  });
  if (given.length !== operation.parameters.length) reportCount(checking, node, history, operation);
  return { kind: 'invoke', history: history.index, operation: operation.name, arguments: given, at: node.at };
}

/** What other languages call it; taken where the data type has the operation. */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  set: ['write', 'put'],
  put: ['write', 'enqueue'],
  get: ['read'],
  push: ['enqueue'],
  insert: ['add', 'put'],
  pop: ['dequeue'],
  increment: ['add'],
  delete: ['remove'],
  has: ['contains'],
  lock: ['acquire'],
  unlock: ['release'],
};

function findOperation(checking: Checking, { history: name, operation }: InvokeNode, history: HistoryEntry) {
  const known = operationsOf(history);
  const found = known.find(each => each.name === operation?.text);
  if (operation !== undefined && found !== undefined) {
    checking.tables.dataTypeUses.push({ at: operation.at, history, operation: found.name });
    return found;
  }
  if (operation?.text === '') return undefined;
  const listed = `A \`${history.dataType ?? ''}\` has ${quoted(known.map(asked))}.`;
  if (operation === undefined) {
    checking.problems.add('unknown-operation', name.at, 'This does not say which operation begins.', {
      try: `Write \`invoke ${name.text}.${known[0]?.name ?? ''}\`. ${listed}`,
    });
    return undefined;
  }
  const names = known.map(each => each.name);
  const meant = Object.hasOwn(SYNONYMS, operation.text) ? SYNONYMS[operation.text] : undefined;
  const near = meant?.find(each => names.includes(each)) ?? closest(operation.text, names);
  checking.problems.add('unknown-operation', operation.at, `\`${name.text}\` has no operation \`${operation.text}\`.`, {
    ...(near === undefined ? { try: listed } : { try: `Did you mean \`${near}\`? ${listed}`, replacement: near }),
  });
  return undefined;
}

function reportCount(
  { problems, text }: Checking,
  node: InvokeNode,
  history: HistoryEntry,
  operation: Operation,
): void {
  const { length } = operation.parameters;
  const given = node.arguments.length;
  const needs = length === 0 ? 'takes nothing' : `needs ${String(length)} value${length === 1 ? '' : 's'}`;
  const values = operation.parameters.map(exampleValue).join(', ');
  const start = node.operation?.at.start ?? node.at.start;
  const end = start + text.slice(start, node.at.end).trimEnd().length;
  problems.add(
    'wrong-arguments',
    { start, end },
    `\`${operation.name}\` ${needs}, but ${given === 0 ? 'none is' : given === 1 ? '1 is' : `${String(given)} are`} given.`,
    { try: `Write \`invoke ${history.symbol.name}.${operation.name}${values === '' ? '' : `(${values})`}\`.` },
  );
}

/** `respond h with v`: the client learns what became of the operation that it began last. */
export function checkRespond(
  checking: Checking,
  node: RespondNode,
  scope: Scope,
  role: RoleEntry,
): Statement | undefined {
  const history = findHistory(checking, node.history, 'write');
  history?.answers.push({ by: role, at: node.at });
  const operations = history === undefined ? [] : operationsOf(history);
  const results = operations.flatMap(({ result }) => (result === undefined ? [] : [result]));
  const typed = node.result && checking.infer(node.result, scope, results[0]);
  if (history?.dataType === undefined) return undefined;
  const statement = { kind: 'respond', history: history.index, at: node.at } as const;
  if (node.result === undefined || typed === undefined) return { ...statement, result: undefined };
  const type = bestFit(typed.type, results);
  if (type === undefined) {
    reportAnswer(checking, { node, given: typed.type, operations });
    return undefined;
  }
  const result = convert(checking, typed, type, node.result.at);
  checkRange(checking, result, type, node.result.at);
  return { ...statement, result };
}

/** Of several types the one that a value has, or has inside. */
function bestFit(given: CheckedType, types: readonly CheckedType[]): CheckedType | undefined {
  return types.find(type => fit(given, type) === 'same') ?? types.find(type => fit(given, type) === 'unwrap');
}

interface Answer {
  readonly node: RespondNode;
  readonly given: CheckedType;
  readonly operations: readonly Operation[];
}

function reportAnswer({ problems }: Checking, { node, given, operations }: Answer): void {
  const name: Name = node.history;
  const answers = operations.map(each =>
    each.result === undefined ? `\`${each.name}\` nothing` : `\`${each.name}\` \`${describe(each.result)}\``,
  );
  problems.add(
    'wrong-answer',
    node.result?.at ?? node.at,
    `No operation of \`${name.text}\` answers \`${describe(given)}\`.`,
    { try: `What they answer: ${answers.join(', ')}. After one that answers nothing, write \`respond ${name.text}\`.` },
  );
}
