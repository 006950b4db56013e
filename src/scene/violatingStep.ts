import type { ExecutionView } from '../contract/execution.ts';
import { isLasso } from './loop.ts';

/**
 * Index of the step that violates what the verdict says; undefined where it says no such thing, or where it is not one
 * step but all that is repeated for ever.
 */
export function violatingStep(view: Pick<ExecutionView, 'verdict' | 'steps' | 'loop'>): number | undefined {
  const { verdict, steps } = view;
  if (verdict?.kind !== 'violated' || isLasso(view)) return undefined;
  return verdict.step ?? steps.length - 1;
}
