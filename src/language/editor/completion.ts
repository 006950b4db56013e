import type { Span } from '../../base/span.ts';
import { BUILTINS } from '../check/builtins.ts';
import { describe, withoutOption, type CheckedType } from '../check/checkedType.ts';
import type { SymbolEntry } from '../check/symbols.ts';
import type { MessageEntry, RoleEntry } from '../check/tables.ts';
import { TYPE_WORDS } from '../check/typeNodes.ts';
import type { PropertyNode } from '../syntax/tree.ts';
import { symbolItem, type CompletionItem } from './completionItem.ts';
import { placeAfter, type Place } from './completionPlace.ts';
import { keywordItems } from './completionWords.ts';
import { dataTypeItems, operationItems } from './dataTypeItems.ts';
import { contains, Document } from './document.ts';
import { settingItems } from './settingItems.ts';
import { TYPE_DOCS, WORD_DOCS } from './wordDocs.ts';

export interface Completions {
  /** The word that is being typed, to be replaced. */
  readonly at: Span;
  readonly items: readonly CompletionItem[];
}

/** Stands where the caret is, so that the text around it can be parsed. */
const MARKER = 'xCompletionx';

/** What may be written at an offset. */
export function completions(document: Document, offset: number): Completions {
  const { text } = document;
  let start = offset;
  while (start > 0 && /[A-Za-z0-9_]/.test(text[start - 1] ?? '')) start -= 1;
  const at = { start, end: offset };
  if (insideText(document, start)) return { at, items: [] };
  const before = document.tokens.filter(token => token.at.end <= start && token.kind !== 'comment');
  const place = placeAfter(before);
  const marked = new Document(`${text.slice(0, start)}${MARKER}${text.slice(offset)}`);
  return { at, items: distinct(itemsFor(marked, start, place)) };
}

function insideText(document: Document, offset: number): boolean {
  const token = document.tokens.find(each => each.at.start < offset && offset <= each.at.end);
  if (token === undefined) return false;
  const open = token.kind === 'comment' && (offset < token.at.end || token.text.startsWith('//'));
  return open || (token.kind === 'text' && offset < token.at.end);
}

function distinct(items: readonly CompletionItem[]): readonly CompletionItem[] {
  const seen = new Set<string>();
  return items.filter(item => {
    const known = seen.has(item.label) || item.label === MARKER;
    seen.add(item.label);
    return !known;
  });
}

function itemsFor(document: Document, offset: number, place: Place): readonly CompletionItem[] {
  const { tables } = document.parsed;
  switch (place.wanted) {
    case 'nothing':
      return [];
    case 'field':
      return fieldItems(document, offset);
    case 'declaration':
      return [...keywordItems('declaration'), ...expressionWords(document, offset, place)];
    case 'member':
      return keywordItems('member');
    case 'statement':
      return [...keywordItems('statement'), ...statementNames(document, offset)];
    case 'entry':
      return [...keywordItems('entry'), ...countItems(document)];
    case 'setting':
      return settingItems(document, place);
    case 'type':
      return typeItems(document);
    case 'message':
      return [...tables.messages.values()].map(messageItem);
    case 'event':
      return eventItems(document, offset);
    case 'timer':
      return [...(roleAt(document, offset)?.timers.values() ?? [])].map(({ symbol }) => symbolItem(symbol));
    case 'receiver':
      return [...keywordItems('receiver'), ...names(document, offset)];
    case 'property':
      return [
        ...[...tables.properties.values()].map(({ symbol }) => symbolItem(symbol)),
        ...keywordItems('expectation'),
      ];
    case 'history':
      return [...tables.histories.values()].map(({ symbol }) => symbolItem(symbol));
    case 'judged':
      return [...tables.histories.values()].flatMap(({ judged, symbol }) => (judged ? [symbolItem(symbol)] : []));
    case 'dataType':
      return dataTypeItems();
    case 'answer':
      return [...keywordItems('answer'), ...keywordItems('statement'), ...statementNames(document, offset)];
    case 'eventually':
    case 'outcome':
    case 'step':
      return keywordItems(place.wanted);
    case 'expression':
      return [...names(document, offset), ...keywordItems('expression')];
  }
}

/** A property may go on over several lines: what follows an operand may be either. */
function expressionWords(document: Document, offset: number, place: Place): readonly CompletionItem[] {
  return place.block === 'file' && document.parsed.file?.declarations.some(each => contains(each.at, offset)) === true
    ? keywordItems('operator')
    : [];
}

/** A call with a place to fill in for each parameter. */
function callItem(symbol: SymbolEntry, parameters: readonly { readonly name: string }[]): CompletionItem {
  if (parameters.length === 0 && symbol.kind === 'message') return symbolItem(symbol);
  const filled = parameters.map((parameter, i) => `\${${String(i + 1)}:${parameter.name}}`).join(', ');
  return { ...symbolItem(symbol), insert: `${symbol.name}(${filled})`, snippet: parameters.length > 0 };
}

function messageItem(message: MessageEntry): CompletionItem {
  return callItem(message.symbol, message.fields);
}

export function roleAt({ parsed }: Document, offset: number): RoleEntry | undefined {
  return [...parsed.tables.roles.values()].find(({ node }) => contains(node.at, offset));
}

function localItems({ parsed }: Document, offset: number): readonly CompletionItem[] {
  return parsed.symbols.symbols
    .filter(({ kind, visible }) => kind === 'local' && visible !== undefined && contains(visible, offset))
    .reverse()
    .map(symbolItem);
}

/** Whether the state can be read at an offset: the values of a parameter are the same in every state. */
function observes({ at, parameters }: PropertyNode, offset: number): boolean {
  return contains(at, offset) && !parameters.some(each => contains(each.at, offset));
}

/** Every name that an expression at an offset may use. */
function names(document: Document, offset: number): readonly CompletionItem[] {
  const { tables, file } = document.parsed;
  const role = roleAt(document, offset);
  const property = file?.declarations.some(each => each.kind === 'property' && observes(each, offset)) === true;
  const builtins = BUILTINS.filter(
    ({ only }) => only === undefined || (only === 'role' ? role !== undefined : property),
  ).map((entry): CompletionItem => ({
    label: entry.name,
    kind: 'builtin',
    detail: entry.signature,
    doc: entry.doc,
    insert: `${entry.name}($1)`,
    snippet: true,
  }));
  return [
    ...localItems(document, offset),
    ...[...(role?.variables.values() ?? [])].map(({ symbol }) => symbolItem(symbol)),
    ...[...tables.params.values(), ...tables.roles.values(), ...(property ? tables.ghosts.values() : [])].map(
      ({ symbol }) => symbolItem(symbol),
    ),
    ...[...tables.functions.values()].map(({ symbol, parameters }) => callItem(symbol, parameters)),
    ...[...tables.records.values()].map(({ symbol, fields }) => callItem(symbol, fields)),
    ...[...tables.literals.values()].flat().map(({ symbol }) => symbolItem(symbol)),
    ...builtins,
  ];
}

/** What a statement may start with besides a keyword: something to assign, or a procedure to call. */
function statementNames(document: Document, offset: number): readonly CompletionItem[] {
  const role = roleAt(document, offset);
  if (role === undefined) return [];
  return [
    ...[...role.variables.values(), ...document.parsed.tables.ghosts.values()].map(({ symbol }) => symbolItem(symbol)),
    ...[...role.procedures.values()].map(({ symbol, parameters }) => callItem(symbol, parameters)),
    ...localItems(document, offset),
  ];
}

function eventItems(document: Document, offset: number): readonly CompletionItem[] {
  const { tables } = document.parsed;
  const timers = [...(roleAt(document, offset)?.timers.values() ?? [])];
  return [
    ...[...tables.messages.values()].map(messageItem),
    ...timers.map(({ symbol }) => symbolItem(symbol)),
    ...keywordItems('event'),
  ];
}

function typeItems({ parsed }: Document): readonly CompletionItem[] {
  const { aliases, enums, records, roles } = parsed.tables;
  const words = TYPE_WORDS.map((word): CompletionItem => {
    const insert =
      word === 'map' ? 'map ${1:int} to ${2:int}' : ['set', 'list'].includes(word) ? `${word} of \${1:int}` : word;
    return { label: word, kind: 'keyword', detail: 'type', doc: TYPE_DOCS.get(word), insert, snippet: insert !== word };
  });
  return [
    ...[...aliases.values(), ...enums.values(), ...records.values(), ...roles.values()].map(({ symbol }) =>
      symbolItem(symbol),
    ),
    ...words,
  ];
}

function countItems({ parsed }: Document): readonly CompletionItem[] {
  const { roles, params } = parsed.tables;
  const counts = [...roles.values()].map(({ symbol }): CompletionItem => ({
    ...symbolItem(symbol),
    insert: `${symbol.name}: \${1:1}`,
    snippet: true,
  }));
  const values = [...params.values()].map(({ symbol }): CompletionItem => ({
    ...symbolItem(symbol),
    insert: `${symbol.name} = $1`,
    snippet: true,
  }));
  return [...counts, ...values];
}

/** The parts of what stands before the dot before an offset. */
function fieldItems({ parsed }: Document, offset: number): readonly CompletionItem[] {
  const dot = offset - 1;
  const before = parsed.text.slice(0, dot).trimEnd().length;
  const history = parsed.symbols.occurrences.find(({ at, symbol }) => symbol.kind === 'history' && at.end === before);
  if (history !== undefined) return operationItems(parsed.tables.histories.get(history.symbol.name));
  const type = parsed.symbols.expressionTypes.findLast(({ at }) => at.end === before)?.type;
  return type === undefined ? [] : partsOf(parsed.tables, withoutOption(type));
}

function partsOf(tables: Document['parsed']['tables'], type: CheckedType): readonly CompletionItem[] {
  if (type.kind === 'role') {
    return [...(tables.roleAt(type.role)?.variables.values() ?? [])].map(({ symbol }) => symbolItem(symbol));
  }
  if (type.kind === 'record')
    return (tables.recordAt(type.record)?.fields ?? []).map(({ symbol }) => symbolItem(symbol));
  if (type.kind === 'interval') return ['earliest', 'latest'].map(name => partItem(name, `${name}: time`));
  if (type.kind !== 'envelope') return [];
  const ends = ['from', 'to'].map(name => partItem(name, `${name}: node of ${describe(type)}`));
  return [...(tables.messageAt(type.message)?.fields ?? []).map(({ symbol }) => symbolItem(symbol)), ...ends];
}

/** A part that no text declares. */
function partItem(name: string, detail: string): CompletionItem {
  return { label: name, kind: 'field', detail, doc: WORD_DOCS.get(name), insert: name, snippet: false };
}
