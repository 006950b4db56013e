import assert from 'node:assert/strict';
import { afterEach, before, describe, it } from 'mocha';
import type { Uri } from 'vscode';
import { commands, env, TabInputCustom, Uri as Address, window, workspace } from 'vscode';
import type { SavedTrace } from '../../src/contract/savedTrace.ts';
import type { LightconeApi } from '../../src/extension/activation.ts';
import type { TraceEditor } from '../../src/extension/traces/traceEditor.ts';
import { closeEverything, fileUri, lightcone, openFile, openText, showPreview, typeInto, until } from './host.ts';
import { askPage } from './page.ts';

async function run(command: string, ...values: readonly unknown[]): Promise<unknown> {
  return await commands.executeCommand(`lightcone.${command}`, ...values);
}

async function inPage(expression: string): Promise<unknown> {
  return await askPage({ kind: 'waitFor', selector: 'main.panel', expression });
}

async function textOf(uri: Uri): Promise<string> {
  return new TextDecoder().decode(await workspace.fs.readFile(uri));
}

/** The protocol whose shortest counterexample has four steps, in a file of its own. */
async function backup(name: string): Promise<Awaited<ReturnType<typeof openText>>> {
  return await openText(name, await textOf(fileUri('replication/primary-backup.cone')));
}

/** Shows the counterexample of a protocol of one’s own. */
async function showLostWrite(name: string): Promise<Awaited<ReturnType<typeof showPreview>>> {
  const session = await showPreview(await backup(name));
  await until('its counterexample', () => session.state.execution?.verdict?.property === 'NoLostWrite');
  return session;
}

describe('taking an execution elsewhere', () => {
  let api: LightconeApi;
  before(async () => {
    api = await lightcone();
  });
  afterEach(closeEverything);

  it('writes it as text in every notation: into a file, to the clipboard, into a new editor', async () => {
    await showLostWrite('take-formats.cone');
    const begins = {
      mermaid: /^sequenceDiagram\n.*NoLostWrite breaks/,
      plantuml: /^@startuml\n/,
      shiviz: /^\(\?<host>/,
      itf: /"format": "ITF"/,
      json: /"format": "lightcone-trace"/,
      text: /^NoLostWrite breaks in 4 steps/,
    };
    for (const [format, beginning] of Object.entries(begins)) {
      const target = fileUri(`taken-${format}.txt`);
      await run('exportExecution', format, target);
      assert.match(await textOf(target), beginning, format);
      await run('exportExecution', format, 'clipboard');
      assert.match(await env.clipboard.readText(), beginning, format);
    }
    await run('exportExecution', 'mermaid', 'editor');
    const shown = await until('a new editor', () => {
      const document = window.activeTextEditor?.document;
      return document?.isUntitled === true && document;
    });
    assert.match(shown.getText(), begins.mermaid);
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('asks as what and where to, and both can be answered from the keyboard', async () => {
    await showLostWrite('take-asking.cone');
    const asked = run('exportExecution');
    const waitFor = async (words: string): Promise<unknown> => {
      const expression = `(document.querySelector('.quick-input-widget')?.textContent ?? '').includes(${JSON.stringify(words)})`;
      return await askPage({ kind: 'waitFor', selector: '.quick-input-widget', expression });
    };
    await waitFor('Export the execution as…');
    await askPage({ kind: 'type', text: 'PlantUML' });
    await askPage({ kind: 'press', keys: 'Enter' });
    await waitFor('PlantUML: where to?');
    await askPage({ kind: 'type', text: 'clipboard' });
    await askPage({ kind: 'press', keys: 'Enter' });
    await asked;
    assert.match(await env.clipboard.readText(), /^@startuml\n/);
  });

  it('draws the view that is shown as SVG and as PNG', async () => {
    await showLostWrite('take-pictures.cone');
    const [svg, png] = [fileUri('taken.svg'), fileUri('taken.png')];
    await run('exportSvg', svg);
    assert.match(await textOf(svg), /^<svg [^>]*>\n<title>PrimaryBackup, [\s\S]*Backup[\s\S]*<\/svg>\s*$/);
    await run('exportPng', png);
    const bytes = await workspace.fs.readFile(png);
    assert.equal(new TextDecoder('latin1').decode(bytes.slice(1, 4)), 'PNG');
    assert.ok(bytes.length > 5000, `${String(bytes.length)} bytes`);
  });

  it('works for a text that was never saved, but for a link to it', async () => {
    const text = await textOf(fileUri('replication/primary-backup.cone'));
    const document = await workspace.openTextDocument({ content: text, language: 'lightcone' });
    await window.showTextDocument(document);
    await showPreview(document);
    await run('exportExecution', 'json', 'clipboard');
    const { protocol } = JSON.parse(await env.clipboard.readText()) as SavedTrace;
    assert.equal(protocol.file, undefined);
    assert.match(protocol.sha256 ?? '', /^[0-9a-f]{64}$/);
    assert.equal(await run('copyStepLink'), undefined);
  });

  it('opens a saved trace as it was seen, and says what became of its protocol', async () => {
    const document = await backup('take-saved.cone');
    const session = await showPreview(document);
    await until('its counterexample', () => session.state.execution?.verdict?.property === 'NoLostWrite');
    await run('firstStep');
    await run('stepForward');
    const headline = session.state.execution?.headline ?? '';
    const target = fileUri('taken.cone-trace.json');
    await run('exportExecution', 'json', target);
    await closeEverything();

    const editor = await openTrace(target);
    assert.equal(editor.cursor, 1);
    await until('what became of it', () => editor.sentence.includes('take-saved.cone is as it was then.'));
    await inPage(`document.querySelector('main.panel').textContent.includes(${JSON.stringify(headline)}) &&
      document.querySelectorAll('.picture svg .marks > *').length > 10 &&
      document.querySelectorAll('[role=tab]').length === 2 &&
      document.querySelector('.nextSteps') === null`);

    // Stepping, by the editor’s keys and by the diagram’s.
    await run('stepForward');
    assert.equal(editor.cursor, 2);
    await run('lastStep');
    await inPage(`document.querySelector('.position').textContent.replace(/\\s+/g, ' ').includes('step 4 of 4')`);
    await run('stepBack');
    await inPage(`document.querySelector('.position').textContent.replace(/\\s+/g, ' ').includes('step 3 of 4')`);

    // It can be taken elsewhere again, but for its values.
    await run('exportExecution', 'mermaid', 'clipboard');
    assert.match(await env.clipboard.readText(), /^sequenceDiagram\n.*NoLostWrite breaks/);
    await run('exportSvg', fileUri('taken-again.svg'));
    assert.match(await textOf(fileUri('taken-again.svg')), /<title>PrimaryBackup/);
    await closeEverything();

    const changed = await openFile('take-saved.cone');
    await typeInto(changed, `${changed.getText()}\n// changed`);
    await changed.save();
    await closeEverything();
    const after = await openTrace(target);
    await until('that it changed', () => after.sentence.includes('has changed since'));
    await inPage(`document.querySelector('main.panel').textContent.includes('has changed since') &&
      document.querySelector('main.panel').textContent.includes(${JSON.stringify(headline)})`);
    await closeEverything();

    await workspace.fs.delete(fileUri('take-saved.cone'));
    const orphan = await openTrace(target);
    await until('that it is gone', () => orphan.sentence.includes('cannot be found'));
  });

  it('says why a file that is no trace cannot be shown', async () => {
    const uri = fileUri('broken.cone-trace.json');
    await workspace.fs.writeFile(uri, new TextEncoder().encode('{"format": "lightcone-trace", "version": 1}'));
    const editor = await openTrace(uri);
    assert.match(editor.sentence, /^This trace cannot be drawn: protocol is not an object\.$/);
    await inPage(`document.querySelector('main.panel').textContent.includes('This trace cannot be shown')`);
  });

  it('copies a link that leads back to the step', async () => {
    const session = await showLostWrite('take-link.cone');
    await run('firstStep');
    await run('stepForward');
    await run('stepForward');
    const link = String(await run('copyStepLink'));
    assert.equal(await env.clipboard.readText(), link);
    assert.match(link, /^[a-z-]+:\/\/lightcone\.lightcone\/step\?.*take-link\.cone.*&property=NoLostWrite.*&step=2$/);
    await run('randomRun', 3);
    await run('firstStep');
    assert.deepEqual([session.state.choice.kind, session.state.cursor], ['random', 0]);
    await api.openLink(Address.parse(link, true));
    await until('the step', () => session.state.cursor === 2);
    assert.deepEqual(session.state.choice, { kind: 'property', property: 'NoLostWrite' });
    assert.deepEqual(session.state.execution?.origin, { kind: 'counterexample', property: 'NoLostWrite' });
  });

  async function openTrace(uri: Uri): Promise<TraceEditor> {
    await commands.executeCommand('vscode.open', uri);
    await until('its tab', () => window.tabGroups.activeTabGroup.activeTab?.input instanceof TabInputCustom);
    return await until('its editor', () => api.traces.all().find(editor => editor.uri.toString() === uri.toString()));
  }
});
