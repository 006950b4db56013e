import type { ExecutionView, StepView } from '../contract/execution.ts';

/** An execution as plain text: one line for each step, what it changed below it. For screen readers, mails and diffs. */
export function traceText(execution: ExecutionView): string {
  const { protocol, scenario, headline, notes = [], loop, steps } = execution;
  const lines = [`${protocol}, ${scenario}`, headline, ...notes, ''];
  steps.forEach((step, i) => {
    if (loop !== undefined && i === loop.fromStep + 1) lines.push('      for ever:');
    lines.push(`${String(i).padStart(4)}  ${step.fault ? '! ' : ''}${step.text}`);
    for (const change of changesOf(step, execution)) lines.push(`        ${change}`);
  });
  if (loop?.fromStep === steps.length - 1) lines.push('      nothing changes any more');
  return `${lines.join('\n')}\n`;
}

function changesOf(step: StepView, execution: ExecutionView): readonly string[] {
  return step.changes.map(({ lane, name, before, value }) => {
    const owner = execution.lanes[lane]?.name;
    return `${owner === undefined ? '' : `${owner}.`}${name}: ${before} → ${value}`;
  });
}
