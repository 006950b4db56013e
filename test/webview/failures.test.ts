import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { finishedMatrix, growingMatrix } from './fixtures/matrix.ts';
import { twoPhaseCommitModel } from './fixtures/twoPhaseCommit.ts';
import { WebviewStage, type PanelOptions, type PanelPage } from './support/page.ts';
import { THEME_KINDS } from './themes.ts';

describe('the failures', () => {
  let stage: WebviewStage;
  let panel: PanelPage;
  before(async () => (stage = await WebviewStage.open()));
  after(() => stage.close());

  async function open(matrix = finishedMatrix(), options: PanelOptions = {}): Promise<void> {
    panel = await stage.panel(options);
    await panel.show(twoPhaseCommitModel({ matrix }));
    await panel.page.getByRole('tab', { name: 'Failures' }).click();
    await panel.page.getByRole('grid', { name: /Resilience matrix/ }).waitFor();
  }

  const cell = (name: string) => panel.page.getByRole('gridcell', { name, exact: true });

  it('are a table of failures against properties, each cell in words', async () => {
    await open();
    assert.equal(await panel.page.getByRole('columnheader').count(), 5);
    await panel.page.getByRole('columnheader', { name: /Agreement.*withstands 8 of 12/ }).waitFor();
    await panel.page.getByRole('rowheader', { name: /One Byzantine Participant.*stopped at 2,000,000/ }).waitFor();
    await cell('One lost message, Agreement: holds in 1,204 states').waitFor();
    await cell('One lost message, Termination: breaks in 4 steps').waitFor();
    await cell('One clock jump does not apply: The scenario has no clock.').waitFor();
    assert.deepEqual(await panel.troubles(), []);
    await panel.close();
  });

  it('open the execution of a cell that has one, and no other', async () => {
    await open();
    await cell('One crash, Agreement: holds in 8,832 states').click();
    await cell('One crash, Termination: breaks in 9 steps').getByRole('button').click();
    const asked = await panel.posted('showVariant');
    assert.deepEqual(asked, [
      { kind: 'showVariant', variant: 'One crash', choice: { kind: 'property', property: 'Termination' } },
    ]);
    await panel.page.getByRole('tab', { name: 'Space-time', selected: true }).waitFor();
    await panel.close();
  });

  it('can be walked with the arrow keys from one stop of the Tab key', async () => {
    await open();
    const { keyboard } = panel.page;
    const focused = () => panel.page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    assert.equal(await panel.page.locator('.matrix [tabindex="0"]').count(), 1);
    await panel.page.locator('.matrix [tabindex="0"]').focus();
    await keyboard.press('ArrowDown');
    await keyboard.press('ArrowRight');
    assert.equal(await focused(), 'One lost message, Termination: breaks in 4 steps');
    await keyboard.press('Control+End');
    assert.match((await focused()) ?? '', /^One stopped clock does not apply/);
    await keyboard.press('Control+Home');
    assert.equal(await focused(), 'Nothing goes wrong, Agreement: holds in 288 states');
    for (const key of ['ArrowDown', 'ArrowRight', 'Enter']) await keyboard.press(key);
    assert.equal((await panel.last('showVariant')).variant, 'One lost message');
    await panel.close();
  });

  it('keep the name of the row and of the column in sight', async () => {
    await open(finishedMatrix(), { width: 360, height: 480 });
    const offsets = await panel.page.evaluate(() => {
      const frame = document.querySelector('.matrixFrame')!;
      frame.scrollTo(200, 200);
      const place = (element: Element) => {
        const { left, top } = element.getBoundingClientRect();
        return [
          Math.round(left - frame.getBoundingClientRect().left),
          Math.round(top - frame.getBoundingClientRect().top),
        ];
      };
      const corner = place(document.querySelector('.corner')!);
      const row = place(document.querySelectorAll('.matrix th[scope=row]')[9]!);
      return { corner, rowLeft: row[0], scrolled: frame.scrollLeft, outside: document.body.scrollWidth > innerWidth };
    });
    assert.deepEqual(offsets, { corner: [0, 0], rowLeft: 0, scrolled: 200, outside: false });
    await panel.close();
  });

  it('fill in while one looks, and keep the place of the keyboard', async () => {
    await open(growingMatrix());
    await panel.page.getByText('6 of 15 rows done').waitFor();
    await cell('One crash midway, Agreement: breaks in 11 steps, before the last edit').getByRole('button').focus();
    await panel.patch({ matrix: finishedMatrix() });
    await cell('One crash midway, Agreement: breaks in 11 steps').waitFor();
    const focused = await panel.page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    assert.equal(focused, 'One crash midway, Agreement: breaks in 11 steps');
    await panel.close();
  });

  it('lead back to the scenario from one of its variants', async () => {
    panel = await stage.panel();
    await panel.show(twoPhaseCommitModel({ variant: { id: 'crash', phrase: 'with one crash' } }));
    await panel.page.getByText('With one crash, not what the scenario declares').waitFor();
    await panel.page.getByRole('button', { name: 'back to the scenario' }).click();
    const { variant, choice } = await panel.last('showVariant');
    assert.deepEqual([variant, choice], [undefined, { kind: 'default' }]);
    await panel.close();
  });

  for (const theme of THEME_KINDS) {
    it(`give axe-core nothing to object to in ${theme}, at any width and at any time`, async () => {
      for (const width of [360, 1600]) {
        await open(growingMatrix(), { theme, width, bodyClass: 'vscode-reduce-motion' });
        assert.deepEqual(await panel.objections(), [], `${width} px, growing`);
        await panel.patch({ matrix: finishedMatrix(), variant: { id: 'One crash', phrase: 'with one crash' } });
        await panel.page.getByText('With one crash').waitFor();
        assert.deepEqual(await panel.objections(), [], `${width} px, done, in a variant`);
        await panel.close();
      }
    });
  }
});
