import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { twoPhaseCommitModel } from './fixtures/twoPhaseCommit.ts';
import { WebviewStage, type PanelPage } from './support/page.ts';

describe('the counts', () => {
  let stage: WebviewStage;
  let panel: PanelPage;
  before(async () => (stage = await WebviewStage.open()));
  after(() => stage.close());

  async function open(width = 800): Promise<void> {
    panel = await stage.panel({ width });
    await panel.show(twoPhaseCommitModel());
    await panel.page.getByRole('tab', { name: 'Counts' }).click();
  }

  it('say how many states there are and how many there could be, exactly', async () => {
    await open();
    const words = await panel.page.locator('#countsView').innerText();
    for (const part of ['8,832', '41,217', '3,105,443,840', '3.11 × 10⁹', '100,041', '34 bytes per state']) {
      assert.ok(words.includes(part), part);
    }
    await panel.page.getByRole('row', { name: 'Participant.state 4 3' }).waitFor();
    await panel.close();
  });

  it('draw one bar for each depth', async () => {
    await open();
    assert.equal(await panel.page.locator('#countsView rect.mark.bar').count(), 18);
    await panel.close();
  });

  it('wrap a number of many digits instead of widening the panel', async () => {
    await open(360);
    const model = twoPhaseCommitModel();
    const potential = { ...model.report!.counts.potential, exact: '9'.repeat(400) };
    await panel.patch({ report: { ...model.report!, counts: { ...model.report!.counts, potential } } });
    await panel.page.locator('.exact', { hasText: '999,999' }).waitFor();
    const overflow = await panel.page.evaluate(() => {
      const view = document.querySelector('#countsView')!;
      return view.scrollWidth - view.clientWidth;
    });
    assert.equal(overflow, 0);
    await panel.close();
  });

  it('tell which expectations are met, and show the others in the text', async () => {
    await open();
    const unmet = panel.page.getByRole('listitem').filter({ hasText: 'expect Agreement holds' });
    assert.match((await unmet.textContent()) ?? '', /not met/);
    await unmet.getByRole('button').click();
    assert.deepEqual((await panel.last('reveal')).at, { start: 700, end: 709 });
    await panel.close();
  });

  it('say what bound ended the search', async () => {
    await open();
    const { report } = twoPhaseCommitModel();
    const counts = { ...report!.counts, complete: false, limit: { kind: 'depth', value: 40 } } as const;
    await panel.patch({ report: { ...report!, counts } });
    await panel.page.getByText('The search stopped 40 steps from the start').waitFor();
    await panel.page.getByRole('button', { name: 'sample beyond it' }).click();
    assert.equal((await panel.last('command')).command, 'sample');
    await panel.close();
  });
});
