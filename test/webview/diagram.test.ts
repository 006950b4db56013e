import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { partsOf } from '../../src/contract/parts.ts';
import { isConsistent } from '../../src/scene/cuts.ts';
import { longRun } from './fixtures/longRun.ts';
import { localWork } from './fixtures/localWork.ts';
import { twoPhaseCommit, twoPhaseCommitModel } from './fixtures/twoPhaseCommit.ts';
import { WebviewStage, type PanelPage } from './support/page.ts';
import { THEME_KINDS } from './themes.ts';

const execution = twoPhaseCommit();
const eventOf = (step: number): number => execution.steps[step]!.events[0]!;
const mark = (event: number): string => `#spaceTime .mark[data-event="${event}"]`;

describe('arranging the space-time diagram', () => {
  let stage: WebviewStage;
  let panel: PanelPage;
  before(async () => (stage = await WebviewStage.open()));
  after(() => stage.close());

  async function open(overrides: Parameters<typeof twoPhaseCommitModel>[0] = {}, width = 1000): Promise<void> {
    panel = await stage.panel({ width, height: 700 });
    await panel.show(twoPhaseCommitModel(overrides));
    await panel.page.locator('#spaceTime').focus();
  }

  it('draws local events in a row as one with their number, until they are wanted one by one', async () => {
    const run = localWork();
    await open({ execution: run, cursor: 0, happensBefore: undefined });
    const first = run.events.findIndex(({ label }) => label === 'work');
    await panel.page.locator(`${mark(first)}.words`, { hasText: '5' }).waitFor();
    assert.equal(await panel.page.locator(mark(first + 1)).count(), 0);
    await panel.page.locator(`${mark(first)}.words`).click();
    await panel.page
      .locator(mark(first + 1))
      .first()
      .waitFor();
    assert.deepEqual((await panel.last('state')).state.diagram?.expanded, [first]);
    await panel.page.locator('#spaceTime').focus();
    await panel.page.keyboard.press('l');
    await panel.page.waitForFunction(selector => document.querySelector(selector) === null, mark(first + 1));
    await panel.close();
  });

  it('hides lanes and brings them back, from the list and by keys', async () => {
    await open();
    await panel.page.locator('.lanesMenu summary').click();
    await panel.page.getByRole('checkbox', { name: 'participant 3' }).uncheck();
    await panel.page.locator('.hiddenNote', { hasText: 'participant 3' }).waitFor();
    await panel.page.waitForFunction(() => document.querySelectorAll('.laneHeads text').length === 3);
    assert.deepEqual(await panel.objections(), []);
    await panel.page.keyboard.press('Escape');
    await panel.page.locator('#spaceTime').focus();
    await panel.page.keyboard.press('Shift+H');
    await panel.page.waitForFunction(() => document.querySelectorAll('.laneHeads text').length === 4);
    await panel.page.keyboard.press('Home');
    await panel.page.keyboard.press('h');
    await panel.page.waitForFunction(() => document.querySelectorAll('.laneHeads text').length === 3);
    await panel.close();
  });

  it('puts lanes in another order by dragging their heads and by keys, and keeps it', async () => {
    await open();
    const names = (): Promise<readonly (string | null)[]> =>
      panel.page
        .locator('.laneHeads text')
        .evaluateAll(heads =>
          heads
            .toSorted((a, b) => a.getBoundingClientRect().x - b.getBoundingClientRect().x)
            .map(head => head.textContent),
        );
    const head = (await panel.page.locator('.laneHeads text', { hasText: 'participant 3' }).boundingBox())!;
    const goal = (await panel.page.locator('.laneHeads text', { hasText: 'coordinator' }).boundingBox())!;
    await panel.page.mouse.move(head.x + head.width / 2, head.y + 6);
    await panel.page.mouse.down();
    await panel.page.mouse.move(goal.x - 20, goal.y + 6, { steps: 4 });
    await panel.page.locator('.dropLine').waitFor({ state: 'attached' });
    await panel.page.mouse.up();
    await panel.page.waitForFunction(() => document.querySelector('.dropLine') === null);
    assert.deepEqual(await names(), ['participant 3', 'coordinator', 'participant 1', 'participant 2']);
    await panel.page.locator('#spaceTime').focus();
    await panel.page.keyboard.press('Home');
    await panel.page.keyboard.press('>');
    const { order } = (await panel.last('state')).state.diagram!;
    assert.deepEqual(order, ['participant 3', 'participant 1', 'coordinator', 'participant 2']);
    await panel.close();
  });

  it('finds steps by what they say, and goes from one to the next', async () => {
    await open({ cursor: 0 });
    await panel.page.keyboard.press('/');
    await panel.page.keyboard.type('decide abort');
    const matches = execution.steps.filter(({ text }) => /decide/i.test(text)).length;
    assert.ok(matches > 1);
    await panel.page.locator('.found', { hasText: /\d+ matches/ }).waitFor();
    await panel.page.keyboard.press('Enter');
    const { step } = await panel.last('moveCursor');
    await panel.page.locator('.found', { hasText: '1 of' }).waitFor();
    await panel.page
      .locator(`#spaceTime .hit[data-match][data-event="${eventOf(step)}"]`)
      .waitFor({ state: 'attached' });
    await panel.page.keyboard.press('Enter');
    assert.ok((await panel.last('moveCursor')).step > step);
    assert.deepEqual(await panel.objections(), []);
    await panel.page.keyboard.press('Escape');
    await panel.page.waitForFunction(() => document.querySelector('#spaceTime [data-match]') === null);
    await panel.close();
  });

  it('lets time go to the right, with the heads in sight at the left', async () => {
    await open({ execution: longRun(300, 4), cursor: 0, happensBefore: undefined });
    await panel.page.keyboard.press('d');
    await panel.page.locator('#spaceTime.right').waitFor();
    await panel.page.keyboard.press('End');
    await panel.page.waitForFunction(() => document.querySelector('#spaceTime')!.scrollLeft > 1000);
    const head = (await panel.page.locator('.laneHeads text', { hasText: 'server 3' }).boundingBox())!;
    const frame = (await panel.page.locator('#spaceTime').boundingBox())!;
    assert.ok(head.x >= frame.x && head.x < frame.x + 160);
    assert.equal((await panel.last('state')).state.diagram?.direction, 'right');
    await panel.close();
  });

  it('restores how it was laid out', async () => {
    await open();
    await panel.page.keyboard.press('d');
    const { state } = await panel.last('state');
    await panel.close();
    panel = await stage.panel();
    await panel.show(twoPhaseCommitModel(), { ...state, selectedEvent: undefined });
    await panel.page.locator('#spaceTime.right').waitFor();
    await panel.close();
  });

  it('shows 5,000 steps that arrive in parts', async () => {
    panel = await stage.panel();
    const model = twoPhaseCommitModel({ execution: longRun(5000, 5), cursor: 2500, happensBefore: undefined });
    for (const part of partsOf({ kind: 'model', seq: 1, model, restored: undefined }, 1)) await panel.send(part);
    await panel.page.locator('#spaceTime .mark.event').first().waitFor();
    assert.ok((await panel.page.locator('#spaceTime *').count()) < 3000);
    assert.deepEqual(await panel.troubles(), []);
    await panel.close();
  });

  describe('a cut', () => {
    const handle = (name: string) => panel.page.getByRole('slider', { name });
    const verdict = (): Promise<string> => panel.page.locator('.cutVerdict').innerText();

    it('shows every node on it, and stays consistent while it is moved by keys', async () => {
      await open({ cursor: 3 });
      await panel.page.keyboard.press('c');
      await panel.page.getByRole('complementary', { name: 'State on the cut' }).waitFor();
      assert.match(await verdict(), /^Consistent/);
      assert.equal(await panel.page.locator('.onCut [aria-level="1"]').count(), 4);
      await handle('Cut at coordinator').focus();
      await panel.page.keyboard.press('End');
      assert.match(await verdict(), /^Consistent/);
      const counts = await panel.page
        .locator('.cutHandle:not(.whole)')
        .evaluateAll(handles => handles.map(each => Number(each.getAttribute('aria-valuenow'))));
      assert.ok(isConsistent(execution, counts));
      assert.equal(counts[0], execution.events.filter(({ lane }) => lane === 0).length);
      await panel.page.keyboard.press('Escape');
      await panel.page.waitForFunction(() => document.querySelector('.cutHandle') === null);
      await panel.close();
    });

    it('says why it is inconsistent, marks the message, and snaps to the nearest that is not', async () => {
      await open({ cursor: 0 });
      await panel.page.keyboard.press('c');
      await panel.page.getByRole('checkbox', { name: /keep it consistent/ }).uncheck();
      await handle('Cut at coordinator').focus();
      await panel.page.keyboard.press('ArrowDown');
      await panel.page.locator('.cutVerdict.inconsistent').waitFor();
      assert.match(
        await verdict(),
        /Vote\(true\) \(participant 1 → coordinator\) is received before the cut and sent after it/,
      );
      await panel.page.locator('#spaceTime .backward').waitFor({ state: 'attached' });
      assert.deepEqual(await panel.objections(), []);
      await handle('Cut at coordinator').focus();
      await panel.page.keyboard.press('Enter');
      await panel.page.locator('.cutVerdict.consistent').waitFor();
      assert.equal(await panel.page.locator('#spaceTime .backward').count(), 0);
      await panel.close();
    });

    it('is dragged over the lifelines', async () => {
      await open({ cursor: 0 });
      await panel.page.keyboard.press('c');
      const box = (await handle('Cut at participant 2').boundingBox())!;
      const wanted = execution.events.filter(({ lane }) => lane === 2).length;
      await panel.page.mouse.move(box.x + 10, box.y + 10);
      await panel.page.mouse.down();
      await panel.page.mouse.move(box.x + 10, box.y + 410, { steps: 8 });
      await panel.page.mouse.up();
      assert.equal(await handle('Cut at participant 2').getAttribute('aria-valuenow'), String(wanted));
      assert.match(await verdict(), /^Consistent/);
      await panel.close();
    });
  });

  it('has nothing for axe to object to in any theme, with everything shown', async () => {
    for (const theme of THEME_KINDS) {
      panel = await stage.panel({ theme, width: 1000, height: 700 });
      await panel.show(twoPhaseCommitModel({ cursor: 4 }));
      await panel.page.locator('#spaceTime').focus();
      await panel.page.keyboard.press('c');
      await panel.page.locator('.lanesMenu summary').click();
      await panel.page.locator('#search').fill('vote');
      await panel.page.locator('.lanesMenu summary').click();
      assert.deepEqual(await panel.objections(), [], theme);
      assert.deepEqual(await panel.troubles(), []);
      await panel.close();
    }
  });
});
