import { createRequire } from 'node:module';
import * as vscode from 'vscode';
import { activateWith } from './activation.ts';
import type { LightconeApi } from './activation.ts';
import type { Language } from './language.ts';
import { commandId } from './manifest.ts';
import { spawnNodeThread } from './threads/node.ts';

/** What strings and small objects may take; the states themselves are outside this heap and bounded by a setting. */
const HEAP_MEGABYTES_MAX = 4096;

/** The extension in the editor's Node process. */
export function activate(context: vscode.ExtensionContext): LightconeApi {
  const script = (name: string): string => context.asAbsolutePath(`dist/${name}`);
  const api = activateWith(context, {
    language: () => loadLanguage(script('language.cjs')),
    engine: () => spawnNodeThread(script('engine-worker.cjs'), { heapMegabytesMax: HEAP_MEGABYTES_MAX }),
    layout: () => spawnNodeThread(script('layout-worker.js')),
  });
  const wanted = process.env['LIGHTCONE_OPEN'];
  if (wanted !== undefined && wanted !== '') showWithPreview(vscode.Uri.file(wanted)).catch(() => undefined);
  return api;
}

function loadLanguage(file: string): Language {
  return (createRequire(file)(file) as { readonly language: Language }).language;
}

/** Whoever starts the editor with a protocol in its environment sees that protocol and its preview first. */
async function showWithPreview(uri: vscode.Uri): Promise<void> {
  await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.One, preview: false });
  await vscode.commands.executeCommand(commandId('showPreviewToSide'), uri);
}
