import * as vscode from 'vscode';
import { PANEL_STATE_VERSION } from '../../contract/version.ts';
import type { PanelState } from '../../contract/webview.ts';
import { Listeners, Owner } from '../listeners.ts';
import type { Disposable } from '../listeners.ts';
import { LANGUAGE_ID, PREVIEW_TYPE } from '../manifest.ts';
import type { DocumentSession, DocumentSessions } from '../session/documentSessions.ts';
import { initialTimestamps, previewFollowsEditor } from '../settings.ts';
import { PreviewPanel } from './previewPanel.ts';
import type { PanelSurroundings } from './previewPanel.ts';
import { readPanelState } from './panelStates.ts';

export interface ShowOptions {
  readonly toSide: boolean;
  readonly locked: boolean;
  readonly preserveFocus: boolean;
}

/**
 * All previews. At most one shows a document; one that is not locked follows the active editor, and is used again for
 * the next document a preview is asked for.
 */
export class Previews implements Disposable {
  readonly #owner = new Owner();
  readonly #around: PanelSurroundings;
  readonly #sessions: DocumentSessions;
  readonly #panels = new Set<PreviewPanel>();
  readonly #changes = new Listeners<undefined>();

  constructor(around: PanelSurroundings, sessions: DocumentSessions) {
    this.#around = around;
    this.#sessions = sessions;
    this.#owner.own(vscode.window.onDidChangeActiveTextEditor(editor => this.#follow(editor)));
    this.#owner.own(vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.#markSelection(textEditor)));
    this.#owner.own(
      vscode.window.registerWebviewPanelSerializer(PREVIEW_TYPE, {
        deserializeWebviewPanel: (panel, state: unknown) => this.restore(panel, state),
      }),
    );
  }

  /** Told when a preview opens, closes, or becomes or ceases to be the active one. */
  onDidChange(listener: () => void): Disposable {
    return this.#changes.add(listener);
  }

  get active(): PreviewPanel | undefined {
    return [...this.#panels].find(panel => panel.active);
  }

  /** The preview of a document, if there is one. */
  of(uri: vscode.Uri): PreviewPanel | undefined {
    return [...this.#panels].find(panel => panel.session.uri.toString() === uri.toString());
  }

  show(document: vscode.TextDocument, options: ShowOptions): PreviewPanel {
    const session = this.#sessions.of(document);
    const known = this.of(document.uri);
    const reusable = known ?? (options.locked ? undefined : [...this.#panels].find(panel => !panel.locked));
    if (reusable !== undefined) {
      if (options.locked) reusable.lock(true);
      reusable.show(session);
      reusable.reveal(options.toSide ? undefined : vscode.ViewColumn.Active, options.preserveFocus);
      return reusable;
    }
    const panel = vscode.window.createWebviewPanel(
      PREVIEW_TYPE,
      'Preview',
      {
        viewColumn: options.toSide ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active,
        preserveFocus: options.preserveFocus,
      },
      { enableScripts: true, enableFindWidget: true },
    );
    return this.#adopt(panel, session, firstState(session, options.locked));
  }

  /** Brings a panel back after a reload, with the execution and the cursor it showed. */
  async restore(webviewPanel: vscode.WebviewPanel, data: unknown): Promise<void> {
    const state = readPanelState(data);
    const document = state === undefined ? undefined : await openDocument(state.uri);
    if (state === undefined || document === undefined) {
      this.#around.log.info('A preview could not be restored: its document cannot be opened any more.');
      webviewPanel.dispose();
      return;
    }
    const session = this.#sessions.of(document);
    this.#adopt(webviewPanel, session, state);
    await session.session.settled();
    if (state.scenario !== undefined) await session.session.selectScenario(state.scenario);
    if (await session.session.showVariant(state.variant, state.choice, state.cursor)) return;
    await session.session.choose({ kind: 'default' });
  }

  dispose(): void {
    this.#owner.dispose();
    for (const panel of [...this.#panels]) panel.dispose();
  }

  #adopt(webviewPanel: vscode.WebviewPanel, session: DocumentSession, initial: PanelState): PreviewPanel {
    const panel = new PreviewPanel(webviewPanel, session, this.#around, initial);
    this.#panels.add(panel);
    void this.#around.layouts.warmUp();
    panel.onDidMove(() => this.#changes.tell(undefined));
    panel.onDidEnd(() => {
      this.#panels.delete(panel);
      this.#changes.tell(undefined);
    });
    this.#changes.tell(undefined);
    return panel;
  }

  #follow(editor: vscode.TextEditor | undefined): void {
    const document = editor?.document;
    if (document?.languageId !== LANGUAGE_ID || !previewFollowsEditor()) return;
    if (this.of(document.uri) !== undefined) return;
    [...this.#panels].find(panel => !panel.locked)?.show(this.#sessions.of(document));
  }

  #markSelection(editor: vscode.TextEditor): void {
    if (editor.document.languageId !== LANGUAGE_ID) return;
    this.of(editor.document.uri)?.sourceSelection(editor.document.offsetAt(editor.selection.active));
  }
}

/** What a new panel starts with. */
function firstState(session: DocumentSession, locked: boolean): PanelState {
  const { scenario, variant, choice, cursor } = session.session.state;
  return {
    version: PANEL_STATE_VERSION,
    uri: session.uri.toString(),
    locked,
    scenario,
    variant: variant?.id,
    choice,
    cursor,
    selectedEvent: undefined,
    view: 'spaceTime',
    timestamps: initialTimestamps(),
  };
}

async function openDocument(uri: string): Promise<vscode.TextDocument | undefined> {
  try {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
    return document.languageId === LANGUAGE_ID ? document : undefined;
  } catch {
    return undefined;
  }
}
