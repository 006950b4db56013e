import type { ExecutionView } from '../contract/execution.ts';
import type { ComparedRow, ExecutionComparison } from './comparison.ts';
import { partingRow } from './comparison.ts';
import { loopOf } from './loop.ts';
import { formatUnits } from './numbers.ts';

/** Where two executions part, and what happens on each side then, in one sentence. */
export function partingSentence(comparison: ExecutionComparison): string {
  const { left, right, prefix, rows } = comparison;
  const parting = partingRow(comparison);
  if (parting === undefined) return `Both are the same run, of ${formatUnits(prefix - 1, 'step')}.`;
  const where = prefix === 0 ? 'Already the start is another' : `They part after ${afterWords(prefix - 1)}`;
  if (rows[parting]?.kind === 'same') return `${where}: the same happens, and leads to another state.`;
  return `${where}: on the left ${nextWords(left, prefix)}; on the right ${nextWords(right, prefix)}.`;
}

function afterWords(step: number): string {
  return step === 0 ? 'the start' : `step ${step}`;
}

/** How one side goes on. */
function nextWords(view: ExecutionView, step: number): string {
  const next = view.steps[step];
  if (next !== undefined) return next.sentence;
  const loop = loopOf(view);
  if (loop === undefined) return view.quiescent ? 'nothing more happens' : 'the run is cut off';
  return loop.count === 0 ? 'nothing changes any more' : `it goes on from step ${loop.first} again, for ever`;
}

/** What a row shows, for a screen reader. */
export function rowWords({ left, right }: ExecutionComparison, row: ComparedRow): string {
  const ours = row.left === undefined ? undefined : left.steps[row.left]?.sentence;
  const theirs = row.right === undefined ? undefined : right.steps[row.right]?.sentence;
  const differing =
    row.differing === 0 ? '' : ` ${formatUnits(row.differing, 'variable')} differ${row.differing === 1 ? 's' : ''}.`;
  switch (row.kind) {
    case 'same':
      return `Both: ${ours ?? ''}.${differing}`;
    case 'left':
      return `Left only: ${ours ?? ''}.${differing}`;
    case 'right':
      return `Right only: ${theirs ?? ''}.${differing}`;
    case 'differs':
      return `Left: ${ours ?? ''}. Right: ${theirs ?? ''}.${differing}`;
  }
}
