import * as vscode from 'vscode';
import type { EnabledStep } from '../../contract/execution.ts';
import { leftOutSentence } from '../features/words.ts';
import type { Session } from '../session/session.ts';
import { steppableSession, tell } from './commandTable.ts';
import type { CommandTable, Workbench } from './commandTable.ts';

/** Moving along an execution, and choosing how it goes on. */
export function steppingCommands(workbench: Workbench): CommandTable {
  const stepping =
    (act: (session: Session) => unknown): (() => Promise<void>) =>
    async () => {
      const session = await steppableSession(workbench);
      if (session !== undefined) await act(session);
    };
  /** Along a saved trace where one is looked at. */
  const moving =
    (stepFrom: (cursor: number) => number, otherwise: () => Promise<void>): (() => Promise<void>) =>
    async () => {
      const trace = workbench.traces.active;
      if (trace === undefined) await otherwise();
      else trace.moveCursor(stepFrom(trace.cursor));
    };
  return {
    stepForward: moving(cursor => cursor + 1, stepping(stepForward)),
    stepBack: moving(
      cursor => cursor - 1,
      stepping(session => {
        if (session.state.cursor === 0) tell('This is the start.');
        session.moveCursor(session.state.cursor - 1);
      }),
    ),
    firstStep: moving(
      () => 0,
      stepping(session => session.moveCursor(0)),
    ),
    lastStep: moving(
      () => Number.MAX_SAFE_INTEGER,
      stepping(session => session.moveCursor(Number.MAX_SAFE_INTEGER)),
    ),
    goToStep: stepping(goToStep),
    chooseNextStep: stepping(chooseNextStep),
    injectFailure: stepping(injectFailure),
    runToViolation: stepping(runToViolation),
    showOnlyWhatMatters: stepping(showOnlyWhatMatters),
  };
}

/** Along the execution; at its end, takes the only step there is, or asks which one. */
async function stepForward(session: Session): Promise<void> {
  const { execution, cursor } = session.state;
  if (execution === undefined) return;
  const last = execution.steps.length - 1;
  if (cursor < last) {
    session.moveCursor(cursor + 1);
    return;
  }
  const { loop } = execution;
  if (loop !== undefined && loop.fromStep < last) {
    session.moveCursor(loop.fromStep + 1);
    tell('Once more: these steps are repeated for ever.');
    return;
  }
  const steps = await stepsOrTell(session);
  const usual = steps?.filter(step => !step.fault) ?? [];
  if (steps === undefined) return;
  if (usual.length === 1 && steps.length === 1) await session.takeStep(usual[0]!.position);
  else if (steps.length > 0) await pickStep(session, steps, 'Which step comes next?');
  else tell(execution.verdict === undefined ? 'No step is left: this is the end.' : execution.headline);
}

async function chooseNextStep(session: Session): Promise<void> {
  const steps = await stepsOrTell(session);
  if (steps === undefined) return;
  if (steps.length === 0) tell('No step can be taken here.');
  else await pickStep(session, steps, 'Which step comes next?');
}

async function injectFailure(session: Session): Promise<void> {
  const steps = await stepsOrTell(session);
  if (steps === undefined) return;
  const failures = steps.filter(step => step.fault);
  if (failures.length > 0) {
    await pickStep(session, failures, 'What goes wrong?');
    return;
  }
  const scenario = session.state.scenario ?? '';
  void vscode.window.showInformationMessage(
    `No failure can happen here in “${scenario}”: it allows none, or what it allows is used up. ` +
      'Its network and faults blocks say what may go wrong, such as loss: 1 or crash: 1 of a role.',
  );
}

async function runToViolation(session: Session): Promise<void> {
  const found = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: 'Lightcone: looking for a violation' },
    () => session.runToViolation(),
  );
  tell(
    found ? (session.state.execution?.headline ?? '') : (session.state.notice ?? 'No violation was found from here.'),
  );
}

async function showOnlyWhatMatters(session: Session): Promise<void> {
  const before = session.state.execution;
  if (!(await session.shorten())) {
    tell(session.state.notice ?? 'This run violates nothing.');
    return;
  }
  const shown = session.state.execution;
  if (before !== undefined && shown !== undefined) tell(leftOutSentence(before, shown));
}

async function goToStep(session: Session): Promise<void> {
  const { execution, cursor } = session.state;
  if (execution === undefined) return;
  const items = execution.steps.map((step, i) => ({
    label: `${step.fault ? '$(warning) ' : ''}${String(i)}  ${step.text}`,
    description: step.sentence,
    step: i,
  }));
  await pickLive(items, {
    title: 'Go to step',
    initial: items[cursor],
    onActive: item => session.moveCursor(item.step),
    onCancel: () => session.moveCursor(cursor),
  });
}

interface StepItem extends vscode.QuickPickItem {
  readonly step: EnabledStep;
}

/** Lets the user pick a step; the preview shows what each one leads to while the selection moves. */
async function pickStep(session: Session, steps: readonly EnabledStep[], title: string): Promise<void> {
  const items: StepItem[] = steps.map(step => ({
    label: `${step.fault ? '$(warning)' : '$(arrow-right)'} ${step.text}`,
    ...(step.error === undefined ? {} : { detail: `$(error) ${step.error}` }),
    description: step.sentence,
    step,
  }));
  const picked = await pickLive(items, {
    title,
    initial: items[0],
    onActive: item => void session.glimpse(item.step.position),
    onCancel: () => void session.glimpse(undefined),
  });
  if (picked !== undefined) await session.takeStep(picked.step.position);
}

interface LivePick<Item> {
  readonly title: string;
  readonly initial: Item | undefined;
  onActive(item: Item): void;
  onCancel(): void;
}

/** A quick pick that reports the item under the cursor; undefined when it is closed without a choice. */
function pickLive<Item extends vscode.QuickPickItem>(
  items: readonly Item[],
  live: LivePick<Item>,
): Promise<Item | undefined> {
  const pick = vscode.window.createQuickPick<Item>();
  pick.title = live.title;
  pick.items = items;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  if (live.initial !== undefined) pick.activeItems = [live.initial];
  return new Promise(done => {
    let accepted: Item | undefined;
    pick.onDidChangeActive(([item]) => {
      if (item !== undefined && accepted === undefined) live.onActive(item);
    });
    pick.onDidAccept(() => {
      accepted = pick.selectedItems[0] ?? pick.activeItems[0];
      pick.hide();
    });
    pick.onDidHide(() => {
      pick.dispose();
      if (accepted === undefined) live.onCancel();
      done(accepted);
    });
    pick.show();
    // The editor reports changes only, and the first item is looked at from the start.
    if (live.initial !== undefined) live.onActive(live.initial);
  });
}

/** The steps that can be taken at the cursor; says why when that cannot be known. */
async function stepsOrTell(session: Session): Promise<readonly EnabledStep[] | undefined> {
  const answer = await session.enabledSteps();
  if (answer.ok) return answer.value;
  tell(answer.refusal.message);
  return undefined;
}
