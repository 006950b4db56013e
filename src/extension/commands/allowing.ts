import * as vscode from 'vscode';
import { failureModes } from '../../failures/catalogue.ts';
import { keyOf, type FailureKey } from '../../failures/failureMode.ts';
import { workspaceEdit } from '../places.ts';
import type { ProtocolTexts } from '../protocolTexts.ts';
import { scheduleTexts } from '../session/sessionState.ts';
import { activeOrTell, tell } from './commandTable.ts';
import type { CommandTable, Workbench } from './commandTable.ts';

/** Letting more go wrong in the scenario that is shown. */
export function allowingCommands(workbench: Workbench, texts: ProtocolTexts): CommandTable {
  return { allowFailure: (uri, failure) => allowFailure(workbench, texts, { uri, failure }) };
}

/** Edits the scenario, and takes the steps again that led to where one was: it goes on from there. */
async function allowFailure(
  workbench: Workbench,
  texts: ProtocolTexts,
  wanted: { readonly uri: unknown; readonly failure: unknown },
): Promise<void> {
  const uri = wanted.uri instanceof vscode.Uri ? wanted.uri : activeOrTell(workbench)?.uri;
  const known = texts.language.budgetedFailures;
  const failure = known.find(key => key === wanted.failure) ?? (uri && (await pickFailure(known)));
  if (uri === undefined || failure === undefined) return;
  const document = await vscode.workspace.openTextDocument(uri);
  const { session } = workbench.sessions.of(document);
  await session.settled();
  const steps = scheduleTexts(session.state);
  const raised = texts.language.raisedBudget(texts.text(document), session.state.scenario, failure);
  if (!raised.ok) {
    void vscode.window.showInformationMessage(`One more ${failure.replace('.', ' ')}: ${raised.failure}`);
    return;
  }
  const edit = raised.value;
  if (session.state.variant !== undefined) await session.showVariant(undefined, session.state.choice);
  if (!(await vscode.workspace.applyEdit(workspaceEdit(document, [edit])))) {
    tell('The file cannot be changed.');
    return;
  }
  const { staleness } = await session.settled();
  if (staleness.kind === 'broken') tell(staleness.message);
  else if (await session.takeAgain(steps)) tell(`${edit.text.trim()}: one more may go wrong. Undo takes it back.`);
  else tell('The steps up to here could not all be taken again.');
}

async function pickFailure(known: readonly FailureKey[]): Promise<FailureKey | undefined> {
  const items = failureModes
    .filter(mode => known.includes(keyOf(mode)))
    .map(mode => ({
      label: mode.name,
      description: `${mode.section} { ${mode.word} }`,
      detail: mode.what,
      key: keyOf(mode),
    }));
  const options = { title: 'What may go wrong once more in this scenario?', matchOnDescription: true };
  return (await vscode.window.showQuickPick(items, options))?.key;
}
