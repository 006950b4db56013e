import * as vscode from 'vscode';
import type { Problem, Severity } from '../../language/problems.ts';
import { Owner } from '../listeners.ts';
import type { Disposable } from '../listeners.ts';
import { HISTORY_SCHEMES, LANGUAGE_ID } from '../manifest.ts';
import { rangeOf, workspaceEdit } from '../places.ts';
import type { ProtocolTexts } from '../protocolTexts.ts';

/** What is wrong with a text, as problems while it is typed, with quick fixes where there is one. */
export function registerProblems(texts: ProtocolTexts): Disposable {
  const owner = new Owner();
  const shown = owner.own(vscode.languages.createDiagnosticCollection('lightcone'));
  const show = (document: vscode.TextDocument): void => {
    if (HISTORY_SCHEMES.includes(document.uri.scheme)) return;
    const { problems } = texts.text(document).parsed;
    shown.set(
      document.uri,
      problems.map(problem => diagnostic(problem, document)),
    );
  };
  owner.soon(() => {
    for (const document of vscode.workspace.textDocuments) if (document.languageId === LANGUAGE_ID) show(document);
  });
  owner.own(texts.onDidRead(({ document }) => show(document)));
  owner.own(vscode.workspace.onDidCloseTextDocument(document => shown.delete(document.uri)));
  owner.own(
    vscode.languages.registerCodeActionsProvider(
      { language: LANGUAGE_ID },
      { provideCodeActions: (document, range) => fixes(texts, document, range) },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
  );
  return owner;
}

const SEVERITIES: Record<Severity, vscode.DiagnosticSeverity> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  hint: vscode.DiagnosticSeverity.Hint,
};

function diagnostic(problem: Problem, document: vscode.TextDocument): vscode.Diagnostic {
  const { at, code, message, severity, related } = problem;
  const text = problem.try === undefined ? message : `${message} ${problem.try}`;
  const found = new vscode.Diagnostic(rangeOf(document, at), text, SEVERITIES[severity]);
  found.source = 'lightcone';
  found.code = code;
  if (severity === 'hint') found.tags = [vscode.DiagnosticTag.Unnecessary];
  if (related !== undefined) {
    found.relatedInformation = related.map(
      place =>
        new vscode.DiagnosticRelatedInformation(
          new vscode.Location(document.uri, rangeOf(document, place.at)),
          place.message,
        ),
    );
  }
  return found;
}

function fixes(texts: ProtocolTexts, document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
  const text = texts.text(document);
  return text.parsed.problems.flatMap(problem => {
    const at = rangeOf(document, problem.at);
    if (at.intersection(range) === undefined) return [];
    return texts.language.quickFixes(text, problem).map(fix => {
      const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
      action.edit = workspaceEdit(document, fix.edits);
      action.diagnostics = [diagnostic(problem, document)];
      action.isPreferred = fix.preferred;
      return action;
    });
  });
}
