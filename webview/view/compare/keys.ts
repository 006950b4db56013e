import type { CompareInput } from './reduce.ts';
import type { CompareUi } from './state.ts';

/** What a key does while the comparison has the focus. */
export function compareKey({ row, shown }: CompareUi, key: string): CompareInput | undefined {
  const last = (shown?.comparison?.rows.length ?? 1) - 1;
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return { kind: 'row', row: row + 1 };
    case 'ArrowLeft':
    case 'ArrowUp':
      return { kind: 'row', row: row - 1 };
    case 'Home':
      return { kind: 'row', row: 0 };
    case 'End':
      return { kind: 'row', row: last };
    case 'f':
      return { kind: 'part' };
    case 'n':
    case 'N':
      return { kind: 'nextDifference', direction: key === 'n' ? 1 : -1 };
    case 'x':
      return { kind: 'swap' };
    default:
      return undefined;
  }
}
