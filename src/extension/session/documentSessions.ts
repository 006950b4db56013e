import * as vscode from 'vscode';
import type { Engine } from '../engineLink.ts';
import { Listeners, Owner } from '../listeners.ts';
import type { Disposable } from '../listeners.ts';
import { HISTORY_SCHEMES, LANGUAGE_ID } from '../manifest.ts';
import { sessionSettings } from '../settings.ts';
import type { ProtocolTexts } from '../protocolTexts.ts';
import { BranchDesk } from './branchDesk.ts';
import { branchKeeper, type Memory } from './branchKeeper.ts';
import { pickTrace } from '../traces/pickTrace.ts';
import { VersionsDesk } from '../versions/versionsDesk.ts';
import { ComparisonDesk } from './comparisonDesk.ts';
import { Session } from './session.ts';

/** Settings that a check depends on. */
const CHECK_SETTINGS = ['lightcone.check', 'lightcone.search'];

/** The session of a document, for as long as the document is open or somebody keeps it. */
export interface DocumentSession {
  readonly uri: vscode.Uri;
  readonly session: Session;
  /** What was explored of it. */
  readonly branches: BranchDesk;
  readonly comparisons: ComparisonDesk;
  readonly versions: VersionsDesk;
  /** Keeps the session alive after its document was closed. */
  keep(): Disposable;
}

interface Entry extends DocumentSession {
  keepers: number;
}

/** All sessions, one for each document, fed with every change of its text. */
export class DocumentSessions implements Disposable {
  readonly #owner = new Owner();
  readonly #engine: Engine;
  readonly #texts: ProtocolTexts;
  readonly #memory: Memory;
  readonly #entries = new Map<string, Entry>();
  readonly #changes = new Listeners<DocumentSession>();
  readonly #ends = new Listeners<vscode.Uri>();

  /** `memory` keeps what was explored. */
  constructor(engine: Engine, texts: ProtocolTexts, memory: Memory) {
    this.#engine = engine;
    this.#texts = texts;
    this.#memory = memory;
    this.#owner.own(texts.onDidRead(({ document, cause }) => this.#onRead(document, cause)));
    this.#owner.own(vscode.workspace.onDidCloseTextDocument(document => this.#onClose(document.uri)));
    this.#owner.own(vscode.window.onDidChangeVisibleTextEditors(() => this.#openVisible()));
    this.#owner.own(vscode.workspace.onDidChangeConfiguration(change => this.#onConfiguration(change)));
    // Reading takes longer than registering, and activation does not wait for it.
    this.#owner.soon(() => this.#openVisible());
  }

  /** Told after every change of a session's state. */
  onDidChange(listener: (session: DocumentSession) => void): Disposable {
    return this.#changes.add(listener);
  }

  onDidEnd(listener: (uri: vscode.Uri) => void): Disposable {
    return this.#ends.add(listener);
  }

  get(uri: vscode.Uri): DocumentSession | undefined {
    return this.#entries.get(uri.toString());
  }

  all(): readonly DocumentSession[] {
    return [...this.#entries.values()];
  }

  /** The session of an open document, started when there is none. */
  of(document: vscode.TextDocument): DocumentSession {
    const known = this.#entries.get(document.uri.toString());
    if (known !== undefined) return known;
    const { uri } = document;
    const session = new Session(this.#engine, () => sessionSettings(uri));
    const keeper = branchKeeper(this.#memory, uri.toString());
    const entry: Entry = {
      uri,
      session,
      branches: new BranchDesk(this.#engine, session, keeper),
      comparisons: new ComparisonDesk(this.#engine, session, pickTrace),
      versions: new VersionsDesk(this.#engine, session, () => sessionSettings(uri).bounds),
      keepers: 0,
      keep: () => {
        entry.keepers += 1;
        return { dispose: () => this.#release(entry) };
      },
    };
    this.#entries.set(uri.toString(), entry);
    session.onDidChange(() => this.#changes.tell(entry));
    session.update(this.#texts.reading(document), 'opened');
    return entry;
  }

  dispose(): void {
    this.#owner.dispose();
    for (const entry of this.#entries.values()) dispose(entry);
    this.#entries.clear();
  }

  #openVisible(): void {
    for (const { document } of vscode.window.visibleTextEditors) {
      if (document.languageId === LANGUAGE_ID && !HISTORY_SCHEMES.includes(document.uri.scheme)) this.of(document);
    }
  }

  #onRead(document: vscode.TextDocument, cause: 'opened' | 'typed' | 'saved'): void {
    this.get(document.uri)?.session.update(this.#texts.reading(document), cause);
  }

  #onConfiguration(change: vscode.ConfigurationChangeEvent): void {
    for (const entry of this.#entries.values()) {
      if (!CHECK_SETTINGS.some(section => change.affectsConfiguration(section, entry.uri))) continue;
      if (sessionSettings(entry.uri).autoCheck !== 'off') void entry.session.checkNow();
    }
  }

  #onClose(uri: vscode.Uri): void {
    const entry = this.#entries.get(uri.toString());
    if (entry?.keepers === 0) this.#end(entry);
  }

  #release(entry: Entry): void {
    entry.keepers -= 1;
    const open = vscode.workspace.textDocuments.some(document => document.uri.toString() === entry.uri.toString());
    if (entry.keepers === 0 && !open) this.#end(entry);
  }

  #end(entry: Entry): void {
    this.#entries.delete(entry.uri.toString());
    // Another text may get the same name.
    if (entry.uri.scheme === 'untitled') branchKeeper(this.#memory, entry.uri.toString()).save([]);
    dispose(entry);
    this.#ends.tell(entry.uri);
  }
}

function dispose({ session, branches, comparisons, versions }: Entry): void {
  branches.dispose();
  comparisons.stop();
  versions.stop();
  session.dispose();
}
