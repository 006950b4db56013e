import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { lasso, lassoModel } from './fixtures/lasso.ts';
import { WebviewStage, type PanelOptions, type PanelPage } from './support/page.ts';
import { THEME_KINDS } from './themes.ts';

const execution = lasso();

describe('an execution that goes on for ever', () => {
  let stage: WebviewStage;
  let panel: PanelPage;
  before(async () => (stage = await WebviewStage.open()));
  after(() => stage.close());

  async function open(options: PanelOptions = {}): Promise<void> {
    panel = await stage.panel(options);
    await panel.show(lassoModel());
  }

  /** The tooltip of the first mark that a selector finds. */
  const tooltip = (selector: string) => panel.page.locator(`#spaceTime ${selector} > title`).first().textContent();

  it('is said on the chip of its property, under the headline, and where the step stands', async () => {
    await open();
    await panel.page.getByRole('button', { name: 'Termination breaks: after 5 steps, 3 for ever' }).waitFor();
    const notes = panel.page.locator('.headline + .notes');
    assert.match(await notes.locator('ul').first().innerText(), /every armed timer fires[^]*never taken/);
    await notes.getByText('2 more sentences').click();
    await notes.getByText('Termination would hold if').waitFor();
    assert.match(await panel.page.locator('.position').innerText(), /step 8 of 8, for ever/);
    assert.deepEqual(await panel.troubles(), []);
    await panel.close();
  });

  it('has what is known of other verdicts in the details of the top, without what stands below already', async () => {
    await open();
    await panel.page.getByText('more about the verdicts').click();
    const details = panel.page.locator('.top .notes');
    assert.match(await details.innerText(), /Agreement[^]*400 are bivalent/);
    assert.doesNotMatch(await details.innerText(), /never taken/);
    await panel.close();
  });

  it('is bracketed, with every other sign, each with a tooltip', async () => {
    await open({ width: 1200 });
    assert.equal(await panel.page.locator('#spaceTime line.mark.loop').count(), 3);
    assert.equal(await panel.page.locator('#spaceTime polygon.mark.eventViolation').count(), 1);
    assert.equal(await panel.page.locator('#spaceTime polygon.mark.operationBlamed').count(), 1);
    assert.equal(await panel.page.locator('#spaceTime line.mark.operationOpen').count(), 1);
    assert.equal(await panel.page.locator('#spaceTime g.mark.valence').count(), 4);
    assert.equal(await tooltip('line.hit.told[data-step="6"]'), 'From here the last 3 steps are repeated for ever.');
    assert.equal(await tooltip('g.mark.valenceSolid[data-step="3"]'), 'Only 1 can be decided.');
    assert.match(
      (await tooltip('line.hit[data-operation="0"]')) ?? '',
      /^write\(1\) by proposer 1 .* No order has room/,
    );
    assert.equal(await tooltip('line.hit.told[data-step="4"]'), 'From here on the violation cannot be avoided.');
    assert.equal(await tooltip('line.hit.told[data-step="2"]'), 'This step settles that 1 is decided, if anything is.');
    const needless = execution.steps[3]!.events[0]!;
    await panel.page.locator(`#spaceTime rect.mark.faded[data-event="${needless}"]`).waitFor();
    assert.match((await tooltip(`circle.hit[data-event="${needless}"]`)) ?? '', /Not needed/);
    const head = await panel.page.locator('.laneHeads text').nth(1).locator('title').textContent();
    assert.equal(head, 'At the end proposer 2 waits for Promise or Nack.');
    await panel.close();
  });

  it('goes on from its last step with its first again, and says so', async () => {
    await open();
    await panel.page.getByRole('button', { name: 'Again from step 6, as it is repeated for ever (→)' }).click();
    assert.equal((await panel.last('moveCursor')).step, 6);
    const live = panel.page.locator('[aria-live=polite]');
    await live.getByText('Again step 6 of 8').waitFor({ state: 'attached' });
    assert.match((await live.textContent()) ?? '', /From here the last 3 steps are repeated for ever\.$/);
    await panel.page.getByRole('button', { name: 'Step forward (→)' }).waitFor();
    await panel.close();
  });

  it('goes round with the keyboard too, and stops at its end where nothing changes any more', async () => {
    await open();
    await panel.page.locator('#spaceTime').focus();
    for (const [key, step] of [
      ['ArrowRight', 6],
      ['ArrowLeft', 5],
      ['End', 8],
      [']', 6],
    ] as const) {
      if (key === ']') await panel.page.keyboard.press('Home');
      await panel.page.keyboard.press(key);
      assert.equal((await panel.last('moveCursor')).step, step, key);
    }
    await panel.show(lassoModel({ execution: { ...execution, loop: { fromStep: 8 } } }));
    await panel.page.getByRole('button', { name: 'Step forward (→)', disabled: true }).waitFor();
    await panel.page.locator('#spaceTime text', { hasText: 'nothing changes any more' }).waitFor();
    await panel.close();
  });

  it('is a text for those who do not see it', async () => {
    await open({ width: 800 });
    const region = panel.page.getByRole('region', { name: 'Steps' });
    const steps = await region.locator('ol > li').allTextContents();
    assert.equal(steps.length, execution.steps.length);
    assert.match(
      steps[6] ?? '',
      /From here the last 3 steps are repeated for ever\.[^]*acceptor receives Propose\(1\)/,
    );
    assert.match(steps[3] ?? '', /proposer 2 does read\.\s*not needed/);
    assert.match(steps[4] ?? '', /From here on the violation cannot be avoided\./);
    assert.match(steps[2] ?? '', /Only 1 can be decided\./);
    const operations = await region.locator('.operations li').allTextContents();
    assert.match(operations[0] ?? '', /^write\(1\) by proposer 1 from step 1 to step 5\. No order has room for it\.$/);
    assert.match(operations[1] ?? '', /not answered/);
    const event = panel.page.locator(`#event${execution.steps[3]!.events[0]}`);
    assert.match((await event.getAttribute('aria-label')) ?? '', /, not needed$/);
    await panel.close();
  });

  it('lists the same beside the diagram where there is room, and greys what is not needed', async () => {
    await open({ width: 1600 });
    const steps = panel.page.getByRole('region', { name: 'Steps' });
    await steps.getByText('From here the last 3 steps are repeated for ever.').waitFor();
    await steps.locator('li.isIrrelevant', { hasText: 'proposer 2 does read' }).waitFor();
    await steps.getByRole('heading', { name: 'operations of register' }).waitFor();
    await panel.close();
  });

  it('says at its end what every node waits for', async () => {
    await open();
    const inspector = panel.page.getByRole('complementary', { name: 'State after step 8' });
    assert.match(await inspector.innerText(), /proposer 2\s+waits for Promise or Nack/);
    await panel.page.getByRole('button', { name: 'Step back (←)' }).click();
    const before = panel.page.getByRole('complementary', { name: 'State after step 7' });
    await before.waitFor();
    assert.doesNotMatch(await before.innerText(), /waits for/);
    await panel.close();
  });

  it('holds the event that answered an operation, or in which it began, when its bar is clicked', async () => {
    await open({ height: 900 });
    const middle = await panel.page.evaluate(() => {
      const bar = document.querySelector('#spaceTime line.mark.operationOpen')!.getBoundingClientRect();
      return [bar.x + bar.width / 2, bar.y + bar.height / 2] as const;
    });
    await panel.page.mouse.click(...middle);
    assert.equal((await panel.last('moveCursor')).step, 3);
    await panel.page
      .locator(`.hit[data-event="${execution.steps[3]!.events[0]}"][data-stuck]`)
      .waitFor({ state: 'attached' });
    await panel.page
      .locator('#spaceTime line.mark.operationBlamed[data-emphasis=dim]')
      .first()
      .waitFor({ state: 'attached' });
    await panel.close();
  });

  it('lists with the counts what the scenario never uses, and shows it in the text', async () => {
    await open();
    await panel.page.getByRole('tab', { name: 'Counts' }).click();
    await panel.page.getByRole('heading', { name: 'what this scenario never uses' }).waitFor();
    await panel.page.getByRole('button', { name: 'acceptor never receives Nack.' }).click();
    assert.deepEqual((await panel.last('reveal')).at, { start: 40, end: 44 });
    await panel.close();
  });

  it('folds the sentences on its headline away where there is little room', async () => {
    await open({ width: 360 });
    const notes = panel.page.locator('.headline + .notes');
    await notes.getByText('4 more sentences').waitFor();
    assert.equal(await notes.getByText('every armed timer fires').isVisible(), false);
    await panel.close();
  });

  for (const theme of THEME_KINDS) {
    it(`gives axe-core nothing to object to in ${theme}, in any view and at any width`, async () => {
      for (const width of [360, 1600]) {
        await open({ theme, width, bodyClass: 'vscode-reduce-motion' });
        for (const name of ['Space-time', 'Happens-before', 'Counts']) {
          await panel.page.getByRole('tab', { name }).click();
          await panel.page.getByRole('tab', { name, selected: true }).waitFor();
          assert.deepEqual(await panel.objections(), [], `${name}, ${width} px`);
        }
        assert.deepEqual(await panel.troubles(), []);
        await panel.close();
      }
    });
  }
});
