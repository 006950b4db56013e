import type { ExecutionView } from '../contract/execution.ts';
import type { Instance } from '../model/instance.ts';
import { stepSentence } from '../model/labels.ts';
import type { Execution } from '../model/state.ts';

/** What an execution shows, in one sentence that a colleague would say. */
export function headlineOf(
  instance: Instance,
  execution: Execution,
  about: Pick<ExecutionView, 'origin' | 'quiescent' | 'verdict'>,
): string {
  const { transitions, error } = execution;
  const last = error?.step ?? transitions.at(-1)?.step ?? execution.start.step;
  const count = transitions.length + (error === undefined ? 0 : 1);
  const lastSentence = stepSentence(instance, last);
  if (error !== undefined) return `${lastSentence} and fails, in step ${String(count)}: ${error.error.message}`;
  const { verdict, origin, quiescent } = about;
  if (verdict !== undefined) {
    const happens = verdict.kind === 'violated' ? 'breaks' : 'comes true';
    if (count === 0) return `${verdict.property} ${happens} at the very start.`;
    return `${verdict.property} ${happens} in ${steps(count)}: ${lastSentence}.`;
  }
  const ending = quiescent ? 'to quiescence ' : '';
  switch (origin.kind) {
    case 'random':
      return `A random run ${ending}in ${steps(count)}, seed ${String(origin.seed)}.`;
    case 'chosen':
      return count === 0 ? 'Nothing has happened yet.' : `${steps(count)} taken; the last: ${lastSentence}.`;
    case 'counterexample':
    case 'witness':
    case 'representative':
      return quiescent ? `A run to quiescence in ${steps(count)}.` : `The first ${steps(count)} of a run.`;
  }
}

function steps(count: number): string {
  return count === 1 ? '1 step' : `${String(count)} steps`;
}
