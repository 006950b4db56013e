import type { Subject } from '../src/contract/engine.ts';
import type { CheckReport } from '../src/contract/report.ts';
import { compareVersions, type CheckedVersion } from '../src/contract/versionChanges.ts';
import { exampleText } from '../test/support/protocols.ts';
import { twoPhaseCommitModel } from '../test/webview/fixtures/twoPhaseCommit.ts';
import { BOUNDS, createEngine, valueOf } from '../test/worker/asking.ts';
import { GraphHost } from '../test/webview/support/graphHost.ts';
import type { PanelPage } from '../test/webview/support/page.ts';

/** Two executions side by side, for `webviewShots.ts`. */
export const COMPARE_SITUATIONS: readonly { readonly name: string; prepare(panel: PanelPage): Promise<void> }[] = [
  { name: 'compareCommit', prepare: panel => compare(panel, 'two-phase-commit', 'the coordinator dies') },
  { name: 'comparePayment', prepare: panel => compare(panel, 'payment', 'the reply is only slow') },
  { name: 'compareRaft', prepare: panel => compare(panel, 'raft-log', 'committed by counting') },
  {
    name: 'compareEnd',
    async prepare(panel) {
      await compare(panel, 'raft-log', 'committed by counting');
      await panel.page.locator('#compare-left').focus();
      await panel.page.keyboard.press('End');
    },
  },
  { name: 'compareLoop', prepare: panel => compare(panel, 'gossip', 'four sites, whoever they meet') },
  { name: 'compareNone', prepare: panel => compare(panel, 'latency-creeps', 'two ticks for each') },
  { name: 'compareVersions', prepare: versions },
];

async function versions(panel: PanelPage): Promise<void> {
  const text = exampleText('two-phase-commit');
  const [before, after] = [
    await checkedVersion(text, 'at the last commit (3af2c1b)'),
    await checkedVersion(text.replace('loss: 1', 'loss: 0').replace('crash: 1', 'crash: 2'), 'now'),
  ];
  const comparison = compareVersions(before, after);
  await panel.show(twoPhaseCommitModel({ versions: { kind: 'compared', comparison, outdated: false } }));
  await panel.page.getByRole('tab', { name: 'Compare' }).click();
  await panel.page.getByRole('combobox', { name: 'What is compared' }).click();
  await panel.page.getByRole('option', { name: 'two versions' }).click();
}

async function checkedVersion(text: string, name: string): Promise<CheckedVersion> {
  const engine = createEngine();
  const reports: CheckReport[] = [];
  for (const scenario of engine.outline(text)?.scenarios ?? []) {
    reports.push(valueOf(await engine.check(reports.length, { text, scenario }, BOUNDS)));
  }
  return { name, reports };
}

async function compare(panel: PanelPage, example: string, scenario: string): Promise<void> {
  const subject: Subject = { text: exampleText(example), scenario };
  const host = new GraphHost(panel, subject);
  await panel.show(await host.model());
  await panel.page.getByRole('tab', { name: 'Compare' }).click();
  await host.until('#compare-left svg .mark');
}
