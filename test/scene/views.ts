import { executionView } from '../../src/scene/executionView.ts';
import type { ExecutionView } from '../../src/contract/execution.ts';
import { adorned } from './adorned.ts';
import { recipes, syntheticExecution, type Recipe } from '../trace/syntheticExecutions.ts';

/** The view of a synthetic execution. */
export function syntheticView(recipe: Recipe, verdict?: ExecutionView['verdict']): ExecutionView {
  const { instance, execution } = syntheticExecution(recipe);
  return executionView(instance, execution, {
    schedule: [],
    origin: { kind: 'random', seed: recipe.seed },
    quiescent: false,
    verdict,
  });
}

/** Half of them with all that may be known of an execution beside its steps. */
export const views = recipes.map(recipe => {
  const view = syntheticView(recipe, recipe.seed % 3 === 0 ? { property: 'Agreement', kind: 'violated' } : undefined);
  return recipe.seed % 2 === 0 ? view : adorned(view, recipe.seed);
});
