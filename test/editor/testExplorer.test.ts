import assert from 'node:assert/strict';
import { afterEach, before, describe, it } from 'mocha';
import { commands } from 'vscode';
import { closeEverything, lightcone, openText, until } from './host.ts';
import { askPage } from './page.ts';

const WRONG = `protocol Wrong
role Counter { var n: 0..3 = 0  action raise when n < 3 { n += 1 } }
system { Counter: 1 }
invariant Small: all c in Counter: c.n < 2
scenario "as it is" {
  expect Small fails in 2 steps
  expect Small holds
}
scenario "cut short" {
  depth: 1
  expect Small holds
}
`;

/** Runs the tests of the open file and answers each with the icon of its result. */
async function runFile(): Promise<readonly string[]> {
  // A file that was just opened has no tests before it is read.
  await until('results', async () => {
    await commands.executeCommand('testing.runCurrentFile');
    await commands.executeCommand('workbench.panel.testResults.view.focus');
    const expression = `document.querySelector('.test-output-peek-tree') !== null`;
    return (await askPage({ kind: 'evaluate', selector: '.monaco-workbench', expression })) === true;
  });
  const expression = `(() => {
    const rows = [...document.querySelectorAll('.test-output-peek-tree .monaco-list-row')];
    const results = rows.map(row => {
      const icon = /codicon-testing-(passed|failed|error)/.exec(row.innerHTML)?.[1];
      return icon + ': ' + row.textContent;
    });
    return results.filter(result => !result.startsWith('undefined')).length >= 3 && results;
  })()`;
  const shown = await askPage({ kind: 'waitFor', selector: '.test-output-peek-tree', expression });
  assert.ok(Array.isArray(shown));
  return shown.map(String);
}

describe('the Test Explorer', () => {
  before(lightcone);
  afterEach(closeEverything);

  it('passes what is met, fails what is not, and does neither where a bound was reached first', async () => {
    await openText('wrong.cone', WRONG);
    const rows = await runFile();
    const found = (wanted: RegExp): boolean => rows.some(row => wanted.test(row));
    assert.ok(found(/^passed: Small fails in 2 steps.*as it is/), rows.join('\n'));
    assert.ok(found(/^failed: Small holds.*as it is/), rows.join('\n'));
    assert.ok(found(/^error: Small holds.*cut short/), rows.join('\n'));
    assert.ok(found(/Not decided/), rows.join('\n'));
  });
});
