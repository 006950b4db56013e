import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { longRun } from './fixtures/longRun.ts';
import { twoPhaseCommit, twoPhaseCommitModel } from './fixtures/twoPhaseCommit.ts';
import { WebviewStage, type PanelPage } from './support/page.ts';

const execution = twoPhaseCommit();
const last = execution.steps.length - 1;

describe('finding the way in a run', () => {
  let stage: WebviewStage;
  let panel: PanelPage;
  before(async () => (stage = await WebviewStage.open()));
  after(() => stage.close());

  async function open(overrides: Parameters<typeof twoPhaseCommitModel>[0] = {}): Promise<void> {
    panel = await stage.panel({ width: 1000, height: 700 });
    await panel.show(twoPhaseCommitModel(overrides));
    await panel.page.locator('#spaceTime').focus();
  }

  const scrolled = (): Promise<number> => panel.page.evaluate(() => document.querySelector('#spaceTime')!.scrollTop);

  it('shows a long run in a strip that scrolls it, by pointer and by keys', async () => {
    await open({ execution: longRun(1500, 5), cursor: 0, happensBefore: undefined });
    const map = panel.page.getByRole('scrollbar', { name: 'The whole run' });
    await map.waitFor();
    assert.equal(await scrolled(), 0);
    await map.focus();
    await panel.page.keyboard.press('PageDown');
    await panel.page.waitForFunction(() => document.querySelector('#spaceTime')!.scrollTop > 100);
    const box = (await map.boundingBox())!;
    await panel.page.mouse.click(box.x + box.width / 2, box.y + box.height * 0.5);
    await panel.page.waitForFunction(() => document.querySelector('#spaceTime')!.scrollTop > 15_000);
    assert.match((await map.getAttribute('aria-valuetext'))!, /^rows \d+ to \d+ of 1,500$/);
    assert.equal(await panel.page.evaluate(() => document.querySelectorAll('#spaceTime .mark').length > 0), true);
    assert.deepEqual(await panel.objections(), []);
    await panel.close();
  });

  it('has no such strip where everything is nearly in sight', async () => {
    await open();
    assert.equal(await panel.page.locator('.minimap:not([hidden])').count(), 0);
    await panel.close();
  });

  it('says how far away the violation is, and goes there', async () => {
    await open({ cursor: 3 });
    await panel.page.getByRole('button', { name: `violation ${last - 3} steps ahead` }).click();
    assert.equal((await panel.last('moveCursor')).step, last);
    await panel.page.waitForFunction(() => document.querySelector('.violationAhead') === null);
    await panel.close();
  });

  it('plays on until it is paused', async () => {
    await open({ cursor: 0 });
    await panel.page.keyboard.press('p');
    await panel.page.waitForFunction(() => /step 2 of/.test(document.querySelector('.position')!.textContent));
    await panel.page.getByRole('button', { name: 'Pause (p)' }).click();
    await panel.page.getByRole('button', { name: /^Play/ }).waitFor();
    const { step } = await panel.last('moveCursor');
    assert.ok(step >= 2 && step < last);
    await panel.close();
  });

  it('asks for the steps in another order, by a key and by dragging an event', async () => {
    await open({ cursor: 1 });
    await panel.page.keyboard.press('.');
    const { order, cursor } = await panel.last('reorder');
    assert.deepEqual(order.slice(0, 4), [0, 2, 1, 3]);
    assert.equal(cursor, 2);
    await panel.forget();
    const [event] = execution.steps[1]!.events;
    const box = (await panel.page.locator(`#spaceTime circle.hit[data-event="${event}"]`).first().boundingBox())!;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await panel.page.mouse.move(x, y);
    await panel.page.mouse.down();
    await panel.page.mouse.move(x, y + 30, { steps: 5 });
    await panel.page.mouse.up();
    assert.deepEqual((await panel.last('reorder')).order.slice(0, 3), [0, 2, 1]);
    await panel.page.waitForFunction(() => document.querySelector<HTMLElement>('.slideGuide')!.hidden);
    await panel.close();
  });

  it('says why a step cannot be taken later', async () => {
    await open({ cursor: last });
    await panel.page.keyboard.press('.');
    await panel.page.locator('.hiddenNote', { hasText: 'cannot come later' }).waitFor();
    await panel.close();
  });
});
