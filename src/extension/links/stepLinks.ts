import * as vscode from 'vscode';
import type { ExecutionView } from '../../contract/execution.ts';
import { activeOrTell, steppableSession, tell, type CommandTable, type Workbench } from '../commands/commandTable.ts';
import { EXTENSION_ID, LANGUAGE_ID } from '../manifest.ts';
import type { Session } from '../session/session.ts';
import { linkedExecution, queryOf, readQuery, SCHEDULE_MAX, type StepLink } from './stepLink.ts';

/** What links open. */
const STEP_PATH = '/step';

export function linkCommands(workbench: Workbench): CommandTable {
  return {
    copyStepLink: async () => {
      const session = await steppableSession(workbench);
      const uri = activeOrTell(workbench)?.uri;
      if (session === undefined || uri === undefined) return undefined;
      const { execution } = session.state;
      if (execution === undefined) return undefined;
      const link = linkTo(uri, session.state, execution);
      if (link === undefined) {
        const steps = `${String(execution.schedule.length)} steps that only their order names`;
        tell(`This execution has ${steps}; a link holds ${String(SCHEDULE_MAX)}. Export it as a trace file instead.`);
        return undefined;
      }
      if (uri.scheme === 'untitled') {
        tell('Save the protocol first: a link leads to a file.');
        return undefined;
      }
      const address = `${vscode.env.uriScheme}://${EXTENSION_ID}${STEP_PATH}?${queryOf(link)}`;
      await vscode.env.clipboard.writeText(address);
      tell(`A link to step ${String(link.step)} was copied.`);
      return address;
    },
  };
}

/** Opens what a link leads to. */
export async function openLink(workbench: Workbench, { path, query }: vscode.Uri): Promise<void> {
  const link = path === STEP_PATH ? readQuery(query) : undefined;
  if (link === undefined) complain('This link leads to nothing that Lightcone knows.');
  else await openStep(workbench, link);
}

function linkTo(
  uri: vscode.Uri,
  { scenario, variant, cursor }: Session['state'],
  execution: ExecutionView,
): StepLink | undefined {
  const linked = linkedExecution(execution);
  if (linked === undefined || scenario === undefined) return undefined;
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  const path = folder === undefined ? undefined : uri.path.slice(folder.uri.path.replace(/\/$/, '').length + 1);
  return { uri: uri.toString(), path, scenario, variant: variant?.id, ...linked, step: cursor };
}

async function openStep(workbench: Workbench, link: StepLink): Promise<void> {
  const document = await documentOf(link);
  if (document === undefined) {
    complain(`The protocol of this link cannot be found: ${link.path ?? link.uri}`);
    return;
  }
  await vscode.window.showTextDocument(document, { preview: false });
  workbench.previews.show(document, { toSide: true, locked: false, preserveFocus: true });
  const { session } = workbench.sessions.of(document);
  const { outline } = await session.settled();
  if (outline?.scenarios.includes(link.scenario) !== true) {
    complain(`The protocol of this link has no scenario “${link.scenario}” any more.`);
    return;
  }
  await session.selectScenario(link.scenario);
  await session.settled();
  if (!(await showExecution(session, link))) {
    complain(session.state.notice ?? 'The execution of this link does not exist any more.');
  }
}

/** As it is named, else by its steps, else as it is named once everything has been checked. */
async function showExecution(session: Session, { variant, choice, schedule, step }: StepLink): Promise<boolean> {
  if (await session.showVariant(variant, choice, step)) {
    const shown = session.state.execution?.schedule;
    if (schedule === undefined || isSame(schedule, shown)) return true;
  }
  if (schedule !== undefined) return await session.showVariant(variant, { kind: 'schedule', schedule }, step);
  if (choice.kind !== 'property') return false;
  await session.checkNow();
  return await session.showVariant(variant, choice, step);
}

function isSame(a: readonly number[], b: readonly number[] = []): boolean {
  return a.length === b.length && a.every((position, i) => position === b[i]);
}

/** Where the link says, else at the same place of a folder that is open. */
async function documentOf({ uri, path }: StepLink): Promise<vscode.TextDocument | undefined> {
  const folders = path === undefined || path.split('/').includes('..') ? [] : (vscode.workspace.workspaceFolders ?? []);
  const wanted = parsed(uri);
  const places = [
    ...(wanted === undefined || !isNear(wanted) ? [] : [wanted]),
    ...folders.map(folder => vscode.Uri.joinPath(folder.uri, path ?? '')),
  ];
  for (const place of places) {
    try {
      const document = await vscode.workspace.openTextDocument(place);
      if (document.languageId === LANGUAGE_ID) return document;
    } catch {
      // It may be at the next place.
    }
  }
  return undefined;
}

function parsed(uri: string): vscode.Uri | undefined {
  try {
    return vscode.Uri.parse(uri, true);
  } catch {
    return undefined;
  }
}

/** A link may come from anybody: it opens files of this machine or of an open folder's, and asks no other one for any. */
function isNear({ scheme, authority }: vscode.Uri): boolean {
  if (scheme === 'file' && authority === '') return true;
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders.some(({ uri }) => uri.scheme === scheme && uri.authority === authority);
}

function complain(message: string): void {
  void vscode.window.showErrorMessage(`Lightcone: ${message}`);
}
