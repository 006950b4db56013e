import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { explained, finishedExplosion } from './fixtures/explosion.ts';
import { finishedMatrix } from './fixtures/matrix.ts';
import { twoPhaseCommit, twoPhaseCommitModel } from './fixtures/twoPhaseCommit.ts';
import { WebviewStage } from './support/page.ts';
import { THEME_KINDS } from './themes.ts';

const VIEWS = ['Space-time', 'Happens-before', 'Compare', 'States', 'Counts', 'Explosion', 'Failures'];

describe('the panel for everybody', () => {
  let stage: WebviewStage;
  before(async () => (stage = await WebviewStage.open()));
  after(() => stage.close());

  for (const theme of THEME_KINDS) {
    it(`gives axe-core nothing to object to in ${theme}, in any view`, async () => {
      const panel = await stage.panel({ theme, bodyClass: 'vscode-reduce-motion' });
      await panel.show(twoPhaseCommitModel({ matrix: finishedMatrix(), explosion: explained(finishedExplosion()) }));
      for (const name of VIEWS) {
        await panel.page.getByRole('tab', { name }).click();
        await panel.page.getByRole('tab', { name, selected: true }).waitFor();
        assert.deepEqual(await panel.objections(), [], name);
      }
      await panel.page.getByRole('tab', { name: 'Space-time' }).click();
      await panel.page.locator('#spaceTime').focus();
      await panel.page.keyboard.press('m');
      await panel.page.getByRole('menu').waitFor();
      assert.deepEqual(await panel.objections(), [], 'a menu');
      await panel.page.keyboard.press('Escape');
      await panel.page.keyboard.press('?');
      await panel.page.getByRole('dialog', { name: 'Signs and keys' }).waitFor();
      assert.deepEqual(await panel.objections(), [], 'the legend');
      assert.deepEqual(await panel.troubles(), []);
      await panel.close();
    });
  }

  it('gives axe-core nothing to object to at any width, empty or broken', async () => {
    const nothing = { execution: undefined, report: undefined, happensBefore: undefined, enabled: [], scenarios: [] };
    const broken = { kind: 'broken', message: 'Expected `{`.', at: { start: 1, end: 2 }, problemCount: 1 } as const;
    const models = [
      twoPhaseCommitModel(),
      twoPhaseCommitModel({ ...nothing, scenario: undefined }),
      twoPhaseCommitModel({ ...nothing, staleness: broken }),
    ];
    for (const width of [360, 1600]) {
      const panel = await stage.panel({ width });
      for (const model of models) {
        await panel.show(model);
        assert.deepEqual(await panel.objections(), [], `${width} px`);
      }
      await panel.close();
    }
  });

  it('can be used from beginning to end with the keyboard alone', async () => {
    const panel = await stage.panel({ width: 1600 });
    const execution = twoPhaseCommit();
    await panel.show(twoPhaseCommitModel({ execution, cursor: 0 }));
    const { page } = panel;
    const focused = () => page.evaluate(() => document.activeElement?.id || document.activeElement?.className || '');

    // The diagram is one tab stop.
    for (let presses = 0; (await focused()) !== 'spaceTime'; presses += 1) {
      assert.ok(presses < 30, 'the diagram is within reach of the Tab key');
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('ArrowRight');
    assert.equal((await panel.last('moveCursor')).step, 1);
    await page.keyboard.press('Shift+ArrowRight');
    assert.equal((await panel.last('moveCursor')).step, 3, 'along the vote to where it arrived');
    await page.keyboard.press('ArrowDown');
    assert.equal((await panel.last('moveCursor')).step, 6, 'the next event of the coordinator');
    const active = await page.locator('#spaceTime').getAttribute('aria-activedescendant');
    const label = await page.locator(`#${active}`).getAttribute('aria-label');
    assert.match(label ?? '', /coordinator, step 6: coordinator receives Vote\(true\) from participant 2/);
    await page.keyboard.press('Enter');
    await page.locator('#spaceTime .hit[data-stuck]').waitFor({ state: 'attached' });
    await page.keyboard.press('s');
    assert.deepEqual((await panel.last('reveal')).at, execution.events[execution.steps[6]!.events[0]!]!.at);
    await page.keyboard.press(']');
    assert.equal((await panel.last('moveCursor')).step, 13, 'to the violation');
    await page.keyboard.press('Home');
    assert.equal((await panel.last('moveCursor')).step, 0);
    await page.keyboard.press('t');
    await page.locator('#spaceTime text.mark.timestamp').first().waitFor();

    // The legend takes the focus and gives it back.
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    assert.equal(await focused(), 'spaceTime');

    // What could happen next is one tab stop too, with arrows inside.
    for (let presses = 0; !(await focused()).startsWith('choice'); presses += 1) {
      assert.ok(presses < 30, 'the next steps are within reach of the Tab key');
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    assert.equal((await panel.last('takeStep')).position, 2);

    // Tabs are one tab stop, and arrows show the next view.
    await page.getByRole('tab', { selected: true }).focus();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('tab', { name: 'Happens-before', selected: true }).waitFor();
    assert.equal(await focused(), (await page.getByRole('tab', { selected: true }).getAttribute('id')) ?? '');
    assert.deepEqual(await panel.troubles(), []);
    await panel.close();
  });

  it('has the execution as text for those who do not see the diagram', async () => {
    const panel = await stage.panel({ width: 800 });
    await panel.show(twoPhaseCommitModel());
    const items = await panel.page.getByRole('region', { name: 'Steps' }).getByRole('listitem').allTextContents();
    assert.equal(items.length, twoPhaseCommit().steps.length);
    assert.match(items[4] ?? '', /Prepare from coordinator to participant 3 is lost/);
    await panel.close();
  });

  it('says at most one thing in two seconds, and what it says is the latest', async () => {
    const panel = await stage.panel();
    await panel.page.clock.install();
    const model = twoPhaseCommitModel();
    const counting = (distinctStates: number) => {
      const counts = { ...model.report!.counts, distinctStates, complete: false };
      return { report: { ...model.report!, finished: false, counts } };
    };
    const said = () => panel.page.locator('[aria-live=polite]').textContent();
    await panel.show({ ...model, ...counting(1000) });
    await panel.patch(counting(2000));
    await panel.patch(counting(3000));
    await panel.page.getByText('3,000 states').first().waitFor();
    assert.match((await said()) ?? '', /1,000 states/);
    await panel.page.clock.runFor(2000);
    assert.match((await said()) ?? '', /3,000 states/);
    await panel.close();
  });

  it('moves nothing under reduced motion', async () => {
    const running = async (bodyClass: string): Promise<number> => {
      const panel = await stage.panel({ bodyClass });
      await panel.show(twoPhaseCommitModel({ staleness: { kind: 'computing' } }));
      const count = await panel.page.evaluate(() => document.getAnimations().length);
      await panel.close();
      return count;
    };
    assert.ok((await running('')) > 0, 'a progress line moves while a picture is being computed');
    assert.equal(await running('vscode-reduce-motion'), 0);
  });
});
