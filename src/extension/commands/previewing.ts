import * as vscode from 'vscode';
import { LANGUAGE_ID } from '../manifest.ts';
import type { PreviewPanel } from '../preview/previewPanel.ts';
import { atLastCommit } from '../versions/git.ts';
import { activeOrTell, tell } from './commandTable.ts';
import type { CommandTable, Workbench } from './commandTable.ts';

/** Opening previews and going back to their sources, in the way of the built-in preview of Markdown; and checks. */
export function previewCommands(workbench: Workbench): CommandTable {
  const { previews } = workbench;
  const show = async (target: unknown, toSide: boolean, locked: boolean): Promise<void> => {
    const document = await documentOf(workbench, target);
    if (document === undefined) tell('Open a protocol file (.cone) first.');
    else previews.show(document, { toSide, locked, preserveFocus: toSide });
  };
  const panelOf = async (target: unknown): Promise<PreviewPanel | undefined> => {
    const document = await documentOf(workbench, target);
    if (document === undefined) tell('Open a protocol file (.cone) first.');
    return document && previews.show(document, { toSide: true, locked: false, preserveFocus: false });
  };
  return {
    showPreview: target => show(target, false, false),
    showPreviewToSide: target => show(target, true, false),
    showLockedPreviewToSide: target => show(target, true, true),
    showSource: async () => {
      const uri = previews.active?.session.uri ?? workbench.active.current?.uri;
      if (uri !== undefined) await showSource(uri);
    },
    showMatrix: async target => (await panelOf(target))?.showFailures(),
    explainStateSpace: async target => (await panelOf(target))?.showExplosion(),
    showStateGraph: async target => (await panelOf(target))?.showStateGraph(),
    showBranches: async target => (await panelOf(target))?.showBranches(),
    compareExecutions: async target => (await panelOf(target))?.showComparison(),
    compareWithLastCommit: async target => {
      const panel = await panelOf(target);
      panel?.showVersions();
      await panel?.session.versions.compare(() => atLastCommit(panel.session.uri));
    },
    refreshPreview: async () => {
      const current = activeOrTell(workbench);
      if (current === undefined) return;
      previews.of(current.uri)?.refresh();
      await current.session.checkNow();
    },
    togglePreviewLock: () => {
      const panel = previews.active;
      panel?.lock(!panel.locked);
    },
    checkNow: async () => {
      await activeOrTell(workbench)?.session.checkNow();
    },
    cancelCheck: () => workbench.active.current?.session.cancelCheck(),
    showLog: () => workbench.log.show(),
  };
}

/** The document a command is about: the one it is called on in a menu, else that of the active editor or preview. */
async function documentOf(workbench: Workbench, target: unknown): Promise<vscode.TextDocument | undefined> {
  const uri = target instanceof vscode.Uri ? target : workbench.active.current?.uri;
  if (uri === undefined) return undefined;
  const document = await vscode.workspace.openTextDocument(uri);
  return document.languageId === LANGUAGE_ID ? document : undefined;
}

async function showSource(uri: vscode.Uri): Promise<void> {
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), columnOf(uri));
}

/** Where a document's text is, or belongs: its own editor, else beside what is active. */
export function columnOf(uri: vscode.Uri): vscode.ViewColumn {
  const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  return editor?.viewColumn ?? firstTextColumn() ?? vscode.ViewColumn.One;
}

function firstTextColumn(): vscode.ViewColumn | undefined {
  return vscode.window.visibleTextEditors.find(({ viewColumn }) => viewColumn !== undefined)?.viewColumn;
}
