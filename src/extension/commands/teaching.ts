import * as vscode from 'vscode';
import { changeWords, isLesson, isLessonChange, LESSON, lessonEdit, MACHINES } from '../lessons.ts';
import { CONTEXT_KEYS, EXTENSION_ID, LANGUAGE_ID, WALKTHROUGH } from '../manifest.ts';
import type { Disposable } from '../listeners.ts';
import { workspaceEdit } from '../places.ts';
import type { DocumentSessions } from '../session/documentSessions.ts';
import { activeOrTell, tell } from './commandTable.ts';
import type { CommandTable, Workbench } from './commandTable.ts';

/** How an example is read, by its name. */
export type ReadExample = (name: string) => Promise<string>;

/** The walkthrough and what its steps do. */
export function teachingCommands(workbench: Workbench, read: ReadExample): CommandTable {
  return {
    openWalkthrough: () =>
      vscode.commands.executeCommand('workbench.action.openWalkthrough', `${EXTENSION_ID}#${WALKTHROUGH}`, false),
    openLesson: async () => {
      await openLesson(workbench, read);
    },
    changeLesson: change => changeLesson(workbench, read, change),
    compareMachines: () => compareMachines(workbench, read),
    showCaptions: () => {
      const current = activeOrTell(workbench);
      if (current !== undefined) workbench.previews.of(current.uri)?.showCaptions();
    },
  };
}

/** Says, for the walkthrough, when its protocol breaks, and when it is mended again. */
export function watchLesson(sessions: DocumentSessions): Disposable {
  let isBroken = false;
  let isMended = false;
  return sessions.onDidChange(({ session }) => {
    const { outline, report, variant, staleness } = session.state;
    if (isMended || outline?.protocol !== LESSON.protocol || report?.finished !== true) return;
    if (variant !== undefined || staleness.kind !== 'fresh') return;
    const breaks = report.properties.some(({ verdict }) => verdict === 'violated' || verdict === 'broken');
    if (breaks && !isBroken) {
      isBroken = true;
      void vscode.commands.executeCommand('setContext', CONTEXT_KEYS.lessonBroken, true);
    } else if (!breaks && isBroken) {
      isMended = true;
      void vscode.commands.executeCommand('setContext', CONTEXT_KEYS.lessonMended, true);
    }
  });
}

/** A copy of the protocol of the walkthrough with its preview; the one that is open already. */
async function openLesson(workbench: Workbench, read: ReadExample): Promise<vscode.TextDocument> {
  const open = vscode.workspace.textDocuments.find(
    document => document.languageId === LANGUAGE_ID && !document.isClosed && isLesson(document.getText()),
  );
  const document = open ?? (await copyOf(read, LESSON.example));
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One, preview: false });
  workbench.previews.show(document, { toSide: true, locked: false, preserveFocus: true }).showCaptions();
  if (open === undefined) tell('This copy is yours: change what you like.');
  return document;
}

async function changeLesson(workbench: Workbench, read: ReadExample, change: unknown): Promise<void> {
  if (!isLessonChange(change)) return;
  const document = await openLesson(workbench, read);
  const edit = lessonEdit(document.getText(), change);
  if (edit === undefined) {
    tell(`It says so already, or was changed: look for ${changeWords(change)}.`);
    return;
  }
  if (!(await vscode.workspace.applyEdit(workspaceEdit(document, [edit])))) {
    tell('The file cannot be changed.');
    return;
  }
  const editor = vscode.window.visibleTextEditors.find(each => each.document === document);
  const start = document.positionAt(edit.at.start);
  const range = new vscode.Range(start, start.translate(0, edit.text.length));
  if (editor !== undefined) {
    editor.selection = new vscode.Selection(range.start, range.end);
    editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }
  tell(`${changeWords(change)}. Undo takes it back.`);
}

/** The same service on one machine and on three: two previews side by side, each over its text. */
async function compareMachines(workbench: Workbench, read: ReadExample): Promise<void> {
  const columns = [vscode.ViewColumn.One, vscode.ViewColumn.Two];
  for (const [i, name] of MACHINES.entries()) {
    const document = await copyOf(read, name);
    await vscode.window.showTextDocument(document, { viewColumn: columns[i] ?? vscode.ViewColumn.One, preview: false });
    workbench.previews.show(document, { toSide: false, locked: true, preserveFocus: false }).showCaptions();
  }
  tell('One machine beside three: compare their states, and what can go wrong in each.');
}

async function copyOf(read: ReadExample, name: string): Promise<vscode.TextDocument> {
  return await vscode.workspace.openTextDocument({ language: LANGUAGE_ID, content: await read(name) });
}
