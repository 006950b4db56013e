import { unreachable } from '../../../src/base/assert.ts';
import type { BranchDeed } from '../../../src/contract/branches.ts';
import type { WebviewMessage } from '../../../src/contract/webview.ts';
import { branchRows, type BranchRow } from '../../../src/scene/branchTree.ts';
import { sizeOf, type PanelUi } from '../panel/state.ts';

/** What can happen to the tree of branches. */
export type BranchesInput =
  | { readonly kind: 'shown'; readonly shown: boolean }
  | { readonly kind: 'focus'; readonly branch: number }
  | { readonly kind: 'deed'; readonly deed: BranchDeed; readonly branch: number };

export function reduceBranches(
  ui: PanelUi,
  input: BranchesInput,
): { readonly ui: PanelUi; readonly posts: readonly WebviewMessage[] } {
  switch (input.kind) {
    case 'shown':
      return { ui: { ...ui, branches: { ...ui.branches, shown: input.shown } }, posts: [] };
    case 'focus':
      return { ui: { ...ui, branches: { ...ui.branches, focused: input.branch } }, posts: [] };
    case 'deed': {
      const { deed, branch } = input;
      const focused = deed === 'remove' ? nextTo(rowsOf(ui), branch) : branch;
      return { ui: { ...ui, branches: { ...ui.branches, focused } }, posts: [{ kind: 'branch', deed, branch }] };
    }
    default:
      return unreachable(input);
  }
}

export function rowsOf({ model }: PanelUi): readonly BranchRow[] {
  const { branches = [], current } = model?.branches ?? {};
  return branchRows(branches, current);
}

/** Where nobody has said, the tree is open where there is room, as soon as it is one. */
export function areBranchesShown(ui: PanelUi): boolean {
  const count = ui.model?.branches?.branches.length ?? 0;
  return ui.model?.saved === undefined && (ui.branches.shown ?? (sizeOf(ui) === 'wide' && count > 1));
}

/** What a key does on a branch; undefined where it does nothing. */
export function branchKey(rows: readonly BranchRow[], branch: number, key: string): BranchesInput | undefined {
  const at = rows.findIndex(row => row.branch.id === branch);
  const row = rows[at];
  if (row === undefined) return undefined;
  const deed = DEEDS[key];
  if (deed !== undefined) return isPossible(row, deed) ? { kind: 'deed', deed, branch } : undefined;
  const to: Readonly<Record<string, number | undefined>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: rows.length - 1,
    ArrowLeft: row.parent,
    ArrowRight: rows[at + 1]?.parent === at ? at + 1 : undefined,
  };
  const wanted = rows[to[key] ?? -1];
  return wanted === undefined ? undefined : { kind: 'focus', branch: wanted.branch.id };
}

/** A replay stands in the file: it is changed there. */
export function isPossible({ branch }: BranchRow, deed: BranchDeed): boolean {
  return deed === 'show' || branch.kind === 'way';
}

const DEEDS: Readonly<Record<string, BranchDeed | undefined>> = {
  Enter: 'show',
  ' ': 'show',
  F2: 'name',
  Delete: 'remove',
  Backspace: 'remove',
  k: 'keep',
};

/** The row that takes the place of one that goes. */
function nextTo(rows: readonly BranchRow[], branch: number): number | undefined {
  const at = rows.findIndex(row => row.branch.id === branch);
  return (rows[at + 1] ?? rows[at - 1])?.branch.id;
}
