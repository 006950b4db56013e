import type { ExecutionView } from '../../../src/contract/execution.ts';
import { stepAfter } from '../../../src/scene/loop.ts';

/** Letters that are read in a second, and how long a step is shown at least and at most. Milliseconds. */
const LETTERS_PER_SECOND = 25;
const PAUSE_MIN = 900;
const PAUSE_MAX = 4000;

/** How long a step stays before the next one is taken: as long as its sentence takes to be read. Milliseconds. */
export function readingTime({ steps }: ExecutionView, step: number): number {
  const letters = steps[step]?.sentence.length ?? 0;
  return Math.max(PAUSE_MIN, Math.min(PAUSE_MAX, (letters / LETTERS_PER_SECOND) * 1000));
}

/** Where playing goes on: the next step, and at the end the start. */
export function playedFrom(execution: ExecutionView, cursor: number): number {
  return stepAfter(execution, cursor) ?? 0;
}
