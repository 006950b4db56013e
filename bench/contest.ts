import assert from 'node:assert/strict';
import { Explorer, type Explored } from './explorer.ts';
import { minimum, perSecond, seconds, times, whole } from './figures.ts';
import { coneText, type BenchModel } from './models.ts';
import { spinVersion, Verifier, type PanRun } from './spin.ts';
import { printTable } from './table.ts';

/** What both did with one model, in turns. */
interface Contest {
  readonly model: BenchModel;
  readonly ours: readonly Explored[];
  /** None where SPIN is missing. */
  readonly theirs: readonly PanRun[];
  readonly made: Pick<Verifier, 'generating' | 'compiling'> | undefined;
}

const BYTES_PER_STATE_WANTED = 48;

/** Explores each model with Lightcone and with SPIN, in turns, and says how they compare. */
export async function printContests(models: readonly BenchModel[], runs: number): Promise<void> {
  const spin = spinVersion();
  if (models.length === 0) return;
  console.log(
    `Exploring everything, one thread, no reduction, ${runs} runs of each in turns` +
      (typeof spin === 'string' ? '' : `; SPIN ${spin.version}, -O2 -DSAFETY -DNOREDUCE`),
  );
  if (typeof spin === 'string') console.log(`  ${spin}`);
  const contests: Contest[] = [];
  for (const model of models) contests.push(await contest(model, runs, typeof spin !== 'string'));
  printTable(
    ['', 'by', 'states', 'transitions', 'first s', 'best s', 'processor s', 'states/s', 'bytes/state'],
    contests.flatMap(each => [ourRow(each), ...theirRow(each)]),
  );
  if (typeof spin === 'string') return;
  console.log(
    `How many times as many states a second as SPIN (and bytes a state, of which ${BYTES_PER_STATE_WANTED} are wanted at most)`,
  );
  printTable(['', '× SPIN', 'of processor time', 'wanted', 'bytes/state'], contests.map(ratioRow));
  console.log('Processor time that SPIN takes before it can begin, which is not in the figures above');
  printTable(
    ['', 'generating s', 'compiling s'],
    contests.map(({ model, made }) => [
      model.name,
      seconds(made?.generating.processorMs ?? NaN),
      seconds(made?.compiling.processorMs ?? NaN),
    ]),
  );
}

async function contest(model: BenchModel, runs: number, withSpin: boolean): Promise<Contest> {
  const explorer = await Explorer.start();
  const verifier = withSpin ? new Verifier(model.file, model.definitions) : undefined;
  const ours: Explored[] = [];
  const theirs: PanRun[] = [];
  try {
    const request = { text: coneText(model.file), scenario: model.scenario, options: {} };
    for (let run = 0; run < runs; run += 1) {
      ours.push(await explorer.explore(request));
      if (verifier !== undefined) theirs.push(verifier.run(model.states));
    }
  } finally {
    explorer.dispose();
    verifier?.dispose();
  }
  for (const explored of ours) assertOurs(model, explored);
  for (const run of theirs) assertTheirs(model, run);
  return { model, ours, theirs, made: verifier };
}

function assertOurs(model: BenchModel, { states, transitions, unmet }: Explored): void {
  assert.deepEqual(unmet, [], `expectations of ${model.name}`);
  assert.deepEqual([states, transitions], [model.states, model.transitions], `${model.name}, Lightcone`);
}

function assertTheirs(model: BenchModel, { states, transitions }: PanRun): void {
  assert.equal(states, model.states, `states of ${model.name}, SPIN`);
  // It rounds what is large.
  assert.equal(transitions.toPrecision(7), model.transitions.toPrecision(7), `transitions of ${model.name}, SPIN`);
}

function ourRow({ model, ours }: Contest): string[] {
  const bestMs = minimum(ours, ({ wallMs }) => wallMs);
  return [
    model.name,
    'Lightcone',
    ...ours.slice(0, 1).flatMap(({ states, transitions }) => [whole(states), whole(transitions)]),
    seconds(ours[0]?.wallMs ?? NaN),
    seconds(bestMs),
    seconds(minimum(ours, ({ processorMs }) => processorMs)),
    perSecond(model.states, bestMs),
    bytesPerState(model, ours).toFixed(1),
  ];
}

function theirRow({ model, theirs }: Contest): string[][] {
  const [first] = theirs;
  if (first === undefined) return [];
  const bestMs = minimum(theirs, ({ elapsedMs }) => elapsedMs);
  return [
    [
      '',
      'SPIN',
      whole(first.states),
      whole(first.transitions),
      seconds(first.elapsedMs),
      seconds(bestMs),
      seconds(minimum(theirs, ({ processorMs }) => processorMs)),
      perSecond(model.states, bestMs),
      (minimum(theirs, ({ memoryBytes }) => memoryBytes) / model.states).toFixed(1),
    ],
  ];
}

function ratioRow({ model, ours, theirs }: Contest): string[] {
  const wall = minimum(theirs, ({ elapsedMs }) => elapsedMs) / minimum(ours, ({ wallMs }) => wallMs);
  const processor = minimum(theirs, ({ processorMs }) => processorMs) / minimum(ours, ({ processorMs }) => processorMs);
  const wanted = model.wanted === undefined ? '' : times(model.wanted);
  return [model.name, times(wall), times(processor), wanted, bytesPerState(model, ours).toFixed(1)];
}

function bytesPerState(model: BenchModel, ours: readonly Explored[]): number {
  return minimum(ours, ({ memoryBytes }) => memoryBytes) / model.states;
}
