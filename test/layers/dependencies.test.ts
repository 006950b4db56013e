import { describe, it } from 'mocha';
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryRoot } from '../support/skeleton.ts';

interface Manifest {
  readonly dependencies?: unknown;
  readonly devDependencies: Readonly<Record<string, string>>;
}

async function readJson(file: string): Promise<unknown> {
  return JSON.parse(await readFile(join(repositoryRoot, file), 'utf8')) as unknown;
}

describe('the dependencies', () => {
  it('are exact versions, so that two checkouts build the same', async () => {
    const { devDependencies } = (await readJson('package.json')) as Manifest;
    const loose = Object.entries(devDependencies).filter(
      ([, version]) => !/^(npm:typescript@)?\d+\.\d+\.\d+$/.test(version),
    );
    assert.deepEqual(loose, []);
  });

  it('are all bundled: whoever installs the extension or the command line installs nothing else', async () => {
    assert.equal(((await readJson('package.json')) as Manifest).dependencies, undefined);
  });

  it('are locked for every platform: «npm ci» refuses a lock that lacks an optional package', async () => {
    const { packages } = (await readJson('package-lock.json')) as {
      packages: Readonly<Record<string, { optionalDependencies?: Readonly<Record<string, string>> }>>;
    };
    const names = new Set(Object.keys(packages).map(path => path.replace(/^.*node_modules\//, '')));
    const optional = Object.values(packages).flatMap(({ optionalDependencies }) =>
      Object.keys(optionalDependencies ?? {}),
    );
    assert.ok(optional.length > 20);
    assert.deepEqual(
      optional.filter(name => !names.has(name)),
      [],
    );
  });

  it('are locked by their contents, whichever registry they come from', async () => {
    const { packages } = (await readJson('package-lock.json')) as {
      packages: Readonly<Record<string, { integrity?: string; resolved?: string; link?: boolean }>>;
    };
    const locked = Object.entries(packages).filter(([path]) => path !== '');
    assert.ok(locked.length > 100);
    assert.deepEqual(
      locked.filter(([, { integrity, resolved }]) => integrity === undefined || resolved !== undefined),
      [],
    );
  });
});
