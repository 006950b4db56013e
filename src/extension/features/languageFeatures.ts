import * as vscode from 'vscode';
import { foldingRanges } from '../../language/editor/folding.ts';
import { format } from '../../language/editor/format.ts';
import { hover } from '../../language/editor/hover.ts';
import { definition, references } from '../../language/editor/navigation.ts';
import { outline } from '../../language/editor/outline.ts';
import type { OutlineEntry } from '../../language/editor/outline.ts';
import { renamable, rename } from '../../language/editor/rename.ts';
import { semanticTokens, TOKEN_MODIFIERS, TOKEN_TYPES } from '../../language/editor/semanticTokens.ts';
import { Owner } from '../listeners.ts';
import type { Disposable } from '../listeners.ts';
import { LANGUAGE_ID } from '../manifest.ts';
import { rangeOf, workspaceEdit } from '../places.ts';
import type { ProtocolTexts } from '../protocolTexts.ts';
import { registerCompletion } from './completion.ts';
import { SYMBOL_KINDS } from './symbolKinds.ts';

const PROTOCOLS: vscode.DocumentSelector = { language: LANGUAGE_ID };

/** Everything the editor asks of a language; answers come from the text as it was read, in this process. */
export function registerLanguageFeatures(texts: ProtocolTexts): Disposable {
  const owner = new Owner();
  const { languages } = vscode;
  owner.own(
    languages.registerHoverProvider(PROTOCOLS, {
      provideHover: (document, position) => hoverAt(texts, document, position),
    }),
  );
  owner.own(registerCompletion(texts));
  owner.own(
    languages.registerDefinitionProvider(PROTOCOLS, {
      provideDefinition: (document, position) => {
        const at = definition(texts.text(document), document.offsetAt(position));
        return at === undefined ? undefined : new vscode.Location(document.uri, rangeOf(document, at));
      },
    }),
  );
  registerOccurrences(texts, owner);
  registerRename(texts, owner);
  owner.own(
    languages.registerDocumentSymbolProvider(PROTOCOLS, {
      provideDocumentSymbols: document => outline(texts.text(document)).map(entry => documentSymbol(entry, document)),
    }),
  );
  owner.own(
    languages.registerFoldingRangeProvider(PROTOCOLS, {
      provideFoldingRanges: document => foldingRanges(texts.text(document)).map(fold => foldingRange(fold, document)),
    }),
  );
  registerTokens(texts, owner);
  owner.own(
    languages.registerDocumentFormattingEditProvider(PROTOCOLS, {
      provideDocumentFormattingEdits: (document, options) => formatting(document, options),
    }),
  );
  return owner;
}

function hoverAt(
  texts: ProtocolTexts,
  document: vscode.TextDocument,
  position: vscode.Position,
): vscode.Hover | undefined {
  const found = hover(texts.text(document), document.offsetAt(position));
  return found && new vscode.Hover(new vscode.MarkdownString(found.markdown), rangeOf(document, found.at));
}

function registerOccurrences(texts: ProtocolTexts, owner: Owner): void {
  const occurrences = (document: vscode.TextDocument, position: vscode.Position) =>
    references(texts.text(document), document.offsetAt(position));
  owner.own(
    vscode.languages.registerReferenceProvider(PROTOCOLS, {
      provideReferences: (document, position, { includeDeclaration }) =>
        occurrences(document, position)
          .filter(({ use }) => includeDeclaration || use !== 'declare')
          .map(({ at }) => new vscode.Location(document.uri, rangeOf(document, at))),
    }),
  );
  owner.own(
    vscode.languages.registerDocumentHighlightProvider(PROTOCOLS, {
      provideDocumentHighlights: (document, position) =>
        occurrences(document, position).map(({ at, use }) => {
          const kind = use === 'write' ? vscode.DocumentHighlightKind.Write : vscode.DocumentHighlightKind.Read;
          return new vscode.DocumentHighlight(rangeOf(document, at), kind);
        }),
    }),
  );
}

function registerRename(texts: ProtocolTexts, owner: Owner): void {
  owner.own(
    vscode.languages.registerRenameProvider(PROTOCOLS, {
      prepareRename: (document, position) => {
        const found = renamable(texts.text(document), document.offsetAt(position));
        if (found === undefined) throw new Error('There is no name here that can be changed.');
        return { range: rangeOf(document, found.at), placeholder: found.name };
      },
      provideRenameEdits: (document, position, newName) => {
        const renaming = rename(texts.text(document), document.offsetAt(position), newName);
        if (renaming.kind === 'refused') throw new Error(renaming.why);
        return workspaceEdit(document, renaming.edits);
      },
    }),
  );
}

function documentSymbol(entry: OutlineEntry, document: vscode.TextDocument): vscode.DocumentSymbol {
  const { name, detail, kind, whole, at, children } = entry;
  const place = [rangeOf(document, whole), rangeOf(document, at)] as const;
  const symbol = new vscode.DocumentSymbol(name, detail, SYMBOL_KINDS[kind], ...place);
  symbol.children = children.map(child => documentSymbol(child, document));
  return symbol;
}

function foldingRange(
  { at, kind }: ReturnType<typeof foldingRanges>[number],
  document: vscode.TextDocument,
): vscode.FoldingRange {
  const first = document.positionAt(at.start).line;
  const last = document.positionAt(at.end).line;
  if (kind === 'comment') return new vscode.FoldingRange(first, last, vscode.FoldingRangeKind.Comment);
  // The line with the closing brace stays visible.
  return new vscode.FoldingRange(first, Math.max(first, last - 1));
}

function registerTokens(texts: ProtocolTexts, owner: Owner): void {
  const legend = new vscode.SemanticTokensLegend([...TOKEN_TYPES], [...TOKEN_MODIFIERS]);
  owner.own(
    vscode.languages.registerDocumentSemanticTokensProvider(
      PROTOCOLS,
      {
        provideDocumentSemanticTokens: document => {
          const builder = new vscode.SemanticTokensBuilder(legend);
          for (const { at, type, modifiers } of semanticTokens(texts.text(document))) {
            builder.push(rangeOf(document, at), type, [...modifiers]);
          }
          return builder.build();
        },
      },
      legend,
    ),
  );
}

function formatting(document: vscode.TextDocument, options: vscode.FormattingOptions): vscode.TextEdit[] {
  const before = document.getText();
  const after = format(before, { indent: options.tabSize });
  if (after === undefined || after === before) return [];
  return [vscode.TextEdit.replace(rangeOf(document, { start: 0, end: before.length }), after)];
}
