import type * as vscode from 'vscode';
import type { Answer } from '../../contract/engine.ts';
import { PartAssembler, partsOf, readPart } from '../../contract/parts.ts';
import type { HostMessage, PictureFormat, WebviewMessage } from '../../contract/webview.ts';
import type { LayoutLink } from '../layoutLink.ts';
import { Owner } from '../listeners.ts';
import type { Disposable } from '../listeners.ts';
import { readWebviewMessage } from './webviewMessages.ts';

/** What the link needs of the extension around it. */
export interface PageSurroundings {
  readonly layouts: LayoutLink;
  readonly log: vscode.LogOutputChannel;
}

/** What a page tells that is not answered here. */
export type PageMessage = Exclude<WebviewMessage, { readonly kind: 'layout' | 'picture' }>;

/** The longest a page takes for its picture: a large one, on a busy machine. */
const PICTURE_MS_MAX = 60_000;

/**
 * Messages to and from a page, numbered, and in parts where they are long. Lays graphs out for it, and asks it for its
 * picture.
 */
export class PageLink implements Disposable {
  readonly #webview: vscode.Webview;
  readonly #around: PageSurroundings;
  readonly #owner = new Owner();
  readonly #pictures = new Map<number, (answer: Answer<string>) => void>();
  readonly #assembler = new PartAssembler();
  #seq = 0;
  #lastId = 0;

  constructor(webview: vscode.Webview, around: PageSurroundings, onMessage: (message: PageMessage) => void) {
    this.#webview = webview;
    this.#around = around;
    this.#owner.own(webview.onDidReceiveMessage((data: unknown) => this.#onData(data, onMessage)));
  }

  post(message: (seq: number) => HostMessage): void {
    this.#seq += 1;
    const whole = message(this.#seq);
    // Everything else is small, or already in pieces.
    const isLarge = whole.kind === 'model' || whole.kind === 'patch';
    const parts = isLarge ? partsOf(whole, (this.#lastId += 1)) : [];
    if (parts.length === 0) void this.#webview.postMessage(whole);
    else for (const part of parts) void this.#webview.postMessage(part);
  }

  /** The picture of the view that the page shows: text for SVG, base 64 for PNG. */
  picture(format: PictureFormat): Promise<Answer<string>> {
    const requestId = (this.#lastId += 1);
    return new Promise(answer => {
      const late = setTimeout(() => this.#answer(requestId, refused('The preview does not answer.')), PICTURE_MS_MAX);
      this.#pictures.set(requestId, found => {
        clearTimeout(late);
        answer(found);
      });
      this.post(seq => ({ kind: 'pictureWanted', seq, requestId, format }));
    });
  }

  /** The page is gone, or is built anew: what was asked of it is not answered any more. */
  forget(): void {
    for (const id of [...this.#pictures.keys()]) this.#answer(id, refused('The preview was closed.'));
  }

  dispose(): void {
    this.#owner.dispose();
    this.forget();
  }

  #onData(data: unknown, onMessage: (message: PageMessage) => void): void {
    const part = readPart(data);
    const whole = part === undefined ? data : this.#assembler.add(part);
    if (part !== undefined && whole === undefined) return;
    const message = readWebviewMessage(whole);
    if (message === undefined) this.#around.log.warn('A preview sent something that is not a message of ours.');
    else if (message.kind === 'layout') void this.#layOut(message);
    else if (message.kind === 'picture') {
      const { requestId, content, failure } = message;
      this.#answer(requestId, content === undefined ? refused(failure ?? '') : { ok: true, value: content });
    } else onMessage(message);
  }

  #answer(requestId: number, answer: Answer<string>): void {
    const waiting = this.#pictures.get(requestId);
    this.#pictures.delete(requestId);
    waiting?.(answer);
  }

  async #layOut({ requestId, request }: WebviewMessage & { readonly kind: 'layout' }): Promise<void> {
    const layout = await this.#around.layouts.layOut(request);
    if (!this.#owner.disposed) this.post(seq => ({ kind: 'layout', seq, requestId, layout }));
  }
}

function refused(message: string): Answer<never> {
  return { ok: false, refusal: { code: 'failed', message } };
}
