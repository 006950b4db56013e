import type { ExecutionView, StepView, VariableChange } from '../contract/execution.ts';
import { timesText } from '../base/timesText.ts';
import { violatingStep } from './violatingStep.ts';

/** An execution in words: for screen readers, for copying, and as the description of its picture. */
export function executionText(view: ExecutionView): string {
  const lines = [view.headline, '', ...view.steps.flatMap((step, index) => stepLines(view, step, index))];
  return `${lines.join('\n')}\n`;
}

function stepLines(view: ExecutionView, step: StepView, index: number): readonly string[] {
  const mark = index === violatingStep(view) ? ` This breaks ${view.verdict?.property ?? ''}.` : '';
  return [
    `${String(index)}. ${timeOf(view, index)}${step.sentence}.${mark}`,
    ...step.changes.map(change => `   ${changeText(view, change)}`),
  ];
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
