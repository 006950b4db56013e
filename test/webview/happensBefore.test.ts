import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { layeredLayout } from '../../src/scene/layers.ts';
import { twoPhaseCommit, twoPhaseCommitModel } from './fixtures/twoPhaseCommit.ts';
import { WebviewStage, type PanelPage } from './support/page.ts';

const execution = twoPhaseCommit();

describe('the happens-before graph', () => {
  let stage: WebviewStage;
  let panel: PanelPage;
  before(async () => (stage = await WebviewStage.open()));
  after(() => stage.close());

  async function open(): Promise<void> {
    panel = await stage.panel();
    await panel.show(twoPhaseCommitModel());
    await panel.page.getByRole('tab', { name: 'Happens-before' }).click();
  }

  it('asks the host for a layout and draws what it answers', async () => {
    await open();
    const { requestId, request } = await panel.last('layout');
    assert.equal(request.vertices.length, execution.events.length);
    const layout = layeredLayout(request);
    const moved = { ...layout, width: layout.width + 500 };
    await panel.send({ kind: 'layout', seq: 2, requestId, layout: moved });
    const width = `#happensBefore svg[width="${moved.width}"]`;
    await panel.page.locator(width).waitFor();
    assert.equal(await panel.page.locator('#happensBefore polyline.mark.edge').count(), request.edges.length / 2);
    await panel.close();
  });

  it('lays the graph out itself when no answer comes', async () => {
    await open();
    await panel.page.locator('#happensBefore polyline.mark.edge').first().waitFor({ state: 'attached' });
    assert.deepEqual(await panel.troubles(), []);
    await panel.close();
  });

  it('says how much is concurrent, and how many orders and moments there could have been', async () => {
    await open();
    const words = await panel.page.locator('.causality').innerText();
    assert.match(words, /25 pairs are concurrent/);
    assert.match(words, /18,480 interleavings/);
    assert.match(words, /412 consistent cuts/);
    await panel.close();
  });

  it('shares its menu and its selection with the diagram', async () => {
    await open();
    const event = execution.steps[6]!.events[0]!;
    const hit = panel.page.locator(`#happensBefore .hit[data-event="${event}"]`);
    await hit.click({ button: 'right' });
    const menu = panel.page.getByRole('menu');
    await menu.waitFor();
    await panel.page.keyboard.press('Escape');
    await menu.waitFor({ state: 'detached' });
    await hit.click();
    await panel.page.getByRole('tab', { name: 'Space-time' }).click();
    await panel.page.locator(`#spaceTime .hit[data-event="${event}"][data-stuck]`).waitFor({ state: 'attached' });
    await panel.close();
  });
});
