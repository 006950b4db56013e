import { allStatesText, firstStatesText, ONE_BY_ONE, statesText } from '../contract/counting.ts';
import type { MatrixCell, MatrixColumn, MatrixRow } from '../contract/matrix.ts';
import { lassoClause } from './loop.ts';
import { columnName } from './matrixWords.ts';
import { formatUnits } from './numbers.ts';

/** As many as stand beside a text without getting in its way. */
const SENTENCES_MAX = 3;

/** A row of the resilience matrix, without headings: its phrase is in every sentence. */
export interface RowInWords {
  readonly row: MatrixRow;
  readonly columns: readonly MatrixColumn[];
  /** The properties that break without anything going wrong. */
  readonly breakAnyway: ReadonlySet<string>;
  /** With a clock, the tick at which time ends. */
  readonly horizon: number | undefined;
}

/**
 * `Agreement breaks in 7 steps with one lost message.` The shortest violations first, then what holds or could not be
 * decided; properties of which the same is true share a sentence.
 */
export function rowSentences(words: RowInWords): readonly string[] {
  const { row, columns } = words;
  if (row.reason !== undefined) return [row.reason];
  const cells = columns.flatMap((column, i) => (row.cells[i] === undefined ? [] : [{ column, cell: row.cells[i] }]));
  const broken = cells.filter(isBreach).toSorted((a, b) => lengthOf(a) - lengthOf(b));
  const all = [...broken.map(each => breachSentence(each, words)), ...restSentences(cells, words)];
  if (broken.length <= SENTENCES_MAX) return all.slice(0, SENTENCES_MAX);
  const shown = SENTENCES_MAX - 1;
  return [...all.slice(0, shown), `${String(broken.length - shown)} more properties break.`];
}

interface Found {
  readonly column: MatrixColumn;
  readonly cell: MatrixCell;
}

/** Of what no execution shows: longer than any. */
function lengthOf({ cell: { steps } }: Found): number {
  return steps ?? Number.MAX_SAFE_INTEGER;
}

function isBreach({ cell: { verdict } }: Found): boolean {
  return verdict === 'violated' || verdict === 'broken';
}

function breachSentence({ column, cell }: Found, words: RowInWords): string {
  const { row, breakAnyway } = words;
  const { property, kind } = column;
  const { steps, verdict, lasso } = cell;
  if (verdict === 'broken') return `${property} cannot be evaluated${ending(row)}.`;
  if (kind === 'reachable') return `${property} never comes true in ${extentOf(words)}${ending(row)}.`;
  const what = kind === 'error' ? 'The protocol goes wrong' : `${property} breaks`;
  if (lasso !== undefined) {
    return breakAnyway.has(property)
      ? `${what}, and nothing has to go wrong for it: ${lassoClause(lasso)}.`
      : `${what}${ending(row)}: ${lassoClause(lasso)}.`;
  }
  if (steps === 0) return `${what} at the very start.`;
  const when = steps === undefined ? what : `${what} in ${formatUnits(steps, 'step')}`;
  return breakAnyway.has(property) ? `${when}, and nothing has to go wrong for it.` : `${when}${ending(row)}.`;
}

function restSentences(cells: readonly Found[], words: RowInWords): readonly string[] {
  const { row } = words;
  const declared = cells.filter(({ column }) => column.kind !== 'error' && column.kind !== 'reachable');
  const names = (verdicts: readonly MatrixCell['verdict'][], among = declared): readonly string[] =>
    among.filter(({ cell }) => verdicts.includes(cell.verdict)).map(({ column }) => column.property);
  const holding = names(['holds']);
  const open = row.complete ? [] : names(['unknown', 'pending']);
  const reachable = cells.filter(({ column }) => column.kind === 'reachable');
  const unchecked = row.complete ? names(['unknown', 'pending']) : [];
  return [
    ...(holding.length === 0
      ? []
      : [`${listed(holding)} ${verb(holding, 'hold')} in ${extentOf(words)}${ending(row)}.`]),
    ...(open.length === 0 ? [] : [`No violation of ${listed(open)} ${soFar(row)}.`]),
    ...names(['holds'], reachable).map(name => `${name} can come true${ending(row)}.`),
    ...(declared.length === 0 ? errorSentences(cells, words) : []),
    ...(unchecked.length === 0 ? [] : [`${listed(unchecked)} ${unchecked.length === 1 ? 'is' : 'are'} not checked.`]),
  ];
}

/** Where a file declares nothing that must hold, that nothing goes wrong is worth saying. */
function errorSentences(cells: readonly Found[], words: RowInWords): readonly string[] {
  const { row } = words;
  const error = cells.find(({ column }) => columnName(column) !== column.property);
  if (error === undefined || isBreach(error)) return [];
  if (error.cell.verdict === 'holds') return [`Nothing goes wrong in ${extentOf(words)}${ending(row)}.`];
  return [`Nothing has gone wrong ${soFar(row)}.`];
}

function ending({ phrase }: MatrixRow): string {
  return phrase === '' ? '' : ` ${phrase}`;
}

/** Only to be said of a row of which everything was explored. */
function extentOf({ row: { states, counting = ONE_BY_ONE }, horizon }: RowInWords): string {
  return allStatesText(states, counting, horizon);
}

/** As far as a search came that has not seen everything. */
function soFar(row: MatrixRow): string {
  const { states, progress, limit, counting = ONE_BY_ONE } = row;
  if (progress !== 'done') return `so far${ending(row)}: still exploring, ${statesText(states, counting)} seen`;
  return `in ${firstStatesText(states, counting, limit)}${ending(row)}`;
}

function verb(names: readonly string[], plural: string): string {
  return names.length === 1 ? `${plural}s` : plural;
}

/** `A, B and C`, or how many they are where that is too long to read. */
function listed(names: readonly string[]): string {
  if (names.length > 4) return `${String(names.length)} properties`;
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
