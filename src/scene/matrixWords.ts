import { ONE_BY_ONE, reductionsInUse } from '../contract/counting.ts';
import type { MatrixCell, MatrixColumn, MatrixRow } from '../contract/matrix.ts';
import { lassoWords } from './loop.ts';
import { formatUnits } from './numbers.ts';

/** What a cell of the resilience matrix says, in parts: whoever shows it decides how much there is room for. */
export interface CellWords {
  readonly sign: 'holds' | 'violated' | 'unknown' | 'broken' | 'pending';
  /** `holds`, `breaks in 7 steps`. */
  readonly text: string;
  /** Where that was looked for: `in 288 states`; empty where an execution shows it. */
  readonly extent: string;
}

export function cellWords(cell: MatrixCell, { kind }: MatrixColumn, row: MatrixRow): CellWords {
  const { verdict, steps } = cell;
  const isReduced = reductionsInUse(row.counting ?? ONE_BY_ONE) !== undefined;
  const states = `${formatUnits(row.states, 'state')}${isReduced ? ' explored' : ''}`;
  switch (verdict) {
    case 'holds':
      if (kind !== 'reachable') return { sign: 'holds', text: 'holds', extent: `in ${states}` };
      return { sign: 'holds', text: when('reached', steps), extent: '' };
    case 'violated':
      if (kind === 'reachable') return { sign: 'violated', text: 'never reached', extent: `in ${states}` };
      if (cell.lasso !== undefined) return { sign: 'violated', text: `breaks: ${lassoWords(cell.lasso)}`, extent: '' };
      return { sign: 'violated', text: when(kind === 'error' ? 'goes wrong' : 'breaks', steps), extent: '' };
    case 'unknown':
      if (row.complete) return { sign: 'unknown', text: 'not checked', extent: '' };
      return { sign: 'unknown', text: 'unknown', extent: row.states === 0 ? '' : `after ${states}` };
    case 'broken':
      return { sign: 'broken', text: 'cannot be evaluated', extent: '' };
    case 'pending':
      return { sign: 'pending', text: row.progress === 'exploring' ? 'exploring' : 'waiting', extent: '' };
  }
}

/** A property as the heading of a column. What is always checked has no name of its own. */
export function columnName({ property, kind }: MatrixColumn): string {
  return kind === 'error' ? 'no error' : property;
}

function when(what: string, steps: number | undefined): string {
  if (steps === undefined) return what;
  return steps === 0 ? `${what} at once` : `${what} in ${formatUnits(steps, 'step')}`;
}
