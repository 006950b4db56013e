import type { Subject } from '../src/contract/engine.ts';
import { exampleText } from '../test/support/protocols.ts';
import { GraphHost } from '../test/webview/support/graphHost.ts';
import type { PanelPage } from '../test/webview/support/page.ts';

/** Two executions side by side, for `webviewShots.ts`. */
export const COMPARE_SITUATIONS: readonly { readonly name: string; prepare(panel: PanelPage): Promise<void> }[] = [
  { name: 'compareCommit', prepare: panel => compare(panel, 'two-phase-commit', 'the coordinator dies') },
  { name: 'comparePayment', prepare: panel => compare(panel, 'payment', 'the reply is only slow') },
  { name: 'compareNone', prepare: panel => compare(panel, 'latency-creeps', 'two ticks for each') },
];

async function compare(panel: PanelPage, example: string, scenario: string): Promise<void> {
  const subject: Subject = { text: exampleText(example), scenario };
  const host = new GraphHost(panel, subject);
  await panel.show(await host.model());
  await panel.page.getByRole('tab', { name: 'Compare' }).click();
  await host.until('#compare-left svg .mark');
}
