import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInEditor } from '../test/support/editor.ts';
import { bundled } from './bundle.ts';

// `npm run bench:editor`, after `npm run build`: what a user of the extension waits for, in a real VS Code. The server and
// the browser share the machine with it, so the figures are an upper bound.

const root = fileURLToPath(new URL('..', import.meta.url));
const tests = await bundled('editorMeasures.ts');
await runInEditor({
  workspace: join(root, 'examples'),
  extension: root,
  tests,
  environment: { LIGHTCONE_BENCH_PROTOCOL: join(root, 'test/fixtures/oracles/two-phase-commit.cone') },
});
