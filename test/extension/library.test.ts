import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { BLANK_PROTOCOL } from '../../src/extension/blankProtocol.ts';
import { entryNamed, firstSentence, readLibrary } from '../../src/extension/library.ts';
import type { LibraryFolder } from '../../src/extension/library.ts';
import { protocolNameIn, renamedProtocol, whyNoName } from '../../src/extension/protocolName.ts';
import { createDocument } from '../../src/language/editor/document.ts';
import { format } from '../../src/language/editor/format.ts';
import { commonHints } from '../../src/contract/hints.ts';
import { createEngineService } from '../../src/worker/engineService.ts';

const parse = (text: string) => createDocument(text).parsed;

/** The examples of this repository. */
const EXAMPLES: LibraryFolder = {
  list: path =>
    Promise.resolve(
      readdirSync(join('examples', path), { withFileTypes: true }).map(entry => ({
        name: entry.name,
        isFolder: entry.isDirectory(),
      })),
    ),
  read: path => Promise.resolve(readFileSync(join('examples', path), 'utf8')),
};

/** A folder of some texts by path. */
function folderOf(texts: Readonly<Record<string, string>>): LibraryFolder {
  return {
    list: path => {
      const prefix = path === '' ? '' : `${path}/`;
      const inside = Object.keys(texts).filter(name => name.startsWith(prefix));
      const names = new Set(inside.map(name => name.slice(prefix.length).split('/')[0] ?? ''));
      return Promise.resolve([...names].map(name => ({ name, isFolder: !(`${prefix}${name}` in texts) })));
    },
    read: path => {
      const text = texts[path];
      return text === undefined ? Promise.reject(new Error(`no ${path}`)) : Promise.resolve(text);
    },
  };
}

describe('the protocols to start from', () => {
  it('are those in a folder and in the folders in it, by family, each with the sentence it begins with', async () => {
    const entries = await readLibrary(
      folderOf({
        'README.md': '',
        'time/vector-clock.cone': '/// Exactly happened-before. And more.\nprotocol V\n',
        'mutual-exclusion/token-ring.cone': '// No comment of its own.\nprotocol T\n',
        'mutual-exclusion/deep/in/it.cone': '/// Deep: further on.\nprotocol D\n',
        'ping-pong.cone': '/// To and\n/// fro.\nprotocol P\n',
      }),
    );
    assert.deepEqual(
      entries.map(({ path, family, title, description }) => [path, family, title, description]),
      [
        ['ping-pong.cone', '', 'Ping pong', 'To and fro.'],
        ['mutual-exclusion/token-ring.cone', 'Mutual exclusion', 'Token ring', ''],
        ['mutual-exclusion/deep/in/it.cone', 'Mutual exclusion, Deep, In', 'It', 'Deep: further on.'],
        ['time/vector-clock.cone', 'Time', 'Vector clock', 'Exactly happened-before.'],
      ],
    );
    assert.equal(entryNamed(entries, 'token-ring')?.title, 'Token ring');
    assert.equal(entryNamed(entries, 'token-ring.cone')?.title, 'Token ring');
    assert.equal(entryNamed(entries, 'time/vector-clock.cone')?.title, 'Vector clock');
    assert.equal(entryNamed(entries, 'ring'), undefined);
  });

  it('are found in the list of examples where a folder cannot be listed, as in a browser', async () => {
    const blind: LibraryFolder = { ...EXAMPLES, list: () => Promise.reject(new Error('not supported')) };
    const [listed, linked] = [await readLibrary(EXAMPLES), await readLibrary(blind)];
    const pathsOf = (entries: typeof listed): readonly string[] => entries.map(({ path }) => path).toSorted();
    assert.deepEqual(pathsOf(linked), pathsOf(listed));
    assert.ok(listed.length > 30);
  });

  it('say each in a sentence what they are', async () => {
    for (const { path, description } of await readLibrary(EXAMPLES)) {
      assert.match(description, /^\S.{10,}\.$/, path);
    }
    assert.equal(firstSentence('protocol P\n/// Later.\n'), '');
  });
});

describe('the name of a new protocol', () => {
  const text = '/// About protocol Old.\nprotocol Old\nrole R { }\nsystem { R: 1 }\n';

  it('takes the place of the one in the template, and of nothing else', () => {
    assert.equal(protocolNameIn(parse(text))?.name, 'Old');
    assert.equal(renamedProtocol(text, 'New', parse), text.replace('\nprotocol Old', '\nprotocol New'));
    assert.equal(renamedProtocol('role R { }', 'New', parse), 'role R { }');
  });

  it('is refused with a reason when it is none', () => {
    for (const name of ['New', 'two_phase', '_x1', 'clock'])
      assert.equal(whyNoName(text, name, parse), undefined, name);
    for (const name of ['', '1st', 'two words', 'a-b', 'ü', 'x\nrole']) {
      assert.match(whyNoName(text, name, parse) ?? '', /letters, digits/, name);
    }
    for (const name of ['role', 'protocol', 'invariant']) {
      assert.match(whyNoName(text, name, parse) ?? '', /is a word of the language/, name);
    }
  });

  it('fits every template', async () => {
    for (const { path } of await readLibrary(EXAMPLES)) {
      const example = await EXAMPLES.read(path);
      assert.equal(protocolNameIn(parse(renamedProtocol(example, 'Mine', parse)))?.name, 'Mine', path);
    }
  });
});

describe('the blank protocol', () => {
  it('has no problems, is formatted, and is all true and used', async () => {
    const { protocol, problems } = parse(BLANK_PROTOCOL);
    assert.deepEqual(problems, []);
    assert.equal(format(BLANK_PROTOCOL, { indent: 2 }), BLANK_PROTOCOL);
    const engine = createEngineService({
      cores: 1,
      nowMs: () => performance.now(),
      pause: () => new Promise(done => setImmediate(done)),
    });
    const reports = await Promise.all(
      (protocol?.scenarios ?? []).map(async ({ name }, i) => {
        const bounds = { statesMax: 1000, depthMax: 100, copiesMax: 8, memoryBytesMax: 1 << 28 };
        const answer = await engine.check(i, { text: BLANK_PROTOCOL, scenario: name }, bounds);
        assert.ok(answer.ok);
        return answer.value;
      }),
    );
    assert.deepEqual(
      reports.flatMap(({ expectations }) => expectations.filter(({ met }) => !met)),
      [],
    );
    assert.deepEqual(commonHints(reports, reports.length), []);
  });
});
