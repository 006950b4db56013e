import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { ExplosionReport } from '../../src/contract/explosion.ts';
import { boundedExplosion, explained, finishedExplosion, growingExplosion } from './fixtures/explosion.ts';
import { twoPhaseCommitModel } from './fixtures/twoPhaseCommit.ts';
import { WebviewStage, type PanelOptions, type PanelPage } from './support/page.ts';
import { THEME_KINDS } from './themes.ts';

describe('why there are so many states', () => {
  let stage: WebviewStage;
  let panel: PanelPage;
  before(async () => (stage = await WebviewStage.open()));
  after(() => stage.close());

  async function open(report: ExplosionReport = finishedExplosion(), options: PanelOptions = {}): Promise<void> {
    panel = await stage.panel(options);
    await panel.show(twoPhaseCommitModel({ explosion: explained(report) }));
    await panel.page.getByRole('tab', { name: 'Explosion' }).click();
    await panel.page.locator('#explosionView svg .mark').first().waitFor({ state: 'attached' });
  }

  const headline = () => panel.page.locator('.explosionHeadline').innerText();
  const charts = () => panel.page.locator('#explosionView .chart svg');

  it('is a sentence first, then charts that are drawn to the width', async () => {
    await open();
    assert.equal(
      await headline(),
      '8,832 states. Decide in flight accounts for 94 % of them; one more Participant means 5.6 × as many.',
    );
    assert.equal(await charts().count(), 4);
    const widths = await charts().evaluateAll(all => all.map(chart => chart.getBoundingClientRect().width));
    for (const width of widths) assert.ok(width > 300 && width <= 720, String(width));
    const overflow = await panel.page.evaluate(() => document.body.scrollWidth > innerWidth);
    assert.equal(overflow, false);
    assert.deepEqual(await panel.troubles(), []);
    await panel.close();
  });

  it('is the same in words for those who do not see the charts', async () => {
    await open();
    const sources = await panel.page.locator('.sources').ariaSnapshot();
    assert.match(sources, /term: \+ asynchrony\n.*1,578 states\. Messages are on their way/);
    const nodes = panel.page.getByRole('list', { name: 'States by number of Participant nodes' });
    assert.deepEqual(await nodes.getByRole('listitem').allTextContents(), [
      '1 Participant: 62',
      '2 Participant: 741',
      '3 Participant (as it is): 8,832',
      '4 Participant: 49,459',
      '5 Participant: ≈ 280,000, not counted',
      '6 Participant: ≈ 1,600,000, not counted',
    ]);
    const depths = panel.page.getByRole('list', { name: 'States at each depth' }).getByRole('listitem');
    assert.equal(await depths.nth(9).textContent(), 'depth 9: 1,260');
    const messages = panel.page.getByRole('list', { name: 'what they differ in: messages in flight' });
    assert.match((await messages.getByRole('listitem').first().textContent()) ?? '', /Decide\s+94 %\s+up to 3 at once/);
    await panel.close();
  });

  it('leads from a variable, a message or a hint to its line, by pointer and by keyboard', async () => {
    await open();
    await panel.page.getByRole('button', { name: 'Coordinator.yes', exact: true }).click();
    assert.deepEqual((await panel.last('reveal')).at, { start: 320, end: 328 });
    await panel.page.getByRole('button', { name: 'Decide', exact: true }).first().focus();
    await panel.page.keyboard.press('Enter');
    assert.deepEqual((await panel.last('reveal')).at, { start: 400, end: 408 });
    await panel.page.getByRole('button', { name: /Decide is sent to everybody at once/ }).focus();
    await panel.page.keyboard.press('Space');
    assert.deepEqual((await panel.last('reveal')).at, { start: 440, end: 448 });
    await panel.close();
  });

  it('says of lower bounds that they are, and draws them open', async () => {
    await open(boundedExplosion());
    assert.equal(await headline(), 'At least 2,000,000 states. Decide in flight accounts for 94 % of them.');
    await panel.page.getByText('Exploring stopped at its limit').waitFor();
    await panel.page.getByText('without bound: Server.log, Client.requests').waitFor();
    assert.ok((await panel.page.locator('#explosionView line.mark.barOpen').count()) >= 6);
    assert.equal(await panel.page.locator('#explosionView text.mark', { hasText: '≥ 2,000,000' }).count(), 4);
    assert.equal(await panel.page.locator('#explosionView circle.mark.pointHollow').count(), 2);
    assert.equal(await panel.page.locator('#explosionView polygon.mark.curve').count(), 2);
    await panel.close();
  });

  it('fills in while one looks, and says how far it is', async () => {
    await open(growingExplosion());
    assert.equal(await headline(), '8,832 states.');
    await panel.page.getByText('Counting the states with 3 Participants: 3 of 7 parts known after 310 ms.').waitFor();
    assert.equal(await panel.page.getByText('Not known yet.').count(), 4);
    await panel.page.locator('#explosionView[aria-busy=true]').waitFor();
    await panel.patch({ explosion: explained(finishedExplosion()) });
    await panel.page.locator('#explosionView[aria-busy=false]').waitFor();
    assert.equal(await panel.page.getByText('Not known yet.').count(), 0);
    assert.equal(await panel.page.locator('#explosionView circle.mark.point').count(), 4, 'the curve is drawn anew');
    await panel.close();
  });

  it('says that it is of the text before the last edit, and why there is none', async () => {
    await open();
    await panel.patch({ explosion: explained(finishedExplosion(), true) });
    await panel.page.getByText('As it was before the last edit.').waitFor();
    await panel.patch({ explosion: { report: undefined, outdated: false, refusal: 'The engine stopped.' } });
    await panel.page.getByText('The engine stopped.').waitFor();
    // What is undefined does not travel.
    await panel.patch({ explosion: null as unknown as undefined });
    await panel.page.locator('.instead', { hasText: 'Counting' }).waitFor();
    await panel.close();
  });

  it('folds what is small, and unfolds it', async () => {
    const [first] = finishedExplosion().variables!;
    const variables = Array.from({ length: 9 }, (_, i) => ({ ...first!, name: `v${i}`, share: 0.5 / (i + 1) }));
    await open(finishedExplosion({ variables }));
    const last = panel.page.getByRole('button', { name: 'Participant.v8', exact: true });
    assert.equal(await last.isVisible(), false);
    await panel.page.getByText('4 more').click();
    await last.waitFor();
    await panel.close();
  });

  it('is led to from the counts, where there are many', async () => {
    panel = await stage.panel();
    await panel.show(twoPhaseCommitModel({ explosion: explained(finishedExplosion()) }));
    await panel.page.getByRole('button', { name: 'why so many?' }).click();
    await panel.page.getByRole('tab', { name: 'Explosion', selected: true }).waitFor();
    assert.equal((await panel.last('state')).state.view, 'explosion');
    await panel.page.getByRole('button', { name: 'why so many?' }).waitFor({ state: 'detached' });
    await panel.close();
  });

  it('is shown when the host says so, in sight even where the tabs have little room', async () => {
    panel = await stage.panel({ width: 300 });
    await panel.show(twoPhaseCommitModel({ explosion: explained(finishedExplosion()) }));
    await panel.send({ kind: 'command', seq: 2, command: 'showExplosion' });
    const tab = panel.page.getByRole('tab', { name: 'Explosion', selected: true });
    await tab.waitFor();
    const right = await tab.evaluate(element => element.getBoundingClientRect().right);
    assert.ok(right < 301, String(right));
    await panel.close();
  });

  for (const theme of THEME_KINDS) {
    it(`gives axe-core nothing to object to in ${theme}, at any width and at any time`, async () => {
      await open(growingExplosion(), { theme, width: 360, bodyClass: 'vscode-reduce-motion' });
      assert.deepEqual(await panel.objections(), [], 'narrow, growing');
      await panel.patch({ explosion: explained(boundedExplosion()) });
      await panel.page.locator('#explosionView[aria-busy=false]').waitFor();
      assert.deepEqual(await panel.objections(), [], 'narrow, with lower bounds');
      await panel.close();
      await open(finishedExplosion(), { theme, width: 1600, bodyClass: 'vscode-reduce-motion' });
      assert.deepEqual(await panel.objections(), [], 'wide');
      await panel.patch({ explosion: explained(finishedExplosion(), true) });
      await panel.page.getByText('As it was before').waitFor();
      assert.deepEqual(await panel.objections(), [], 'wide, of an older text');
      await panel.close();
    });
  }
});
