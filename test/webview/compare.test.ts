import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { Subject } from '../../src/contract/engine.ts';
import type { CheckReport } from '../../src/contract/report.ts';
import { compareVersions } from '../../src/contract/versionChanges.ts';
import { exampleText } from '../support/protocols.ts';
import { twoPhaseCommitModel } from './fixtures/twoPhaseCommit.ts';
import { GraphHost } from './support/graphHost.ts';
import { type PanelOptions, type PanelPage, WebviewStage } from './support/page.ts';

const COMMIT: Subject = { text: exampleText('two-phase-commit'), scenario: 'a message is lost' };
const LATE: Subject = { text: exampleText('latency-creeps'), scenario: 'two ticks for each' };

/** A check with so many states, and what became of one property. */
function report(distinctStates: number, verdict: 'holds' | 'violated'): CheckReport {
  const checked = twoPhaseCommitModel().report;
  assert.ok(checked);
  const [property] = checked.properties;
  assert.ok(property);
  const { steps: _, lasso: __, ...said } = property;
  const agreement = {
    ...said,
    name: 'Agreement',
    kind: 'invariant',
    verdict,
    steps: verdict === 'holds' ? undefined : 7,
  };
  return { ...checked, properties: [agreement], counts: { ...checked.counts, distinctStates } };
}

describe('two executions side by side', () => {
  let stage: WebviewStage;
  let panel: PanelPage;
  let host: GraphHost;
  before(async () => (stage = await WebviewStage.open()));
  after(() => stage.close());

  async function open(subject: Subject, options: PanelOptions = {}): Promise<void> {
    panel = await stage.panel({ bodyClass: 'vscode-reduce-motion', ...options });
    host = new GraphHost(panel, subject);
    await panel.show(await host.model());
  }

  const text = (selector: string) => panel.page.locator(selector).innerText();
  /** A screen reader is told so, a little later. */
  const heard = (words: RegExp) =>
    panel.page.locator('[aria-live=polite]').filter({ hasText: words }).first().waitFor({ state: 'attached' });
  const position = () => text('.compareBar .position');
  const differences = async () => (await text('.differences')).replaceAll(/\s+/g, ' ').trim();

  it('are a violation and the nearest good run, from the headline on, where they part', async () => {
    await open(COMMIT);
    const { page } = panel;
    await page.getByRole('button', { name: 'compare with a good run' }).click();
    await host.until('#compare-right svg .mark');
    assert.equal(await page.getByRole('tab', { selected: true }).innerText(), 'Compare');
    assert.equal(
      (await text('.parting')).trim(),
      "They part after step 7: on the left Coordinator's Decide(aborted) to Participant 3 is lost; " +
        "on the right Coordinator's Decide(aborted) reaches Participant 3.",
    );
    assert.equal(await position(), 'row 8 of 8');
    assert.match(await differences(), /Participant 3 variable left right state prepared aborted/);
    assert.equal(await page.locator('.rowMark.differs').count(), 2, 'both sides mark the row');
    assert.deepEqual(await panel.troubles(), []);
  });

  it('are stepped together with the keyboard, and tell a screen reader what each row is', async () => {
    const { page } = panel;
    await page.locator('#compare-left').focus();
    await page.keyboard.press('ArrowLeft');
    assert.equal(await position(), 'row 7 of 8');
    assert.match(await differences(), /none: both states are the same/);
    await page.keyboard.press('Home');
    assert.equal(await position(), 'row 0 of 8');
    await page.keyboard.press('f');
    assert.equal(await position(), 'row 8 of 8');
    await heard(/^Row 8 of 8\. Left: .* is lost\. Right: .* reaches Participant 3\./);
    assert.equal(await page.locator('.comparedRow').count(), 9);
    assert.equal(await page.locator('.comparedRow[aria-current=step]').count(), 1);
    await page.keyboard.press('x');
    await host.until('#compare-left[aria-label*="keeps Termination"]');
    assert.match(await text('.parting'), /on the left Coordinator's Decide\(aborted\) reaches Participant 3/);
  });

  it('are chosen for each side, and opened in the other views', async () => {
    const { page } = panel;
    await page.getByRole('combobox', { name: 'Run on the left' }).click();
    await page.getByRole('option', { name: 'Commit is reached', exact: true }).click();
    await host.until('#compare-left[aria-label*="Commit comes true"]');
    await panel.forget();
    await page.getByRole('region', { name: 'Left run' }).getByRole('button', { name: 'open' }).click();
    assert.equal((await panel.last('choose')).choice.kind, 'schedule');
    assert.equal(await page.getByRole('tab', { selected: true }).innerText(), 'Space-time');
    await panel.close();
  });

  it('say in words that there is no good run', async () => {
    await open(LATE);
    await panel.page.getByRole('tab', { name: 'Compare' }).click();
    await host.until('.paneInstead');
    assert.equal(await text('.paneInstead'), 'There is no good run: every run breaks Quick, whatever happens.');
    assert.deepEqual(await panel.objections(), []);
    await panel.close();
  });

  it('are versions of the file where that is asked for, with what changed in each scenario', async () => {
    await open(COMMIT);
    const { page } = panel;
    await panel.send({ kind: 'command', seq: panel.nextSeq, command: 'showVersions' });
    await page.getByRole('button', { name: 'Compare with last commit' }).click();
    assert.equal((await panel.last('command')).command, 'compareWithLastCommit');
    const [before, now] = [report(288, 'holds'), report(1204, 'violated')];
    const comparison = compareVersions(
      { name: 'at the last commit', reports: [before] },
      { name: 'now', reports: [now] },
    );
    await panel.patch({ versions: { kind: 'compared', comparison, outdated: true } });
    await page.locator('.versionsHeadline').waitFor();
    assert.match(
      await text('.versionsHeadline'),
      /Agreement was “holds” and is “breaks in 7 steps” now.* changed since/s,
    );
    const row = page.getByRole('row', { name: 'Agreement holds breaks in 7 steps another verdict' });
    assert.equal(await row.count(), 1);
    assert.equal(await page.getByRole('row', { name: 'states 288 1,204 +916 (×4.2)' }).count(), 1);
    assert.deepEqual(await panel.objections(), []);
    await panel.forget();
    await page.getByRole('button', { name: 'compare again' }).click();
    assert.equal((await panel.last('command')).command, 'compareWithLastCommit');
    await panel.close();
  });

  it('give axe-core nothing to object to, narrow or wide', async () => {
    for (const options of [
      { theme: 'light', width: 360 },
      { theme: 'hcDark', width: 1600 },
    ] as const) {
      await open(COMMIT, options);
      await panel.page.getByRole('tab', { name: 'Compare' }).click();
      await host.until('.comparedRow[aria-current]');
      assert.deepEqual(await panel.objections(), [], options.theme);
      assert.deepEqual(await panel.troubles(), []);
      await panel.close();
    }
  });
});
