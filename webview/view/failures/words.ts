import { reductionsInUse } from '../../../src/contract/counting.ts';
import type { Matrix, MatrixCell, MatrixColumn, MatrixRow } from '../../../src/contract/matrix.ts';
import { cellWords, columnName } from '../../../src/scene/matrixWords.ts';
import { formatCount, formatUnits } from '../../../src/scene/numbers.ts';
import { shownRows } from './state.ts';

/** A cell for those who do not see its row and column: `One lost message, Agreement: breaks in 7 steps`. */
export function spokenCell(row: MatrixRow, column: MatrixColumn, cell: MatrixCell): string {
  const { text, extent } = cellWords(cell, column, row);
  const where = extent === '' ? '' : ` ${extent}`;
  const when = row.outdated === true ? ', before the last edit' : '';
  return `${row.name}, ${columnName(column)}: ${text}${where}${when}`;
}

/** What is said under the name of a row: how far its exploration is, and how far it came where that was not the end. */
export function rowRemark({ progress, outdated, states, complete, limit, counting }: MatrixRow): string {
  if (outdated === true) return 'as before the edit';
  const reduced = counting && reductionsInUse(counting);
  if (progress === 'exploring') return `${formatUnits(states, 'state')} so far`;
  if (progress !== 'done') return '';
  if (complete) return reduced === undefined ? '' : `explored with ${reduced}`;
  switch (limit?.kind) {
    case undefined:
      return 'not all explored';
    case 'states':
      return `stopped at ${formatUnits(limit.value, 'state')}`;
    case 'depth':
      return `stopped at depth ${formatCount(limit.value)}`;
    case 'copies':
      return `no further than ${formatUnits(limit.value, 'equal message')}`;
    case 'memory':
      return 'stopped at the memory limit';
    case 'cancelled':
      return 'stopped early';
  }
}

/** How many of the failures a property withstands, as far as that is known; empty before anything is. */
export function columnRemark(matrix: Matrix, index: number): string {
  const kind = matrix.columns[index]?.kind;
  const verdicts = failureRows(matrix).map(({ cells }) => cells[index]?.verdict);
  const decided = verdicts.filter(verdict => verdict === 'holds' || verdict === 'violated').length;
  if (decided === 0) return '';
  const held = verdicts.filter(verdict => verdict === 'holds').length;
  return `${kind === 'reachable' ? 'reached in' : 'withstands'} ${formatCount(held)} of ${formatCount(decided)}`;
}

/** How far the whole matrix is, while it is not done. */
export function progressWords(matrix: Matrix): string {
  const { applicable } = shownRows(matrix);
  const done = applicable.filter(({ progress }) => progress === 'done').length;
  if (done === applicable.length) return '';
  const now = applicable.find(({ progress, states }) => progress === 'exploring' && states > 0);
  const what = now === undefined ? '' : ` · ${now.name.toLowerCase()}: ${formatUnits(now.states, 'state')}`;
  return `${formatCount(done)} of ${formatUnits(applicable.length, 'row')} done${what}`;
}

/** The rows in which one thing goes wrong. */
function failureRows(matrix: Matrix): readonly MatrixRow[] {
  return shownRows(matrix).applicable.filter(({ id }) => id !== 'none' && id !== 'declared');
}
