import * as vscode from 'vscode';
import type { Disposable } from '../listeners.ts';

/** Pages of Markdown, each read only, with an address of its own for each name. */
export class MarkdownPages implements vscode.TextDocumentContentProvider, Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #scheme: string;
  readonly #gone: string;
  readonly #pages = new Map<string, string>();
  readonly #registered: Disposable;

  /** `gone` is what an address shows of whose page nobody knows any more. */
  constructor(scheme: string, gone: string) {
    this.#scheme = scheme;
    this.#gone = gone;
    this.#registered = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#pages.get(uri.toString()) ?? this.#gone;
  }

  async show(name: string, text: string): Promise<void> {
    const path = `/${name}.md`.replaceAll(/[\\?#]|(?<=.)\//g, ' ');
    const uri = vscode.Uri.from({ scheme: this.#scheme, path });
    this.#pages.set(uri.toString(), text);
    this.#changed.fire(uri);
    const commands = await vscode.commands.getCommands(true);
    if (commands.includes('markdown.showPreview')) await vscode.commands.executeCommand('markdown.showPreview', uri);
    else await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
  }

  dispose(): void {
    this.#registered.dispose();
    this.#changed.dispose();
  }
}
