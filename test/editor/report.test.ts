import assert from 'node:assert/strict';
import { afterEach, before, describe, it } from 'mocha';
import type { Hover, MarkdownString, TextDocument } from 'vscode';
import { commands, DiagnosticSeverity, DiagnosticTag, languages, window } from 'vscode';
import { closeEverything, lightcone, openFile, openText, showPreview, sessionOf, until } from './host.ts';
import { askPage } from './page.ts';

/** Nobody ever rests, and who walks never arrives. */
const WALKERS = `/// Theorem of the walker: whoever walks for ever never arrives.
protocol Walkers
role Walker {
  var at: 0..1 = 0
  var home: bool = false
  action walk { at = 1 - at }
  action rest when at > 1 { home = true }
}
system { Walker: 2 }
invariant Rested: all w in Walker: w.home => w.at == 7
eventually Arrived: all w in Walker: w.home
scenario "two" { }
scenario "three" { Walker: 3 }
`;

/** Types into the quick pick or input box that is shown, and accepts. */
async function answer(shown: string, text: string): Promise<void> {
  const expression = `document.querySelector('.quick-input-widget')?.style.display !== 'none' &&
    (document.querySelector('.quick-input-widget')?.textContent ?? '').includes(${JSON.stringify(shown)})`;
  await askPage({ kind: 'waitFor', selector: '.quick-input-widget', expression });
  if (text !== '') await askPage({ kind: 'type', text });
  await askPage({ kind: 'press', keys: 'Enter' });
}

/** Fulfilled when the active editor shows a text that was never saved, of a protocol with a name. */
async function shownProtocol(name: string): Promise<TextDocument> {
  return await until(`a protocol ${name}`, () => {
    const document = window.activeTextEditor?.document;
    return document?.isUntitled === true && document.getText().includes(`\nprotocol ${name}\n`) && document;
  });
}

describe('a protocol of one’s own', () => {
  before(lightcone);
  afterEach(closeEverything);

  it('begins as a template does, under the name that it is given, with its preview', async () => {
    const made = commands.executeCommand('lightcone.newProtocol');
    await answer('Begin with', 'token ring');
    await answer('What is it called?', '');
    await made;
    const document = await shownProtocol('TokenRing');
    assert.equal(document.languageId, 'lightcone');
    const session = await sessionOf(document);
    await until('its picture', () => session.state.execution?.protocol === 'TokenRing');
  });

  it('is renamed where the name is given, and blank where nothing else is wanted', async () => {
    await commands.executeCommand('lightcone.newProtocol', 'paxos', 'Mine');
    await shownProtocol('Mine');
    await commands.executeCommand('lightcone.newProtocol', 'blank', 'Yours');
    const document = await shownProtocol('Yours');
    const session = await sessionOf(document);
    await until('a finished check', () => session.state.report?.finished === true);
    assert.deepEqual(languages.getDiagnostics(document.uri), []);
  });

  it('may be an example as it is, named with its family or without', async () => {
    for (const name of ['complexity/ping-pong.cone', 'ping-pong']) {
      await commands.executeCommand('lightcone.openExample', name);
      await shownProtocol('PingPong');
    }
  });
});

describe('what a check finds, in the editor', () => {
  before(lightcone);
  afterEach(closeEverything);

  it('fades what no scenario uses, and says what holds for no reason', async () => {
    const document = await openText('walkers.cone', WALKERS);
    const hints = await until('hints of both scenarios', () => {
      const found = languages
        .getDiagnostics(document.uri)
        .filter(({ code }) => typeof code === 'string' && code.includes('never'));
      return found.length >= 2 && found;
    });
    const action = hints.find(({ code }) => code === 'action-never-taken');
    assert.deepEqual([action?.severity, action?.tags], [DiagnosticSeverity.Hint, [DiagnosticTag.Unnecessary]]);
    const premise = hints.find(({ code }) => code === 'premise-never-holds');
    assert.equal(premise?.severity, DiagnosticSeverity.Information);
    assert.equal(document.getText(premise.range), 'w.home');
  });

  it('marks where a run that goes on for ever begins to repeat', async () => {
    const document = await openText('walkers-for-ever.cone', WALKERS);
    const problem = await until('the violation', () =>
      languages.getDiagnostics(document.uri).find(({ code }) => code === 'property-violated'),
    );
    assert.match(
      problem.message,
      /^Arrived breaks: .* for ever \(two\)\nWhat Arrived waits for is true in none of the 4 states\.\nAssumed: every action/,
    );
    const places = problem.relatedInformation?.map(({ message }) => message) ?? [];
    assert.equal(places.filter(message => message.endsWith('(from here on it repeats for ever)')).length, 1);
    const session = await showPreview(document);
    await until('the endless run', () => session.state.execution?.loop !== undefined);
  });

  it('shows only what matters of a run', async () => {
    const text = `protocol Two
role Counter { var n: 0..9 = 0  action raise when n < 9 { n += 1 } }
system { Counter: 3 }
invariant Small: no c in Counter: c.n > 1
scenario "three" { expect Small fails }
`;
    const session = await showPreview(await openText('two-counters.cone', text));
    await commands.executeCommand('lightcone.randomRun', 3);
    const before = session.state.execution?.steps.length ?? 0;
    assert.ok(before > 4, 'a run of many steps');
    await commands.executeCommand('lightcone.showOnlyWhatMatters');
    const shown = session.state.execution;
    assert.deepEqual(shown?.origin, { kind: 'shortened', property: 'Small' });
    assert.equal(shown.steps.length, 3);
    assert.equal(session.state.cursor, 2);
  });

  it('says at the name of a protocol what its comment says', async () => {
    const document = await openFile('impossibility/flp.cone');
    const at = document.positionAt(document.getText().search(/^protocol FLP/m) + 'protocol F'.length);
    const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', document.uri, at);
    const said = hovers
      .flatMap(({ contents }) => contents.map(content => (content as MarkdownString).value))
      .join('\n');
    assert.match(said, /Theorem \(Fischer, Lynch and Paterson/);
  });
});
