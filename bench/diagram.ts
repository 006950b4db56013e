import { diagramTimes } from '../test/webview/support/diagramTimes.ts';
import { milliseconds } from './figures.ts';
import { printTable } from './table.ts';

const STEPS = 5000;

/** What somebody waits for who looks at a long run: its first picture, a step, and the cones of an event. */
export async function printDiagram(runs: number): Promise<void> {
  const { first, scrub, hover, elements } = await diagramTimes(STEPS, runs);
  console.log(`Space-time diagram of 5,000 steps in a browser, ${String(elements)} elements in the page`);
  printTable(
    ['', 'best', 'median', 'worst', 'wanted'],
    [
      ['first picture, from its message', ...spread(first), '500 ms'],
      ['a step forward', ...spread(scrub), '50 ms'],
      ['the pointer on an event', ...spread(hover), '50 ms'],
    ],
  );
}

function spread(times: readonly number[]): readonly string[] {
  const sorted = times.toSorted((a, b) => a - b);
  return [sorted[0], sorted[Math.floor(sorted.length / 2)], sorted.at(-1)].map(each => milliseconds(each ?? 0));
}
