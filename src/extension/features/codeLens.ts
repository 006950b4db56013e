import * as vscode from 'vscode';
import { Owner } from '../listeners.ts';
import type { Disposable } from '../listeners.ts';
import { commandId, LANGUAGE_ID } from '../manifest.ts';
import type { ProtocolTexts } from '../protocolTexts.ts';
import type { DocumentSessions } from '../session/documentSessions.ts';
import { codeLensEnabled } from '../settings.ts';
import { lensTitle, protocolLensTitle } from './words.ts';

/** Lenses are drawn anew at most this often while a check goes on. */
const REDRAW_MS = 250;

/** Counts above the protocol and a verdict above each property, each a click away from its execution. */
export function registerCodeLenses(sessions: DocumentSessions, texts: ProtocolTexts): Disposable {
  const owner = new Owner();
  const changes = owner.own(new vscode.EventEmitter<void>());
  let timer: ReturnType<typeof setTimeout> | undefined;
  owner.own(
    sessions.onDidChange(() => {
      timer ??= setTimeout(() => {
        timer = undefined;
        changes.fire();
      }, REDRAW_MS);
    }),
  );
  owner.own({ dispose: () => clearTimeout(timer) });
  owner.own(
    vscode.workspace.onDidChangeConfiguration(change => {
      if (change.affectsConfiguration('lightcone.codeLens')) changes.fire();
    }),
  );
  owner.own(
    vscode.languages.registerCodeLensProvider(
      { language: LANGUAGE_ID },
      {
        onDidChangeCodeLenses: changes.event,
        provideCodeLenses: document => (codeLensEnabled(document.uri) ? lenses(document, sessions, texts) : []),
      },
    ),
  );
  return owner;
}

function lenses(document: vscode.TextDocument, sessions: DocumentSessions, texts: ProtocolTexts): vscode.CodeLens[] {
  const session = sessions.get(document.uri)?.session;
  const report = session?.state.report;
  // What a broken text says of its properties belongs to other lines.
  if (report === undefined || session?.state.staleness.kind === 'broken') return [];
  const uri = document.uri.toString();
  const found: vscode.CodeLens[] = [];
  const name = texts.text(document).parsed.file?.name?.at;
  if (name !== undefined) {
    found.push(
      new vscode.CodeLens(lineOf(document, name.start), {
        title: protocolLensTitle(report, session?.state.checking === true),
        command: commandId('showPreviewToSide'),
        arguments: [document.uri],
      }),
    );
  }
  for (const property of report.properties) {
    if (property.kind === 'error' || property.kind === 'deadlock') continue;
    const shows = property.steps !== undefined;
    found.push(
      new vscode.CodeLens(lineOf(document, property.at.start), {
        title: shows ? `${lensTitle(property)} — show` : lensTitle(property),
        command: shows ? commandId('replayCounterexample') : commandId('showPreviewToSide'),
        arguments: shows ? [uri, report.scenario, property.name] : [document.uri],
      }),
    );
  }
  return found;
}

function lineOf(document: vscode.TextDocument, offset: number): vscode.Range {
  return document.lineAt(document.positionAt(offset).line).range;
}
