import * as vscode from 'vscode';
import type { PropertyReport } from '../../contract/report.ts';
import type { Session } from '../session/session.ts';
import { shownReport } from '../session/sessionState.ts';
import { askWhole, SEED_MAX } from './asking.ts';
import { activeOrTell, steppableSession, tell } from './commandTable.ts';
import type { CommandTable, Workbench } from './commandTable.ts';

/** Choosing which execution is looked at. */
export function choosingCommands(workbench: Workbench): CommandTable {
  return {
    selectScenario: () => selectScenario(workbench),
    randomRun: seed => randomRun(workbench, seed),
    replayCounterexample: (uri, scenario, property) => replayCounterexample(workbench, { uri, scenario, property }),
    showDefaultExecution: async () => {
      const session = await steppableSession(workbench);
      await session?.choose({ kind: 'default' });
    },
  };
}

async function selectScenario(workbench: Workbench): Promise<void> {
  const current = activeOrTell(workbench);
  if (current === undefined) return;
  const { outline, scenario } = await current.session.settled();
  const items = (outline?.scenarios ?? []).map(name => ({
    label: name,
    ...(name === scenario ? { description: 'shown now' } : {}),
  }));
  const picked = await vscode.window.showQuickPick(items, { title: 'Which scenario?' });
  if (picked !== undefined) await current.session.selectScenario(picked.label);
}

async function randomRun(workbench: Workbench, given: unknown): Promise<void> {
  const session = await steppableSession(workbench);
  if (session === undefined) return;
  const seed = typeof given === 'number' ? given : await askSeed();
  if (seed === undefined) return;
  if (await session.choose({ kind: 'random', seed })) tell(`Random run with seed ${String(seed)}.`);
}

async function askSeed(): Promise<number | undefined> {
  return await askWhole({
    title: 'Random run',
    prompt: 'The seed: the same seed gives the same run for ever.',
    value: Math.floor(Math.random() * 1_000_000),
    least: 0,
    most: SEED_MAX,
  });
}

interface WantedCounterexample {
  readonly uri: unknown;
  readonly scenario: unknown;
  readonly property: unknown;
}

/** Shows the counterexample or witness of a property: the one that is named, the only one there is, or one that is picked. */
async function replayCounterexample(workbench: Workbench, wanted: WantedCounterexample): Promise<void> {
  if (typeof wanted.uri === 'string') await showDocument(workbench, wanted.uri);
  const session = await steppableSession(workbench);
  if (session === undefined) return;
  if (typeof wanted.scenario === 'string') {
    await session.selectScenario(wanted.scenario);
    await session.showVariant(undefined, session.state.choice);
    await session.settled();
  }
  const property = typeof wanted.property === 'string' ? wanted.property : await pickProperty(session);
  if (property === undefined) return;
  if (!(await session.choose({ kind: 'property', property }))) {
    tell(session.state.notice ?? `No execution of ${property} is known.`);
  }
}

/** Opens a document, given by its address, with its preview beside it. */
export async function showDocument(workbench: Workbench, uri: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  if (workbench.previews.of(document.uri) === undefined) await vscode.window.showTextDocument(document);
  workbench.previews.show(document, { toSide: true, locked: false, preserveFocus: true });
}

async function pickProperty(session: Session): Promise<string | undefined> {
  const shown = shownReport(session.state)?.properties.filter(hasExecution) ?? [];
  if (shown.length === 0) {
    tell(
      session.state.checking
        ? 'No property is violated so far: the check goes on.'
        : 'No property of this scenario has a counterexample or a witness.',
    );
    return undefined;
  }
  if (shown.length === 1) return shown[0]?.name;
  const items = shown.map(({ name, sentence }) => ({ label: name, description: sentence }));
  return (await vscode.window.showQuickPick(items, { title: 'Whose execution?' }))?.label;
}

/** Whether an execution that ends in a property's verdict is known. */
function hasExecution(property: PropertyReport): boolean {
  return property.steps !== undefined;
}
