import * as vscode from 'vscode';
import { workspaceEdit } from '../places.ts';
import type { ProtocolTexts } from '../protocolTexts.ts';
import type { Branch } from '../session/branches.ts';
import type { DocumentSession } from '../session/documentSessions.ts';
import { activeOrTell, tell } from './commandTable.ts';
import type { CommandTable, Workbench } from './commandTable.ts';

/** What is done with branches of what was explored: by the panel with one that is named, else with the one that is looked at. */
export function branchCommands(workbench: Workbench, texts: ProtocolTexts): CommandTable {
  return {
    nameBranch: async (uri, id, name) => {
      const found = await branchOf(workbench, uri, id);
      if (found !== undefined) await nameBranch(found, name);
    },
    keepBranch: async (uri, id, name) => {
      const found = await branchOf(workbench, uri, id);
      if (found !== undefined) await keepBranch(workbench, texts, found, name);
    },
  };
}

interface FoundBranch {
  readonly of: DocumentSession;
  readonly branch: Branch;
}

async function branchOf(workbench: Workbench, uri: unknown, id: unknown): Promise<FoundBranch | undefined> {
  const of = uri instanceof vscode.Uri ? workbench.sessions.get(uri) : activeOrTell(workbench);
  await of?.session.settled();
  const branch = of?.branches.branch(typeof id === 'number' ? id : undefined);
  if (of !== undefined && branch === undefined)
    tell('No execution is shown that is a branch: there is none, or it is longer than 1,000 steps.');
  return of === undefined || branch === undefined ? undefined : { of, branch };
}

async function nameBranch({ of, branch }: FoundBranch, given: unknown): Promise<void> {
  if (branch.kind === 'replay') {
    tell('This branch is a replay: its name stands in the file.');
    return;
  }
  const name = typeof given === 'string' ? given : await askName('Name this branch', branch.name);
  if (name === undefined) return;
  of.branches.name(branch.id, name);
}

async function askName(title: string, value: string | undefined): Promise<string | undefined> {
  return await vscode.window.showInputBox({
    title,
    prompt: 'What does it show? A few words, such as: the reply is lost.',
    value: value ?? '',
  });
}

/** Writes a branch into its scenario as a replay, as far as the file allows its steps. */
async function keepBranch(
  workbench: Workbench,
  texts: ProtocolTexts,
  { of, branch }: FoundBranch,
  given: unknown,
): Promise<void> {
  if (branch.kind === 'replay') {
    tell('This branch is a replay of the file already.');
    return;
  }
  const document = await vscode.workspace.openTextDocument(of.uri);
  const text = texts.text(document);
  if (text.parsed.protocol === undefined) {
    tell('The text has problems: a replay can be kept when they are fixed.');
    return;
  }
  if (vscode.workspace.fs.isWritableFileSystem(of.uri.scheme) === false) {
    tell('The file cannot be changed.');
    return;
  }
  const steps = await stepsToKeep(workbench, text.text, branch);
  if (steps === undefined) return;
  const name = typeof given === 'string' ? given : (branch.name ?? (await askName('Keep as a replay', undefined)));
  if (name === undefined) return;
  // The text may have changed meanwhile.
  const kept = texts.language.keptReplay(texts.text(document), branch.scenario, { name, steps });
  if (!kept.ok) {
    void vscode.window.showInformationMessage(`This branch cannot be kept as a replay: ${kept.failure}`);
    return;
  }
  if (!(await vscode.workspace.applyEdit(workspaceEdit(document, [kept.value.edit])))) {
    tell('The file cannot be changed.');
    return;
  }
  const loop = branch.forEver === true ? ' It goes once through what is repeated for ever.' : '';
  tell(`Kept as replay “${kept.value.name}” of “${branch.scenario}”.${loop} Undo takes it back.`);
}

/** The steps of a branch that its scenario, as the file declares it, allows; asks where that is not all of them. */
async function stepsToKeep(
  workbench: Workbench,
  text: string,
  { scenario, texts }: Branch,
): Promise<readonly string[] | undefined> {
  const answer = await workbench.engine.branches({ text, scenario }, [texts]);
  if (!answer.ok) {
    tell(answer.refusal.message);
    return undefined;
  }
  const possible = answer.value.taken[0]?.schedule.length ?? 0;
  if (possible === texts.length) return texts;
  const step = texts[possible] ?? '';
  const reason =
    `“${scenario}”, as the file declares it, does not allow step ${String(possible)}: “${step}”. ` +
    'A replay is checked with what the file allows.';
  if (possible <= 1) {
    void vscode.window.showInformationMessage(`This branch cannot be kept as a replay. ${reason}`);
    return undefined;
  }
  const before = possible === 2 ? 'Keep the Step Before It' : `Keep the ${String(possible - 1)} Steps Before It`;
  const picked = await vscode.window.showInformationMessage(`Not all of this branch can be kept. ${reason}`, before);
  return picked === before ? texts.slice(0, possible) : undefined;
}
