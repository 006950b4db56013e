import { zipNames } from './zip.ts';

const bytesMax = 2 * 1024 * 1024;

/** What a package must have, inside its folder `extension/`. */
const needed = [
  'package.json',
  'readme.md',
  'changelog.md',
  'LICENSE.txt',
  'dist/extension.cjs',
  'dist/language.cjs',
  'dist/extension.web.cjs',
  'dist/engine-worker.cjs',
  'dist/engine-worker.web.js',
  'dist/search-helper.cjs',
  'dist/layout-worker.js',
  'dist/webview.js',
  'dist/webview.css',
  'dist/notices.txt',
  'docs/failures.md',
];

/** What it must not have. */
const unwanted = [/\.map$/, /(^|\/)node_modules\//, /\.tsx?$/, /^(src|test|webview|build|bench|tools)\//];

/** What is wrong with a packaged extension (`.vsix`), as sentences. */
export function complaintsAbout(archive: Buffer): string[] {
  const files = zipNames(archive).flatMap(name =>
    name.startsWith('extension/') ? name.slice('extension/'.length) : [],
  );
  const complaints: string[] = [];
  if (archive.length > bytesMax) complaints.push(`The package has ${archive.length} bytes, and may have ${bytesMax}.`);
  for (const name of needed) if (!files.includes(name)) complaints.push(`The package lacks ${name}.`);
  for (const name of files) {
    if (unwanted.some(pattern => pattern.test(name))) complaints.push(`The package must not have ${name}.`);
  }
  return complaints;
}
