import { milliseconds, minimum, times } from './figures.ts';
import { conePath, SMALL_COMMIT } from './models.ts';
import { spinVersion, Verifier } from './spin.ts';
import { printTable } from './table.ts';
import { timedCall } from './timedCall.ts';

const WANTED = 0.1;

interface Took {
  readonly wallMs: number;
  readonly processorMs: number;
}

/** From a file to the verdict, with all that has to be generated, compiled and started on the way. */
export function printFromFile(cli: string, runs: number): void {
  const { name, file, scenario } = SMALL_COMMIT;
  const spin = spinVersion();
  console.log(`From file to verdict: ${name} (best of ${runs} runs of each, in turns)`);
  if (typeof spin === 'string') console.log(`  ${spin}`);
  const ours: Took[] = [];
  const theirs: Took[] = [];
  const args = [cli, 'check', conePath(file), '--scenario', scenario];
  for (let run = 0; run < runs; run += 1) {
    ours.push(timedCall(process.execPath, args, '.'));
    if (typeof spin !== 'string') theirs.push(fromFileBySpin());
  }
  printTable(
    ['', 'time', 'processor time'],
    [row('lightcone check', ours), ...(theirs.length === 0 ? [] : [row('spin -a, gcc and pan', theirs)])],
  );
  if (theirs.length === 0) return;
  const wall = minimum(ours, ({ wallMs }) => wallMs) / minimum(theirs, ({ wallMs }) => wallMs);
  const processor = minimum(ours, ({ processorMs }) => processorMs) / minimum(theirs, ({ processorMs }) => processorMs);
  printTable(
    ['', 'of the time', 'of processor time', 'wanted'],
    [['lightcone check, of what SPIN takes', times(wall), times(processor), times(WANTED)]],
  );
}

function row(name: string, took: readonly Took[]): string[] {
  const wall = minimum(took, ({ wallMs }) => wallMs);
  return [name, milliseconds(wall), milliseconds(minimum(took, ({ processorMs }) => processorMs))];
}

function fromFileBySpin(): Took {
  const { file, definitions, states } = SMALL_COMMIT;
  const verifier = new Verifier(file, definitions);
  const parts = [verifier.generating, verifier.compiling, verifier.run(states)];
  verifier.dispose();
  const sum = (of: (took: Took) => number): number => parts.reduce((total, part) => total + of(part), 0);
  return { wallMs: sum(({ wallMs }) => wallMs), processorMs: sum(({ processorMs }) => processorMs) };
}
