import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repositoryRoot = fileURLToPath(new URL('../../', import.meta.url));

/** A throw-away copy of this project's configuration with one trivial source file in every room. */
export interface Skeleton extends AsyncDisposable {
  readonly root: string;
  /** The rooms, as paths from the root: those of the root's `tsconfig.json`. */
  readonly rooms: readonly string[];
  write(path: string, text: string): Promise<void>;
}

const sharedFiles = [
  'package.json',
  'tsconfig.json',
  'tsconfig.base.json',
  '.dependency-cruiser.cjs',
  'eslint.config.js',
];

export async function createSkeleton(): Promise<Skeleton> {
  const root = await mkdtemp(join(tmpdir(), 'lightcone-skeleton-'));
  for (const file of sharedFiles) await cp(join(repositoryRoot, file), join(root, file));
  await symlink(join(repositoryRoot, 'node_modules'), join(root, 'node_modules'), 'junction');
  const solution = JSON.parse(await readFile(join(root, 'tsconfig.json'), 'utf8')) as {
    references: { path: string }[];
  };
  const rooms = solution.references.map(reference => reference.path.replace('./', ''));

  async function write(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  for (const room of rooms) {
    await write(`${room}/tsconfig.json`, await readFile(join(repositoryRoot, room, 'tsconfig.json'), 'utf8'));
    await write(`${room}/thing.ts`, 'export const thing = 1;\n');
  }
  return { root, rooms, write, [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }) };
}
