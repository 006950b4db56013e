import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { exploredBranches } from './fixtures/branches.ts';
import { twoPhaseCommitModel } from './fixtures/twoPhaseCommit.ts';
import { WebviewStage } from './support/page.ts';

describe('the branches in a browser', () => {
  let stage: WebviewStage;
  before(async () => (stage = await WebviewStage.open()));
  after(() => stage.close());

  it('are a tree that the keyboard goes through, and each of them is shown, named, kept and let go', async () => {
    const panel = await stage.panel();
    await panel.show(twoPhaseCommitModel({ branches: exploredBranches() }));
    const { page } = panel;
    await page.getByRole('button', { name: 'Branches: 5 branches explored so far' }).click();
    const tree = page.getByRole('tree', { name: 'branches' });
    const items = tree.getByRole('treeitem');
    assert.equal(await items.count(), 5);
    const selected = tree.getByRole('treeitem', { selected: true });
    await tree.getByRole('treeitem', { name: /a participant dies.*Shown now/, selected: true }).waitFor();
    await selected.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    assert.deepEqual(await panel.last('branch'), { kind: 'branch', deed: 'show', branch: 3 });
    await page.keyboard.press('F2');
    await page.keyboard.press('k');
    await page.keyboard.press('Delete');
    assert.deepEqual(
      (await panel.posted('branch')).map(({ deed }) => deed),
      ['show', 'name', 'keep', 'remove'],
    );
    await items.first().click();
    assert.deepEqual(await panel.last('branch'), { kind: 'branch', deed: 'show', branch: 1 });
    await items.nth(2).hover();
    await items
      .nth(2)
      .getByTitle(/Keep as a replay/)
      .click();
    assert.deepEqual(await panel.last('branch'), { kind: 'branch', deed: 'keep', branch: 2 });
    const { branches } = exploredBranches();
    await items.last().focus();
    await panel.patch({ branches: { branches: branches.slice(0, 4), current: 2 } });
    await page.waitForFunction(() => document.activeElement?.closest('#branches') !== null, undefined);
    await page.keyboard.press('b');
    await tree.waitFor({ state: 'detached' });
    await page.waitForFunction(() => document.activeElement?.id === 'spaceTime');
    await page.keyboard.press('b');
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-selected') === 'true');
    await page.keyboard.press('b');
    await tree.waitFor({ state: 'detached' });
    assert.deepEqual(await panel.troubles(), []);
    await panel.close();
  });

  it('stand below the steps where there is room; nothing is to be objected to in themes of both kinds', async () => {
    for (const theme of ['light', 'hcDark'] as const) {
      const panel = await stage.panel({ width: 1600, theme });
      await panel.show(twoPhaseCommitModel({ branches: exploredBranches() }));
      await panel.page.locator('.leftColumn [role=tree]').waitFor();
      assert.deepEqual(await panel.objections(), [], theme);
      await panel.close();
    }
  });
});
