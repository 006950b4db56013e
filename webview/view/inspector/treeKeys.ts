import type { InspectorInput } from './reduce.ts';
import type { InspectorRow } from './rows.ts';
import { copyOf, pinOf } from './rowView.ts';

/** What a key does in the tree: where the keyboard goes, and what happens to a row. */
export interface TreeMove {
  readonly focus?: string;
  readonly input?: InspectorInput;
}

interface TreeKey {
  readonly key: string;
  readonly shiftKey: boolean;
}

/** The keys of a tree, as everywhere, with `p` to follow a value and `c` to copy it. */
export function treeMove(rows: readonly InspectorRow[], id: string, { key, shiftKey }: TreeKey): TreeMove | undefined {
  const at = rows.findIndex(row => row.id === id);
  const row = rows[at];
  if (row === undefined) return undefined;
  switch (key) {
    case 'ArrowDown':
      return to(rows[at + 1] ?? row);
    case 'ArrowUp':
      return to(rows[at - 1] ?? row);
    case 'Home':
      return to(rows[0] ?? row);
    case 'End':
      return to(rows.at(-1) ?? row);
    case 'ArrowRight':
      if (row.expanded === false) return opened(row, true);
      return to((row.expanded === true ? rows[at + 1] : undefined) ?? row);
    case 'ArrowLeft':
      if (row.expanded === true) return opened(row, false);
      return row.parent === undefined ? to(row) : { focus: row.parent };
    case 'Enter':
    case ' ':
      return row.expanded === undefined ? to(row) : opened(row, !row.expanded);
    case 'p': {
      const pin = pinOf(row);
      return pin === undefined ? {} : { input: pin };
    }
    case 'c':
    case 'C':
      return { input: copyOf(row, shiftKey ? 'json' : 'text') };
    default:
      return undefined;
  }
}

function to({ id }: InspectorRow): TreeMove {
  return { focus: id };
}

function opened({ id }: InspectorRow, open: boolean): TreeMove {
  return { focus: id, input: { kind: 'open', row: id, open } };
}
