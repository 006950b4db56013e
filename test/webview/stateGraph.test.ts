import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { Subject } from '../../src/contract/engine.ts';
import { PART_BYTES_MAX } from '../../src/contract/stateGraph.ts';
import { stateKey } from '../../src/model/stateKey.ts';
import type { System } from '../../src/model/system.ts';
import { exampleText, oracleText, systemOf } from '../support/protocols.ts';
import { referenceGraph } from '../support/referenceGraph.ts';
import { createEngine } from '../worker/asking.ts';
import { GraphHost } from './support/graphHost.ts';
import { type PanelOptions, type PanelPage, WebviewStage } from './support/page.ts';
import { THEME_KINDS } from './themes.ts';

const SMALL: Subject = { text: oracleText('two-phase-commit'), scenario: '2' };

/** Pairs of states of which the second is a successor of the first, by brute force. */
function edgesIn(system: System): number {
  const reference = referenceGraph(system, 100);
  assert.ok(reference);
  const counts = reference.states.map(state => new Set(reference.stepsOf(state).map(({ to }) => stateKey(to))).size);
  return counts.reduce((sum, count) => sum + count, 0);
}

describe('the state graph', () => {
  let stage: WebviewStage;
  let panel: PanelPage;
  let host: GraphHost;
  before(async () => (stage = await WebviewStage.open()));
  after(() => stage.close());

  async function open(subject: Subject = SMALL, options: PanelOptions = {}, statesMax?: number): Promise<void> {
    panel = await stage.panel(options);
    host = new GraphHost(panel, subject, statesMax);
    await panel.show(await host.model());
    await panel.page.getByRole('tab', { name: 'States' }).click();
    await host.until('canvas[data-in-view]');
    await host.until('.vertexDetails');
  }

  const summary = () => panel.page.locator('#graphSummary').innerText();
  const picture = () => panel.page.getByRole('application');
  const pixels = () =>
    panel.page.locator('.graphPicture canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());

  async function choose(control: string, option: string): Promise<void> {
    await panel.page.getByRole('combobox', { name: control }).click();
    await panel.page.getByRole('option', { name: option, exact: true }).click();
  }

  /** Places of the canvas at which there is a vertex: where the pointer moves until it has something to say. */
  async function hoverSomething(): Promise<void> {
    const box = (await panel.page.locator('.graphPicture canvas').boundingBox())!;
    for (let y = 10; y < box.height; y += 8) {
      await panel.page.mouse.move(box.x + box.width / 2, box.y + y);
      await panel.page.evaluate('new Promise(requestAnimationFrame)');
      await host.answerAll();
      if (await panel.page.locator('.graphTip').isVisible()) return;
    }
    assert.fail('there is a vertex below the middle');
  }

  it('draws every state of a small protocol, and says so', async () => {
    await open();
    const edges = edgesIn(systemOf(SMALL.text, SMALL.scenario));
    assert.equal(await summary(), `56 states, ${String(edges)} edges between them.`);
    assert.equal(await panel.page.locator('canvas[data-in-view]').getAttribute('data-in-view'), '56');
    assert.match((await picture().getAttribute('aria-label')) ?? '', /^State graph\. 56 states, /);
    await panel.page.getByText('the state at the cursor').waitFor();
    assert.equal((await panel.posted('layout')).length, 1, 'a small graph is laid out by the layout thread');
    assert.ok(host.largest <= PART_BYTES_MAX);
    await panel.send({ kind: 'pictureWanted', seq: panel.nextSeq, requestId: 1, format: 'svg' });
    assert.match((await panel.last('picture')).content ?? '', /<image [^>]*href="data:image\/png;base64,/);
    assert.deepEqual(await panel.troubles(), []);
    await panel.close();
  });

  it('draws thousands one by one on a canvas, and says of none of them anything by itself', async () => {
    await open({ ...SMALL, scenario: '5' });
    await choose('Which states are drawn', 'all states');
    await host.until('canvas[data-in-view="8832"]');
    assert.equal(await panel.page.locator('.graphPicture svg').count(), 0);
    assert.equal((await panel.posted('layout')).length, 1, 'only the neighbourhood that came before had labels');
    await hoverSomething();
    await picture().focus();
    for (let presses = 0; presses < 12; presses += 1) await panel.page.keyboard.press('+');
    await panel.page.waitForFunction(
      () => Number(document.querySelector<HTMLElement>('canvas[data-in-view]')?.dataset['inView']) < 1000,
    );
    assert.deepEqual(await panel.troubles(), []);
    await panel.close();
  });

  it('says of a vertex under the pointer what it changed, and leads to its execution', async () => {
    await open();
    await hoverSomething();
    await panel.page.mouse.down();
    await panel.page.mouse.up();
    const shown = await panel.last('showVertex');
    assert.deepEqual(shown.scope, { kind: 'whole' });
    assert.ok(Number.isSafeInteger(shown.vertex));
    await panel.close();
  });

  it('is walked through by the keyboard, and tells where one is', async () => {
    await open();
    await picture().focus();
    const before = await pixels();
    await panel.page.keyboard.press('Shift+ArrowUp');
    await host.until('.vertexDetails h2:has-text("looked at")');
    await panel.page.locator('.graphPicture [aria-live]', { hasText: 'lead here' }).waitFor({ state: 'attached' });
    assert.notEqual(await pixels(), before, 'what is focused is ringed');
    await panel.page.keyboard.press('Enter');
    assert.ok((await panel.last('showVertex')).vertex >= 0);
    const focused = await pixels();
    for (const key of ['+', 'ArrowLeft', 'ArrowUp']) {
      const still = await pixels();
      await panel.page.keyboard.press(key);
      await panel.page.waitForFunction(
        then => document.querySelector<HTMLCanvasElement>('.graphPicture canvas')?.toDataURL() !== then,
        still,
      );
    }
    await panel.page.keyboard.press('0');
    await panel.page.waitForFunction(
      then => document.querySelector<HTMLCanvasElement>('.graphPicture canvas')?.toDataURL() === then,
      focused,
    );
    await panel.close();
  });

  it('lists what leads to the state and on from it, each a way to go on', async () => {
    await open();
    const before = panel.page.getByRole('list', { name: 'what leads here' }).getByRole('button');
    assert.ok((await before.count()) > 0);
    const [step] = await before.allInnerTexts();
    assert.match(step ?? '', /^(deliver|act|fire) /);
    await before.first().focus();
    await panel.page.keyboard.press('Enter');
    await host.until('.vertexDetails h2:has-text("looked at")');
    await panel.page.getByRole('button', { name: 'show the execution that leads here' }).click();
    await panel.last('showVertex');
    await panel.close();
  });

  it('merges states that agree, by what is chosen', async () => {
    await open();
    await choose('Which states are drawn', 'merged states');
    await host.until('.mergeBy input:checked');
    const scope = { kind: 'quotient', by: ['role Participant.state'] };
    assert.deepEqual((await panel.last('stateGraph')).scope, scope);
    await host.until('#graphSummary:has-text("that agree")');
    await panel.page.getByRole('checkbox', { name: 'Manager.state', exact: true }).check();
    await host.answerAll();
    assert.deepEqual((await panel.last('stateGraph')).scope, {
      kind: 'quotient',
      by: ['node Manager.state', ...scope.by],
    });
    await panel.close();
  });

  it('is coloured by what can be decided, with a legend of shapes and names', async () => {
    const text = exampleText('flp');
    await open({ text, scenario: createEngine().outline(text)!.scenarios[0]! });
    const plain = await pixels();
    await choose('What states are coloured by', 'what can be decided');
    await host.until('.graphLegend .name');
    const names = await panel.page.locator('.graphLegend .name').allInnerTexts();
    assert.ok(
      names.some(name => name === 'can decide 0 or 1'),
      names.join(),
    );
    const shapes = await panel.page
      .locator('.graphLegend li:has(.name) polygon')
      .evaluateAll(all => all.map(one => one.getAttribute('points')));
    assert.equal(new Set(shapes).size, names.length, 'each has a shape of its own');
    assert.notEqual(await pixels(), plain);
    await panel.close();
  });

  it('says that it is partial, and what is too large', async () => {
    await open(SMALL, {}, 30);
    await panel.page.getByText('This graph is partial. The search stopped at its bound of 30 states.').waitFor();
    await panel.page.getByText('not explored any further').waitFor();
    await panel.close();
  });

  it('shows how many states there are at each distance without any graph', async () => {
    await open();
    await choose('Which states are drawn', 'depth profile');
    await panel.page.locator('.graphProfile svg .mark').first().waitFor({ state: 'attached' });
    const depths = panel.page.getByRole('list', { name: 'States at each distance' }).getByRole('listitem');
    assert.equal(await depths.first().textContent(), 'distance 0: 1');
    await panel.close();
  });

  it('says while it is explored how far that is, and why nothing can be drawn', async () => {
    panel = await stage.panel();
    host = new GraphHost(panel, SMALL);
    await panel.show(await host.model());
    await panel.page.getByRole('tab', { name: 'States' }).click();
    const { requestId } = await panel.last('stateGraph');
    await panel.graphPart(requestId, { kind: 'progress', states: 12_345 });
    await panel.page.getByText('Exploring: 12,345 states so far').waitFor();
    await panel.graphPart(requestId, { kind: 'refused', message: 'The engine stopped.' });
    await panel.page.getByText('The engine stopped.').waitFor();
    await panel.close();
  });

  for (const theme of THEME_KINDS) {
    it(`satisfies axe in ${theme}`, async () => {
      await open(SMALL, { theme });
      await choose('What states are coloured by', 'who moved');
      await host.until('.graphLegend .name');
      assert.deepEqual(await panel.objections(), []);
      await panel.close();
    });
  }
});
