import type { Subject } from '../src/contract/engine.ts';
import { exampleText, oracleText } from '../test/support/protocols.ts';
import { GraphHost } from '../test/webview/support/graphHost.ts';
import type { PanelPage } from '../test/webview/support/page.ts';
import { createEngine } from '../test/worker/asking.ts';

/** Ways of looking at the state graph, for `webviewShots.ts`. */
export const GRAPH_SITUATIONS: readonly { readonly name: string; prepare(panel: PanelPage): Promise<void> }[] = [
  { name: 'graphNear', prepare: panel => look(panel, exampleSubject('two-phase-commit')).then(() => undefined) },
  {
    name: 'graphWhole',
    async prepare(panel) {
      const host = await look(panel, exampleSubject('flp'), 'all states');
      await choose(panel, 'What states are coloured by', 'what can be decided');
      await host.until('.graphLegend .name');
    },
  },
  {
    name: 'graphLarge',
    async prepare(panel) {
      const subject = { text: oracleText('two-phase-commit'), scenario: '6' };
      const host = await look(panel, subject, 'all states');
      await choose(panel, 'What states are coloured by', 'Manager.state');
      await host.until('.graphLegend .name');
    },
  },
  {
    name: 'graphMerged',
    async prepare(panel) {
      const host = await look(panel, { text: oracleText('two-phase-commit'), scenario: '3' }, 'merged states');
      await host.until('.mergeBy');
      await host.until('canvas[data-in-view]');
    },
  },
  {
    name: 'graphHover',
    async prepare(panel) {
      const host = await look(panel, exampleSubject('two-phase-commit'));
      const box = (await panel.page.locator('.graphPicture canvas').boundingBox())!;
      for (let y = 40; y < box.height && !(await panel.page.locator('.graphTip').isVisible()); y += 6) {
        await panel.page.mouse.move(box.x + box.width / 2, box.y + y);
        await host.answerAll();
        await panel.page.evaluate('new Promise(requestAnimationFrame)');
      }
    },
  },
  {
    name: 'graphProfile',
    async prepare(panel) {
      await look(panel, { text: oracleText('two-phase-commit'), scenario: '6' });
      await choose(panel, 'Which states are drawn', 'depth profile');
    },
  },
];

function exampleSubject(name: string): Subject {
  const text = exampleText(name);
  return { text, scenario: createEngine().outline(text)?.scenarios[0] ?? '' };
}

async function look(panel: PanelPage, subject: Subject, mode?: string): Promise<GraphHost> {
  const host = new GraphHost(panel, subject);
  await panel.show(await host.model());
  await panel.page.getByRole('tab', { name: 'States' }).click();
  if (mode !== undefined) await choose(panel, 'Which states are drawn', mode);
  await host.until('.vertexDetails');
  await host.until('canvas[data-in-view]');
  return host;
}

async function choose(panel: PanelPage, control: string, option: string): Promise<void> {
  await panel.page.getByRole('combobox', { name: control }).click();
  await panel.page.getByRole('option', { name: option, exact: true }).click();
}
