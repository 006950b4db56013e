import { describe, it } from 'mocha';
import assert from 'node:assert/strict';
import { complaintsAbout } from '../support/packageContents.ts';
import { zipNames } from '../support/zip.ts';

const good = [
  'package.json',
  'readme.md',
  'changelog.md',
  'LICENSE.txt',
  'docs/failures.md',
  ...['extension.cjs', 'extension.web.cjs', 'engine-worker.cjs', 'engine-worker.web.js', 'search-helper.cjs'].map(
    name => `dist/${name}`,
  ),
  ...['language.cjs', 'layout-worker.js', 'webview.js', 'webview.css', 'notices.txt'].map(name => `dist/${name}`),
];

/** A zip archive of empty files: what a reader needs of one is its directory. */
function archiveOf(names: readonly string[], paddingBytes = 0): Buffer {
  const entries = names.map(name => {
    const entry = Buffer.alloc(46 + Buffer.byteLength(name));
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.write(name, 46);
    return entry;
  });
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(names.length, 10);
  end.writeUInt32LE(paddingBytes, 16);
  return Buffer.concat([Buffer.alloc(paddingBytes), directory, end]);
}

function packageOf(names: readonly string[], paddingBytes = 0): Buffer {
  return archiveOf(
    names.map(name => `extension/${name}`),
    paddingBytes,
  );
}

describe('the check of a package', () => {
  it('reads the names in an archive', () => {
    assert.deepEqual(zipNames(archiveOf(['one', 'two/three.txt'], 100)), ['one', 'two/three.txt']);
  });

  it('accepts what is needed, with pictures and chunks beside it', () => {
    assert.deepEqual(complaintsAbout(packageOf([...good, 'media/cone-dark.svg'])), []);
  });

  it('refuses source maps, packages and sources', () => {
    const bad = ['dist/webview.js.map', 'node_modules/lit/index.js', 'src/extension/main.ts', 'test/layers/one.js'];
    assert.deepEqual(
      complaintsAbout(packageOf([...good, ...bad])),
      bad.map(name => `The package must not have ${name}.`),
    );
  });

  it('names what is missing', () => {
    const names = good.filter(name => name !== 'dist/engine-worker.cjs');
    assert.deepEqual(complaintsAbout(packageOf(names)), ['The package lacks dist/engine-worker.cjs.']);
  });

  it('refuses a package of more than 2 MB', () => {
    assert.match(complaintsAbout(packageOf(good, 2 * 1024 * 1024)).join(), /^The package has \d+ bytes/);
  });
});
