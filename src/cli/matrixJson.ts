import type { Matrix, MatrixCell, MatrixRow } from '../contract/matrix.ts';
import type { Limit, ReductionReport, VerdictKind } from '../contract/report.ts';

/** What `matrix --json` prints: `docs/matrix-report.schema.json` in types. */
export interface MatrixOutput {
  readonly file: string;
  readonly scenario: string;
  readonly properties: readonly { readonly name: string; readonly kind: string }[];
  readonly rows: readonly RowOutput[];
}

export interface RowOutput {
  /** Names the failure mode for programs, and stays the same. */
  readonly failure: string;
  readonly name: string;
  /** Why it is not applicable; null where it is. */
  readonly notApplicable: string | null;
  readonly distinctStates: number;
  readonly complete: boolean;
  readonly limit: Limit | null;
  /** Those that were asked for. */
  readonly reductions: readonly ReductionReport[];
  /** How likely it is that a state was left out; null where states are kept, and not fingerprints of them. */
  readonly omissionProbability: number | null;
  /** One for each property; none where the row is not applicable. */
  readonly verdicts: readonly {
    readonly property: string;
    readonly verdict: VerdictKind;
    readonly steps: number | null;
    readonly lasso: { readonly stem: number; readonly loop: number } | null;
  }[];
}

/** `file` is named as on the command line. */
export function matrixOutput(file: string, { scenario, columns, rows }: Matrix): MatrixOutput {
  const properties = columns.map(({ property, kind }) => ({ name: property, kind }));
  const names = columns.map(({ property }) => property);
  return { file, scenario, properties, rows: rows.map(row => rowOutput(row, names)) };
}

function rowOutput(
  { id, name, reason, states, complete, limit, counting, cells }: MatrixRow,
  names: readonly string[],
): RowOutput {
  return {
    failure: id,
    name,
    notApplicable: reason ?? null,
    distinctStates: states,
    complete,
    limit: limit ?? null,
    reductions: counting?.reductions ?? [],
    omissionProbability: counting?.omissionProbability ?? null,
    verdicts: cells.map(({ verdict, steps = null, lasso = null }, index) => {
      return { property: names[index] ?? '', verdict: finalVerdict(verdict), steps, lasso };
    }),
  };
}

/** Nothing is pending any more once the answer is printed. */
function finalVerdict(verdict: MatrixCell['verdict']): VerdictKind {
  return verdict === 'pending' ? 'unknown' : verdict;
}
