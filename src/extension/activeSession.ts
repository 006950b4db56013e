import * as vscode from 'vscode';
import { Listeners, Owner } from './listeners.ts';
import type { Disposable } from './listeners.ts';
import { CONTEXT_KEYS, HISTORY_SCHEMES, LANGUAGE_ID } from './manifest.ts';
import type { Previews } from './preview/previews.ts';
import type { DocumentSession, DocumentSessions } from './session/documentSessions.ts';
import { canBeShortened } from './session/sessionState.ts';

/** Which document commands, status bar and `when` clauses are about: that of the active preview, else of the active editor. */
export class ActiveSession implements Disposable {
  readonly #owner = new Owner();
  readonly #sessions: DocumentSessions;
  readonly #previews: Previews;
  readonly #changes = new Listeners<DocumentSession | undefined>();
  readonly #contexts = new Map<string, boolean>();
  #last: DocumentSession | undefined;

  constructor(sessions: DocumentSessions, previews: Previews) {
    this.#sessions = sessions;
    this.#previews = previews;
    this.#owner.own(sessions.onDidChange(session => this.#onSession(session)));
    this.#owner.own(sessions.onDidEnd(() => this.#update()));
    this.#owner.own(previews.onDidChange(() => this.#update()));
    this.#owner.own(vscode.window.onDidChangeActiveTextEditor(() => this.#update()));
    this.#owner.soon(() => this.#update());
  }

  get current(): DocumentSession | undefined {
    return this.#last;
  }

  /** Told when another session becomes the active one, and after every change of the active one. */
  onDidChange(listener: (session: DocumentSession | undefined) => void): Disposable {
    return this.#changes.add(listener);
  }

  dispose(): void {
    this.#owner.dispose();
    this.#changes.clear();
  }

  #find(): DocumentSession | undefined {
    const preview = this.#previews.active;
    if (preview !== undefined) return preview.session;
    const editor = vscode.window.activeTextEditor;
    if (editor?.document.languageId === LANGUAGE_ID && !HISTORY_SCHEMES.includes(editor.document.uri.scheme))
      return this.#sessions.of(editor.document);
    // While something without a document has the focus, the document before stays meant, as long as it can be seen.
    const before = this.#last;
    if (before === undefined || this.#sessions.get(before.uri) !== before) return undefined;
    const shown = vscode.window.visibleTextEditors.some(
      ({ document }) => document.uri.toString() === before.uri.toString(),
    );
    return shown || this.#previews.of(before.uri)?.visible === true ? before : undefined;
  }

  #update(): void {
    this.#last = this.#find();
    this.#tell();
  }

  #onSession(session: DocumentSession): void {
    if (this.#last === undefined) this.#last = this.#find();
    if (session === this.#last) this.#tell();
  }

  #tell(): void {
    const state = this.#last?.session.state;
    this.#setContext(CONTEXT_KEYS.sessionActive, state?.outline !== undefined);
    this.#setContext(CONTEXT_KEYS.checking, state?.checking === true);
    this.#setContext(CONTEXT_KEYS.runCanBeShortened, state !== undefined && canBeShortened(state));
    this.#setContext(CONTEXT_KEYS.previewLocked, this.#previews.active?.locked === true);
    this.#changes.tell(this.#last);
  }

  #setContext(key: string, value: boolean): void {
    if (this.#contexts.get(key) === value) return;
    this.#contexts.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  }
}
