import * as vscode from 'vscode';
import { readChoice } from '../preview/choices.ts';
import type { ExecutionLink } from '../hover/ownAnswerMarkdown.ts';
import { LANGUAGE_ID } from '../manifest.ts';
import { tell } from './commandTable.ts';
import type { CommandTable, Workbench } from './commandTable.ts';

/** What the links of hovers do. */
export function linkingCommands(workbench: Workbench, extensionUri: vscode.Uri): CommandTable {
  return {
    showExecution: async link => {
      const wanted = readExecutionLink(link);
      if (wanted !== undefined) await showExecution(workbench, wanted);
    },
    showReference: async anchor => {
      const page = vscode.Uri.joinPath(extensionUri, 'docs', 'failures.md');
      await showPage(typeof anchor === 'string' ? page.with({ fragment: anchor }) : page);
    },
  };
}

async function showExecution(workbench: Workbench, link: ExecutionLink): Promise<void> {
  const { uri, scenario, variant, choice, fromStart } = link;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  if (document.languageId !== LANGUAGE_ID) return;
  workbench.previews.show(document, { toSide: true, locked: false, preserveFocus: true });
  const { session } = workbench.sessions.of(document);
  await session.settled();
  await session.selectScenario(scenario);
  await session.settled();
  if (await session.showVariant(variant, choice, fromStart ? 0 : undefined)) {
    if (fromStart) tell('Alt+. takes the next step, Alt+, goes back.');
  } else tell(session.state.notice ?? 'This execution does not exist any more.');
}

/** Anybody can run a command, with any arguments. */
export function readExecutionLink(data: unknown): ExecutionLink | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { uri, scenario, variant, choice, fromStart } = data as Record<string, unknown>;
  const chosen = readChoice(choice);
  if (typeof uri !== 'string' || typeof scenario !== 'string' || chosen === undefined) return undefined;
  if (variant !== undefined && typeof variant !== 'string') return undefined;
  return { uri, scenario, variant, choice: chosen, fromStart: fromStart === true };
}

/** As it is meant to be read; as text where nothing shows Markdown. */
async function showPage(page: vscode.Uri): Promise<void> {
  try {
    await vscode.commands.executeCommand('markdown.showPreview', page);
  } catch {
    await vscode.window.showTextDocument(page.with({ fragment: '' }));
  }
}
