import type { CheckBounds, Subject } from '../../contract/engine.ts';
import { failedRow, outdatedRow, rowWith, waitingRow } from '../../contract/matrix.ts';
import type { Matrix, MatrixColumn, MatrixRow } from '../../contract/matrix.ts';
import type { CheckReport } from '../../contract/report.ts';
import type { Engine } from '../engineLink.ts';

/**
 * How many states of each row are looked at before any row is explored to its end. Within a fifth of a second each this
 * ends small rows and finds most of what breaks.
 */
const GLANCE_STATES_MAX = 20_000;

export interface MatrixPlan {
  readonly subject: Subject;
  readonly columns: readonly MatrixColumn[];
  readonly bounds: CheckBounds;
  /** A matrix that goes on, or that is shown until there is a new one. */
  readonly before: Matrix | undefined;
  /** Whether `before` is of the same meaning: what is done then is done. */
  readonly goesOn: boolean;
}

export interface MatrixListener {
  readonly signal: AbortSignal;
  onMatrix(matrix: Matrix): void;
}

/**
 * Fills in the resilience matrix row by row, the smallest first: a glance at each, then those with more to see, the ones
 * that reached deepest with as many states before the ones that grew in breadth. Fulfilled when every row is done, or
 * with whatever there is when the signal says so.
 */
export async function computeMatrix(engine: Engine, plan: MatrixPlan, listen: MatrixListener): Promise<void> {
  const rows = await firstRows(engine, plan);
  if (rows === undefined || listen.signal.aborted) return;
  const tell = (): void => {
    if (listen.signal.aborted) return;
    listen.onMatrix({ scenario: plan.subject.scenario, columns: plan.columns, rows: [...rows] });
  };
  tell();
  const explore = async (index: number, bounds: CheckBounds): Promise<CheckReport | undefined> => {
    const row = rows[index]!;
    const isLast = bounds.statesMax >= plan.bounds.statesMax;
    const take = (report: CheckReport, ended: boolean): void => {
      rows[index] = rowWith(row, plan.columns, report, ended && (isLast || isDecided(report)));
      tell();
    };
    const answer = await engine.check({ ...plan.subject, variant: row.id }, bounds, {
      signal: listen.signal,
      onProgress: report => take(report, false),
    });
    if (listen.signal.aborted) return undefined;
    if (answer.ok) take(answer.value, true);
    else {
      rows[index] = failedRow(row, answer.refusal.message);
      tell();
    }
    return answer.ok ? answer.value : undefined;
  };
  await glanceThenExplore(rows, plan.bounds, explore, listen.signal);
}

async function glanceThenExplore(
  rows: readonly MatrixRow[],
  bounds: CheckBounds,
  explore: (index: number, bounds: CheckBounds) => Promise<CheckReport | undefined>,
  signal: AbortSignal,
): Promise<void> {
  const glance = { ...bounds, statesMax: Math.min(bounds.statesMax, GLANCE_STATES_MAX) };
  const depths = new Map<number, number>();
  for (const index of rows.keys()) {
    if (signal.aborted) return;
    const { progress } = rows[index]!;
    if (progress !== 'waiting' && progress !== 'exploring') continue;
    depths.set(index, (await explore(index, glance))?.counts.depth ?? 0);
  }
  const left = [...rows.keys()].filter(index => rows[index]!.progress === 'exploring');
  for (const index of left.toSorted((a, b) => (depths.get(b) ?? 0) - (depths.get(a) ?? 0) || a - b)) {
    if (signal.aborted) return;
    await explore(index, bounds);
  }
}

async function firstRows(engine: Engine, plan: MatrixPlan): Promise<MatrixRow[] | undefined> {
  const { before, columns, goesOn } = plan;
  if (goesOn && before !== undefined) return [...before.rows];
  const answer = await engine.variants(plan.subject);
  if (!answer.ok) return undefined;
  const rows = answer.value.map(outline => waitingRow(outline, columns));
  return before === undefined ? rows : rows.map(row => outdatedRow(row, columns, before));
}

/** Whether looking at more states would change nothing: everything was seen, or all up to some number of equal messages. */
function isDecided({ counts, failure }: CheckReport): boolean {
  return counts.complete || counts.limit?.kind === 'copies' || failure !== undefined;
}
