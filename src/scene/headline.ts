import type { ExecutionView } from '../contract/execution.ts';
import type { Instance } from '../model/instance.ts';
import { stepSentence } from '../model/sentences.ts';
import type { Execution } from '../model/state.ts';
import { lassoClause } from './loop.ts';

/** What an execution shows, in one sentence that a colleague would say. */
export function headlineOf(
  instance: Instance,
  execution: Execution,
  about: Pick<ExecutionView, 'origin' | 'quiescent' | 'verdict' | 'loop'>,
): string {
  const { transitions, error } = execution;
  const last = error?.step ?? transitions.at(-1)?.step ?? execution.start.step;
  const count = transitions.length + (error === undefined ? 0 : 1);
  const lastSentence = stepSentence(instance, last);
  if (error !== undefined) return `${lastSentence} and fails, in step ${String(count)}: ${error.error.message}`;
  const { verdict, origin, loop } = about;
  if (loop !== undefined && verdict?.kind === 'violated' && verdict.step === undefined) {
    const lasso = { stem: loop.fromStep, loop: count - loop.fromStep };
    return `${verdict.property} breaks: ${lassoClause(lasso)}${lasso.loop === 0 ? '' : `: ${lastSentence}`}.`;
  }
  if (verdict?.step !== undefined) {
    const run = runOf(count, about);
    const where = verdict.step === 0 ? 'at the very start' : `at step ${String(verdict.step)}`;
    return `${run}; ${verdict.property} breaks ${where}.`;
  }
  if (verdict !== undefined) {
    const happens = verdict.kind === 'violated' ? 'breaks' : 'comes true';
    if (count === 0) return `${verdict.property} ${happens} at the very start.`;
    return `${verdict.property} ${happens} in ${steps(count)}: ${lastSentence}.`;
  }
  if (origin.kind !== 'chosen') return `${runOf(count, about)}.`;
  return count === 0 ? 'Nothing has happened yet.' : `${runOf(count, about)}; the last: ${lastSentence}.`;
}

/** What kind of execution it is and how long. */
function runOf(count: number, { origin, quiescent }: Pick<ExecutionView, 'origin' | 'quiescent'>): string {
  switch (origin.kind) {
    case 'random':
      return `A random run ${quiescent ? 'to quiescence ' : ''}in ${steps(count)}, seed ${String(origin.seed)}`;
    case 'timed':
      return `A timed run in ${steps(count)}, seed ${String(origin.seed)}`;
    case 'chosen':
      return `${steps(count)} taken`;
    case 'counterexample':
    case 'witness':
    case 'shortened':
    case 'sampled':
    case 'representative':
      return quiescent ? `A run to quiescence in ${steps(count)}` : `The first ${steps(count)} of a run`;
  }
}

function steps(count: number): string {
  return count === 1 ? '1 step' : `${String(count)} steps`;
}
