import { build } from 'esbuild';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Bundles a file of this folder as what is shipped is bundled, and answers where that is. From sources the same code is
 * slower by a third: what a module takes from another one is looked up each time.
 */
export async function bundled(file: string): Promise<string> {
  const folder = join(root, 'build/bench');
  const outfile = join(folder, `${basename(file, '.ts')}.cjs`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "type": "commonjs" }\n');
  await build({
    absWorkingDir: root,
    entryPoints: [join(root, 'bench', file)],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    alias: { 'vscode-languageserver-protocol': './langium-events.mjs' },
    external: ['vscode', 'mocha'],
    logLevel: 'error',
  });
  return outfile;
}
