import type { ExecutionView } from '../../../src/contract/execution.ts';
import type { WebviewMessage } from '../../../src/contract/webview.ts';
import { canSlide, type StepOrder } from '../../../src/scene/slide.ts';
import type { DiagramUi } from './state.ts';

/** What sliding a step leads to: the host is asked for the steps in that order, or it is said why there is none. */
export function sliding(
  diagram: DiagramUi,
  execution: ExecutionView,
  { step, order, later }: { readonly step: number; readonly order: StepOrder | undefined; readonly later: boolean },
): { readonly diagram: DiagramUi; readonly post?: WebviewMessage; readonly spoken: string } {
  if (order === undefined) {
    const remark = whyNot(execution, step, later);
    return { diagram: { ...diagram, remark }, spoken: remark };
  }
  const cursor = order.indexOf(step);
  const spoken = `Another order of the same events: step ${step} is now step ${cursor}.`;
  return { diagram: { ...diagram, remark: '' }, post: { kind: 'reorder', order, cursor }, spoken };
}

function whyNot(execution: ExecutionView, step: number, later: boolean): string {
  if (step === 0) return 'The start stays where it is.';
  if (!canSlide(execution)) return 'Steps that are repeated for ever, or that happen at a time, keep their order.';
  return later
    ? `Nothing after step ${step} is concurrent with it, so it cannot come later.`
    : `Nothing before step ${step} is concurrent with it, so it cannot come earlier.`;
}
