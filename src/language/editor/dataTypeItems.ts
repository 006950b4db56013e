import { DATA_TYPES } from '../../model/dataTypes.ts';
import { describe } from '../check/checkedType.ts';
import { asked, DATA_TYPE_NAMES, operationsOf } from '../check/dataTypes.ts';
import type { HistoryEntry } from '../check/tables.ts';
import type { CompletionItem } from './completionItem.ts';
import { DATA_TYPE_DOCS, operationDoc } from './dataTypeDocs.ts';

/** Every data type, with what a history of it needs. */
export function dataTypeItems(): readonly CompletionItem[] {
  return DATA_TYPE_NAMES.map(label => {
    const { holds } = DATA_TYPES[label];
    const of = holds === 'entries' ? ' of map ${1:int} to ${2:int}' : ' of ${1:int}';
    const insert = `${label}${holds === 'int' || holds === 'holder' ? '' : of}${holds === 'item' ? ' = ${2:0}' : ''}`;
    const doc = DATA_TYPE_DOCS[label].about;
    return { label, kind: 'type', detail: 'data type', doc, insert, snippet: insert !== label };
  });
}

/** What clients can ask of a history. */
export function operationItems(history: HistoryEntry | undefined): readonly CompletionItem[] {
  if (history === undefined) return [];
  return operationsOf(history).map(operation => {
    const { name, parameters } = operation;
    const filled = parameters.map((type, i) => `\${${String(i + 1)}:${describe(type)}}`).join(', ');
    return {
      label: name,
      kind: 'builtin',
      detail: asked(operation),
      doc: operationDoc(history, name),
      insert: filled === '' ? name : `${name}(${filled})`,
      snippet: filled !== '',
    };
  });
}
