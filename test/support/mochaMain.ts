import { countsVariable, writeCounts } from './counts.ts';
import { runMocha } from './mochaRun.ts';

// Runs the test files that are its arguments, in a process of their own.
const counts = await runMocha(process.argv.slice(2), { reporter: 'spec' });
const file = process.env[countsVariable];
if (file !== undefined) await writeCounts(file, counts);
// A worker or a server that a test left running must not keep a finished run alive.
process.exit(counts.failed === 0 ? 0 : 1);
