import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { commandLineMs, exploreOften, verdictMs, type Exploration } from './measure.ts';
import { printTable } from './table.ts';

/**
 * `npm run bench`: how long a verdict takes and how many states a second are explored. Figures depend on the machine
 * and on what else it does, so both are printed with them; nothing here fails for being slow.
 */

const root = fileURLToPath(new URL('..', import.meta.url));
const oracle = (name: string): string => `${root}test/fixtures/oracles/${name}.cone`;
const twoPhaseCommit = oracle('two-phase-commit');

function main(): void {
  const [processor] = cpus();
  console.log(
    `Node ${process.version}, ${availableParallelism()} cores of ${processor?.model ?? 'an unknown processor'}`,
  );
  console.log(
    `Load before: ${loadavg()
      .map(load => load.toFixed(1))
      .join(' ')} (1, 5 and 15 minutes)\n`,
  );
  printLatencies();
  printThroughput();
  printLibrary();
  console.log(
    `Load after: ${loadavg()
      .map(load => load.toFixed(1))
      .join(' ')}`,
  );
}

function printLatencies(): void {
  const text = readFileSync(twoPhaseCommit, 'utf8');
  const { firstMs, bestMs } = verdictMs(text, '5', 20);
  const rows = [
    ['parse and verdict in a process that has just started', milliseconds(firstMs), ''],
    ['the same again, as after a keystroke (best of 20)', milliseconds(bestMs), '100 ms'],
  ];
  const cli = `${root}dist/cli.js`;
  if (existsSync(cli)) {
    const runs = commandLineMs(cli, ['check', twoPhaseCommit, '--scenario', '5'], 6);
    rows.push(['process start to verdict, first run', milliseconds(runs.firstMs), '']);
    rows.push(['process start to verdict, best of the next 5', milliseconds(runs.bestMs), '300 ms']);
  } else {
    rows.push(['process start to verdict', 'run «npm run build» first', '300 ms']);
  }
  console.log('Two-phase commit with 5 participants, 8,832 states');
  printTable(['', 'time', 'wanted'], rows);
}

function printThroughput(): void {
  const models = [
    { name: 'two-phase commit 6', file: twoPhaseCommit, scenario: '6', runs: 3 },
    { name: 'two-phase commit 7', file: twoPhaseCommit, scenario: '7', runs: 3 },
    { name: 'two-phase commit 8', file: twoPhaseCommit, scenario: '8', runs: 3 },
    { name: "Lamport's mutex, 3 nodes", file: oracle('lamport-mutex'), scenario: 'three', runs: 2 },
  ];
  console.log('Exploring everything, one worker (best run; wanted: 250,000 states/s on two-phase commit 8)');
  const header = ['', 'states', 'generated', 'seconds', 'processor s', 'states/s', 'generated/s', 'bytes/state'];
  printTable(
    header,
    models.map(model => [model.name, ...cells(exploreOften(readFileSync(model.file, 'utf8'), model))]),
  );
}

/** Protocols of the library with liveness and histories, in instances that are too large for the tests. */
function printLibrary(): void {
  const models = [
    { name: 'two-phase commit, 5 participants', file: 'atomic-commit/two-phase-commit', more: 'Participant: 5' },
    {
      name: 'the same, the coordinator dies',
      file: 'atomic-commit/two-phase-commit',
      more: 'Participant: 5 faults { crash: 1 of Coordinator }',
    },
    { name: 'ABD register, 2 readers', file: 'replication/abd', more: '' },
    { name: "Raft's log, four terms", file: 'consensus/raft-log', more: 'terms = 4' },
    { name: 'ring election, 7 servers', file: 'leader-election/ring-election', more: 'Server: 7' },
  ];
  console.log('The library, larger: liveness on all fair runs and histories included (best of 2 runs)');
  const header = ['', 'states', 'generated', 'seconds', 'processor s', 'states/s', 'generated/s', 'bytes/state'];
  const rows = models.map(({ name, file, more }) => {
    const text = `${readFileSync(`${root}examples/${file}.cone`, 'utf8')}\nscenario "larger" { ${more} }\n`;
    return [name, ...cells(exploreOften(text, { scenario: 'larger', runs: 2 }))];
  });
  printTable(header, rows);
}

function cells({ result, wallMs, processorMs }: Exploration): string[] {
  const perSecond = (count: number): string => whole((count / wallMs) * 1000);
  return [
    whole(result.distinctStates),
    whole(result.generatedStates),
    (wallMs / 1000).toFixed(2),
    (processorMs / 1000).toFixed(2),
    perSecond(result.distinctStates),
    perSecond(result.generatedStates),
    (result.memoryBytes / result.distinctStates).toFixed(1),
  ];
}

function milliseconds(ms: number): string {
  return `${ms.toFixed(0)} ms`;
}

function whole(count: number): string {
  return Math.round(count).toLocaleString('en');
}

main();
