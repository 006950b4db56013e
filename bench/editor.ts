import { build } from 'esbuild';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInEditor } from '../test/support/editor.ts';

// `npm run bench:editor`, after `npm run build`: what a user of the extension waits for, in a real VS Code. The server and
// the browser share the machine with it, so the figures are an upper bound.

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'build/bench');

await mkdir(folder, { recursive: true });
await writeFile(join(folder, 'package.json'), '{ "type": "commonjs" }\n');
await build({
  entryPoints: [join(root, 'bench/editorMeasures.ts')],
  outfile: join(folder, 'editorMeasures.cjs'),
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: ['vscode', 'mocha'],
  logLevel: 'error',
});
await runInEditor({
  workspace: join(root, 'examples'),
  extension: root,
  tests: join(folder, 'editorMeasures.cjs'),
  environment: { LIGHTCONE_BENCH_PROTOCOL: join(root, 'test/fixtures/oracles/two-phase-commit.cone') },
});
