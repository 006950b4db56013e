import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { INITIAL_UI, keptState, type PanelUi } from '../../../webview/view/panel/state.ts';
import { reduce } from '../../../webview/view/panel/reduce.ts';
import { areBranchesShown, branchKey, reduceBranches, rowsOf } from '../../../webview/view/branches/reduce.ts';
import { goneWords, rowSentence } from '../../../webview/view/branches/words.ts';
import { panelKey } from '../../../webview/view/selection.ts';
import { exploredBranches } from '../fixtures/branches.ts';
import { twoPhaseCommitModel } from '../fixtures/twoPhaseCommit.ts';

const ui: PanelUi = { ...INITIAL_UI, model: twoPhaseCommitModel({ branches: exploredBranches() }) };
const rows = rowsOf(ui);
const ids = rows.map(({ branch }) => branch.id);

describe('the branches in the panel', () => {
  it('are open where there is room, and otherwise as somebody said, across reloads', () => {
    assert.equal(areBranchesShown(ui), false);
    assert.equal(areBranchesShown({ ...ui, width: 1600 }), true);
    const one = { branches: exploredBranches().branches.slice(0, 1), current: 1 };
    assert.equal(areBranchesShown({ ...ui, width: 1600, model: twoPhaseCommitModel({ branches: one }) }), false);
    const key = panelKey(ui, { key: 'b', shiftKey: false });
    assert.deepEqual(key, { kind: 'branches', input: { kind: 'shown', shown: true } });
    const open = reduce(ui, key).ui;
    assert.equal(areBranchesShown(open), true);
    assert.equal(keptState(open)?.branchesShown, true);
    assert.equal(keptState(ui)?.branchesShown, undefined);
    assert.equal(panelKey({ ...ui, model: twoPhaseCommitModel() }, { key: 'b', shiftKey: false }), undefined);
  });

  it('are gone through with the keys of a tree', () => {
    assert.deepEqual(ids, [1, 4, 2, 3, 5]);
    const to = (from: number, key: string): number | undefined => {
      const input = branchKey(rows, from, key);
      return input?.kind === 'focus' ? input.branch : undefined;
    };
    assert.equal(to(1, 'ArrowDown'), 4);
    assert.equal(to(4, 'ArrowUp'), 1);
    assert.equal(to(1, 'ArrowUp'), undefined);
    assert.equal(to(5, 'ArrowDown'), undefined);
    assert.equal(to(3, 'ArrowLeft'), 2);
    assert.equal(to(2, 'ArrowRight'), 3);
    assert.equal(to(3, 'ArrowRight'), undefined);
    assert.equal(to(3, 'Home'), 1);
    assert.equal(to(3, 'End'), 5);
    assert.equal(to(3, 'x'), undefined);
  });

  it('are shown, named, kept and let go; a replay is changed in the file', () => {
    const deeds = ['Enter', 'F2', 'k', 'Delete'].map(key => branchKey(rows, 2, key));
    assert.deepEqual(
      deeds.map(input => input?.kind === 'deed' && input.deed),
      ['show', 'name', 'keep', 'remove'],
    );
    assert.deepEqual(
      ['Enter', 'F2', 'k', 'Delete'].map(key => branchKey(rows, 5, key) !== undefined),
      [true, false, false, false],
    );
    const { ui: after, posts } = reduceBranches(ui, { kind: 'deed', deed: 'remove', branch: 2 });
    assert.deepEqual(posts, [{ kind: 'branch', deed: 'remove', branch: 2 }]);
    assert.equal(after.branches.focused, 3, 'the keyboard stands at the next one');
  });

  it('say in sentences what is drawn', () => {
    const said = (id: number): string =>
      rowSentence(
        rows.find(({ branch }) => branch.id === id)!,
        id === 2,
      );
    assert.match(said(1), /, 13 steps\. From the start\. Breaks Agreement in step 13\.$/);
    assert.equal(
      said(2),
      'a participant dies: crash participant 2, 7 steps. Leaves the branch above in step 6. Shown now.',
    );
    assert.match(said(3), /Its last steps are repeated for ever\.$/);
    assert.match(said(4), /Step 3, deliver Prepare from coordinator to participant 3, is not possible any more\.$/);
    assert.match(said(5), /^Replay all votes arrive: deliver Vote.* Leaves the branch above in step 8\.$/);
    assert.equal(goneWords({ ...rows[0]!.branch, possible: 0 }), 'It is not possible any more');
  });
});
