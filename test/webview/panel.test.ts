import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { CONTRACT_VERSION, PANEL_STATE_VERSION } from '../../src/contract/version.ts';
import { twoPhaseCommitModel } from './fixtures/twoPhaseCommit.ts';
import { WebviewStage } from './support/page.ts';

describe('the panel in a browser', () => {
  let stage: WebviewStage;
  before(async () => (stage = await WebviewStage.open()));
  after(() => stage.close());

  it('says that it is ready, with the version of its contract', async () => {
    const panel = await stage.panel();
    assert.deepEqual(await panel.posted('ready'), [{ kind: 'ready', version: CONTRACT_VERSION }]);
    await panel.close();
  });

  it('shows what is true, how many states there are, and the execution', async () => {
    const panel = await stage.panel();
    await panel.show(twoPhaseCommitModel());
    const { page } = panel;
    await page.getByRole('heading', { name: 'TwoPhaseCommit' }).waitFor();
    await page.getByRole('button', { name: /Agreement breaks in 13 steps/ }).waitFor();
    assert.match(await page.locator('.counts').innerText(), /8,832 states · depth 17 · all explored/);
    assert.match(await page.locator('.headline').innerText(), /participant 1 aborts, participant 2 commits/);
    await page.locator('#spaceTime circle.mark.event').first().waitFor();
    assert.equal(await page.locator('#spaceTime path.mark.messageLost').count(), 1, 'one cross for the lost message');
    assert.ok((await page.locator('#spaceTime .mark.messageInFlight').count()) > 0);
    assert.equal(await page.locator('#spaceTime .mark.partition').count(), 2);
    assert.equal(await page.locator('#spaceTime polygon.mark.eventViolation').count(), 1);
    assert.deepEqual(await panel.troubles(), []);
    await panel.close();
  });

  it('asks for everything again when a message is missing', async () => {
    const panel = await stage.panel();
    await panel.show(twoPhaseCommitModel());
    await panel.forget();
    await panel.send({ kind: 'patch', seq: 7, patch: { cursor: 1 } });
    assert.equal((await panel.posted('ready')).length, 1);
    await panel.close();
  });

  it('keeps its state with VS Code and tells the host of it', async () => {
    const panel = await stage.panel();
    await panel.show(twoPhaseCommitModel());
    await panel.posted('state');
    await panel.forget();
    await panel.page.getByRole('tab', { name: 'Counts' }).click();
    const { state } = await panel.last('state');
    assert.equal(state.view, 'counts');
    assert.equal(state.uri, 'file:///examples/two-phase-commit.cone');
    assert.deepEqual(await panel.keptState(), state);
    await panel.close();
  });

  it('comes back as it was kept', async () => {
    const panel = await stage.panel();
    const model = twoPhaseCommitModel();
    const kept = {
      version: PANEL_STATE_VERSION,
      uri: model.uri,
      locked: false,
      scenario: model.scenario,
      variant: undefined,
      choice: model.choice,
      cursor: model.cursor,
      selectedEvent: 5,
      view: 'happensBefore',
      timestamps: 'none',
    } as const;
    await panel.show(model, kept);
    await panel.page.getByRole('tab', { name: 'Happens-before', selected: true }).waitFor();
    await panel.page.locator('#happensBefore .hit[data-stuck]').waitFor({ state: 'attached' });
    await panel.close();
  });

  it('moves the focus into the diagram, or shows the help, when the host says so', async () => {
    const panel = await stage.panel();
    await panel.show(twoPhaseCommitModel());
    await panel.send({ kind: 'command', seq: 2, command: 'focusDiagram' });
    await panel.page.waitForFunction(() => document.activeElement?.id === 'spaceTime');
    await panel.send({ kind: 'command', seq: 3, command: 'showHelp' });
    await panel.page.getByRole('dialog', { name: 'Signs and keys' }).waitFor();
    await panel.close();
  });

  it('lets a scenario be chosen', async () => {
    const panel = await stage.panel();
    await panel.show(twoPhaseCommitModel());
    await panel.page.getByRole('combobox', { name: 'Scenario' }).click();
    await panel.page.getByRole('option', { name: 'reliable network' }).click();
    assert.equal((await panel.last('selectScenario')).scenario, 'reliable network');
    await panel.patch({ scenario: 'reliable network' });
    await panel.page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('kit-dropdown')?.value === 'reliable network',
    );
    assert.deepEqual(await panel.troubles(), []);
    await panel.close();
  });

  it('shows the counterexample of a property that is clicked, and the declaration of one that holds', async () => {
    const panel = await stage.panel();
    await panel.show(twoPhaseCommitModel());
    await panel.page.getByRole('button', { name: /Termination/ }).click();
    assert.deepEqual((await panel.last('choose')).choice, { kind: 'property', property: 'Termination' });
    await panel.page.getByRole('button', { name: 'no error' }).click();
    assert.deepEqual((await panel.last('reveal')).at, { start: 700, end: 709 });
    await panel.close();
  });

  it('takes a next step, a fault too, and another random run', async () => {
    const panel = await stage.panel({ width: 1600 });
    await panel.show(twoPhaseCommitModel());
    await panel.page.getByRole('option', { name: 'fault: crash participant 1' }).click();
    assert.equal((await panel.last('takeStep')).position, 2);
    const seed = panel.page.locator('kit-text-field input');
    await seed.fill('42');
    await seed.press('Enter');
    assert.deepEqual((await panel.last('choose')).choice, { kind: 'random', seed: 42 });
    await panel.patch({ choice: { kind: 'random', seed: 42 } });
    await panel.page.getByRole('button', { name: 'Random run with the next seed' }).click();
    assert.deepEqual((await panel.last('choose')).choice, { kind: 'random', seed: 43 });
    await panel.close();
  });

  it('dims a picture that is being computed anew, and says what is wrong with a text that does not parse', async () => {
    const panel = await stage.panel();
    await panel.show(twoPhaseCommitModel());
    await panel.patch({ staleness: { kind: 'computing' } });
    await panel.page.locator('.panel.stale[aria-busy=true] .progress.working').waitFor({ state: 'attached' });
    const at = { start: 3, end: 5 };
    const message = 'Expected an expression after `==`.';
    await panel.patch({ staleness: { kind: 'broken', message, at, problemCount: 2 } });
    const problem = panel.page.getByRole('status').filter({ hasText: message });
    await problem.waitFor();
    assert.match(await problem.innerText(), /and 1 more/);
    await problem.getByRole('button', { name: 'Show' }).click();
    assert.deepEqual((await panel.last('reveal')).at, at);
    await panel.page.locator('#spaceTime circle.mark.event').first().waitFor();
    await panel.close();
  });

  it('counts while the first picture is on its way', async () => {
    const panel = await stage.panel();
    const model = twoPhaseCommitModel();
    const counts = { ...model.report!.counts, distinctStates: 120_000, complete: false };
    await panel.show({
      ...model,
      execution: undefined,
      report: { ...model.report!, finished: false, counts },
      staleness: { kind: 'computing' },
    });
    await panel.page.getByText('120,000').first().waitFor();
    assert.match((await panel.page.locator('[aria-live=polite]').textContent()) ?? '', /120,000 states/);
    await panel.close();
  });

  it('offers an example where there is nothing to show', async () => {
    const panel = await stage.panel();
    const nothing = { execution: undefined, report: undefined, happensBefore: undefined, enabled: [], scenarios: [] };
    await panel.show(twoPhaseCommitModel({ ...nothing, scenario: undefined }));
    await panel.page.getByRole('button', { name: 'Open an example' }).click();
    assert.equal((await panel.last('command')).command, 'openExample');
    await panel.close();
  });

  it('says in one line what went wrong outside the text', async () => {
    const panel = await stage.panel();
    await panel.show(twoPhaseCommitModel({ notice: 'The engine stopped and was started again.' }));
    await panel.page.getByRole('status').filter({ hasText: 'started again' }).waitFor();
    await panel.close();
  });
});
