import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { Explorer, type Explored } from './explorer.ts';
import { minimum, seconds, times } from './figures.ts';
import { coneText, type BenchModel } from './models.ts';
import { printTable } from './table.ts';

const WANTED = 1.7;

interface Pair {
  readonly model: BenchModel;
  readonly alone: readonly Explored[];
  readonly together: readonly Explored[];
}

/** What a second worker gains, which needs a second processor that has nothing else to do. */
export async function printWorkers(
  models: readonly BenchModel[],
  { runs, helper }: { runs: number; helper: string },
): Promise<void> {
  if (models.length === 0) return;
  console.log(`Two workers and one, ${runs} runs of each in turns; there are ${availableParallelism()} processors`);
  const pairs: Pair[] = [];
  for (const model of models) pairs.push(await pairOf(model, runs, helper));
  printTable(
    ['', 'one s', 'two s', 'gain', 'wanted', 'processor s of one', 'of two', 'bytes/state of two'],
    pairs.map(row),
  );
}

async function pairOf(model: BenchModel, runs: number, helper: string): Promise<Pair> {
  const [one, two] = [await Explorer.start(), await Explorer.start()];
  const [alone, together]: [Explored[], Explored[]] = [[], []];
  const request = { text: coneText(model.file), scenario: model.scenario, helper };
  try {
    for (let run = 0; run < runs; run += 1) {
      alone.push(await one.explore({ ...request, options: { method: { workers: 1 } } }));
      together.push(await two.explore({ ...request, options: { method: { workers: 2 } } }));
    }
  } finally {
    one.dispose();
    two.dispose();
  }
  for (const { states, transitions, unmet } of [...alone, ...together]) {
    assert.deepEqual([states, transitions, unmet], [model.states, model.transitions, []], model.name);
  }
  return { model, alone, together };
}

function row({ model, alone, together }: Pair): string[] {
  const [one, two] = [alone, together].map(each => minimum(each, ({ wallMs }) => wallMs));
  const processor = [alone, together].map(each => seconds(minimum(each, ({ processorMs }) => processorMs)));
  const bytes = minimum(together, ({ memoryBytes }) => memoryBytes) / model.states;
  const [first, second] = [one ?? NaN, two ?? NaN];
  return [
    model.name,
    seconds(first),
    seconds(second),
    times(first / second),
    times(WANTED),
    ...processor,
    bytes.toFixed(1),
  ];
}
