import { readFileSync } from 'node:fs';
import { perSecond, seconds, whole } from './figures.ts';
import { exploreOften, type Exploration } from './measure.ts';
import { printTable } from './table.ts';

const MODELS = [
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

/** Protocols of the library with liveness and histories, in instances that are too large for the tests. */
export function printLibrary(examples: string, { runs, only }: { runs: number; only: string }): void {
  const models = MODELS.filter(({ name }) => name.includes(only));
  if (models.length === 0) return;
  console.log(`The library, larger: liveness on all fair runs and histories included (best of ${runs} runs)`);
  const header = ['', 'states', 'transitions', 'seconds', 'processor s', 'states/s', 'bytes/state'];
  const rows = models.map(({ name, file, more }) => {
    const text = `${readFileSync(`${examples}/${file}.cone`, 'utf8')}\nscenario "larger" { ${more} }\n`;
    return [name, ...cells(exploreOften(text, { scenario: 'larger', runs }))];
  });
  printTable(header, rows);
}

function cells({ result, wallMs, processorMs }: Exploration): string[] {
  return [
    whole(result.distinctStates),
    whole(result.generatedStates),
    seconds(wallMs),
    seconds(processorMs),
    perSecond(result.distinctStates, wallMs),
    (result.memoryBytes / result.distinctStates).toFixed(1),
  ];
}
