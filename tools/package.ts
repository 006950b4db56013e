import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { complaintsAbout } from '../test/support/packageContents.ts';
import { zipNames } from '../test/support/zip.ts';

const root = fileURLToPath(new URL('../', import.meta.url));

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
  const complaints = complaintsAbout(archive);
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
  return `${packageFile}: ${Math.ceil(archive.length / 1024)} KB, ${zipNames(archive).length} files`;
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
