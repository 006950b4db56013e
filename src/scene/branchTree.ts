import type { BranchView } from '../contract/branches.ts';

/** One branch in its tree: it begins where it leaves the branch it hangs on. */
export interface BranchRow {
  readonly branch: BranchView;
  /** 1 for the first branch, one more for what forks off a branch. */
  readonly level: number;
  /** The first step that is its own. */
  readonly fork: number;
  /** Its name, else the words of the first step that is its own. */
  readonly label: string;
  /** Index of the row it hangs on; undefined for the first. */
  readonly parent: number | undefined;
  /** Its place among those that hang on the same branch, from 1, and how many they are. */
  readonly place: number;
  readonly siblings: number;
  /** Whether one goes this way to the branch that is looked at. */
  readonly onPath: boolean;
  /** By column, what line runs through the upper half of its row; `path` leads to the branch that is looked at. */
  readonly lines: readonly BranchLine[];
}

export type BranchLine = 'none' | 'line' | 'path';

interface Placed {
  readonly branch: BranchView;
  readonly parent: Placed | undefined;
  readonly fork: number;
}

/**
 * Branches as a tree: each hangs on the earlier one with which it shares most steps. From the top, every branch is followed
 * by what forks off it, in the order of the forks.
 */
export function branchRows(branches: readonly BranchView[], current: number | undefined): readonly BranchRow[] {
  const placed: Placed[] = [];
  for (const branch of branches) {
    const shared = placed.map(other => sharedSteps(other.branch.texts, branch.texts));
    const most = Math.max(0, ...shared);
    placed.push({ branch, parent: placed[shared.indexOf(most)], fork: placed.length === 0 ? 0 : most });
  }
  const rows: Unlined[] = [];
  const add = (parent: Placed | undefined, level: number, row: number | undefined): void => {
    const children = placed
      .filter(each => each.parent === parent)
      .toSorted((a, b) => a.fork - b.fork || a.branch.id - b.branch.id);
    children.forEach((child, i) => {
      const { branch, fork } = child;
      const place = { parent: row, place: i + 1, siblings: children.length };
      rows.push({ branch, level, fork, label: labelOf(branch, fork), ...place });
      add(child, level + 1, rows.length - 1);
    });
  };
  add(undefined, 1, undefined);
  return withLines(rows, current);
}

function sharedSteps(one: readonly string[], other: readonly string[]): number {
  let shared = 0;
  while (shared < one.length && shared < other.length && one[shared] === other[shared]) shared += 1;
  return shared;
}

/** The start is the same for nearly all: the first branch is told by what comes after it. */
function labelOf({ name, texts }: BranchView, fork: number): string {
  return name ?? texts[fork === 0 ? 1 : fork] ?? texts.at(-1) ?? '';
}

type Unlined = Omit<BranchRow, 'lines' | 'onPath'>;

function withLines(rows: readonly Unlined[], current: number | undefined): readonly BranchRow[] {
  const onPath = new Set<number>();
  let row: number | undefined = rows.findIndex(({ branch }) => branch.id === current);
  while (row !== undefined && row >= 0) {
    onPath.add(row);
    row = rows[row]?.parent;
  }
  return rows.map((each, index) => {
    const lines = Array.from({ length: each.level - 1 }, (): BranchLine => 'none');
    rows.forEach(({ parent, level }, child) => {
      if (parent === undefined || parent >= index || child < index) return;
      const column = level - 2;
      if (column >= lines.length || lines[column] === 'path') return;
      lines[column] = onPath.has(child) ? 'path' : 'line';
    });
    return { ...each, onPath: onPath.has(index), lines };
  });
}
