import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { PanelState } from '../../src/contract/webview.ts';
import { replicatedLog } from './fixtures/replicatedLog.ts';
import { twoPhaseCommitModel } from './fixtures/twoPhaseCommit.ts';
import { WebviewStage, type PanelOptions, type PanelPage } from './support/page.ts';

const execution = replicatedLog();

describe('the state inspector', () => {
  let stage: WebviewStage;
  let panel: PanelPage;
  before(async () => (stage = await WebviewStage.open()));
  after(() => stage.close());

  async function open(cursor: number, options: PanelOptions = {}, restored?: PanelState): Promise<void> {
    panel = await stage.panel({ width: 1000, height: 800, ...options });
    await panel.show(twoPhaseCommitModel({ execution, cursor, happensBefore: undefined, enabled: [] }), restored);
  }

  const row = (name: string | RegExp) => panel.page.getByRole('treeitem', { name });
  const focused = () => panel.page.evaluate(() => document.activeElement?.textContent.replace(/\s+/g, ' ').trim());

  it('is a tree that the keyboard walks, opens and closes', async () => {
    await open(7);
    const { page } = panel;
    await row('log: 2 items').waitFor();
    assert.equal(await row('new: 1: Entry').getAttribute('aria-level'), '3');
    await row(/^server 1$/)
      .first()
      .focus();
    await page.keyboard.press('ArrowRight');
    assert.match((await focused())!, /^mode: leader/);
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowLeft']) await page.keyboard.press(key);
    await page.locator('[role=treeitem][aria-expanded=false]', { hasText: 'log:' }).waitFor();
    assert.match((await focused())!, /^log: \[Entry\(.*, \+ new: Entry/);
    await page.keyboard.press('ArrowLeft');
    assert.equal(await focused(), 'server 1');
    await page.keyboard.press('ArrowLeft');
    await page.locator('[role=treeitem][aria-expanded=false]', { hasText: 'server 1 2 changed' }).waitFor();
    await page.keyboard.press('ArrowDown');
    assert.equal(await focused(), 'server 2');
    await page.keyboard.press('Home');
    assert.match((await focused())!, /^server 1/);
    await row(/^server 3$/)
      .first()
      .focus();
    await panel.patch({ cursor: 8 });
    await page.getByRole('complementary', { name: 'State after step 8' }).waitFor();
    assert.equal(await focused(), 'server 3', 'which stands first now');
    await panel.patch({ cursor: 7 });
    await page.getByRole('complementary', { name: 'State after step 7' }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('server 1 log');
    await page.getByRole('status').filter({ hasText: '2 of 17' }).waitFor();
    await page.getByRole('button', { name: 'values all' }).click();
    await page.getByRole('status').filter({ hasText: '1 of 2' }).waitFor();
    assert.deepEqual(await panel.objections(), []);
    assert.deepEqual(await panel.troubles(), []);
    await panel.close();
  });

  it('follows a pinned value through time, and copies', async () => {
    await open(6, { width: 1600 });
    const { page } = panel;
    await row(/^mode: leader$/).focus();
    await page.keyboard.press('p');
    const strip = page.getByRole('slider', { name: 'mode of server 1 through time' });
    assert.equal(await strip.getAttribute('aria-valuetext'), 'leader, steps 3 to 8, value 3 of 3');
    await page.getByRole('listitem').filter({ hasText: 'mode of server 1: candidate → leader' }).waitFor();
    await strip.focus();
    await page.keyboard.press('ArrowLeft');
    assert.equal((await panel.last('moveCursor')).step, 3);
    await page.keyboard.press('ArrowLeft');
    assert.equal((await panel.last('moveCursor')).step, 1);
    const box = (await strip.boundingBox())!;
    await page.mouse.click(box.x + box.width * 0.8, box.y + box.height / 2);
    await page.getByRole('complementary', { name: 'State after step 3' }).waitFor();
    assert.equal((await panel.last('moveCursor')).step, 3);
    await row(/^server 1$/)
      .first()
      .hover();
    await page.locator('.row.node .rowActions button').first().click();
    assert.match((await panel.last('copy')).text, /^server 1\n {2}mode = leader\n {2}term = 2\n/);
    await page.getByRole('button', { name: 'JSON', exact: true }).click();
    await page.waitForFunction(() => (globalThis as never as { posted: unknown[] }).posted.length > 0);
    const all = await panel.posted('copy');
    assert.match(all.at(-1)!.text, /^\{\n {2}"at": "after step 3"/);
    assert.deepEqual(await panel.objections(), []);
    const { state } = await panel.last('state');
    await panel.close();

    await open(6, { width: 360 }, state);
    await panel.page.getByRole('slider', { name: 'mode of server 1 through time' }).waitFor();
    await panel.page.getByRole('button', { name: 'Do not follow mode of server 1 any more' }).click();
    await panel.page.waitForFunction(() => document.querySelector('.pinned') === null);
    assert.deepEqual((await panel.last('state')).state.inspector, { pinned: [], changedOnly: false });
    await panel.close();
  });

  it('shows the nodes on a cut in the same way', async () => {
    await open(4);
    await panel.page.locator('#spaceTime').focus();
    await panel.page.keyboard.press('c');
    const tree = panel.page.getByRole('tree', { name: 'State on the cut' });
    await tree.getByRole('treeitem', { name: /^mode: leader$/ }).waitFor();
    assert.equal(await panel.page.getByRole('button', { name: /^values/ }).count(), 0);
    assert.deepEqual(await panel.objections(), []);
    await panel.close();
  });
});
