import assert from 'node:assert/strict';
import { Explorer, type Explored } from './explorer.ts';
import { minimum, milliseconds, whole } from './figures.ts';
import { coneText, SYMMETRIC_COMMIT } from './models.ts';
import { spinVersion, Verifier } from './spin.ts';
import { printTable } from './table.ts';

/** Far more than there are orbits: who does not take together what is symmetric is stopped here. */
const STATES_MAX = 500_000;

/** What symmetry makes of many participants, and how many states SPIN finds where it was used by hand. */
export async function printSymmetric(runs: number): Promise<void> {
  const { name, file, scenario, orbits, definitions, states } = SYMMETRIC_COMMIT;
  const text = coneText(file);
  const options = { method: { symmetry: true }, bounds: { statesMax: STATES_MAX } };
  const explorer = await Explorer.start();
  const ours: Explored[] = [];
  try {
    for (let run = 0; run < runs; run += 1) ours.push(await explorer.explore({ text, scenario, options }));
  } finally {
    explorer.dispose();
  }
  console.log(`With symmetry: ${name} (best of ${runs} runs)`);
  const reduction = ours[0]?.reductions.find(({ kind }) => kind === 'symmetry');
  if (reduction?.used !== true) {
    console.log(`  Not used: ${reduction?.reason ?? 'this build has none.'}\n`);
    return;
  }
  for (const explored of ours) assert.deepEqual([explored.states, explored.unmet], [states, []], name);
  const theirs = orbitsBySpin(orbits, definitions, states);
  printTable(
    ['', 'states', 'transitions', 'time', 'SPIN, by hand'],
    [
      [
        name,
        whole(states),
        whole(ours[0]?.transitions ?? NaN),
        milliseconds(minimum(ours, ({ wallMs }) => wallMs)),
        theirs,
      ],
    ],
  );
}

function orbitsBySpin(file: string, definitions: readonly string[], states: number): string {
  if (typeof spinVersion() === 'string') return 'not installed';
  const verifier = new Verifier(file, definitions);
  const found = verifier.run(states).states;
  verifier.dispose();
  assert.equal(found, states, 'orbits, SPIN');
  return `${whole(found)} states`;
}
