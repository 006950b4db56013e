import * as vscode from 'vscode';
import { Owner } from '../listeners.ts';
import type { Disposable } from '../listeners.ts';
import { commandId, LANGUAGE_ID } from '../manifest.ts';
import type { ProtocolTexts } from '../protocolTexts.ts';
import type { DocumentSessions } from '../session/documentSessions.ts';
import { codeLensEnabled } from '../settings.ts';
import type { PropertyReport } from '../../contract/report.ts';
import { explainedVerdict, lensTitle, offersSampling, protocolLensTitle } from './words.ts';

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
  // Lines are those of the text as it is now, which may be newer than the report.
  const { file, protocol } = texts.text(document).parsed;
  if (report === undefined || protocol === undefined) return [];
  const checking = session?.state.checking === true;
  const found: vscode.CodeLens[] = [];
  if (file?.name !== undefined) {
    found.push(
      new vscode.CodeLens(lineOf(document, file.name.at.start), {
        title: protocolLensTitle(report, checking),
        command: commandId('showPreviewToSide'),
        arguments: [document.uri],
      }),
    );
    if (offersSampling(report, checking)) found.push(sampleLens(document, file.name.at.start));
  }
  for (const { name, at } of protocol.properties) {
    const property = report.properties.find(candidate => candidate.name === name);
    if (property !== undefined) found.push(propertyLens(document, at.start, property, report.scenario));
  }
  return found;
}

/** Beside the counts of a check that could not see everything. */
function sampleLens(document: vscode.TextDocument, offset: number): vscode.CodeLens {
  return new vscode.CodeLens(lineOf(document, offset), {
    title: '$(beaker) sample beyond the bound',
    tooltip: 'Look for violations in random runs that go on where the check stopped. Not exhaustive.',
    command: commandId('sample'),
    arguments: [document.uri.toString()],
  });
}

function propertyLens(
  document: vscode.TextDocument,
  offset: number,
  property: PropertyReport,
  scenario: string,
): vscode.CodeLens {
  const title = lensTitle(property);
  const range = lineOf(document, offset);
  const tooltip = explainedVerdict(property);
  if (property.steps === undefined) {
    const command = commandId('showPreviewToSide');
    return new vscode.CodeLens(range, { title, tooltip, command, arguments: [document.uri] });
  }
  return new vscode.CodeLens(range, {
    title: `${title} — show`,
    tooltip,
    command: commandId('replayCounterexample'),
    arguments: [document.uri.toString(), scenario, property.name],
  });
}

function lineOf(document: vscode.TextDocument, offset: number): vscode.Range {
  return document.lineAt(document.positionAt(offset).line).range;
}
