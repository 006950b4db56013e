import type { ExecutionView } from '../contract/execution.ts';
import { NO_RETURN_SENTENCE } from './turningPoints.ts';
import { decidingSteps, valenceSentence } from './valence.ts';
import { violatingStep } from './violatingStep.ts';

/** What a step means for the whole, beside what happens in it: sentences, few or none. */
export function stepRemarks(view: ExecutionView, step: number): readonly string[] {
  const { verdict, steps } = view;
  const valence = steps[step]?.valence;
  return [
    ...(step === violatingStep(view) ? [`This breaks ${verdict?.property ?? ''}.`] : []),
    ...(isNotNeeded(view, step) ? ['Not needed.'] : []),
    ...(valence !== undefined && (step === 0 || decidingSteps(view).includes(step)) ? [valenceSentence(valence)] : []),
    ...(verdict?.noReturn === step ? [NO_RETURN_SENTENCE] : []),
  ];
}

/** Whether the violation happens without a step too, as far as that is known. */
export function isNotNeeded({ steps, events }: ExecutionView, step: number): boolean {
  const own = steps[step]?.events ?? [];
  return own.length > 0 && own.every(event => events[event]?.irrelevant === true);
}
