import assert from 'node:assert/strict';
import type { TextDocument } from 'vscode';
import { commands, extensions, Uri, ViewColumn, window, workspace } from 'vscode';
import { present } from '../../src/base/assert.ts';
import type { LightconeApi } from '../../src/extension/activation.ts';
import type { Session } from '../../src/extension/session/session.ts';
import type { SessionState } from '../../src/extension/session/sessionState.ts';

/** The extension under test, running. */
export async function lightcone(): Promise<LightconeApi> {
  const extension = present(extensions.getExtension<LightconeApi>('lightcone.lightcone'), 'the extension');
  return await extension.activate();
}

/** A file of the workspace, which is a copy of the examples. */
export function fileUri(name: string): Uri {
  return Uri.joinPath(present(workspace.workspaceFolders?.[0], 'the workspace').uri, name);
}

export async function openFile(name: string): Promise<TextDocument> {
  const document = await workspace.openTextDocument(fileUri(name));
  await window.showTextDocument(document, { viewColumn: ViewColumn.One, preview: false });
  return document;
}

/**
 * Writes a new file into the workspace and opens it. The name must be new too: VS Code reads a file that it knows again
 * when it changes on the disk, at a moment of its own, and refuses edits of the text before.
 */
export async function openText(name: string, text: string | Uint8Array): Promise<TextDocument> {
  await workspace.fs.writeFile(fileUri(name), typeof text === 'string' ? new TextEncoder().encode(text) : text);
  return await openFile(name);
}

/** The session of an open protocol. */
export async function sessionOf(document: TextDocument): Promise<Session> {
  const { sessions } = await lightcone();
  return sessions.of(document).session;
}

/** Waits until a condition holds, for at most as long as a patient person would. */
export async function until<T>(
  what: string,
  look: () => T | undefined | false | Promise<T | undefined | false>,
): Promise<T> {
  const deadline = Date.now() + 25_000;
  while (Date.now() < deadline) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    await new Promise(done => setTimeout(done, 25));
  }
  throw new assert.AssertionError({ message: `It did not happen: ${what}` });
}

/** Opens the preview of a document and waits for its picture. */
export async function showPreview(document: TextDocument): Promise<Session> {
  await commands.executeCommand('lightcone.showPreviewToSide', document.uri);
  const session = await sessionOf(document);
  await until('a picture', () => session.state.staleness.kind === 'fresh' && session.state.execution !== undefined);
  return session;
}

export async function checked(session: Session): Promise<SessionState> {
  return await until('a finished check', () => session.state.report?.finished === true && session.state);
}

/** Replaces all of a document's text, as somebody who types would, without saving it. */
export async function typeInto(document: TextDocument, text: string): Promise<void> {
  const { WorkspaceEdit, Range } = await import('vscode');
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, new Range(0, 0, document.lineCount, 0), text);
  assert.ok(await workspace.applyEdit(edit));
}

export async function closeEverything(): Promise<void> {
  for (const document of workspace.textDocuments) {
    // VS Code has documents of its own, such as the settings while they are written.
    if (document.languageId !== 'lightcone' || !(await isChanged(document))) continue;
    await window.showTextDocument(document);
    // What was never saved has nothing to go back to.
    const revert = document.isUntitled ? 'revertAndCloseActiveEditor' : 'files.revert';
    await commands.executeCommand(`workbench.action.${revert}`);
    await until('nothing unsaved', () => document.isClosed || !document.isDirty);
  }
  await commands.executeCommand('workbench.action.closeAllEditors');
}

/** Whether a document is not as its file: on a busy machine it may be said to be unsaved only some time after an edit. */
async function isChanged(document: TextDocument): Promise<boolean> {
  if (document.isDirty || document.isUntitled) return document.isDirty;
  const bytes = await workspace.fs.readFile(document.uri).then(
    read => read,
    () => undefined,
  );
  return bytes !== undefined && new TextDecoder().decode(bytes) !== document.getText();
}
