import * as vscode from 'vscode';
import type { OutlineEntry } from '../../language/editor/outline.ts';
import { TOKEN_MODIFIERS, TOKEN_TYPES } from '../../language/editor/tokenLegend.ts';
import type { Language } from '../language.ts';
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
        const at = texts.language.definition(texts.text(document), document.offsetAt(position));
        return at === undefined ? undefined : new vscode.Location(document.uri, rangeOf(document, at));
      },
    }),
  );
  registerOccurrences(texts, owner);
  registerRename(texts, owner);
  owner.own(
    languages.registerDocumentSymbolProvider(PROTOCOLS, {
      provideDocumentSymbols: document =>
        texts.language.outline(texts.text(document)).map(entry => documentSymbol(entry, document)),
    }),
  );
  owner.own(
    languages.registerFoldingRangeProvider(PROTOCOLS, {
      provideFoldingRanges: document =>
        texts.language.foldingRanges(texts.text(document)).map(fold => foldingRange(fold, document)),
    }),
  );
  registerTokens(texts, owner);
  owner.own(
    languages.registerDocumentFormattingEditProvider(PROTOCOLS, {
      provideDocumentFormattingEdits: (document, options) => formatting(texts, document, options),
    }),
  );
  return owner;
}

function hoverAt(
  texts: ProtocolTexts,
  document: vscode.TextDocument,
  position: vscode.Position,
): vscode.Hover | undefined {
  const found = texts.language.hover(texts.text(document), document.offsetAt(position));
  return found && new vscode.Hover(new vscode.MarkdownString(found.markdown), rangeOf(document, found.at));
}

function registerOccurrences(texts: ProtocolTexts, owner: Owner): void {
  const occurrences = (document: vscode.TextDocument, position: vscode.Position) =>
    texts.language.references(texts.text(document), document.offsetAt(position));
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
        const found = texts.language.renamable(texts.text(document), document.offsetAt(position));
        if (found === undefined) throw new Error('There is no name here that can be changed.');
        return { range: rangeOf(document, found.at), placeholder: found.name };
      },
      provideRenameEdits: (document, position, newName) => {
        const renaming = texts.language.rename(texts.text(document), document.offsetAt(position), newName);
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
  { at, kind }: ReturnType<Language['foldingRanges']>[number],
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
          for (const { at, type, modifiers } of texts.language.semanticTokens(texts.text(document))) {
            builder.push(rangeOf(document, at), type, [...modifiers]);
          }
          return builder.build();
        },
      },
      legend,
    ),
  );
}

function formatting(
  texts: ProtocolTexts,
  document: vscode.TextDocument,
  options: vscode.FormattingOptions,
): vscode.TextEdit[] {
  const before = document.getText();
  const after = texts.language.format(before, { indent: options.tabSize });
  if (after === undefined || after === before) return [];
  return [vscode.TextEdit.replace(rangeOf(document, { start: 0, end: before.length }), after)];
}
