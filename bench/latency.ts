import { readFileSync } from 'node:fs';
import { milliseconds } from './figures.ts';
import { commandLineMs, verdictMs } from './measure.ts';
import { printTable } from './table.ts';

/** How long somebody waits for a verdict on a protocol with a few thousand states. */
export function printLatencies(file: string, cli: string): void {
  const { firstMs, bestMs } = verdictMs(readFileSync(file, 'utf8'), '5', 20);
  const runs = commandLineMs(cli, ['check', file, '--scenario', '5'], 6);
  console.log('Two-phase commit, 5 participants, 8,832 states');
  printTable(
    ['', 'time', 'wanted'],
    [
      ['parse and verdict in a process that has just started', milliseconds(firstMs), ''],
      ['the same again, as after a keystroke (best of 20)', milliseconds(bestMs), '100 ms'],
      ['process start to verdict, first run', milliseconds(runs.firstMs), ''],
      ['process start to verdict, best of the next 5', milliseconds(runs.bestMs), '300 ms'],
    ],
  );
}
