import type { ExecutionView, StepView, VariableChange } from '../contract/execution.ts';
import { timesText } from '../base/timesText.ts';
import { captionsAt, captionSentence } from './captions.ts';
import { isLasso, loopOf, loopSentence } from './loop.ts';
import { operationLines } from './operationWords.ts';
import { stepRemarks } from './stepRemarks.ts';
import { waitingTexts } from './waitingText.ts';

/** An execution in words: for screen readers, for copying, and as the description of its picture. */
export function executionText(view: ExecutionView, { captions = false }: { readonly captions?: boolean } = {}): string {
  const lines = [
    view.headline,
    ...(view.notes ?? []),
    '',
    ...view.steps.flatMap((step, index) => stepLines(view, step, index, captions)),
    ...endLines(view),
  ];
  return `${lines.join('\n')}\n`;
}

function stepLines(view: ExecutionView, step: StepView, index: number, captions: boolean): readonly string[] {
  const loop = loopOf(view);
  const said = stepRemarks(view, index).map(({ text }) => ` ${text}`);
  return [
    ...(loop !== undefined && loop.count > 0 && index === loop.first ? [`${loopSentence(loop)}${breach(view)}`] : []),
    `${String(index)}. ${timeOf(view, index)}${step.sentence}.${said.join('')}`,
    ...(captions ? captionsAt(view, index).map(caption => `   ${captionSentence(caption)}`) : []),
    ...step.changes.map(change => `   ${changeText(view, change)}`),
  ];
}

/** How it ends, and what clients have seen of it. */
function endLines(view: ExecutionView): readonly string[] {
  const loop = loopOf(view);
  const waiting = waitingTexts(view).flatMap((words, lane) =>
    words === '' ? [] : [`${view.lanes[lane]?.name ?? ''} ${words}.`],
  );
  const operations = operationLines(view);
  return [
    ...(loop?.count === 0 ? [`${loopSentence(loop)}${breach(view)}`] : []),
    ...waiting,
    ...(operations.length === 0 ? [] : ['', ...operations]),
  ];
}

function breach(view: ExecutionView): string {
  return isLasso(view) ? ` This breaks ${view.verdict?.property ?? ''}.` : '';
}

/** When a step happened, for executions that have time. */
function timeOf({ timed }: ExecutionView, step: number): string {
  const atMs = timed?.atMs[step];
  return atMs === undefined ? '' : `At ${timesText(atMs)}: `;
}

function changeText(view: ExecutionView, change: VariableChange): string {
  const owner = view.lanes[change.lane]?.name;
  const name = owner === undefined ? change.name : `${owner}.${change.name}`;
  return `${name}: ${change.before} → ${change.value}`;
}
