import Mocha from 'mocha';
import { appendFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { format } from 'node:util';
import { countsVariable, reportVariable, writeCounts } from '../support/counts.ts';
import { runMocha } from '../support/mochaRun.ts';

/** What VS Code calls in its extension host: runs the bundles beside this one, or those `LIGHTCONE_TESTS` names. */
export async function run(): Promise<void> {
  const report = process.env[reportVariable] ?? '';
  // The console of an extension host is full of VS Code's own messages, so mocha writes into a file.
  Mocha.reporters.Base.consoleLog = (...line: unknown[]) => appendFileSync(report, `${format(...line)}\n`);
  const wanted = process.env['LIGHTCONE_TESTS'] ?? '';
  const files = (await readdir(__dirname)).filter(file => file.endsWith('.test.cjs') && file.startsWith(wanted)).sort();
  const counts = await runMocha(
    files.map(file => join(__dirname, file)),
    { reporter: 'spec' },
  );
  await writeCounts(process.env[countsVariable] ?? '', counts);
  if (counts.failed > 0) throw new Error(`${counts.failed} failed`);
}
