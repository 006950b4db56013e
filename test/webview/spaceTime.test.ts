import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { longRun } from './fixtures/longRun.ts';
import { twoPhaseCommit, twoPhaseCommitModel } from './fixtures/twoPhaseCommit.ts';
import { WebviewStage, type PanelPage } from './support/page.ts';

const execution = twoPhaseCommit();
const eventOf = (step: number): number => execution.steps[step]!.events[0]!;
const hit = (event: number): string => `#spaceTime .hit[data-event="${event}"]`;
const mark = (event: number): string => `#spaceTime .mark[data-event="${event}"]`;

describe('the space-time diagram', () => {
  let stage: WebviewStage;
  let panel: PanelPage;
  before(async () => (stage = await WebviewStage.open()));
  after(() => stage.close());

  async function open(width = 800): Promise<void> {
    panel = await stage.panel({ width });
    await panel.show(twoPhaseCommitModel());
  }

  it('lights the cones of the event under the pointer, and dims what is concurrent', async () => {
    await open();
    await panel.page.locator(hit(eventOf(6))).hover();
    await panel.page
      .locator(`${mark(eventOf(1))}[data-emphasis=past]`)
      .first()
      .waitFor();
    await panel.page
      .locator(`${mark(eventOf(13))}[data-emphasis=future]`)
      .first()
      .waitFor();
    const idle = execution.events.findIndex(({ lane }) => lane === 3);
    await panel.page.locator(`${mark(idle)}[data-emphasis=dim]`).waitFor();
    assert.ok((await panel.page.locator('#spaceTime .cone.past').count()) >= 3);
    await panel.page.mouse.move(1, 1);
    await panel.page.waitForFunction(() => document.querySelector('#spaceTime [data-emphasis]') === null);
    await panel.close();
  });

  it('holds an event that is clicked until Escape, and shows the state there', async () => {
    await open();
    await panel.page.locator(hit(eventOf(6))).click();
    assert.equal((await panel.last('moveCursor')).step, 6);
    const inspector = panel.page.getByRole('complementary', { name: 'State after step 6' });
    await inspector.waitFor();
    await inspector.getByRole('treeitem', { name: 'yes: 2 members' }).waitFor();
    await inspector.getByRole('treeitem', { name: 'new: participant 2' }).waitFor();
    await panel.page.mouse.move(1, 1);
    await panel.page
      .locator(`${mark(eventOf(1))}[data-emphasis=past]`)
      .first()
      .waitFor();
    assert.equal((await panel.last('state')).state.selectedEvent, eventOf(6));
    await panel.page.keyboard.press('Escape');
    await panel.page.waitForFunction(() => document.querySelector('#spaceTime [data-emphasis]') === null);
    await panel.close();
  });

  it('has a menu of what can be done to what is clicked with the other button, which the keyboard walks', async () => {
    await open();
    const { page } = panel;
    const flying = execution.arrows.findIndex(({ toLane, label }) => toLane === 2 && label === 'Decide(aborted)');
    const sentAt = execution.arrows[flying]!.sentStep;
    await panel.show(twoPhaseCommitModel({ cursor: sentAt }));
    await page.locator(`#spaceTime .hit[data-arrow="${flying}"]`).first().click({ button: 'right' });
    const menu = page.getByRole('menu');
    await menu.getByRole('group', { name: 'Decide(aborted) from coordinator to participant 2' }).waitFor();
    await page.keyboard.press('End');
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    assert.equal((await panel.last('takeStep')).position, 0);
    await menu.waitFor({ state: 'detached' });

    await page.locator(hit(eventOf(sentAt))).click({ button: 'right' });
    await menu.getByRole('menuitem', { name: 'pause: allow it once more' }).click();
    assert.equal((await panel.last('allowFailure')).failure, 'faults.pause');

    await page.locator('#spaceTime').focus();
    await page.keyboard.press('m');
    await menu.waitFor();
    const box = await menu.boundingBox();
    assert.ok(box !== null && box.x >= 0 && box.y >= 0 && box.y + box.height <= 800, JSON.stringify(box));
    await page.keyboard.press('Escape');
    await menu.waitFor({ state: 'detached' });
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'spaceTime');
    await panel.close();
  });

  it('goes to the source of what is double clicked', async () => {
    await open();
    await panel.page.locator(hit(eventOf(1))).dblclick();
    assert.deepEqual((await panel.last('reveal')).at, execution.events[eventOf(1)]!.at);
    await panel.close();
  });

  it('marks the events of the handler the text editor stands in', async () => {
    await open();
    const { at } = execution.events[eventOf(1)]!;
    await panel.send({ kind: 'sourceSelection', seq: 2, offset: at!.start + 1 });
    await panel.page.locator(`${hit(eventOf(1))}[data-source]`).waitFor({ state: 'attached' });
    await panel.close();
  });

  it('keeps the names of the nodes in sight while scrolling', async () => {
    panel = await stage.panel();
    await panel.show(twoPhaseCommitModel({ execution: longRun(200, 5), cursor: 150 }));
    await panel.page.waitForFunction(() => document.querySelector('#spaceTime')!.scrollTop > 1000);
    const head = await panel.page.locator('.laneHeads text', { hasText: 'server 3' }).boundingBox();
    const frame = await panel.page.locator('#spaceTime').boundingBox();
    assert.ok(head!.y >= frame!.y && head!.y < frame!.y + 28);
    await panel.close();
  });

  it('has only the rows in sight in the document when the execution is long', async () => {
    panel = await stage.panel();
    await panel.show(twoPhaseCommitModel({ execution: longRun(1800, 5), cursor: 900 }));
    await panel.page.locator('#spaceTime .mark.event').first().waitFor();
    assert.ok((await panel.page.locator('#spaceTime .mark').count()) < 1500);
    await panel.page.evaluate(() => (document.querySelector('#spaceTime')!.scrollTop = 0));
    await panel.page.locator(mark(0)).first().waitFor();
    await panel.page.evaluate(() => (document.querySelector('#spaceTime')!.scrollTop = 1e9));
    await panel.page
      .locator(mark(longRun(1800, 5).events.length - 1))
      .first()
      .waitFor();
    assert.deepEqual(await panel.troubles(), []);
    await panel.close();
  });

  it('folds the inspector under the diagram where there is no room beside it', async () => {
    await open(360);
    const picture = await panel.page.locator('#spaceTime').boundingBox();
    const inspector = await panel.page.locator('.inspector').boundingBox();
    assert.ok(inspector!.y >= picture!.y + picture!.height - 1);
    await panel.close();
  });

  it('lists the steps beside the diagram where there is room', async () => {
    await open(1600);
    const steps = panel.page.getByRole('region', { name: 'Steps' });
    await steps.getByRole('button', { name: /coordinator crashes/ }).click();
    assert.equal((await panel.last('moveCursor')).step, 12);
    await steps.locator('[aria-current=step]', { hasText: 'coordinator crashes' }).waitFor();
    await panel.close();
  });
});
