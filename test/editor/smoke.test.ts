import { describe, it } from 'mocha';
import assert from 'node:assert/strict';
import { commands, extensions, Uri, window, workspace } from 'vscode';
import { askPage } from './page.ts';

describe('the extension in VS Code', () => {
  it('starts when a protocol is opened, from the package if there is one', async () => {
    const extension = extensions.getExtension('lightcone.lightcone');
    assert.ok(extension !== undefined, 'the extension is installed');
    const companion = extensions.getExtension('lightcone-tests.companion');
    assert.equal(companion === undefined, !extension.extensionPath.includes('lightcone.lightcone-0.1.0'));
    await openExample('atomic-commit/two-phase-commit.cone');
    await extension.activate();
    assert.equal(extension.isActive, true);
    assert.equal(window.activeTextEditor?.document.languageId, 'lightcone');
  });

  it('shows a diagram and the states of a protocol beside its text', async () => {
    await openExample('complexity/ping-pong.cone');
    await commands.executeCommand('lightcone.showPreviewToSide');
    const shown = `document.querySelectorAll('.picture svg .marks > *').length > 10 &&
      /[0-9]+ (distinct )?states/.test(document.querySelector('.counts')?.textContent ?? '') &&
      document.querySelector('main.panel').getAttribute('aria-busy') === 'false'`;
    assert.equal(await askPage({ kind: 'waitFor', selector: 'main.panel', expression: shown }), true);
  });
});

async function openExample(name: string): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  assert.ok(folder !== undefined, 'the examples are the workspace');
  await window.showTextDocument(await workspace.openTextDocument(Uri.joinPath(folder, name)));
}
