import { present } from '../base/assert.ts';
import { rowWith, waitingRow } from '../contract/matrix.ts';
import type { Matrix, MatrixColumn, MatrixRow } from '../contract/matrix.ts';
import type { Instance } from '../model/instance.ts';
import { loadVariants } from '../worker/variants.ts';
import type { MatrixOptions } from './arguments.ts';
import { explore, type Exploring } from './explore.ts';
import { loadSubject } from './load.ts';
import { matrixOutput } from './matrixJson.ts';
import { matrixText } from './matrixText.ts';
import { boundsIn, methodIn } from './searchArguments.ts';
import { styleFor } from './style.ts';
import { exitStatus, type Terminal } from './terminal.ts';

/** `lightcone matrix`: which failures each property withstands. It asserts nothing, so it succeeds whatever it finds. */
export async function matrix(options: MatrixOptions, terminal: Terminal): Promise<number> {
  const subject = await loadSubject(options, terminal);
  if (subject === undefined) return exitStatus.wrong;
  const instance = present(subject.instances[0], 'a protocol has a scenario');
  const { file, json = false } = options;
  const [bounds, method] = [boundsIn(options), methodIn(options)];
  let interrupted = false;
  const stopListening = terminal.onInterrupt(() => (interrupted = true));
  const isInterrupted = (): boolean => interrupted;
  const found = await filledMatrix(instance, { bounds, method, terminal, isInterrupted });
  stopListening();
  if (json) terminal.out.write(`${JSON.stringify(matrixOutput(file, found), undefined, 2)}\n`);
  else terminal.out.write(matrixText(subject.protocol.name, found, styleFor(terminal.out)));
  return isInterrupted() ? exitStatus.interrupted : exitStatus.met;
}

/** Explores row by row; what is left when it is interrupted stays as it is: waiting. */
async function filledMatrix(declared: Instance, exploring: Exploring): Promise<Matrix> {
  const columns: readonly MatrixColumn[] = [
    ...declared.protocol.properties.map(({ name, kind }) => ({ property: name, kind })),
    { property: 'error', kind: 'error' },
  ];
  const rows: MatrixRow[] = [];
  for (const { outline, instance } of loadVariants(declared)) {
    if (instance === undefined || exploring.isInterrupted()) {
      rows.push(waitingRow(outline, columns));
      continue;
    }
    const { report } = await explore(instance, { ...exploring, name: outline.name });
    rows.push(rowWith(outline, columns, report, true));
  }
  return { scenario: declared.scenario.name, columns, rows };
}
