import * as vscode from 'vscode';
import { LANGUAGE_ID } from '../manifest.ts';
import { tell, type CommandTable, type Workbench } from './commandTable.ts';

/** Protocols to start from, shipped with the extension. */
export function exampleCommands(workbench: Workbench, extensionUri: vscode.Uri): CommandTable {
  return { openExample: name => openExample(workbench, vscode.Uri.joinPath(extensionUri, 'examples'), name) };
}

/** Opens a copy of an example, not yet saved, with its preview: the one that is named, or one that is picked. */
async function openExample(workbench: Workbench, folder: vscode.Uri, name: unknown): Promise<void> {
  const names = (await vscode.workspace.fs.readDirectory(folder))
    .map(([file]) => file)
    .filter(file => file.endsWith('.cone'))
    .sort();
  const file = typeof name === 'string' && names.includes(name) ? name : await pickExample(folder, names);
  if (file === undefined) return;
  const content = await textOf(vscode.Uri.joinPath(folder, file));
  const document = await vscode.workspace.openTextDocument({ language: LANGUAGE_ID, content });
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One, preview: false });
  workbench.previews.show(document, { toSide: true, locked: false, preserveFocus: true });
  tell(`A copy of ${file}: change what you like, and save it where you like.`);
}

async function pickExample(folder: vscode.Uri, names: readonly string[]): Promise<string | undefined> {
  const items = names.map(async name => ({
    label: name,
    detail: firstSentence(await textOf(vscode.Uri.joinPath(folder, name))),
  }));
  const picked = await vscode.window.showQuickPick(Promise.all(items), { title: 'Which example?' });
  return picked?.label;
}

/** What the comment at the top of a protocol begins with. */
function firstSentence(text: string): string {
  const comment = /^(?:\s*\/\/\/.*\n)+/.exec(text)?.[0].replaceAll(/^\s*\/\/\/ ?/gm, '') ?? '';
  return (/^[^]*?[.:](?=\s|$)/.exec(comment)?.[0] ?? comment).replaceAll(/\s+/g, ' ').trim();
}

async function textOf(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}
