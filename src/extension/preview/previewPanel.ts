import * as vscode from 'vscode';
import type { BranchDeed } from '../../contract/branches.ts';
import type { Answer } from '../../contract/engine.ts';
import type { PanelModel, PanelState, PictureFormat, ViewName } from '../../contract/webview.ts';
import { Listeners, Owner } from '../listeners.ts';
import type { Disposable } from '../listeners.ts';
import type { DocumentSession } from '../session/documentSessions.ts';
import { answerComparison } from './comparisonPosts.ts';
import { answerGraphQuestion, showVertex } from './graphPosts.ts';
import { PageLink, type PageMessage, type PageSurroundings } from './pageLink.ts';
import { webviewPage } from './webviewPage.ts';
import { panelModel, patchBetween } from './panelModel.ts';

/** What a panel needs of the extension around it. */
export interface PanelSurroundings extends PageSurroundings {
  readonly extensionUri: vscode.Uri;
  /** Runs a command of ours on behalf of a panel's button; ids that are not ours are refused. */
  runCommand(name: string, ...values: readonly unknown[]): void;
  /** Says something that is gone after a few seconds. */
  tell(message: string): void;
  /** Puts a text into the clipboard, and says so. */
  copy(text: string): void;
  /** Shows a place of a document in a text editor. */
  reveal(uri: vscode.Uri, at: { readonly start: number; readonly end: number }): void;
}

/** How long changes are gathered before the page is told: one frame. */
const GATHER_MS = 16;

/** A preview: one webview panel that shows the session of one document at a time. */
export class PreviewPanel implements Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #around: PanelSurroundings;
  readonly #owner = new Owner();
  readonly #page: PageLink;
  readonly #ended = new Listeners<undefined>();
  readonly #ready = new Listeners<undefined>();
  readonly #moved = new Listeners<undefined>();
  #attached = new Owner();
  /** The view that can be seen, and what asks for its contents as long as it can. */
  #watching: { readonly view: ViewName; readonly end: Disposable } | undefined;
  #session: DocumentSession;
  #locked: boolean;
  /** What the page said last of itself: given back to it whenever it is built anew. */
  #kept: PanelState;
  /** What the page shows; undefined while it does not listen. */
  #sent: PanelModel | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(panel: vscode.WebviewPanel, session: DocumentSession, around: PanelSurroundings, initial: PanelState) {
    this.#panel = panel;
    this.#around = around;
    this.#session = session;
    this.#locked = initial.locked;
    this.#kept = initial;
    const own = <T extends Disposable>(item: T): T => this.#owner.own(item);
    own(panel.onDidDispose(() => this.dispose()));
    own(panel.onDidChangeViewState(() => this.#onViewState()));
    this.#page = own(new PageLink(panel.webview, around, message => this.#answer(message)));
    this.#attach(session);
    this.#build();
  }

  get session(): DocumentSession {
    return this.#session;
  }

  get locked(): boolean {
    return this.#locked;
  }

  /** A panel that is closed must not be asked anything: it is neither active nor visible. */
  get active(): boolean {
    return !this.#owner.disposed && this.#panel.active;
  }

  get visible(): boolean {
    return !this.#owner.disposed && this.#panel.visible;
  }

  onDidEnd(listener: () => void): void {
    this.#ended.add(listener);
  }

  /** Told when the panel becomes or ceases to be the active one, or shows another document. */
  onDidMove(listener: () => void): void {
    this.#moved.add(listener);
  }

  reveal(column: vscode.ViewColumn | undefined, preserveFocus: boolean): void {
    this.#panel.reveal(column ?? this.#panel.viewColumn, preserveFocus);
  }

  lock(locked: boolean): void {
    this.#locked = locked;
    this.#title();
    this.#changed();
  }

  /** Shows another document in place of the one before. */
  show(session: DocumentSession): void {
    if (session === this.#session) return;
    this.#session = session;
    this.#kept = { ...this.#kept, uri: session.uri.toString(), selectedEvent: undefined };
    this.#attach(session);
    // A new page, so that nothing of the other document's pictures stays.
    this.refresh();
    this.#moved.tell(undefined);
  }

  /** Builds the page anew. */
  refresh(): void {
    this.#sent = undefined;
    this.#page.forget();
    this.#build();
  }

  /** The text cursor stands at an offset of the document, or has left it. */
  sourceSelection(offset: number | undefined): void {
    if (this.#sent !== undefined) this.#page.post(seq => ({ kind: 'sourceSelection', seq, offset }));
  }

  /** Which view is looked at, as far as the page has said. */
  get view(): ViewName {
    return this.#kept.view;
  }

  /** The picture of the view that is shown, which is brought into sight for that. */
  async picture(format: PictureFormat): Promise<Answer<string>> {
    if (!this.visible) this.reveal(undefined, true);
    if (this.#sent === undefined && !this.#owner.disposed) await this.#listening();
    if (this.#owner.disposed) return CLOSED;
    return await this.#page.picture(format);
  }

  focusDiagram(): void {
    if (this.#sent !== undefined) this.#page.post(seq => ({ kind: 'command', seq, command: 'focusDiagram' }));
  }

  /** Shows the resilience matrix. */
  showFailures(): void {
    this.#keep({ ...this.#kept, view: 'failures' });
    if (this.#sent !== undefined) this.#page.post(seq => ({ kind: 'command', seq, command: 'showFailures' }));
  }

  /** Shows why there are so many states. */
  showExplosion(): void {
    this.#keep({ ...this.#kept, view: 'explosion' });
    if (this.#sent !== undefined) this.#page.post(seq => ({ kind: 'command', seq, command: 'showExplosion' }));
  }

  /** Shows the states and what leads from each to which. */
  showStateGraph(): void {
    this.#keep({ ...this.#kept, view: 'stateGraph' });
    if (this.#sent !== undefined) this.#page.post(seq => ({ kind: 'command', seq, command: 'showStateGraph' }));
  }

  /** Names what is seen. */
  showCaptions(): void {
    const diagram = this.#kept.diagram ?? { direction: 'down', collapsed: true, expanded: [], hidden: [], order: [] };
    this.#keep({ ...this.#kept, view: 'spaceTime', diagram: { ...diagram, captions: true } });
    if (this.#sent !== undefined) this.#page.post(seq => ({ kind: 'command', seq, command: 'showCaptions' }));
  }

  /** Shows what was explored. */
  showBranches(): void {
    this.#keep({ ...this.#kept, branchesShown: true });
    if (this.#sent !== undefined) this.#page.post(seq => ({ kind: 'command', seq, command: 'showBranches' }));
  }

  /** Shows two executions side by side. */
  showComparison(): void {
    this.#keep({ ...this.#kept, view: 'compare' });
    if (this.#sent !== undefined) this.#page.post(seq => ({ kind: 'command', seq, command: 'showComparison' }));
  }

  /** Shows what changed since another version of the file. */
  showVersions(): void {
    this.#keep({ ...this.#kept, view: 'compare' });
    if (this.#sent !== undefined) this.#page.post(seq => ({ kind: 'command', seq, command: 'showVersions' }));
  }

  dispose(): void {
    if (this.#owner.disposed) return;
    clearTimeout(this.#timer);
    this.#sent = undefined;
    this.#owner.dispose();
    // Before its session may end, so that whoever hears of that finds no panel any more.
    this.#ended.tell(undefined);
    this.#unwatch();
    this.#attached.dispose();
    this.#panel.dispose();
  }

  /** Fulfilled when the page listens, or never will. */
  #listening(): Promise<void> {
    return new Promise(done => {
      const listening = [this.#ready, this.#ended].map(each =>
        each.add(() => {
          for (const one of listening) one.dispose();
          done();
        }),
      );
    });
  }

  #attach(session: DocumentSession): void {
    this.#unwatch();
    this.#attached.dispose();
    this.#attached = new Owner();
    this.#attached.own(session.keep());
    this.#attached.own(session.session.watch());
    this.#attached.own(session.session.onDidChange(() => this.#changed()));
    this.#attached.own(session.branches.onDidChange(() => this.#changed()));
    this.#attached.own(session.versions.onDidChange(() => this.#changed()));
    this.#watchView();
    this.#title();
  }

  #title(): void {
    const name = fileName(this.#session.uri);
    this.#panel.title = this.#locked ? `[Preview] ${name}` : `Preview ${name}`;
    const media = vscode.Uri.joinPath(this.#around.extensionUri, 'media');
    this.#panel.iconPath = {
      light: vscode.Uri.joinPath(media, 'preview-light.svg'),
      dark: vscode.Uri.joinPath(media, 'preview-dark.svg'),
    };
  }

  #build(): void {
    webviewPage(this.#panel.webview, this.#around.extensionUri, this.#panel.title);
  }

  #model(): PanelModel {
    const { uri, session, branches, versions } = this.#session;
    const place = {
      uri: uri.toString(),
      fileName: fileName(uri),
      locked: this.#locked,
      branches: branches.view,
      versions: versions.shown(session.state.outline?.meaning),
    };
    return panelModel(session.state, place);
  }

  #changed(): void {
    if (this.#sent === undefined) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#sendChanges();
    }, GATHER_MS);
  }

  #sendChanges(): void {
    if (this.#sent === undefined) return;
    const model = this.#model();
    const patch = patchBetween(this.#sent, model);
    if (patch === undefined) return;
    this.#sent = model;
    this.#page.post(seq => ({ kind: 'patch', seq, patch }));
  }

  #sendModel(): PanelModel {
    const model = this.#model();
    this.#page.post(seq => ({ kind: 'model', seq, model, restored: this.#kept }));
    return model;
  }

  /** A hidden page is taken down by the editor; when it comes back it says `ready` again. */
  #onViewState(): void {
    if (!this.#panel.visible) {
      this.#sent = undefined;
      this.#page.forget();
    }
    this.#watchView();
    this.#moved.tell(undefined);
  }

  #answer(message: PageMessage): void {
    const { session } = this.#session;
    switch (message.kind) {
      case 'ready':
        this.#sent = this.#sendModel();
        this.#ready.tell(undefined);
        return;
      case 'selectScenario':
        void session.selectScenario(message.scenario);
        return;
      case 'showVariant':
        void session.showVariant(message.variant, message.choice);
        return;
      case 'choose':
        void session.choose(message.choice);
        return;
      case 'moveCursor':
        session.moveCursor(message.step);
        return;
      case 'takeStep':
        void session.takeStep(message.position);
        return;
      case 'reorder':
        void session.reorder(message.order, message.cursor);
        return;
      case 'reveal':
        this.#around.reveal(this.#session.uri, message.at);
        return;
      case 'stateGraph':
      case 'askStateGraph':
        void answerGraphQuestion(session, message, part => {
          if (this.#sent === undefined || session !== this.#session.session) return;
          this.#page.post(seq => ({ kind: 'stateGraph', seq, requestId: message.requestId, part }));
        });
        return;
      case 'compare':
        void answerComparison(this.#session.comparisons, message, answer => {
          if (this.#sent === undefined || session !== this.#session.session) return;
          this.#page.post(seq => ({ kind: 'compared', seq, requestId: message.requestId, answer }));
        });
        return;
      case 'showVertex':
        void showVertex(session, message);
        return;
      case 'state':
        if (message.state.uri === this.#session.uri.toString()) this.#keep(message.state);
        return;
      case 'branch':
        this.#branch(message.deed, message.branch);
        return;
      case 'copy':
        this.#around.copy(message.text);
        return;
      case 'allowFailure':
        this.#around.runCommand('allowFailure', this.#session.uri, message.failure);
        return;
      case 'readAbout':
        this.#around.runCommand('showReference', message.anchor);
        return;
      case 'command':
        this.#around.runCommand(message.command);
        return;
    }
  }

  #branch(deed: BranchDeed, id: number): void {
    const { uri, branches } = this.#session;
    switch (deed) {
      case 'show':
        void branches.show(id);
        return;
      case 'remove':
        branches.remove(id);
        return;
      case 'name':
        this.#around.runCommand('nameBranch', uri, id);
        return;
      case 'keep':
        this.#around.runCommand('keepBranch', uri, id);
        return;
    }
  }

  #keep(state: PanelState): void {
    this.#kept = state;
    this.#watchView();
  }

  /** What takes long is asked for only while somebody sees the view that shows it. */
  #watchView(): void {
    const view = this.#panel.visible ? this.#kept.view : undefined;
    if (view === this.#watching?.view) return;
    this.#unwatch();
    const { session, comparisons } = this.#session;
    if (view === 'failures') this.#watching = { view, end: session.watchMatrix() };
    if (view === 'stateGraph') this.#watching = { view, end: session.graphs.watch() };
    if (view === 'compare') this.#watching = { view, end: { dispose: () => comparisons.stop() } };
    if (view === 'explosion') this.#watching = { view, end: session.watchExplosion() };
  }

  #unwatch(): void {
    this.#watching?.end.dispose();
    this.#watching = undefined;
  }
}

const CLOSED: Answer<never> = { ok: false, refusal: { code: 'failed', message: 'The preview was closed.' } };

export function fileName(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
