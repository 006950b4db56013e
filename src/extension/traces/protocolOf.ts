import * as vscode from 'vscode';
import type { SavedProtocol } from '../../contract/savedTrace.ts';
import { resolvedFrom, sha256Of } from '../taking/places.ts';
import type { ProtocolFate } from './traceModel.ts';

/**
 * Where the protocol of a trace is. A trace may come from anywhere: what it names is looked for only where the trace itself
 * is from, so that opening one asks no other machine for anything.
 */
export function protocolUri(trace: vscode.Uri, file: string): vscode.Uri | undefined {
  const uri = resolvedFrom(trace, file);
  return uri?.scheme === trace.scheme && uri.authority === trace.authority ? uri : undefined;
}

/** Whether the text that a trace is of is still there. */
export async function fateOf(uri: vscode.Uri | undefined, saved: SavedProtocol): Promise<ProtocolFate> {
  if (saved.file === undefined) return 'unknown';
  const text = uri === undefined ? undefined : await textOf(uri);
  if (text === undefined) return 'missing';
  return (await sha256Of(text)) === saved.sha256 ? 'same' : 'changed';
}

async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  // A text that is not edited may be kept by the editor for a while after its file is gone.
  const edited = vscode.workspace.textDocuments.find(
    document => document.isDirty && document.uri.toString() === uri.toString(),
  );
  if (edited !== undefined) return edited.getText();
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}
