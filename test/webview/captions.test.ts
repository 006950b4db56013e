import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { exampleSystem, violationView } from '../scene/examples.ts';
import { twoPhaseCommitModel } from './fixtures/twoPhaseCommit.ts';
import { WebviewStage } from './support/page.ts';

describe('captions in a browser', () => {
  let stage: WebviewStage;
  before(async () => (stage = await WebviewStage.open()));
  after(() => stage.close());

  it('name what is seen in the diagram, at the cursor and in the steps, and lead to what is written of it', async () => {
    const execution = violationView(exampleSystem('payment', 'the reply is only slow'));
    const panel = await stage.panel({ width: 1600 });
    await panel.show(twoPhaseCommitModel({ execution, happensBefore: undefined, cursor: 0 }));
    const { page } = panel;
    assert.equal(await page.locator('#spaceTime text.caption').count(), 0);
    await page.getByRole('button', { name: 'captions off' }).click();
    await page.locator('#spaceTime text.caption', { hasText: 'retransmission' }).waitFor();
    assert.match(
      (await page.locator('#spaceTime text.caption title').first().textContent()) ?? '',
      /^Indeterminate request: When retry fires, Client cannot know whether Bank has received Charge/,
    );
    await page.getByRole('button', { name: 'indeterminate request, step 1' }).click();
    await page.locator('.captionLine', { hasText: 'Client cannot know whether Bank' }).waitFor();
    assert.equal(await page.locator('.steps .caption').count(), 2);
    await page.locator('.captionLine').getByRole('button', { name: 'read on' }).first().click();
    assert.equal((await panel.last('readAbout')).anchor, 'network-loss');
    assert.equal((await panel.last('state')).state.diagram?.captions, true);
    assert.deepEqual(await panel.objections(), []);
    assert.deepEqual(await panel.troubles(), []);
    await panel.close();
  });
});
