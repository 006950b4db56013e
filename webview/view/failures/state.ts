import type { Matrix, MatrixRow } from '../../../src/contract/matrix.ts';

/** Where the keyboard stands in the matrix, by what the cell is about, so that it stays when rows come and go. */
export interface MatrixPlace {
  readonly variant: string;
  /** Undefined for the one cell of a row that is not applicable. */
  readonly property: string | undefined;
}

/** The rows as they are shown: those that are not applicable come last. */
export function shownRows({ rows }: Matrix): {
  readonly applicable: readonly MatrixRow[];
  readonly others: readonly MatrixRow[];
} {
  return {
    applicable: rows.filter(({ progress }) => progress !== 'notApplicable'),
    others: rows.filter(({ progress }) => progress === 'notApplicable'),
  };
}

/** The place that the Tab key leads to: where the keyboard was, else the first cell. */
export function currentPlace(matrix: Matrix, wanted: MatrixPlace | undefined): MatrixPlace | undefined {
  const grid = placesOf(matrix);
  const row = grid.find(places => places.some(place => place.variant === wanted?.variant));
  return row?.find(({ property }) => property === wanted?.property) ?? row?.[0] ?? grid[0]?.[0];
}

/** Where a key leads from a place; undefined for a key that moves nothing. Edges are edges: nothing wraps around. */
export function placeAfter(
  matrix: Matrix,
  from: MatrixPlace,
  { key, ctrlKey }: { readonly key: string; readonly ctrlKey: boolean },
): MatrixPlace | undefined {
  const grid = placesOf(matrix);
  const row = grid.findIndex(places => places.some(({ variant }) => variant === from.variant));
  const column = Math.max(0, grid[row]?.findIndex(({ property }) => property === from.property) ?? 0);
  const at = (rowIndex: number, columnIndex: number): MatrixPlace | undefined => {
    const places = grid[clamp(rowIndex, grid.length)];
    return places?.[clamp(columnIndex, places.length)];
  };
  switch (key) {
    case 'ArrowLeft':
      return at(row, column - 1);
    case 'ArrowRight':
      return at(row, column + 1);
    case 'ArrowUp':
      return at(row - 1, column);
    case 'ArrowDown':
      return at(row + 1, column);
    case 'Home':
      return at(ctrlKey ? 0 : row, 0);
    case 'End':
      return at(ctrlKey ? grid.length : row, Number.MAX_SAFE_INTEGER);
    default:
      return undefined;
  }
}

function placesOf(matrix: Matrix): readonly (readonly MatrixPlace[])[] {
  const { applicable, others } = shownRows(matrix);
  return [
    ...applicable.map(({ id }) => matrix.columns.map(({ property }) => ({ variant: id, property }))),
    ...others.map(({ id }) => [{ variant: id, property: undefined }]),
  ];
}

function clamp(index: number, length: number): number {
  return Math.max(0, Math.min(index, length - 1));
}
