import * as vscode from 'vscode';
import type { Document } from '../language/editor/document.ts';
import type { Protocol } from '../model/protocol.ts';
import type { Language } from './language.ts';
import { Listeners, Owner } from './listeners.ts';
import type { Disposable } from './listeners.ts';
import { LANGUAGE_ID } from './manifest.ts';
import type { Reading } from './session/session.ts';

export interface TextRead {
  readonly document: vscode.TextDocument;
  readonly cause: 'opened' | 'typed' | 'saved';
}

/** Texts longer than this are read when the keyboard rests, so that typing in them stays quick. */
const LONG_TEXT = 200_000;
const LONG_TEXT_DELAY_MS = 400;

/** Every open protocol file as the language sees it, read once for each version. */
export class ProtocolTexts implements Disposable {
  readonly #owner = new Owner();
  readonly #reads = new Listeners<TextRead>();
  readonly #read = new WeakMap<vscode.TextDocument, { readonly version: number; readonly text: Document }>();
  readonly #delayed = new Map<vscode.TextDocument, ReturnType<typeof setTimeout>>();

  readonly #loadLanguage: () => Language;
  #language: Language | undefined;

  /** `loadLanguage` is called when the first text is read. */
  constructor(loadLanguage: () => Language) {
    this.#loadLanguage = loadLanguage;
    this.#owner.own(vscode.workspace.onDidOpenTextDocument(document => this.#on(document, 'opened')));
    this.#owner.own(vscode.workspace.onDidSaveTextDocument(document => this.#on(document, 'saved')));
    this.#owner.own(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#on(document, 'typed');
      }),
    );
    this.#owner.own(vscode.workspace.onDidCloseTextDocument(document => this.#forget(document)));
  }

  /** Told after a protocol file was opened, changed or saved, when it can be read. */
  onDidRead(listener: (read: TextRead) => void): Disposable {
    return this.#reads.add(listener);
  }

  get language(): Language {
    this.#language ??= this.#loadLanguage();
    return this.#language;
  }

  /** The document's text as the language answers questions about it, in offsets. */
  text(document: vscode.TextDocument): Document {
    const known = this.#read.get(document);
    if (known?.version === document.version) return known.text;
    const text = this.language.createDocument(document.getText());
    this.#read.set(document, { version: document.version, text });
    return text;
  }

  protocol(document: vscode.TextDocument): Protocol | undefined {
    return this.text(document).parsed.protocol;
  }

  /** What a session is told of a document. */
  reading(document: vscode.TextDocument): Reading {
    const { protocol, problems, text } = this.text(document).parsed;
    if (protocol !== undefined) return { text, broken: undefined };
    const errors = problems.filter(({ severity }) => severity === 'error');
    const [first] = errors;
    const message = first?.message ?? 'This text cannot be read.';
    return { text, broken: { message, at: first?.at ?? { start: 0, end: 0 }, problemCount: errors.length } };
  }

  dispose(): void {
    this.#owner.dispose();
    for (const timer of this.#delayed.values()) clearTimeout(timer);
    this.#reads.clear();
  }

  #on(document: vscode.TextDocument, cause: TextRead['cause']): void {
    if (document.languageId !== LANGUAGE_ID) return;
    clearTimeout(this.#delayed.get(document));
    this.#delayed.delete(document);
    if (cause !== 'typed' || document.getText().length <= LONG_TEXT) {
      this.#reads.tell({ document, cause });
      return;
    }
    const timer = setTimeout(() => {
      this.#delayed.delete(document);
      this.#reads.tell({ document, cause });
    }, LONG_TEXT_DELAY_MS);
    this.#delayed.set(document, timer);
  }

  #forget(document: vscode.TextDocument): void {
    clearTimeout(this.#delayed.get(document));
    this.#delayed.delete(document);
    this.#read.delete(document);
  }
}
