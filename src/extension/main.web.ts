import * as vscode from 'vscode';
import { activateWith } from './activation.ts';
import type { LightconeApi } from './activation.ts';
import { language } from './language.ts';
import { spawnWebThread } from './threads/web.ts';

/** The extension in a browser, where threads are web workers and files come from the editor. */
export function activate(context: vscode.ExtensionContext): LightconeApi {
  const read = (name: string) => async () =>
    new Uint8Array(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(context.extensionUri, 'dist', name)));
  return activateWith(context, {
    language: () => language,
    engine: () => spawnWebThread(read('engine-worker.web.js')),
    layout: () => spawnWebThread(read('layout-worker.js')),
  });
}
