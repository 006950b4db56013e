import * as vscode from 'vscode';
import type { Span } from '../base/span.ts';
import type { TextEdit } from '../language/editor/document.ts';

/** Offsets of a text as places of the document it was read from. */
export function rangeOf(document: vscode.TextDocument, at: Span): vscode.Range {
  return new vscode.Range(document.positionAt(at.start), document.positionAt(at.end));
}

export function workspaceEdit(document: vscode.TextDocument, edits: readonly TextEdit[]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { at, text } of edits) edit.replace(document.uri, rangeOf(document, at), text);
  return edit;
}
