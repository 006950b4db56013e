import { existsSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { readArguments, USAGE, type BenchArguments, type Part } from './arguments.ts';
import { printContests } from './contest.ts';
import { printDiagram } from './diagram.ts';
import { printFromFile } from './fromFile.ts';
import { printLatencies } from './latency.ts';
import { printLibrary } from './library.ts';
import { CONTESTS, type BenchModel } from './models.ts';
import { printSymmetric } from './symmetric.ts';
import { printWorkers } from './workers.ts';

/**
 * `npm run bench`: how long a verdict takes, how many states a second are explored, and how SPIN does beside it. Figures
 * depend on the machine and on what else it does, so both are printed with them. Nothing here fails for being slow; two
 * checkers that count differently do fail it.
 */

const root = fileURLToPath(new URL('..', import.meta.url));
const cli = `${root}dist/cli.js`;
const helper = `${root}dist/search-helper.cjs`;

async function measure(part: Part, { runs, only }: BenchArguments): Promise<void> {
  switch (part) {
    case 'latency':
      await withBuilt(cli, () => printLatencies(`${root}test/fixtures/oracles/two-phase-commit.cone`, cli));
      break;
    case 'spin':
      await printContests(named(CONTESTS, only), runs);
      break;
    case 'verdict':
      await withBuilt(cli, () => printFromFile(cli, runs));
      break;
    case 'workers':
      await withBuilt(helper, () => printWorkers(named(CONTESTS, only), { runs, helper }));
      break;
    case 'symmetry':
      await printSymmetric(runs);
      break;
    case 'diagram':
      await printDiagram(runs);
      break;
    case 'library':
      printLibrary(`${root}examples`, { runs, only });
      break;
  }
}

function named(models: readonly BenchModel[], only: string): readonly BenchModel[] {
  return models.filter(({ name }) => name.includes(only));
}

async function withBuilt(file: string, print: () => void | Promise<void>): Promise<void> {
  if (existsSync(file)) await print();
  else console.log('Run «npm run build» first: there is nothing to measure.\n');
}

function load(when: string): string {
  const averages = loadavg().map(average => average.toFixed(1));
  return `Load ${when}: ${averages.join(' ')} (1, 5 and 15 minutes)`;
}

const asked = readArguments(process.argv.slice(2));
if (typeof asked === 'string') {
  console.error(`${asked}\n${USAGE}`);
  process.exitCode = 2;
} else {
  const [processor] = cpus();
  console.log(
    `Node ${process.version}, ${availableParallelism()} cores of ${processor?.model ?? 'an unknown processor'}`,
  );
  console.log(`${load('before')}\n`);
  for (const part of asked.parts) await measure(part, asked);
  console.log(load('after'));
}
