import * as vscode from 'vscode';

/** No trace is this long; whatever is, is something else. */
const BYTES_MAX = 32 << 20;

/** Lets somebody choose a trace file, and answers its text; undefined where none was chosen, or it cannot be read. */
export async function pickTrace(): Promise<string | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      title: 'Compare with a Saved Trace',
      openLabel: 'Compare',
      filters: { 'Lightcone traces': ['cone-trace.json', 'json'] },
    })) ?? [];
  if (uri === undefined) return undefined;
  try {
    const bytes = await vscode.workspace.fs.readFile(uri);
    return bytes.length > BYTES_MAX ? '' : new TextDecoder().decode(bytes);
  } catch {
    return '';
  }
}
