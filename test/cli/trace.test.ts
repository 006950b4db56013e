import { describe, it } from 'mocha';
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { SavedTrace } from '../../src/contract/savedTrace.ts';
import { shippedExamples } from '../support/protocols.ts';
import { runHere } from './fakeTerminal.ts';
import { schemaViolations } from './jsonSchema.ts';

const BACKUP = 'examples/replication/primary-backup.cone';

async function inFolder(act: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lightcone-'));
  try {
    await act(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('trace', () => {
  it('writes the shortest counterexample in each notation', async () => {
    const begins = {
      mermaid: /^sequenceDiagram\n {2}title PrimaryBackup, asynchronous replication: NoLostWrite breaks/,
      plantuml: /^@startuml\ntitle PrimaryBackup, /,
      shiviz: /^\(\?<host>\\S\*\) \(\?<clock>\{\.\*\}\)\\n\(\?<event>\.\*\)\n\nClient \{"Client": 1\}\n/,
      itf: /^\{\n {2}"#meta": \{\n {4}"format": "ITF",\n/,
      json: /^\{\n {2}"format": "lightcone-trace",\n {2}"version": 1,\n/,
      text: /^NoLostWrite breaks in 4 steps: Primary crashes\.\n/,
      svg: /^<svg [^>]*>\n<title>PrimaryBackup/,
    };
    for (const [format, beginning] of Object.entries(begins)) {
      const { status, out, error } = await runHere(['trace', BACKUP, '--format', format]);
      assert.deepEqual([status, error], [0, ''], format);
      assert.match(out, beginning);
    }
  });

  it('takes a scenario, a property, a seed and time as the other commands do', async () => {
    const argv = ['trace', 'examples/atomic-commit/two-phase-commit.cone', '--format', 'mermaid'];
    const stuck = await runHere([...argv, '--scenario', 'the coordinator dies', '--property', 'Termination']);
    assert.match(stuck.out, /Nothing changes any more#?.*Termination breaks\n/);
    assert.match((await runHere([...argv, '--seed', '5'])).out, /title TwoPhaseCommit, .*random run/i);
    assert.equal((await runHere([...argv, '--timed'])).status, 0);
    const unknown = await runHere([...argv, '--property', 'Nobody']);
    assert.equal(unknown.status, 2);
    assert.match(unknown.error, /There is no property Nobody/);
    const none = await runHere([...argv, '--property', 'Agreement']);
    assert.equal(none.status, 1);
    assert.match(none.error, /There is nothing to draw\./);
  });

  it('saves a trace that says which text it is of, and writes it again in any notation that keeps no values', () =>
    inFolder(async folder => {
      const file = join(folder, 'lost.cone-trace.json');
      const saved = await runHere(['trace', BACKUP, '--format', 'json', '--out', file]);
      assert.deepEqual(saved, {
        status: 0,
        out: `${file}: NoLostWrite breaks in 4 steps: Primary crashes.\n`,
        error: '',
      });
      const { protocol, cursor } = JSON.parse(readFileSync(file, 'utf8')) as SavedTrace;
      assert.equal(protocol.sha256, createHash('sha256').update(readFileSync(BACKUP)).digest('hex'));
      assert.equal(resolve(folder, protocol.file ?? ''), resolve(BACKUP));
      assert.equal(cursor, 4);
      for (const format of ['mermaid', 'plantuml', 'shiviz', 'text', 'svg', 'json']) {
        const again = await runHere(['trace', file, '--format', format]);
        const direct = await runHere(['trace', BACKUP, '--format', format]);
        assert.equal(again.status, 0);
        if (format !== 'json') assert.equal(again.out, direct.out, format);
        else assert.equal(again.out, readFileSync(file, 'utf8'));
      }
      const states = await runHere(['trace', file, '--format', 'itf']);
      assert.equal(states.status, 1);
      assert.match(states.error, /ITF needs them as values/);
      const odd = await runHere(['trace', file, '--scenario', 'x']);
      assert.equal(odd.status, 2);
      assert.match(odd.error, /A saved trace is one execution/);
    }));

  it('says why a file cannot be read or written', async () => {
    const none = await runHere(['trace', 'no-such.cone-trace.json']);
    assert.deepEqual([none.status, none.error], [2, 'no-such.cone-trace.json: error: There is no such file.\n']);
    const other = await runHere(['trace', 'package.json']);
    assert.equal(other.status, 2);
    assert.match(other.error, /^package\.json: error: This is not a trace of Lightcone/);
    const nowhere = await runHere(['trace', BACKUP, '--out', '/no/such/folder/x.mmd']);
    assert.equal(nowhere.status, 2);
    assert.match(nowhere.error, /cannot be written/);
  });

  it('saves a run of every example as docs/trace.schema.json says', async () => {
    const schema = JSON.parse(readFileSync('docs/trace.schema.json', 'utf8')) as Parameters<typeof schemaViolations>[0];
    for (const { file } of shippedExamples()) {
      const { status, out } = await runHere(['trace', file, '--seed', '2', '--format', 'json']);
      assert.equal(status, 0, file);
      assert.deepEqual(schemaViolations(schema, JSON.parse(out) as Parameters<typeof schemaViolations>[1]), [], file);
      const states = await runHere(['trace', file, '--seed', '2', '--format', 'itf']);
      assert.equal(states.status, 0, file);
      JSON.parse(states.out);
    }
  });
});
