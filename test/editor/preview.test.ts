import assert from 'node:assert/strict';
import { afterEach, before, describe, it } from 'mocha';
import type { Uri } from 'vscode';
import { commands, env, TabInputWebview, ViewColumn, window, workspace } from 'vscode';
import { PANEL_STATE_VERSION } from '../../src/contract/version.ts';
import { digits } from '../../src/base/digits.ts';
import type { EnabledStep } from '../../src/contract/execution.ts';
import type { LightconeApi } from '../../src/extension/activation.ts';
import type { Session } from '../../src/extension/session/session.ts';
import { checked, closeEverything, fileUri, lightcone, openFile, showPreview, typeInto, until } from './host.ts';
import { askPage } from './page.ts';

function previewTabs(): string[] {
  return window.tabGroups.all
    .flatMap(group => group.tabs)
    .filter(tab => tab.input instanceof TabInputWebview && tab.input.viewType.includes('lightcone.preview'))
    .map(tab => tab.label);
}

async function inPreview(expression: string): Promise<unknown> {
  return await askPage({ kind: 'waitFor', selector: 'main.panel', expression });
}

/** Waits until a list to pick from has the keyboard, with an entry that has a word. */
async function pickShown(word: string): Promise<void> {
  const expression = `document.querySelector('.quick-input-widget').contains(document.activeElement) &&
    [...document.querySelectorAll('.quick-input-list .monaco-list-row')]
      .some(row => row.textContent.includes(${JSON.stringify(word)}))`;
  await askPage({ kind: 'waitFor', selector: '.quick-input-widget', expression });
}

/** The steps that are possible at the cursor. */
async function enabledAt(session: Session): Promise<readonly EnabledStep[]> {
  const answer = await session.enabledSteps();
  assert.ok(answer.ok);
  return answer.value;
}

describe('the preview', () => {
  let api: LightconeApi;
  before(async () => {
    api = await lightcone();
  });
  afterEach(closeEverything);

  it('opens beside the text with a picture and the counts', async () => {
    const session = await showPreview(await openFile('atomic-commit/two-phase-commit.cone'));
    const { report } = await checked(session);
    assert.equal(report?.counts.complete, true);
    await inPreview(`document.querySelectorAll('.picture svg .marks > *').length > 10`);
    await inPreview(`document.querySelector('main.panel').textContent.includes('states')`);
    await until('its title', () => previewTabs().join() === 'Preview two-phase-commit.cone');
  });

  it('changes with the text, and keeps the last picture of a text that does not parse', async () => {
    const document = await openFile('complexity/ping-pong.cone');
    const session = await showPreview(document);
    const before = await checked(session);
    const text = document.getText();
    await typeInto(document, `${text}\nthis is no protocol`);
    const broken = await until('a broken text', () => session.state.staleness.kind === 'broken' && session.state);
    assert.equal(broken.execution, before.execution);
    await typeInto(document, text.replace('scenario "reliable network"', 'scenario "renamed"'));
    await until('the new text', () => session.state.report?.scenario === 'renamed' && session.state.report.finished);
    await inPreview(`document.querySelector('main.panel').textContent.includes('renamed')`);
  });

  it('is one for each document, follows the active editor, and stays where it is when it is locked', async () => {
    await showPreview(await openFile('complexity/ping-pong.cone'));
    await showPreview(await openFile('atomic-commit/two-phase-commit.cone'));
    await until('the same preview of another file', () => previewTabs().join() === 'Preview two-phase-commit.cone');
    await openFile('complexity/ping-pong.cone');
    await until('the preview follows', () => previewTabs()[0] === 'Preview ping-pong.cone');
    await commands.executeCommand('lightcone.showLockedPreviewToSide');
    await until('the preview is locked', () => previewTabs()[0] === '[Preview] ping-pong.cone');
    await openFile('atomic-commit/two-phase-commit.cone');
    await commands.executeCommand('lightcone.showPreviewToSide');
    await until('a second preview', () => previewTabs().length === 2);
    await commands.executeCommand('lightcone.showPreviewToSide');
    assert.equal(previewTabs().length, 2);
  });

  it('may outlive its text, and once it is closed too the next one opens', async () => {
    await commands.executeCommand('lightcone.openExample', 'ping-pong');
    const { document } = window.activeTextEditor ?? assert.fail('an editor');
    await until('its preview', () => previewTabs().length === 1);
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await until('no text', () => document.isClosed);
    assert.equal(previewTabs().length, 1);
    await commands.executeCommand('workbench.action.closeAllEditors');
    await until('no preview', () => previewTabs().length === 0);
    assert.equal(api.previews.active, undefined);
    await showPreview(await openFile('complexity/ping-pong.cone'));
  });

  it('shows its source', async () => {
    const document = await openFile('complexity/ping-pong.cone');
    await showPreview(document);
    await commands.executeCommand('lightcone.showPreview', document.uri);
    await until('the preview has the focus', () => api.previews.active !== undefined);
    await inPreview(`document.hasFocus()`);
    await commands.executeCommand('lightcone.showSource');
    await until('the text', () => window.activeTextEditor?.document === document);
  });

  it('explains why there are so many states, and leads to the line of what makes them', async () => {
    const document = await openFile('atomic-commit/two-phase-commit.cone');
    await commands.executeCommand('lightcone.explainStateSpace', document.uri);
    const { session } = api.sessions.of(document);
    const report = await until('an explanation', () => {
      const known = session.state.explosion?.report;
      return known?.finished === true && known;
    });
    const expression = `/^${digits(report.reachable?.states ?? NaN)} states\\. /.test(
      document.querySelector('.explosionHeadline')?.textContent.trim() ?? '')`;
    await inPreview(expression);
    await askPage({ kind: 'click', selector: '.shares .name button' });
    const line = document.positionAt(report.variables?.[0]?.at.start ?? NaN).line;
    const editor = window.visibleTextEditors.find(each => each.document === document);
    await until('its line', () => editor?.selection.start.line === line);
  });

  it('draws the states, and leads from one of them to its execution', async () => {
    const document = await openFile('complexity/ping-pong.cone');
    await commands.executeCommand('lightcone.showStateGraph', document.uri);
    const { session } = api.sessions.of(document);
    await inPreview(`document.querySelector('canvas[data-in-view]') !== null`);
    await inPreview(`document.querySelector('.neighbours button') !== null`);
    await askPage({ kind: 'click', selector: '.neighbours button' });
    await inPreview(`document.querySelector('.vertexDetails > .linkButton') !== null`);
    await askPage({ kind: 'click', selector: '.vertexDetails > .linkButton' });
    await until('its execution', () => {
      const { choice, execution, cursor } = session.state;
      return choice.kind === 'schedule' && execution !== undefined && cursor === execution.steps.length - 1;
    });
  });

  it('is restored with its execution and its cursor', async () => {
    const document = await openFile('complexity/ping-pong.cone');
    const state = {
      version: PANEL_STATE_VERSION,
      uri: document.uri.toString(),
      locked: true,
      scenario: 'messages are lost and duplicated',
      choice: { kind: 'random', seed: 7 },
      cursor: 1,
      selectedEvent: null,
      view: 'counts',
      timestamps: 'lamport',
    };
    const panel = window.createWebviewPanel('lightcone.preview', 'Restored', ViewColumn.Two, { enableScripts: true });
    await api.previews.restore(panel, state);
    const { session } = api.sessions.of(document);
    assert.equal(session.state.scenario, 'messages are lost and duplicated');
    assert.deepEqual(session.state.execution?.origin, { kind: 'random', seed: 7 });
    assert.equal(session.state.cursor, 1);
    await until('its title', () => previewTabs().includes('[Preview] ping-pong.cone'));
  });

  it('is closed when what it is restored from makes no sense', async () => {
    for (const state of [
      undefined,
      { version: 99 },
      { version: PANEL_STATE_VERSION, uri: 'file:///does/not/exist.cone' },
    ]) {
      const panel = window.createWebviewPanel('lightcone.preview', 'Restored', ViewColumn.Two, { enableScripts: true });
      await api.previews.restore(panel, state);
    }
    await until('no preview', () => previewTabs().length === 0);
  });

  it('breaks no rule of its own content security policy, and keeps its text selectable', async () => {
    await showPreview(await openFile('atomic-commit/two-phase-commit.cone'));
    const policy = await inPreview(`document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.content`);
    assert.match(String(policy), /default-src 'none'/);
    assert.doesNotMatch(String(policy), /unsafe/);
  });
});

describe('stepping from the palette', () => {
  afterEach(closeEverything);

  const run = async (command: string, ...values: unknown[]): Promise<void> => {
    await commands.executeCommand(`lightcone.${command}`, ...values);
  };

  it('moves the one cursor', async () => {
    const session = await showPreview(await openFile('atomic-commit/two-phase-commit.cone'));
    const last = (session.state.execution?.steps.length ?? 0) - 1;
    await run('firstStep');
    assert.equal(session.state.cursor, 0);
    await run('stepForward');
    await run('stepForward');
    assert.equal(session.state.cursor, 2);
    await run('stepBack');
    assert.equal(session.state.cursor, 1);
    await run('lastStep');
    assert.equal(session.state.cursor, last);
    await inPreview(
      `document.querySelector('main.panel').textContent.replace(/\\s+/g, ' ').includes('step ${String(last)} of ${String(last)}')`,
    );
  });

  it('goes round where a run goes on for ever', async () => {
    const session = await showPreview(await openFile('impossibility/flp.cone'));
    await until('a run that goes on for ever', () => session.state.execution?.loop !== undefined);
    await run('lastStep');
    await run('stepForward');
    assert.equal(session.state.cursor, (session.state.execution?.loop?.fromStep ?? NaN) + 1);
  });

  it('opens the preview when there is none', async () => {
    await openFile('complexity/ping-pong.cone');
    await run('stepForward');
    await until('a preview', () => previewTabs().join() === 'Preview ping-pong.cone');
  });

  it('chooses a next step by name, shows each while it is looked at, and restores what was shown when cancelled', async () => {
    const session = await showPreview(await openFile('atomic-commit/two-phase-commit.cone'));
    await run('firstStep');
    const before = session.state.execution;
    const cancelled = run('chooseNextStep');
    await until('a glimpse of a step', () => session.state.glimpse !== undefined);
    await pickShown('Coordinator');
    await askPage({ kind: 'press', keys: 'Escape' });
    await cancelled;
    assert.equal(session.state.glimpse, undefined);
    assert.equal(session.state.execution, before);
    const taken = run('chooseNextStep');
    await until('a glimpse of a step', () => session.state.glimpse !== undefined);
    await pickShown('Coordinator');
    await askPage({ kind: 'type', text: 'Participant 3 choosing branch 2' });
    const looked = /^deliver Prepare from Coordinator to Participant 3 choosing branch 2$/;
    await until('the step that was typed', () =>
      looked.test(session.state.glimpse?.execution.steps.at(-1)?.text ?? ''),
    );
    await askPage({ kind: 'press', keys: 'Enter' });
    await taken;
    assert.equal(session.state.execution?.steps.length, 2);
    assert.match(session.state.execution.steps[1]?.text ?? '', looked);
    assert.equal(session.state.cursor, 1);
  });

  it('injects a failure that the scenario allows', async () => {
    const session = await showPreview(await openFile('atomic-commit/two-phase-commit.cone'));
    await session.selectScenario('the coordinator dies');
    await checked(session);
    await run('showDefaultExecution');
    await run('firstStep');
    const injected = run('injectFailure');
    await until('a glimpse of the crash', () => session.state.glimpse?.execution.steps.at(-1)?.fault === true);
    await pickShown('crash');
    await askPage({ kind: 'press', keys: 'Enter' });
    await injected;
    assert.equal(session.state.execution?.steps.at(-1)?.text, 'crash Coordinator');
  });

  it('allows one more failure, and goes on from the same steps', async () => {
    const document = await openFile('atomic-commit/two-phase-commit.cone');
    const before = document.getText();
    const session = await showPreview(document);
    await session.selectScenario('reliable network');
    await checked(session);
    await run('stepForward');
    await session.takeStep((await enabledAt(session))[0]!.position);
    const steps = session.state.execution?.steps.slice(0, session.state.cursor + 1).map(({ text }) => text);
    assert.ok(steps !== undefined && steps.length > 1);
    await run('allowFailure', document.uri, 'network.loss');
    assert.match(document.getText(), /scenario "reliable network" \{\s*network \{ loss: 1 \}/);
    assert.deepEqual(
      session.state.execution?.steps.map(({ text }) => text),
      steps,
    );
    assert.ok((await enabledAt(session)).some(({ about }) => about.deed === 'lose'));
    await commands.executeCommand('undo');
    await until('the text is as it was', () => document.getText() === before);
  });

  it('samples, and shows a violation that it finds as an execution of its own', async () => {
    const session = await showPreview(await openFile('replication/primary-backup.cone'));
    await session.selectScenario('asynchronous replication');
    await checked(session);
    await run('sample', undefined, { runs: 100, seed: 1 });
    const { execution, choice } = session.state;
    assert.equal(choice.kind, 'sampled');
    assert.equal(execution?.origin.kind, 'sampled');
    assert.equal(execution.verdict?.kind, 'violated');
    assert.match(execution.headline, / Found by sampling, seed \d+\.$/);
    assert.equal(session.state.cursor, execution.steps.length - 1);
  });

  it('runs to the next violation, replays counterexamples and repeats random runs', async () => {
    const session = await showPreview(await openFile('replication/primary-backup.cone'));
    await session.selectScenario('asynchronous replication');
    await checked(session);
    await run('replayCounterexample', undefined, undefined, 'NoLostWrite');
    assert.deepEqual(session.state.execution?.verdict, { property: 'NoLostWrite', kind: 'violated' });
    assert.equal(session.state.cursor, session.state.execution.steps.length - 1);
    await run('randomRun', 11);
    const first = session.state.execution;
    assert.deepEqual(first.origin, { kind: 'random', seed: 11 });
    await run('firstStep');
    await run('runToViolation');
    assert.deepEqual(session.state.execution.verdict, { property: 'NoLostWrite', kind: 'violated' });
    await run('randomRun', 11);
    assert.deepEqual(session.state.execution, first);
  });

  it('copies an execution as text', async () => {
    const session = await showPreview(await openFile('complexity/ping-pong.cone'));
    await run('copyTrace');
    const text = await env.clipboard.readText();
    for (const step of session.state.execution?.steps ?? []) assert.ok(text.includes(step.text), step.text);
  });

  it('copies the state at the cursor', async () => {
    await showPreview(await openFile('complexity/ping-pong.cone'));
    await inPreview(`document.querySelector('.inspector [role=treeitem]') !== null`);
    await env.clipboard.writeText('');
    await askPage({ kind: 'click', selector: '.inspector .copies button' });
    const text = await until('the state is copied', async () => (await env.clipboard.readText()) || undefined);
    assert.match(text, /^(at the start|after step \d+)\nP[^]*\n {2}\w+ = /);
  });

  it('writes the diagram into a file', async () => {
    await showPreview(await openFile('complexity/ping-pong.cone'));
    const target = fileUri('picture.svg');
    await run('exportSvg', target);
    const svg = new TextDecoder().decode(await workspace.fs.readFile(target));
    assert.match(svg, /^<svg [\s\S]*Ponger[\s\S]*<\/svg>\s*$/);
  });

  it('keeps no key that is not its own', async () => {
    const untouched: Uri = fileUri('notes.txt');
    await workspace.fs.writeFile(untouched, new TextEncoder().encode('plain'));
    await window.showTextDocument(untouched);
    await askPage({ kind: 'press', keys: 'Control+Shift+V' });
    assert.deepEqual(previewTabs(), []);
  });
});
