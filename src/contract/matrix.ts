import type { Counting } from './counting.ts';
import type { CheckReport, Limit, PropertyReport } from './report.ts';

/** Names a scenario with other failures than it declares, such as `loss` or `byzantine:General`. */
export type VariantId = string;

/** One row of the resilience matrix before anything is checked. */
export interface VariantOutline {
  readonly id: VariantId;
  /** Its heading: `One lost message`. */
  readonly name: string;
  /** The end of a sentence: `with one lost message`. */
  readonly phrase: string;
  /** Why it is not applicable, as a sentence; undefined where it is checked. */
  readonly reason: string | undefined;
}

/** Failure modes against properties. */
export interface Matrix {
  readonly scenario: string;
  readonly columns: readonly MatrixColumn[];
  readonly rows: readonly MatrixRow[];
}

export interface MatrixColumn {
  readonly property: string;
  readonly kind: string;
}

export interface MatrixRow extends VariantOutline {
  /** What the cells say was true of an older text: it is shown until there is something newer. */
  readonly outdated?: true;
  readonly progress: 'notApplicable' | 'waiting' | 'exploring' | 'done';
  /** States found so far. */
  readonly states: number;
  /** What their number means; absent where they are counted one by one. */
  readonly counting?: Counting;
  /** Whether these are all there are. */
  readonly complete: boolean;
  /** What ended the exploration before that. */
  readonly limit: Limit | undefined;
  /** One for each column; none where the row is not applicable. */
  readonly cells: readonly MatrixCell[];
}

export interface MatrixCell {
  /** `pending` while the exploration goes on and has not decided it. */
  readonly verdict: PropertyReport['verdict'] | 'pending';
  /** Length of the shortest counterexample, or witness; undefined where there is no execution to show. */
  readonly steps: number | undefined;
  /** Of a counterexample that goes on for ever: how its steps divide. */
  readonly lasso?: { readonly stem: number; readonly loop: number };
  /** The verdict as a sentence that carries its bounds; empty while nothing is known. */
  readonly sentence: string;
}

/** A row before its check has said anything. */
export function waitingRow(outline: VariantOutline, columns: readonly MatrixColumn[]): MatrixRow {
  const isChecked = outline.reason === undefined;
  return {
    ...outline,
    progress: isChecked ? 'waiting' : 'notApplicable',
    states: 0,
    complete: false,
    limit: undefined,
    cells: isChecked ? columns.map(() => PENDING) : [],
  };
}

/** A row that waits, with what was true of it before the text was changed. */
export function outdatedRow(row: MatrixRow, columns: readonly MatrixColumn[], before: Matrix): MatrixRow {
  const known = before.rows.find(({ id }) => id === row.id);
  if (row.progress !== 'waiting' || known === undefined || known.cells.length === 0) return row;
  const cells = columns.map(({ property }) => {
    const index = before.columns.findIndex(column => column.property === property);
    return known.cells[index] ?? PENDING;
  });
  const { states, complete, limit, counting } = known;
  const counted = counting === undefined ? {} : { counting };
  return { ...row, states, complete, limit, ...counted, cells, outdated: true };
}

/** A row with what its check has found: finally where `isLast`, else so far. */
export function rowWith(
  outline: VariantOutline,
  columns: readonly MatrixColumn[],
  { failure, properties, counts }: CheckReport,
  isLast: boolean,
): MatrixRow {
  const { id, name, phrase, reason } = outline;
  if (failure !== undefined) return waitingRow({ id, name, phrase, reason: failure.message }, columns);
  const found = new Map(properties.map(property => [property.name, property]));
  return {
    ...{ id, name, phrase, reason },
    progress: isLast ? 'done' : 'exploring',
    states: counts.distinctStates,
    ...countingOf(counts),
    complete: counts.complete,
    limit: isLast ? counts.limit : undefined,
    cells: columns.map(column => cellOf(found.get(column.property), isLast)),
  };
}

function countingOf({ reductions, omissionProbability }: Counting): Pick<MatrixRow, 'counting'> {
  if (reductions.length === 0 && omissionProbability === undefined) return {};
  return { counting: { reductions, omissionProbability } };
}

/** A row whose check came to no end, and why. */
export function failedRow(row: MatrixRow, message: string): MatrixRow {
  const cell: MatrixCell = { verdict: 'unknown', steps: undefined, sentence: message };
  return { ...row, progress: 'done', cells: row.cells.map(() => cell) };
}

const PENDING: MatrixCell = { verdict: 'pending', steps: undefined, sentence: '' };

function cellOf(property: PropertyReport | undefined, isLast: boolean): MatrixCell {
  if (property === undefined || (property.verdict === 'unknown' && !isLast)) return PENDING;
  const { verdict, steps, lasso, sentence } = property;
  return { verdict, steps, ...(lasso === undefined ? {} : { lasso }), sentence };
}
