import type * as vscode from 'vscode';
import { activateWith } from './activation.ts';
import type { LightconeApi } from './activation.ts';
import { spawnNodeThread } from './threads/node.ts';

/** What strings and small objects may take; the states themselves are outside this heap and bounded by a setting. */
const HEAP_MEGABYTES_MAX = 4096;

/** The extension in the editor's Node process. */
export function activate(context: vscode.ExtensionContext): LightconeApi {
  const script = (name: string): string => context.asAbsolutePath(`dist/${name}.cjs`);
  return activateWith(context, {
    engine: () => spawnNodeThread(script('engine-worker'), { heapMegabytesMax: HEAP_MEGABYTES_MAX }),
    layout: () => spawnNodeThread(script('layout-worker')),
  });
}
