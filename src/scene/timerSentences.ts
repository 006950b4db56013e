import type { Instance } from '../model/instance.ts';
import { rowSentences } from './rowSentences.ts';
import type { RowInWords } from './rowSentences.ts';

/** What is known of a timer, beside what was found. */
export interface FiringTimer {
  readonly instance: Pick<Instance, 'clock' | 'network'>;
  /** Properties with a counterexample in which it fires, the shortest first. */
  readonly firesIn: readonly string[];
}

/** When a timer fires, and what breaks when it does, as far as shortest counterexamples show it. */
export function timerSentences(about: RowInWords, { instance, firesIn }: FiringTimer): readonly string[] {
  const when = whenItFires(instance);
  const { row, columns } = about;
  if (row.cells.length === 0) return [when];
  if (firesIn.length === 0) return [when, ...rowSentences(about).slice(0, 1)];
  const kept = new Set(firesIn);
  const indices = [...columns.keys()].filter(i => kept.has(columns[i]?.property ?? ''));
  const only = {
    columns: indices.flatMap(i => columns[i] ?? []),
    row: { ...row, cells: indices.flatMap(i => row.cells[i] ?? []) },
  };
  return [when, ...rowSentences({ ...about, ...only }).map(sentence => `When it fires: ${sentence}`)];
}

function whenItFires({ clock, network }: FiringTimer['instance']): string {
  if (clock !== undefined)
    return 'It may fire when as much time has passed on its node’s own clock as it was started for.';
  switch (network.timing) {
    case 'asynchronous':
      return 'It may fire at any moment once it is started: before an answer that is on its way, too.';
    case 'synchronous':
      return 'It fires only when nothing is left to arrive.';
    case 'eventuallySynchronous':
      return 'It may fire at any moment once it is started, until the network becomes synchronous.';
  }
}
