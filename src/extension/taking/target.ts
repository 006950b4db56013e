import * as vscode from 'vscode';
import { tell } from '../commands/commandTable.ts';
import { FORMAT_WORDS, isPicture, type Format } from './formats.ts';

/** Where an execution goes: a file, the clipboard, or a new editor. */
export type Target = vscode.Uri | 'clipboard' | 'editor';

/** Asks where to; undefined where nobody wants it after all. Pictures go into files only. */
export async function askTarget(
  format: Format,
  name: string,
  beside: vscode.Uri | undefined,
): Promise<Target | undefined> {
  if (isPicture(format)) return await askFile(format, name, beside);
  const items = [
    { label: '$(save) Save to a file…', to: 'file' },
    { label: '$(clippy) Copy to the clipboard', to: 'clipboard' },
    { label: '$(file) Open in a new editor', to: 'editor' },
  ] as const;
  const picked = await vscode.window.showQuickPick(items, { title: `${FORMAT_WORDS[format].label}: where to?` });
  if (picked === undefined) return undefined;
  return picked.to === 'file' ? await askFile(format, name, beside) : picked.to;
}

async function askFile(format: Format, name: string, beside: vscode.Uri | undefined): Promise<vscode.Uri | undefined> {
  const { label, ending } = FORMAT_WORDS[format];
  const folder = beside ?? vscode.workspace.workspaceFolders?.[0]?.uri;
  return await vscode.window.showSaveDialog({
    filters: { [label]: [ending.replace(/^.*\./, '')] },
    title: `Save as ${label}`,
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
}

/** The folder of a file; none for a text that was never saved. */
export function folderOf(uri: vscode.Uri): vscode.Uri | undefined {
  return uri.scheme === 'untitled' ? undefined : vscode.Uri.joinPath(uri, '..');
}

/** Puts it there and says so; says why where that cannot be. Fulfilled with whether it is there. */
export async function deliver(content: string, format: Format, target: Target): Promise<boolean> {
  const { label, language } = FORMAT_WORDS[format];
  try {
    if (target === 'clipboard') {
      await vscode.env.clipboard.writeText(content);
      tell(`The execution was copied as ${label}.`);
    } else if (target === 'editor') {
      const known = (await vscode.languages.getLanguages()).includes(language);
      const document = await vscode.workspace.openTextDocument({ content, language: known ? language : 'plaintext' });
      await vscode.window.showTextDocument(document);
    } else {
      await vscode.workspace.fs.writeFile(target, bytesOf(content, format));
      tell(`${label} was written to ${vscode.workspace.asRelativePath(target)}.`);
    }
    return true;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const place = target instanceof vscode.Uri ? vscode.workspace.asRelativePath(target) : `the ${target}`;
    void vscode.window.showErrorMessage(`Lightcone could not write ${label} to ${place}: ${reason}`);
    return false;
  }
}

/** Pictures come as text, PNG in base 64. */
function bytesOf(content: string, format: Format): Uint8Array {
  if (format !== 'png') return new TextEncoder().encode(content);
  return Uint8Array.from(atob(content), letter => letter.charCodeAt(0));
}
