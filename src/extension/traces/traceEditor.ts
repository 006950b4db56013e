import * as vscode from 'vscode';
import type { Answer } from '../../contract/engine.ts';
import type { ReadTrace } from '../../contract/savedTrace.ts';
import { PANEL_STATE_VERSION } from '../../contract/version.ts';
import type { PanelModel, PanelState } from '../../contract/webview.ts';
import type { Engine } from '../engineLink.ts';
import { Listeners, Owner } from '../listeners.ts';
import type { Disposable } from '../listeners.ts';
import { PageLink, type PageMessage } from '../preview/pageLink.ts';
import { patchBetween } from '../preview/panelModel.ts';
import { fileName, type PanelSurroundings } from '../preview/previewPanel.ts';
import { webviewPage } from '../preview/webviewPage.ts';
import { initialTimestamps } from '../settings.ts';
import { relativePath } from '../taking/places.ts';
import type { Takeable } from '../taking/takeable.ts';
import { fateOf, protocolUri } from './protocolOf.ts';
import { traceModel, type ProtocolFate } from './traceModel.ts';

/** The editor of one trace file: the execution as it was saved, to be looked at and stepped through. */
export class TraceEditor implements Disposable {
  readonly uri: vscode.Uri;
  readonly #panel: vscode.WebviewPanel;
  readonly #around: PanelSurroundings;
  readonly #engine: Engine;
  readonly #owner = new Owner();
  readonly #page: PageLink;
  readonly #ended = new Listeners<undefined>();
  readonly #moved = new Listeners<undefined>();
  /** Why the file cannot be shown, where it cannot. */
  readonly #read: ReadTrace | string;
  #cursor: number;
  #fate: ProtocolFate = 'unknown';
  #kept: PanelState | undefined;
  #sent: PanelModel | undefined;

  constructor(
    panel: vscode.WebviewPanel,
    { uri, read }: { readonly uri: vscode.Uri; readonly read: ReadTrace | string },
    around: PanelSurroundings,
    engine: Engine,
  ) {
    this.uri = uri;
    this.#panel = panel;
    this.#around = around;
    this.#engine = engine;
    this.#read = read;
    this.#cursor = typeof read === 'string' ? 0 : read.trace.cursor;
    const own = <T extends Disposable>(item: T): T => this.#owner.own(item);
    own(panel.onDidDispose(() => this.dispose()));
    own(panel.onDidChangeViewState(() => this.#onViewState()));
    own(vscode.workspace.onDidSaveTextDocument(({ uri: saved }) => this.#onSaved(saved)));
    this.#page = own(new PageLink(panel.webview, around, message => this.#answer(message)));
    webviewPage(panel.webview, around.extensionUri, fileName(uri));
    void this.#lookForProtocol();
  }

  get active(): boolean {
    return !this.#owner.disposed && this.#panel.active;
  }

  /** The step that is looked at; 0 is the start. */
  get cursor(): number {
    return this.#cursor;
  }

  /** What the page says of the trace and its protocol, or why it cannot be shown. */
  get sentence(): string {
    return this.#model().saved ?? '';
  }

  onDidEnd(listener: () => void): void {
    this.#ended.add(listener);
  }

  /** Told when the editor becomes or ceases to be the active one. */
  onDidMove(listener: () => void): void {
    this.#moved.add(listener);
  }

  /** Stands after another step, as near to it as there is one. */
  moveCursor(step: number): void {
    if (typeof this.#read === 'string' || !Number.isFinite(step)) return;
    const last = this.#read.trace.execution.steps.length - 1;
    this.#cursor = Math.max(0, Math.min(Math.trunc(step), last));
    this.#changed();
  }

  takeable(): Takeable | undefined {
    if (typeof this.#read === 'string') {
      this.#around.tell(this.#read);
      return undefined;
    }
    const { execution, protocol } = this.#read.trace;
    const { name: _, file, ...others } = protocol;
    const { uri } = this;
    return {
      execution,
      uri,
      view: this.#kept?.view ?? 'spaceTime',
      exported: async (format, target) => {
        const found = file === undefined ? undefined : protocolUri(uri, file);
        const moved = found === undefined || target === undefined ? file : relativePath(target, found);
        const place = { ...others, ...(moved === undefined ? {} : { file: moved }) };
        const about = { cursor: this.#cursor, protocol: place };
        return await this.#engine.exported({ format, execution, about, subject: undefined });
      },
      picture: async format => (this.#sent === undefined ? NOT_SHOWN : await this.#page.picture(format)),
    };
  }

  dispose(): void {
    if (this.#owner.disposed) return;
    this.#sent = undefined;
    this.#owner.dispose();
    this.#ended.tell(undefined);
  }

  #model(): PanelModel {
    const place = { uri: this.uri.toString(), fileName: fileName(this.uri) };
    return traceModel(this.#read, place, { cursor: this.#cursor, fate: this.#fate });
  }

  #changed(): void {
    if (this.#sent === undefined) return;
    const model = this.#model();
    const patch = patchBetween(this.#sent, model);
    this.#sent = model;
    if (patch !== undefined) this.#page.post(seq => ({ kind: 'patch', seq, patch }));
  }

  #answer(message: PageMessage): void {
    switch (message.kind) {
      case 'ready': {
        const model = this.#model();
        this.#sent = model;
        this.#page.post(seq => ({ kind: 'model', seq, model, restored: this.#kept ?? this.#firstState() }));
        return;
      }
      case 'moveCursor':
        this.moveCursor(message.step);
        return;
      case 'state':
        this.#kept = message.state;
        return;
      case 'readAbout':
        this.#around.runCommand('showReference', message.anchor);
        return;
      case 'command':
        this.#around.runCommand(message.command);
        return;
      case 'copy':
        this.#around.copy(message.text);
        return;
      case 'reveal':
        void this.#reveal(message.at);
        return;
      // A saved trace has no scenario to choose, no variant, no next step, no graph and nothing beside it.
      case 'selectScenario':
      case 'showVariant':
      case 'choose':
      case 'takeStep':
      case 'allowFailure':
      case 'branch':
      case 'reorder':
      case 'stateGraph':
      case 'askStateGraph':
      case 'showVertex':
      case 'compare':
        return;
    }
  }

  #firstState(): PanelState {
    return {
      version: PANEL_STATE_VERSION,
      uri: this.uri.toString(),
      locked: false,
      scenario: undefined,
      variant: undefined,
      choice: { kind: 'default' },
      cursor: this.#cursor,
      selectedEvent: undefined,
      view: 'spaceTime',
      timestamps: initialTimestamps(),
    };
  }

  /** A hidden page is taken down by the editor; when it comes back it says `ready` again. */
  #onViewState(): void {
    if (!this.#panel.visible) {
      this.#sent = undefined;
      this.#page.forget();
    }
    this.#moved.tell(undefined);
  }

  #onSaved(saved: vscode.Uri): void {
    if (saved.toString() === this.#protocol()?.toString()) void this.#lookForProtocol();
  }

  #protocol(): vscode.Uri | undefined {
    const file = typeof this.#read === 'string' ? undefined : this.#read.trace.protocol.file;
    return file === undefined ? undefined : protocolUri(this.uri, file);
  }

  async #lookForProtocol(): Promise<void> {
    if (typeof this.#read === 'string') return;
    this.#fate = await fateOf(this.#protocol(), this.#read.trace.protocol);
    this.#changed();
  }

  /** Places are right only in the text that the trace is of. */
  async #reveal(at: { readonly start: number; readonly end: number }): Promise<void> {
    await this.#lookForProtocol();
    const uri = this.#protocol();
    if (uri !== undefined && this.#fate === 'same') this.#around.reveal(uri, at);
    else this.#around.tell('The text that this execution is of is not there any more.');
  }
}

const NOT_SHOWN: Answer<never> = {
  ok: false,
  refusal: { code: 'none-found', message: 'The trace is not in sight, so that there is no picture of it.' },
};
