import * as vscode from 'vscode';
import type { ActiveSession } from '../activeSession.ts';
import type { Engine } from '../engineLink.ts';
import type { CommandName } from '../manifest.ts';
import type { Previews } from '../preview/previews.ts';
import type { DocumentSession, DocumentSessions } from '../session/documentSessions.ts';
import type { Session } from '../session/session.ts';
import type { TraceEditors } from '../traces/traceEditors.ts';

/** What commands work on. */
export interface Workbench {
  readonly active: ActiveSession;
  readonly previews: Previews;
  readonly traces: TraceEditors;
  readonly sessions: DocumentSessions;
  readonly engine: Engine;
  readonly log: vscode.LogOutputChannel;
}

/** The commands one file adds. Their answers, where they have one, are for keyboards, links and tests. */
export type CommandTable = Partial<Record<CommandName, (...values: readonly unknown[]) => unknown>>;

/** The active document's session, with a preview beside it and its picture up to date; says what to do when there is none. */
export async function steppableSession(workbench: Workbench): Promise<Session | undefined> {
  const current = activeOrTell(workbench);
  if (current === undefined) return undefined;
  if (workbench.previews.of(current.uri) === undefined) {
    const document = await vscode.workspace.openTextDocument(current.uri);
    workbench.previews.show(document, { toSide: true, locked: false, preserveFocus: true });
  }
  const state = await current.session.settled();
  if (state.execution !== undefined) return current.session;
  tell(state.staleness.kind === 'broken' ? state.staleness.message : 'There is nothing to step through yet.');
  return undefined;
}

export function activeOrTell(workbench: Workbench): DocumentSession | undefined {
  const current = workbench.active.current;
  if (current === undefined) tell('Open a protocol file (.cone) first.');
  return current;
}

/** Says something in the status bar that is gone after a few seconds: enough for the answer to a key. */
export function tell(message: string): void {
  vscode.window.setStatusBarMessage(`Lightcone: ${message}`, 6000);
}
