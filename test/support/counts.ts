import { readFile, rm, writeFile } from 'node:fs/promises';

/** How many tests, or checks that are not tests, ended which way. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

export const noCounts: Counts = { passed: 0, failed: 0 };

export function sum(counts: readonly Counts[]): Counts {
  return counts.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), noCounts);
}

/** Where a run of mocha in another process leaves its counts: the file this variable names. */
export const countsVariable = 'LIGHTCONE_COUNTS';

/** Where a run inside an extension host writes what mocha prints: the file this variable names. */
export const reportVariable = 'LIGHTCONE_REPORT';

export async function writeCounts(file: string, counts: Counts): Promise<void> {
  await writeFile(file, JSON.stringify(counts));
}

/** Reads and removes what a run left; `undefined` when it ended before it had counts. */
export async function takeCounts(file: string): Promise<Counts | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  await rm(file, { force: true });
  return text === undefined ? undefined : (JSON.parse(text) as Counts);
}
