import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { countsVariable, noCounts, sum, takeCounts, type Counts } from './counts.ts';
import { runInEditor, writeCompanion } from './editor.ts';
import { checkLayers } from './layers.ts';
import { progress } from './progress.ts';
import { repositoryRoot } from './skeleton.ts';

// The whole truth about this tree: `npm test` runs every stage in order and ends with one line that sums them up.
// `node test/support/run.ts unit webview` runs the stages it names, with a path (`test/engine`) only what lies under it.

const testsInBrowser = 'test/webview/';
const testsInEditor = 'test/editor/';

/** A check that is not a test counts as one. */
const stages: Readonly<Record<string, (under: string) => Promise<Counts>>> = {
  types: () => check(['node_modules/@typescript/native/bin/tsc', '-b']),
  layers: countLayers,
  eslint: () => check(['node_modules/eslint/bin/eslint.js', '--max-warnings', '0', '.']),
  prettier: () => check(['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.']),
  knip: () => check(['node_modules/knip/bin/knip.js', '--no-progress']),
  unit: under => runTests(file => file.startsWith(under) && !isSlow(file)),
  build: () => check(['esbuild.mjs', '--complete']),
  webview: under => runTests(file => file.startsWith(under) && file.startsWith(testsInBrowser)),
  editor: () =>
    runInEditor({
      workspace: join(repositoryRoot, 'examples'),
      extension: repositoryRoot,
      tests: join(repositoryRoot, 'build/test/editor/index.cjs'),
    }),
};

/** Stages that need more than this tree. `smoke` tests what `npm run package` left. */
const laterStages: typeof stages = {
  smoke: async () => {
    const companion = await writeCompanion(join(repositoryRoot, 'build/companion'));
    return runInEditor({
      workspace: join(repositoryRoot, 'examples'),
      extension: companion,
      tests: join(companion, 'editor/index.cjs'),
      packages: [join(repositoryRoot, 'lightcone.vsix')],
      environment: { LIGHTCONE_TESTS: 'smoke' },
    });
  },
};

function isSlow(file: string): boolean {
  return file.startsWith(testsInBrowser) || file.startsWith(testsInEditor);
}

/** Runs one of Node's programs; it says itself what it does not like. */
async function check(args: readonly string[]): Promise<Counts> {
  return (await runNode(args)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function countLayers(): Promise<Counts> {
  const report = await checkLayers(repositoryRoot);
  for (const violation of report.violations) progress(`forbidden import  ${violation}`);
  for (const source of report.unseen) progress(`not looked at     ${source}`);
  const good = report.violations.length === 0 && report.unseen.length === 0 && report.seenCount > 0;
  return good ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Runs the wanted test files, divided among two processes where two can run at once. */
async function runTests(wanted: (file: string) => boolean): Promise<Counts> {
  const processes = Math.min(2, availableParallelism());
  const entries = await readdir(join(repositoryRoot, 'test'), { recursive: true });
  const files = entries.map(file => `test/${file.replaceAll('\\', '/')}`).filter(file => file.endsWith('.test.ts'));
  const chosen = files.filter(wanted).sort();
  if (chosen.length === 0) throw new Error('There are no test files.');
  // Files of one folder are about as slow as each other: they are dealt out in turns.
  const shares = Array.from({ length: Math.min(processes, chosen.length) }, (_, share) =>
    chosen.filter((_file, i) => i % processes === share),
  );
  return sum(await Promise.all(shares.map((files, share) => runFiles(files, share === 0))));
}

/** What one of several processes prints is shown as it comes, of the others when they end. */
async function runFiles(files: readonly string[], shownAsItComes: boolean): Promise<Counts> {
  const folder = await mkdtemp(join(tmpdir(), 'lightcone-tests-'));
  const countsFile = join(folder, 'counts.json');
  try {
    const args = ['test/support/mochaMain.ts', ...files];
    const code = await runNode(args, { environment: { [countsVariable]: countsFile }, shownAsItComes });
    const counts = await takeCounts(countsFile);
    if (counts === undefined) throw new Error(`The tests ended with ${code} before they had results.`);
    return counts;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface NodeOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly shownAsItComes?: boolean;
}

function runNode(
  args: readonly string[],
  { environment = {}, shownAsItComes = true }: NodeOptions = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, ...environment };
    const output = shownAsItComes ? 'inherit' : 'pipe';
    const child = spawn(process.execPath, args, { cwd: repositoryRoot, env, stdio: ['ignore', output, output] });
    const said: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => said.push(chunk));
    child.once('error', reject);
    child.once('close', code => {
      process.stdout.write(Buffer.concat(said));
      resolve(code ?? 1);
    });
  });
}

const allStages = { ...stages, ...laterStages };

async function runStage(name: string, under: string): Promise<Counts> {
  const started = performance.now();
  progress(`── ${name}`);
  const counts = (await allStages[name]?.(under).catch((failure: unknown) => {
    progress(failure instanceof Error ? failure.message : String(failure));
    return undefined;
  })) ?? { passed: 0, failed: 1 };
  // A stage that saw nothing has shown nothing.
  const shown = counts.passed + counts.failed === 0 ? { passed: 0, failed: 1 } : counts;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  progress(`── ${name}: ${shown.passed} passed, ${shown.failed} failed, ${seconds} s`);
  return shown;
}

async function main(args: readonly string[]): Promise<void> {
  const under = args.find(arg => arg.startsWith('test/')) ?? '';
  const named = args.filter(arg => !arg.startsWith('test/'));
  const unknown = named.find(name => !(name in allStages));
  if (unknown !== undefined) throw new Error(`There is no stage ${unknown}: ${Object.keys(allStages).join(', ')}.`);
  let total = noCounts;
  for (const name of named.length > 0 ? named : Object.keys(stages)) {
    total = sum([total, await runStage(name, under)]);
  }
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}

process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));
await main(process.argv.slice(2));
