import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { PanelModel } from '../../src/contract/webview.ts';
import { twoPhaseCommitModel } from './fixtures/twoPhaseCommit.ts';
import { WebviewStage, type PanelPage } from './support/page.ts';

const SENTENCE = 'A saved execution of “any”. x.cone has changed since: this is what was seen before.';

/** What the host sends of a saved trace. */
function savedModel(overrides: Partial<PanelModel> = {}): PanelModel {
  const nothing = { report: undefined, matrix: undefined, explosion: undefined, scenarios: [], enabled: [] };
  return twoPhaseCommitModel({ ...nothing, choice: { kind: 'default' }, cursor: 1, saved: SENTENCE, ...overrides });
}

describe('a saved trace on a page', () => {
  let stage: WebviewStage;
  let panel: PanelPage;
  before(async () => (stage = await WebviewStage.open()));
  after(() => stage.close());

  it('is looked at in two views, and says what it is', async () => {
    panel = await stage.panel();
    await panel.show(savedModel());
    await panel.page.getByRole('status').filter({ hasText: SENTENCE }).waitFor();
    assert.deepEqual(await panel.page.getByRole('tab').allInnerTexts(), ['Space-time', 'Happens-before']);
    assert.equal(await panel.page.locator('.nextSteps, .randomRun, kit-dropdown').count(), 0);
    assert.deepEqual(await panel.objections(), []);
    assert.deepEqual(await panel.troubles(), []);
    await panel.close();
  });

  it('is stepped through from the keyboard', async () => {
    panel = await stage.panel();
    await panel.show(savedModel());
    await panel.page.locator('#spaceTime').focus();
    await panel.page.keyboard.press('ArrowRight');
    assert.equal((await panel.last('moveCursor')).step, 2);
    await panel.forget();
    await panel.page.keyboard.press('Home');
    assert.equal((await panel.last('moveCursor')).step, 0);
    await panel.page.getByText('step 0 of').waitFor();
    // What can be done to a message or a node is nothing here.
    await panel.page.keyboard.press('m');
    await panel.page.keyboard.press('ArrowRight');
    await panel.page.getByText('step 1 of').waitFor();
    assert.equal(await panel.page.locator('[role=menu]').count(), 0);
    await panel.close();
  });

  it('that cannot be shown says why, instead of a picture', async () => {
    panel = await stage.panel();
    await panel.show(savedModel({ execution: undefined, happensBefore: undefined, saved: 'This is not JSON.' }));
    await panel.page.getByRole('heading', { name: 'This trace cannot be shown' }).waitFor();
    await panel.page.getByText('This is not JSON.').waitFor();
    await panel.close();
  });
});
