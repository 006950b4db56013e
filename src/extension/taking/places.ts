import * as vscode from 'vscode';
import type { SavedProtocol } from '../../contract/savedTrace.ts';

/** Where a text is found again: its file as seen from `from`, with what it says now. */
export async function savedProtocol(
  document: { readonly uri: vscode.Uri; readonly text: string },
  from: vscode.Uri | undefined,
): Promise<Omit<SavedProtocol, 'name'>> {
  const { uri, text } = document;
  const sha256 = await sha256Of(text);
  return uri.scheme === 'untitled' ? { sha256 } : { file: relativePath(from ?? uri, uri), sha256 };
}

/** 64 hexadecimal digits. */
export async function sha256Of(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

/** The way from one file to another, with slashes; the address of the other where there is none. */
export function relativePath(from: vscode.Uri, to: vscode.Uri): string {
  if (from.scheme !== to.scheme || from.authority !== to.authority) return to.toString();
  const [start, end] = [from.path.split('/').slice(0, -1), to.path.split('/')];
  let common = 0;
  while (common < start.length && common < end.length - 1 && start[common] === end[common]) common += 1;
  return [...start.slice(common).map(() => '..'), ...end.slice(common)].join('/');
}

/** The file that a path or an address means, seen from another file. */
export function resolvedFrom(from: vscode.Uri, file: string): vscode.Uri | undefined {
  try {
    if (/^[a-z][a-z0-9+.-]+:/i.test(file)) return vscode.Uri.parse(file, true);
    return file.startsWith('/') ? from.with({ path: file }) : vscode.Uri.joinPath(from, '..', file);
  } catch {
    return undefined;
  }
}
