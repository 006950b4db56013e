import { execFileSync } from 'node:child_process';
import { afterEach, before, describe, it } from 'mocha';
import { commands, ConfigurationTarget, workspace } from 'vscode';
import type { LightconeApi } from '../../src/extension/activation.ts';
import { closeEverything, fileUri, lightcone, openFile, openText, until } from './host.ts';
import { askPage } from './page.ts';

async function inPreview(expression: string): Promise<unknown> {
  return await askPage({ kind: 'waitFor', selector: 'main.panel', expression });
}

/** What a preview says stands somewhere in it. */
async function says(selector: string, words: RegExp): Promise<void> {
  await inPreview(`${String(words)}.test(document.querySelector('${selector}')?.textContent ?? '')`);
}

function git(...command: readonly string[]): void {
  execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...command], {
    cwd: fileUri('').fsPath,
  });
}

describe('comparing', () => {
  let api: LightconeApi;
  before(async () => {
    api = await lightcone();
  });
  afterEach(closeEverything);

  it('shows a violation beside the nearest good run', async () => {
    const document = await openFile('partial-failure/payment.cone');
    await commands.executeCommand('lightcone.compareExecutions', document.uri);
    const { session } = api.sessions.of(document);
    await until('the scenarios', () => session.state.outline);
    await session.selectScenario('the reply is only slow');
    await says('.comparePane.right .paneHeadline', /The nearest run that keeps ChargedOnce, in 5 steps/);
    await says('.parting', /They part after the start/);
    await says('.differences', /Charge\(1\) from Client to Bank/);
  });

  it('says what changed since the last commit, or why nobody can say it', async () => {
    const text = new TextDecoder().decode(await workspace.fs.readFile(fileUri('partial-failure/payment.cone')));
    const document = await openText('compared.cone', text);
    await commands.executeCommand('lightcone.compareWithLastCommit', document.uri);
    await says('.view .instead', /Git is not there, or switched off/);
    git('init', '--quiet');
    git('add', 'compared.cone');
    git('commit', '--quiet', '--message', 'first');
    await workspace.getConfiguration('git').update('enabled', true, ConfigurationTarget.Global);
    try {
      const { versions } = api.sessions.of(document);
      await until('Git', async () => {
        await commands.executeCommand('lightcone.compareWithLastCommit', document.uri);
        return versions.shown('')?.kind === 'compared';
      });
      await says('.versionsHeadline', /Nothing changed: the same verdicts and counts in all \d+ scenarios/);
      const fresh = await openText('uncommitted.cone', text);
      await commands.executeCommand('lightcone.compareWithLastCommit', fresh.uri);
      await says('.view .instead', /The last commit does not have this file/);
    } finally {
      await workspace.getConfiguration('git').update('enabled', undefined, ConfigurationTarget.Global);
    }
  });
});
