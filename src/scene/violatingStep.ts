import type { ExecutionView } from '../contract/execution.ts';

/** Index of the step that violates what the verdict says; undefined where it says no such thing. */
export function violatingStep({ verdict, steps }: Pick<ExecutionView, 'verdict' | 'steps'>): number | undefined {
  return verdict?.kind === 'violated' ? (verdict.step ?? steps.length - 1) : undefined;
}
