import { existsSync } from 'node:fs';
import { noCounts, sum } from '../support/counts.ts';
import { readArguments, usageOf } from './arguments.ts';
import { cancelStress } from './cancelStress.ts';
import { helperStress } from './helperStress.ts';
import { killStress } from './killStress.ts';
import { memoryStress } from './memoryStress.ts';
import { runRounds } from './rounds.ts';
import { StressSubjects } from './subjects.ts';

// `npm run stress`, after `npm run build`: what a user does by accident, a thousand times. A round that fails is named with
// its seed, and can be run again alone.

const thread = new URL('../../dist/engine-worker.cjs', import.meta.url);
const subjects = new StressSubjects();
const stresses = [cancelStress(subjects), memoryStress(subjects), killStress(subjects, thread), helperStress()];

const known = stresses.map(({ name }) => name);
const asked = readArguments(process.argv.slice(2), { known, seed: Date.now() % 1_000_000 });
if (typeof asked === 'string') {
  console.error(`${asked}\n${usageOf(known)}`);
  process.exitCode = 2;
} else if (asked.names.includes('kill') && !existsSync(thread)) {
  console.error('Run «npm run build» first: there is no thread to kill.');
  process.exitCode = 2;
} else {
  let total = noCounts;
  for (const stress of stresses.filter(({ name }) => asked.names.includes(name))) {
    const started = performance.now();
    const counts = await runRounds(stress, { ...asked, tell: line => console.log(`  ${line}`) });
    const took = ((performance.now() - started) / 1000).toFixed(0);
    console.log(`── ${stress.name}: ${stress.what}; ${stress.did()}`);
    console.log(`   seeds from ${asked.seed} on: ${counts.passed} passed, ${counts.failed} failed, ${took} s`);
    total = sum([total, counts]);
  }
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
}
