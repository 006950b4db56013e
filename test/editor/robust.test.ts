import assert from 'node:assert/strict';
import { afterEach, before, describe, it } from 'mocha';
import { commands, DiagnosticSeverity, languages, window } from 'vscode';
import type { LightconeApi } from '../../src/extension/activation.ts';
import { ENDLESS } from '../worker/protocols.ts';
import {
  checked,
  closeEverything,
  lightcone,
  openFile,
  openText,
  sessionOf,
  showPreview,
  typeInto,
  until,
} from './host.ts';

const SMALL = 'protocol P\nrole R { var x: bool = false  action a { x = !x } }\nsystem { R: 2 }\n';

/** A protocol that nobody has checked before: what was checked is remembered. */
function endless(counters: number): string {
  return ENDLESS.replace('Counter: 3', `Counter: ${String(counters)}`);
}

describe('trouble', () => {
  let api: LightconeApi;
  before(async () => {
    api = await lightcone();
  });
  afterEach(closeEverything);

  it('with the engine ended from outside: it starts again, says so once, and finishes what it was asked', async () => {
    const document = await openText('endless-3.cone', endless(3));
    const session = await showPreview(document);
    await until('progress', () => (session.state.report?.counts.distinctStates ?? 0) > 0);
    api.restartEngine('A test ended it.');
    const notice = await until('a notice', () => session.state.notice);
    assert.match(notice, /A test ended it/);
    await typeInto(document, SMALL);
    const { report } = await until(
      'a check',
      () => session.state.report?.protocol === 'P' && session.state.report.finished && session.state,
    );
    assert.equal(report?.counts.distinctStates, 4);
  });

  it('with a panel closed in the middle of a search: the next one shows what was found', async () => {
    const document = await openText('endless-4.cone', endless(4));
    const session = await showPreview(document);
    await until('a search', () => session.state.checking);
    await commands.executeCommand('workbench.action.closeEditorsInOtherGroups');
    assert.equal(api.previews.of(document.uri), undefined);
    await typeInto(document, SMALL);
    await showPreview(document);
    assert.equal((await checked(session)).report?.counts.distinctStates, 4);
  });

  it('with a search that has no end: it can be cancelled, and the next key works', async () => {
    const document = await openText('endless-5.cone', endless(5));
    const session = await showPreview(document);
    await until('a search', () => session.state.checking);
    await commands.executeCommand('lightcone.cancelCheck');
    await until('its end', () => !session.state.checking);
    await typeInto(document, SMALL);
    await until('the next check', () => session.state.report?.protocol === 'P' && session.state.report.finished);
  });

  it('with bytes that are no text: a problem, and no harm', async () => {
    const bytes = Uint8Array.from({ length: 4096 }, (_, i) => ((i * 7919) % 251) + 1);
    const document = await openText('bytes.cone', bytes);
    await until('a problem', () =>
      languages.getDiagnostics(document.uri).some(({ severity }) => severity === DiagnosticSeverity.Error),
    );
    const session = await sessionOf(document);
    assert.equal(session.state.staleness.kind, 'broken');
    await commands.executeCommand('lightcone.showPreviewToSide');
    await commands.executeCommand('lightcone.stepForward');
    await typeInto(document, SMALL);
    await until('a check', () => session.state.report?.finished);
  });

  it('with a very long text: the editor stays usable', async () => {
    const line = '// A comment that goes on and on, and says nothing at all.\n';
    const document = await openText('long.cone', `${line.repeat(18_000)}${SMALL}`);
    const session = await sessionOf(document);
    await until('an answer', () => session.state.staleness.kind === 'broken' || session.state.report !== undefined);
    await openFile('complexity/ping-pong.cone');
    const small = window.activeTextEditor?.document;
    assert.ok(small);
    await checked(await sessionOf(small));
  });

  it('with deep nesting: a problem at its place', async () => {
    const deep = `protocol P\nfn f(): int = ${'('.repeat(20_000)}1${')'.repeat(20_000)}\n`;
    const document = await openText('deep.cone', deep);
    const problem = await until('a problem', () =>
      languages.getDiagnostics(document.uri).find(({ severity }) => severity === DiagnosticSeverity.Error),
    );
    assert.ok(problem.message.length > 10);
  });

  it('with a handler that loops: a violation, not a hanging engine', async () => {
    const text = `protocol P
role R {
  var x: set of 0..9 = {}
  action a { for i in 0..9999 { for j in 0..9999 { for k in 0..9999 { x += 1 } } } }
}
system { R: 1 }
`;
    const document = await openText('loops.cone', text);
    const session = await sessionOf(document);
    const { report } = await checked(session);
    assert.ok(
      report?.properties.some(({ kind, verdict }) => kind === 'error' && verdict === 'violated'),
      JSON.stringify(report?.failure),
    );
  });
});
