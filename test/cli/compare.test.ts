import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { runHere } from './fakeTerminal.ts';
import { schemaViolations } from './jsonSchema.ts';

type Schema = Parameters<typeof schemaViolations>[0];

function walk(n: number): string {
  return `protocol Walk
role Walker { var n: 0..9 = 0  action walk when n < ${n} { n += 1 } }
system { Walker: 1 }
invariant Safe: all w in Walker: w.n < 3
scenario "alone" { }
scenario "${n === 2 ? 'gone' : 'new'}" { }
`;
}

describe('lightcone compare', () => {
  let folder: string;
  let files: readonly [string, string];
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'lightcone-compare-'));
    files = [join(folder, 'old.cone'), join(folder, 'new.cone')];
    writeFileSync(files[0], walk(2));
    writeFileSync(files[1], walk(3));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('says what changed, and fails as diff does', async () => {
    const { status, out, error } = await runHere(['compare', ...files]);
    assert.equal(status, 1, error);
    assert.deepEqual(out.replaceAll(folder, '').split('\n'), [
      '/old.cone → /new.cone',
      'In “alone”, Safe was “holds” and is “breaks in 3 steps” now.',
      '',
      'scenario "alone"',
      '  Safe: holds → breaks in 3 steps',
      '  states: 3 → 4  +1 (+33 %)',
      '  transitions: 3 → 4  +1 (+33 %)',
      '  depth: 2 → 3  +1 (+50 %)',
      '',
      'scenario "new", new',
      '  Safe: not there → breaks in 3 steps',
      '  error: not there → none',
      '  states: 4',
      '  transitions: 4',
      '  depth: 3',
      '',
      'scenario "gone", gone',
      '  Safe: holds → not there',
      '  error: none → not there',
      '  states: 3',
      '  transitions: 3',
      '  depth: 2',
      '',
    ]);
  });

  it('succeeds where nothing changed, and takes one version from the standard input', async () => {
    const { status, out } = await runHere(['compare', '-', files[0]], { input: `${walk(2)}// a comment\n` });
    assert.equal(status, 0);
    assert.match(out, /Nothing changed: the same verdicts and counts in all 2 scenarios\./);
  });

  it('prints what its schema says', async () => {
    const schema = JSON.parse(readFileSync('docs/compare-report.schema.json', 'utf8')) as Schema;
    const { status, out } = await runHere(['compare', '--json', ...files, '--states-max', '3']);
    assert.equal(status, 1);
    const found = JSON.parse(out) as Parameters<typeof schemaViolations>[1];
    assert.deepEqual(schemaViolations(schema, found), []);
    assert.match(out, /After, the search stopped at the limit of 3 states/);
  });

  it('says what is wrong with either file', async () => {
    const missing = await runHere(['compare', files[0], join(folder, 'none.cone')]);
    assert.deepEqual([missing.status, missing.out], [2, '']);
    assert.match(missing.error, /none\.cone/);
    const both = await runHere(['compare', '-', '-'], { input: walk(2) });
    assert.deepEqual([both.status, both.out], [2, '']);
    assert.match(both.error, /Only one of both versions can come from the standard input/);
    const ended = await runHere(['compare', ...files], { interrupted: true });
    assert.equal(ended.status, 130);
  });
});
