import * as vscode from 'vscode';
import type { ReadTrace } from '../../contract/savedTrace.ts';
import type { Engine } from '../engineLink.ts';
import { Listeners, Owner } from '../listeners.ts';
import type { Disposable } from '../listeners.ts';
import { TRACE_TYPE } from '../manifest.ts';
import type { PanelSurroundings } from '../preview/previewPanel.ts';
import { TraceEditor } from './traceEditor.ts';

/** No trace is this long; whatever is, is something else. */
const BYTES_MAX = 32 << 20;

interface TraceDocument extends vscode.CustomDocument {
  /** Why the file cannot be shown, where it cannot. */
  readonly read: ReadTrace | string;
}

/** The editors of trace files. A trace is what was seen: nothing in it can be edited. */
export class TraceEditors implements vscode.CustomReadonlyEditorProvider<TraceDocument>, Disposable {
  readonly #owner = new Owner();
  readonly #around: PanelSurroundings;
  readonly #engine: Engine;
  readonly #editors = new Set<TraceEditor>();
  readonly #changes = new Listeners<undefined>();

  constructor(around: PanelSurroundings, engine: Engine) {
    this.#around = around;
    this.#engine = engine;
    this.#owner.own(
      vscode.window.registerCustomEditorProvider(TRACE_TYPE, this, { supportsMultipleEditorsPerDocument: true }),
    );
  }

  get active(): TraceEditor | undefined {
    return [...this.#editors].find(editor => editor.active);
  }

  all(): readonly TraceEditor[] {
    return [...this.#editors];
  }

  /** Told when an editor opens, closes, or becomes or ceases to be the active one. */
  onDidChange(listener: () => void): Disposable {
    return this.#changes.add(listener);
  }

  async openCustomDocument(uri: vscode.Uri): Promise<TraceDocument> {
    return { uri, read: await this.#read(uri), dispose: () => undefined };
  }

  resolveCustomEditor({ uri, read }: TraceDocument, panel: vscode.WebviewPanel): void {
    const editor = new TraceEditor(panel, { uri, read }, this.#around, this.#engine);
    this.#editors.add(editor);
    editor.onDidMove(() => this.#changes.tell(undefined));
    editor.onDidEnd(() => {
      this.#editors.delete(editor);
      this.#changes.tell(undefined);
    });
    this.#changes.tell(undefined);
  }

  dispose(): void {
    this.#owner.dispose();
    for (const editor of [...this.#editors]) editor.dispose();
  }

  async #read(uri: vscode.Uri): Promise<ReadTrace | string> {
    let bytes: Uint8Array;
    try {
      bytes = await vscode.workspace.fs.readFile(uri);
    } catch (cause) {
      return `This file cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`;
    }
    if (bytes.length > BYTES_MAX) return `This is larger than ${String(BYTES_MAX >> 20)} MB, which no trace is.`;
    const answer = await this.#engine.readTrace(new TextDecoder().decode(bytes));
    return answer.ok ? answer.value : answer.refusal.message;
  }
}
