import * as vscode from 'vscode';
import type { CompletionItem } from '../../language/editor/completionItem.ts';
import type { Disposable } from '../listeners.ts';
import { LANGUAGE_ID } from '../manifest.ts';
import { rangeOf } from '../places.ts';
import type { ProtocolTexts } from '../protocolTexts.ts';
import { COMPLETION_KINDS } from './symbolKinds.ts';

export function registerCompletion(texts: ProtocolTexts): Disposable {
  return vscode.languages.registerCompletionItemProvider(
    { language: LANGUAGE_ID },
    {
      provideCompletionItems: (document, position) => {
        const { at, items } = texts.language.completions(texts.text(document), document.offsetAt(position));
        const range = rangeOf(document, at);
        return items.map((item, i) => completionItem(item, range, i));
      },
    },
    '.',
  );
}

/** In the order the language gives them: what fits best comes first. */
function completionItem(item: CompletionItem, range: vscode.Range, order: number): vscode.CompletionItem {
  const found = new vscode.CompletionItem(item.label, COMPLETION_KINDS[item.kind]);
  found.detail = item.detail;
  if (item.doc !== undefined) found.documentation = new vscode.MarkdownString(item.doc);
  found.insertText = item.snippet ? new vscode.SnippetString(item.insert) : item.insert;
  found.range = range;
  found.sortText = String(order).padStart(5, '0');
  return found;
}
