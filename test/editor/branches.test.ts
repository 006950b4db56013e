import assert from 'node:assert/strict';
import { afterEach, before, describe, it } from 'mocha';
import { commands } from 'vscode';
import type { LightconeApi } from '../../src/extension/activation.ts';
import { present } from '../../src/base/assert.ts';
import { closeEverything, lightcone, openText, showPreview, until } from './host.ts';
import { askPage } from './page.ts';

const TEXT = `protocol Talk
message Ask
role R { on start { send Ask to others }  on Ask { } }
system { R: 2 }

scenario "s" {
  network { loss: 1 }
}
`;

describe('branches', () => {
  let api: LightconeApi;
  before(async () => {
    api = await lightcone();
  });
  afterEach(closeEverything);

  it('are shown in the preview, named, and kept as replays of the file, which undo takes back', async () => {
    const document = await openText('branches.cone', TEXT);
    const session = await showPreview(document);
    const { branches } = present(api.sessions.get(document.uri), 'the session');
    session.moveCursor(0);
    const enabled = await session.enabledSteps();
    assert.ok(enabled.ok);
    const losing = present(
      enabled.value.find(({ text }) => text.startsWith('lose')),
      'a message that is lost',
    );
    await session.takeStep(losing.position);
    assert.equal(branches.view.branches.length, 2);
    await commands.executeCommand('lightcone.nameBranch', document.uri, branches.view.current, 'it "is" lost');
    assert.equal(branches.branch()?.name, 'it "is" lost');
    await commands.executeCommand('lightcone.showBranches', document.uri);
    await askPage({ kind: 'waitFor', selector: '#branches [aria-selected=true]', expression: 'true' });
    await commands.executeCommand('lightcone.keepBranch');
    assert.match(document.getText(), /\n {2}replay "it 'is' lost" \{\n {4}lose Ask from R \d to R \d\n {2}\}\n\}\n$/);
    await until('the replay as the branch that is looked at', () => branches.branch()?.kind === 'replay');
    await session.checkNow();
    assert.equal(session.state.report?.expectations.find(({ text }) => text.startsWith('replay'))?.met, true);
    await commands.executeCommand('lightcone.showSource');
    await commands.executeCommand('undo');
    await until('the text before', () => document.getText() === TEXT);
  });

  it('of a variant are kept as far as the file allows', async () => {
    const text = TEXT.replace('  network { loss: 1 }\n', '');
    const document = await openText('branches-variant.cone', text);
    const session = await showPreview(document);
    assert.ok(await session.showVariant('loss', { kind: 'default' }));
    for (const word of ['deliver', 'lose']) {
      session.moveCursor(word === 'deliver' ? 0 : 1);
      const enabled = await session.enabledSteps();
      assert.ok(enabled.ok);
      await session.takeStep(
        present(
          enabled.value.find(step => step.text.startsWith(word)),
          word,
        ).position,
      );
    }
    const kept = commands.executeCommand('lightcone.keepBranch', document.uri, undefined, 'one arrives');
    await commands.executeCommand('notifications.showList');
    const button = '.notifications-center .monaco-button';
    await askPage({ kind: 'waitFor', selector: button, expression: `document.querySelector('${button}') !== null` });
    await askPage({ kind: 'click', selector: button });
    await kept;
    assert.match(
      document.getText(),
      /\{\n {2}replay "one arrives" \{\n {4}deliver Ask from R \d to R \d\n {2}\}\n\}\n$/,
    );
  });
});
