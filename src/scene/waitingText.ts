import type { ExecutionView } from '../contract/execution.ts';

/** What is said of each node at the end, by lane; empty where there is nothing to say. */
export function waitingTexts({ waiting = [] }: Pick<ExecutionView, 'waiting'>): readonly string[] {
  return waiting.map(awaited => (awaited === '' ? '' : `waits for ${awaited}`));
}
