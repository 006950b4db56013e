import type { ExecutionView } from '../contract/execution.ts';
import { formatCount, formatUnits } from './numbers.ts';

/** The steps at the end of an execution that are repeated for ever. */
export interface Loop {
  /** The first of them. Of an excerpt that begins later it is not there: 0 or less. */
  readonly first: number;
  readonly last: number;
  /** 0 where nothing changes any more. */
  readonly count: number;
}

/** The loop that an execution ends in; undefined where nothing is said of what comes after it. */
export function loopOf({ loop, steps }: Pick<ExecutionView, 'loop' | 'steps'>): Loop | undefined {
  if (loop === undefined) return undefined;
  const last = steps.length - 1;
  return { first: loop.fromStep + 1, last, count: last - loop.fromStep };
}

/** Whether it is a counterexample that goes on for ever, so that no single step of it is to blame but the loop. */
export function isLasso({ loop, verdict }: Pick<ExecutionView, 'loop' | 'verdict'>): boolean {
  return loop !== undefined && verdict?.kind === 'violated' && verdict.step === undefined;
}

/** The step after one, and in a loop the first again after the last; undefined at the end. */
export function stepAfter(view: Pick<ExecutionView, 'loop' | 'steps'>, step: number): number | undefined {
  if (step < view.steps.length - 1) return step + 1;
  const loop = loopOf(view);
  return loop === undefined || loop.count === 0 ? undefined : loop.first;
}

/** Whether a step is one of those that are repeated for ever. */
export function isRepeated(view: Pick<ExecutionView, 'loop' | 'steps'>, step: number): boolean {
  const loop = loopOf(view);
  return loop !== undefined && loop.count > 0 && step >= loop.first;
}

/** What a loop is called in a picture. */
export function loopLabel({ count }: Loop): string {
  return count === 0 ? 'nothing changes any more' : `${formatUnits(count, 'step')} for ever`;
}

/** What is said where a loop begins. */
export function loopSentence({ count }: Loop): string {
  if (count === 0) return 'From here nothing changes any more.';
  return `From here the last ${count === 1 ? 'step is' : `${formatUnits(count, 'step')} are`} repeated for ever.`;
}

/** How a counterexample that goes on for ever divides, in few words: `after 9 steps, 3 for ever`. */
export function lassoWords({ stem, loop }: { readonly stem: number; readonly loop: number }): string {
  if (loop === 0) return stem === 0 ? 'nothing ever changes' : `nothing changes after ${formatUnits(stem, 'step')}`;
  if (stem === 0) return `${formatUnits(loop, 'step')} for ever`;
  return `after ${formatUnits(stem, 'step')}, ${formatCount(loop)} for ever`;
}

/** The same as part of a sentence: `after 9 steps, 3 steps repeat for ever`. */
export function lassoClause({ stem, loop }: { readonly stem: number; readonly loop: number }): string {
  if (loop === 0)
    return stem === 0 ? 'nothing ever changes' : `after ${formatUnits(stem, 'step')} nothing changes any more`;
  const repeated = `${formatUnits(loop, 'step')} ${loop === 1 ? 'repeats' : 'repeat'} for ever`;
  return stem === 0 ? repeated : `after ${formatUnits(stem, 'step')}, ${repeated}`;
}
