import { DATA_TYPES } from '../../model/dataTypes.ts';
import type { Expression } from '../../model/expressions.ts';
import type { Property } from '../../model/protocol.ts';
import type { Span } from '../../base/span.ts';
import { docComment } from '../syntax/docComment.ts';
import type { HistoryPropertyNode, Name } from '../syntax/tree.ts';
import { describe, fit, isNode, type CheckedType } from './checkedType.ts';
import { convert } from './convert.ts';
import { DATA_TYPE_NAMES, dataTypeMeant, dataTypeNamed, operationsOf, quoted } from './dataTypes.ts';
import { exampleValue } from './exampleValue.ts';
import { checkRange } from './ranges.ts';
import { scopeOf, type Checking } from './scope.ts';
import { closest } from './suggest.ts';
import type { SymbolEntry } from './symbols.ts';
import type { HistoryEntry, Workspace } from './tables.ts';

/** The data type of a history, what it is of, and what it holds before anything happens. */
export function checkHistory(checking: Checking, entry: HistoryEntry): void {
  const { node, of } = entry;
  const { dataType: name } = node;
  const dataType = dataTypeNamed(name.text);
  if (dataType === undefined) {
    if (node.initial !== undefined) checking.infer(node.initial, scopeOf('constant'), of);
    if (name.text !== '') reportUnknownDataType(checking, name);
    return;
  }
  entry.dataType = dataType;
  checking.tables.dataTypeUses.push({ at: name.at, history: entry, operation: undefined });
  const { holds } = DATA_TYPES[dataType];
  if (holds === 'int' || holds === 'holder') {
    const about = holds === 'int' ? 'counts whole numbers' : 'holds no values';
    if (node.of !== undefined) {
      const surplus = { start: name.at.end, end: node.of.at.end };
      reportSurplus(checking, surplus, `A \`${dataType}\` ${about}: it is not \`of\` anything.`);
    }
    entry.of = undefined;
  } else {
    checkOf(checking, entry, holds === 'entries');
  }
  if (holds === 'item') {
    entry.initial = firstItem(checking, entry);
  } else if (node.initial !== undefined) {
    checking.infer(node.initial, scopeOf('constant'));
    const first = holds === 'int' ? 'begins with 0' : holds === 'holder' ? 'is free at first' : 'begins empty';
    const surplus = { start: node.of?.at.end ?? name.at.end, end: node.initial.at.end };
    reportSurplus(checking, surplus, `A \`${dataType}\` ${first}: that cannot be chosen.`);
  }
}

function reportUnknownDataType({ problems }: Checking, name: Name): void {
  const near = dataTypeMeant(name.text) ?? closest(name.text, DATA_TYPE_NAMES);
  const listed = `Data types are ${quoted(DATA_TYPE_NAMES)}.`;
  problems.add('unknown-data-type', name.at, `There is no data type \`${name.text}\`.`, {
    ...(near === undefined ? { try: listed } : { try: `Did you mean \`${near}\`? ${listed}`, replacement: near }),
  });
}

/** Something that this data type cannot have, with the blank before it. */
function reportSurplus({ problems, text }: Checking, { start, end }: Span, message: string): void {
  const at = { start: end - text.slice(start, end).trimStart().length, end };
  problems.add('not-of-this-data-type', at, message, { try: 'Remove it.' });
}

function checkOf({ problems }: Checking, { node, of }: HistoryEntry, needsMap: boolean): void {
  const { name, dataType } = node;
  const start = `history ${name.text}: ${dataType.text} of`;
  if (of === undefined) {
    const about = needsMap ? 'which keys it has and what they hold' : 'of which type its values are';
    const example = needsMap
      ? 'map 0..3 to int'
      : dataType.text === 'Queue' || dataType.text === 'Set'
        ? 'int'
        : 'int = 0';
    if (problems.unreadable) return;
    problems.add('no-item-type', dataType.at, `The \`${dataType.text}\` does not say ${about}.`, {
      try: `Write \`${start} ${example}\`.`,
    });
  } else if (needsMap && of.kind !== 'map' && of.kind !== 'unknown') {
    const at = node.of?.at ?? dataType.at;
    problems.add('wrong-type', at, `A \`${dataType.text}\` is of a map, but this is \`${describe(of)}\`.`, {
      try: `Write \`${start} map 0..3 to ${describe(of)}\`, with the type of its keys in place of \`0..3\`.`,
    });
  }
}

/** What a register holds at first, which has to be said unless it may hold nothing. */
function firstItem(checking: Checking, { node, of }: HistoryEntry): Expression | undefined {
  const { problems } = checking;
  const { initial, name } = node;
  if (initial !== undefined) {
    const typed = checking.infer(initial, scopeOf('constant'), of);
    if (of === undefined) return typed.expression;
    if (fit(typed.type, of) === 'unwrap') {
      problems.add('wrong-type', initial.at, `\`${describe(of)}\` is needed here, and this may be \`none\`.`, {
        try: `Use a value that is always there, or make it a \`${node.dataType.text}\` of \`${optionOf(of)}\`.`,
      });
      return undefined;
    }
    const expression = convert(checking, typed, of, initial.at);
    checkRange(checking, expression, of, initial.at);
    return expression;
  }
  if (of?.kind === 'option') return { kind: 'literal', value: null, at: name.at };
  if (of === undefined || of.kind === 'unknown' || problems.unreadable) return undefined;
  problems.add('no-initial-value', name.at, `The history \`${name.text}\` does not say what it holds at first.`, {
    try: beginsWithNone(of)
      ? `Make it a \`${node.dataType.text}\` of \`${optionOf(of)}\`, which begins with \`none\`.`
      : `Write \`= ${exampleValue(of)}\` after its type.`,
  });
  return undefined;
}

function optionOf(of: CheckedType): string {
  return describe({ kind: 'option', of });
}

/** Whether nothing but `none` is known of a type before a run begins: there are no nodes and no clocks. */
export function beginsWithNone(type: CheckedType): boolean {
  return isNode(type) || type.kind === 'interval';
}

/** The history of a name, which must be one. */
export function findHistory(checking: Checking, name: Name, use: 'read' | 'write'): HistoryEntry | undefined {
  const { problems, symbols, tables } = checking;
  const history = tables.histories.get(name.text);
  if (history !== undefined) {
    symbols.refer(history.symbol, name.at, use);
    return history;
  }
  if (name.text === '') return undefined;
  const other = tables.lookUp(name.text);
  const owner = [...tables.histories.values()].find(each =>
    operationsOf(each).some(({ name: it }) => it === name.text),
  );
  const near = owner === undefined ? closest(name.text, tables.histories.keys()) : `${owner.symbol.name}.${name.text}`;
  const message = other === undefined ? `There is no history \`${name.text}\`.` : `\`${name.text}\` is no history.`;
  problems.add('unknown-history', name.at, message, {
    ...(other === undefined ? {} : { related: [{ at: other.at, message: `\`${name.text}\` is declared here.` }] }),
    ...(near === undefined
      ? { try: 'Declare one: `history h: Register of int = 0`.' }
      : { try: `Did you mean \`${near}\`?`, replacement: near }),
  });
  return undefined;
}

/** Its name is two words, which no other name is: it is known, but where it stands is a use of the history's name. */
export function declareHistoryProperty({ problems, tables, text }: Workspace, node: HistoryPropertyNode): void {
  const { properties } = tables;
  if (node.history.text === '') return;
  const name = historyPropertyName(node.property, node.history.text);
  const first = properties.get(name)?.symbol;
  if (first !== undefined) {
    problems.add('duplicate-name', node.at, `There is already a \`${name}\`.`, {
      related: [{ at: first.at, message: 'The first one is here.' }],
      try: 'Remove one of them.',
    });
    return;
  }
  const doc = docComment(text, node.at.start);
  const place = { at: node.at, whole: node.at, visible: undefined, owner: undefined, type: undefined };
  const symbol: SymbolEntry = { kind: 'property', name, signature: name, doc, ...place };
  properties.set(name, { index: properties.size, symbol });
}

/** What `linearizable h` is called. */
export function historyPropertyName(kind: HistoryPropertyNode['property'], history: string): string {
  return `${kind} ${history}`;
}

/** `linearizable h` or `sequential h`. */
export function checkHistoryProperty(checking: Checking, node: HistoryPropertyNode): Property | undefined {
  const history = findHistory(checking, node.history, 'read');
  if (history === undefined) return undefined;
  history.judged = true;
  const entry = checking.tables.properties.get(historyPropertyName(node.property, node.history.text));
  if (entry?.symbol.at !== node.at) return undefined;
  const { name, at, doc } = entry.symbol;
  return { kind: node.property, history: history.index, name, at, doc, slots: 0 };
}

/** Histories of which no operation begins or ends, or that no property is about. */
export function warnAboutHistories({ tables, problems }: Checking): void {
  for (const { symbol, dataType, invokedBy, answers, judged } of tables.histories.values()) {
    const { name, at } = symbol;
    if (dataType === undefined) continue;
    const say = (code: string, where: Span, message: string, advice: string): void => {
      problems.add(code, where, message, { severity: 'warning', try: advice });
    };
    if (invokedBy.size === 0) {
      const advice = `Write \`invoke ${name}.…\` in the role of its clients, or remove it.`;
      say('history-never-invoked', at, `No operation of \`${name}\` ever begins.`, advice);
      continue;
    }
    if (!judged) {
      say(
        'history-never-judged',
        at,
        `No property is about the history \`${name}\`.`,
        `Write \`linearizable ${name}\`.`,
      );
    }
    if (answers.length === 0) {
      const advice = `Write \`respond ${name}\` where a client learns what became of its operation.`;
      say('history-never-answered', at, `No operation of \`${name}\` is ever answered.`, advice);
    }
    for (const { by, at: where } of answers) {
      if (invokedBy.has(by)) continue;
      const advice = 'A client answers its own operation, where it learns what became of it.';
      say('nothing-to-answer', where, `\`${by.symbol.name}\` begins no operation of \`${name}\`.`, advice);
    }
  }
}
