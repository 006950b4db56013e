import type { ExecutionView } from '../contract/execution.ts';
import { NO_RETURN_SENTENCE } from './turningPoints.ts';
import { isDeciding, valenceSentence } from './valence.ts';
import { violatingStep } from './violatingStep.ts';

/** What a step means for the whole, beside what happens in it. */
export interface StepRemark {
  readonly kind: 'violation' | 'irrelevant' | 'valence' | 'noReturn';
  /** A sentence. */
  readonly text: string;
}

export function stepRemarks(view: ExecutionView, step: number): readonly StepRemark[] {
  const { verdict, steps } = view;
  const valence = steps[step]?.valence;
  const remarks: StepRemark[] = [];
  if (step === violatingStep(view))
    remarks.push({ kind: 'violation', text: `This breaks ${verdict?.property ?? ''}.` });
  if (isIrrelevant(view, step)) remarks.push({ kind: 'irrelevant', text: 'Not needed.' });
  if (valence !== undefined && (step === 0 || isDeciding(view, step))) {
    remarks.push({ kind: 'valence', text: valenceSentence(valence) });
  }
  if (verdict?.noReturn === step) remarks.push({ kind: 'noReturn', text: NO_RETURN_SENTENCE });
  return remarks;
}

/** Whether the violation happens without a step too, as far as that is known. */
function isIrrelevant({ steps, events }: ExecutionView, step: number): boolean {
  const own = steps[step]?.events ?? [];
  return own.length > 0 && own.every(event => events[event]?.irrelevant === true);
}
