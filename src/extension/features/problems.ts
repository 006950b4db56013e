import * as vscode from 'vscode';
import type { Span } from '../../base/span.ts';
import type { Problem, Severity } from '../../language/problems.ts';
import { Owner } from '../listeners.ts';
import type { Disposable } from '../listeners.ts';
import { LANGUAGE_ID } from '../manifest.ts';
import type { ProtocolTexts } from '../protocolTexts.ts';

/** What is wrong with a text, as problems while it is typed, with quick fixes where there is one. */
export function registerProblems(texts: ProtocolTexts): Disposable {
  const owner = new Owner();
  const shown = owner.own(vscode.languages.createDiagnosticCollection('lightcone'));
  const show = (document: vscode.TextDocument): void => {
    const { problems } = texts.result(document);
    shown.set(
      document.uri,
      problems.map(problem => diagnostic(problem, document)),
    );
  };
  for (const document of vscode.workspace.textDocuments) if (document.languageId === LANGUAGE_ID) show(document);
  owner.own(texts.onDidRead(({ document }) => show(document)));
  owner.own(vscode.workspace.onDidCloseTextDocument(document => shown.delete(document.uri)));
  owner.own(
    vscode.languages.registerCodeActionsProvider(
      { language: LANGUAGE_ID },
      { provideCodeActions: (document, range) => fixes(texts.result(document).problems, document, range) },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
  );
  return owner;
}

export function rangeOf(document: vscode.TextDocument, at: Span): vscode.Range {
  return new vscode.Range(document.positionAt(at.start), document.positionAt(at.end));
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

function fixes(problems: readonly Problem[], document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
  return problems.flatMap(problem => {
    const at = rangeOf(document, problem.at);
    if (problem.replacement === undefined || at.intersection(range) === undefined) return [];
    const { replacement } = problem;
    const title = replacement.trim() === '' ? 'Remove it' : `Change it to “${replacement.trim()}”`;
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.edit = new vscode.WorkspaceEdit();
    action.edit.replace(document.uri, at, replacement);
    action.diagnostics = [diagnostic(problem, document)];
    action.isPreferred = true;
    return [action];
  });
}
