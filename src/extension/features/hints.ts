import * as vscode from 'vscode';
import type { Hint } from '../../contract/report.ts';
import { Owner } from '../listeners.ts';
import type { Disposable } from '../listeners.ts';
import { rangeOf } from '../places.ts';
import type { DocumentSessions } from '../session/documentSessions.ts';

/** What no scenario of a file uses: faded where it could be removed, a hint where it is only odd. */
export function registerHints(sessions: DocumentSessions): Disposable {
  const owner = new Owner();
  const shown = owner.own(vscode.languages.createDiagnosticCollection('lightcone hints'));
  const known = new Map<string, readonly Hint[]>();
  owner.own(
    sessions.onDidChange(({ uri, session }) => {
      const { hints } = session.state;
      if (hints === known.get(uri.toString())) return;
      known.set(uri.toString(), hints);
      const document = vscode.workspace.textDocuments.find(each => each.uri.toString() === uri.toString());
      if (document !== undefined)
        shown.set(
          uri,
          hints.map(hint => hintProblem(hint, document)),
        );
    }),
  );
  owner.own(
    sessions.onDidEnd(uri => {
      known.delete(uri.toString());
      shown.delete(uri);
    }),
  );
  return owner;
}

/** A hint at its place in a document. */
function hintProblem({ code, text, at }: Hint, document: vscode.TextDocument): vscode.Diagnostic {
  const found = new vscode.Diagnostic(rangeOf(document, at), text, severityOf(code));
  found.source = 'lightcone';
  found.code = code;
  if (isUnused(code)) found.tags = [vscode.DiagnosticTag.Unnecessary];
  return found;
}

function severityOf(code: Hint['code']): vscode.DiagnosticSeverity {
  return isUnused(code) ? vscode.DiagnosticSeverity.Hint : vscode.DiagnosticSeverity.Information;
}

/** Whether nothing would be different without what a hint is about. */
function isUnused(code: Hint['code']): boolean {
  switch (code) {
    case 'handler-never-runs':
    case 'action-never-taken':
    case 'message-never-sent':
    case 'message-never-received':
      return true;
    case 'premise-never-holds':
    case 'nothing-happens':
      return false;
  }
}
