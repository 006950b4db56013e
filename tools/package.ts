import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { zipNames } from './zip.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const bytesMax = 2 * 1024 * 1024;

/** What a package must have, inside its folder `extension/`. */
const needed = [
  'package.json',
  'readme.md',
  'changelog.md',
  'LICENSE.txt',
  'dist/extension.cjs',
  'dist/extension.web.cjs',
  'dist/engine-worker.cjs',
  'dist/engine-worker.web.js',
  'dist/layout-worker.cjs',
  'dist/layout-worker.web.js',
  'dist/webview.js',
  'dist/webview.css',
];

/** What it must not have. */
const unwanted = [/\.map$/, /(^|\/)node_modules\//, /\.tsx?$/, /^(src|test|webview|build|bench|tools)\//];

/** Where `npm run package` leaves the package. */
export const packageFile = join(root, 'lightcone.vsix');

/** Builds the extension and packages it; throws with the sentences that say what is wrong with the result. */
export async function packageExtension(): Promise<string> {
  await runNode([join(root, 'esbuild.mjs'), '--complete']);
  const vsce = join(root, 'node_modules/@vscode/vsce/vsce');
  const options = [
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '--out',
    packageFile,
  ];
  await runNode([vsce, 'package', ...options]);
  const archive = await readFile(packageFile);
  const complaints = complaintsAbout(zipNames(archive), archive.length);
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
  return `${packageFile}: ${Math.ceil(archive.length / 1024)} KB, ${zipNames(archive).length} files`;
}

/** What is wrong with a package of these files and this size, as sentences. */
export function complaintsAbout(names: readonly string[], bytes: number): string[] {
  const files = names.filter(name => name.startsWith('extension/')).map(name => name.slice('extension/'.length));
  const complaints: string[] = [];
  if (bytes >= bytesMax) complaints.push(`The package has ${bytes} bytes, and may have ${bytesMax - 1}.`);
  for (const name of needed) if (!files.includes(name)) complaints.push(`The package lacks ${name}.`);
  for (const name of files) {
    if (unwanted.some(pattern => pattern.test(name))) complaints.push(`The package must not have ${name}.`);
  }
  return complaints;
}

function runNode(args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', reject);
    child.once('exit', code => {
      if (code === 0) resolve();
      else reject(new Error(`${args.join(' ')} ended with ${code ?? 'a signal'}.`));
    });
  });
}

if (import.meta.main) {
  try {
    console.log(await packageExtension());
  } catch (failure) {
    console.error(failure instanceof Error ? failure.message : failure);
    process.exitCode = 1;
  }
}
