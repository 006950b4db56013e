import assert from 'node:assert/strict';
import { afterEach, before, describe, it } from 'mocha';
import type {
  CodeAction,
  CompletionList,
  DocumentSymbol,
  FoldingRange,
  Hover,
  Location,
  Position,
  SemanticTokens,
  TextDocument,
  TextEdit,
} from 'vscode';
import { commands, DiagnosticSeverity, languages, MarkdownString, Range, workspace, WorkspaceEdit } from 'vscode';
import { closeEverything, lightcone, openFile, openText, typeInto, until } from './host.ts';

function positionOf(document: TextDocument, text: string, inside = 1): Position {
  const offset = document.getText().indexOf(text);
  assert.ok(offset >= 0, `the text has ${text}`);
  return document.positionAt(offset + inside);
}

async function ask<T>(command: string, ...values: unknown[]): Promise<T> {
  return await commands.executeCommand<T>(`vscode.${command}`, ...values);
}

function textOf(hover: Hover | undefined): string {
  return (hover?.contents ?? []).map(part => (part instanceof MarkdownString ? part.value : '')).join('\n');
}

describe('the language in the editor', () => {
  let document: TextDocument;
  before(lightcone);
  afterEach(closeEverything);

  it('explains failures, and says what a name is', async () => {
    document = await openFile('atomic-commit/two-phase-commit.cone');
    const [failure] = await ask<Hover[]>('executeHoverProvider', document.uri, positionOf(document, 'crash: 1'));
    assert.match(textOf(failure), /crash/i);
    assert.ok(textOf(failure).length > 300, 'causes, signs and remedies');
    const [name] = await ask<Hover[]>(
      'executeHoverProvider',
      document.uri,
      positionOf(document, 'Decide(outcome: Outcome)'),
    );
    assert.match(textOf(name), /message Decide\(outcome: Outcome\)/);
  });

  it('completes', async () => {
    document = await openFile('atomic-commit/two-phase-commit.cone');
    const { items } = await ask<CompletionList>(
      'executeCompletionItemProvider',
      document.uri,
      positionOf(document, 'send Prepare', 'send '.length),
    );
    const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    for (const message of ['Prepare', 'Vote', 'Decide']) assert.ok(labels.includes(message), message);
  });

  it('finds declarations and uses, and renames them all', async () => {
    document = await openFile('atomic-commit/two-phase-commit.cone');
    const use = positionOf(document, 'send Decide', 'send D'.length);
    const [declaration] = await ask<Location[]>('executeDefinitionProvider', document.uri, use);
    assert.match(document.lineAt(declaration?.range.start.line ?? 0).text, /^message Decide/);
    const places = await ask<Location[]>('executeReferenceProvider', document.uri, use);
    assert.equal(places.length, 3);
    const renaming = await ask<WorkspaceEdit>('executeDocumentRenameProvider', document.uri, use, 'Verdict');
    assert.ok(await workspace.applyEdit(renaming));
    assert.doesNotMatch(document.getText(), /Decide/);
    assert.equal(document.getText().match(/Verdict/g)?.length, 3);
  });

  it('refuses a name that would change the meaning, with a reason', async () => {
    document = await openFile('atomic-commit/two-phase-commit.cone');
    const use = positionOf(document, 'send Decide', 'send D'.length);
    await assert.rejects(ask<WorkspaceEdit>('executeDocumentRenameProvider', document.uri, use, 'Vote'), /Vote/);
  });

  it('has an outline, folds, and colours names by what they are', async () => {
    document = await openFile('atomic-commit/two-phase-commit.cone');
    const symbols = await ask<DocumentSymbol[]>('executeDocumentSymbolProvider', document.uri);
    const names = symbols.map(({ name }) => name);
    for (const name of ['Coordinator', 'Participant', 'Agreement', 'reliable network']) {
      assert.ok(
        names.some(known => known.includes(name)),
        name,
      );
    }
    const folds = await ask<FoldingRange[]>('executeFoldingRangeProvider', document.uri);
    const role = positionOf(document, 'role Coordinator').line;
    assert.ok(folds.some(({ start }) => start === role));
    const tokens = await ask<SemanticTokens>('provideDocumentSemanticTokens', document.uri);
    assert.ok(tokens.data.length > 100);
  });

  it('formats, keeps comments, and formats what is formatted to itself', async () => {
    const messy = 'protocol   P // why\nrole R{var x:int=0\naction a{x+=1}}\nsystem{R:1}\n';
    document = await openText('messy.cone', messy);
    const options = { tabSize: 4, insertSpaces: true };
    const edits = await ask<TextEdit[]>('executeFormatDocumentProvider', document.uri, options);
    assert.equal(edits.length > 0, true);
    const edit = new WorkspaceEdit();
    edit.set(document.uri, edits);
    assert.ok(await workspace.applyEdit(edit));
    const formatted = document.getText();
    assert.match(formatted, /\/\/ why/);
    assert.match(formatted, /^role R \{ var x: int = 0$/m);
    const again = await ask<TextEdit[] | undefined>('executeFormatDocumentProvider', document.uri, options);
    assert.deepEqual(again ?? [], []);
  });

  it('complains while typing, with a quick fix', async () => {
    document = await openText('typo.cone', 'protocol P\nrole Server { }\nsystem { Server: 1 }\n');
    await typeInto(document, 'protocol P\nrole Server { }\nsystem { Serve: 1 }\n');
    const problem = await until('a problem', () =>
      languages.getDiagnostics(document.uri).find(({ code }) => code === 'unknown-name'),
    );
    assert.match(problem.message, /Serve/);
    const actions = await ask<CodeAction[]>('executeCodeActionProvider', document.uri, problem.range);
    const fix = actions.find(({ title }) => title.startsWith('Change'));
    assert.ok(fix?.edit, actions.map(({ title }) => title).join());
    assert.ok(await workspace.applyEdit(fix.edit));
    assert.match(document.getText(), /system \{ Server: 1 \}/);
    await until('no problem', () =>
      languages.getDiagnostics(document.uri).every(({ severity }) => severity !== DiagnosticSeverity.Error),
    );
  });

  it('puts a violated property on its line, with a place for each step of the counterexample', async () => {
    document = await openText(
      'broken.cone',
      [
        'protocol P',
        'role Counter {',
        '  var n: 0..3 = 0',
        '  action raise when n < 3 { n += 1 }',
        '}',
        'system { Counter: 1 }',
        'invariant Small: all c in Counter: c.n < 2',
        '',
      ].join('\n'),
    );
    const problem = await until('a violation', () =>
      languages.getDiagnostics(document.uri).find(({ code }) => code === 'property-violated'),
    );
    assert.match(problem.message, /Small breaks in 2 steps/);
    assert.equal(problem.severity, DiagnosticSeverity.Error);
    assert.equal(problem.range.start.line, 6);
    assert.deepEqual(
      problem.relatedInformation?.map(({ message, location }) => [message, location.range.start.line]),
      [
        ['1: act raise at Counter', 3],
        ['2: act raise at Counter', 3],
      ],
    );
    await typeInto(document, document.getText().replace('c.n < 2', 'c.n < 4'));
    await until('no violation', () =>
      languages.getDiagnostics(document.uri).every(({ code }) => code !== 'property-violated'),
    );
  });

  it('puts an expectation that is not met on its line', async () => {
    document = await openFile('complexity/ping-pong.cone');
    await typeInto(document, document.getText().replace('expect 11 states', 'expect 12 states'));
    const problem = await until('an unmet expectation', () =>
      languages.getDiagnostics(document.uri).find(({ code }) => code === 'expectation-not-met'),
    );
    assert.match(problem.message, /expect 12 states.*There are 11 states/);
    assert.equal(
      document.getText(new Range(problem.range.start.line, 0, problem.range.end.line, 99)).trim(),
      'expect 12 states',
    );
  });

  it('shows counts and verdicts above declarations', async () => {
    document = await openFile('atomic-commit/two-phase-commit.cone');
    const titles = await until('lenses', async () => {
      const lenses = await ask<{ command?: { title: string } }[]>('executeCodeLensProvider', document.uri);
      const found = lenses.map(({ command }) => command?.title ?? '');
      return found.some(title => title.includes('all explored')) && found;
    });
    assert.ok(titles.some(title => /2,004 states/.test(title)));
    assert.ok(titles.some(title => /Agreement holds in all 2,004 states/.test(title)));
  });
});
