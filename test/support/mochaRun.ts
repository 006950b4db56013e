import Mocha from 'mocha';
import type { Counts } from './counts.ts';

/** Runs test files in this process and tells how they ended. A test that is skipped counts as failed. */
export async function runMocha(files: readonly string[], options: Mocha.MochaOptions): Promise<Counts> {
  const mocha = new Mocha({ timeout: 180_000, color: false, forbidOnly: true, forbidPending: true, ...options });
  for (const file of files) mocha.addFile(file);
  // An extension host knows the module «vscode» only by require, which is how mocha loads what nobody loaded before.
  if (!files.every(file => file.endsWith('.cjs'))) await mocha.loadFilesAsync();
  return new Promise(resolve => {
    const runner = mocha.run(() => resolve({ passed: runner.stats?.passes ?? 0, failed: runner.stats?.failures ?? 0 }));
  });
}
