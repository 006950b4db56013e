import { existsSync, readFileSync } from 'node:fs';

/** The version in our manifest: the nearest one above this file, from the sources as well as from a bundle. */
export function ownVersion(): string {
  let folder = new URL('.', import.meta.url);
  while (!existsSync(new URL('package.json', folder))) {
    const above = new URL('..', folder);
    if (above.href === folder.href) return 'unknown';
    folder = above;
  }
  const manifest = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8')) as { readonly version: string };
  return manifest.version;
}
