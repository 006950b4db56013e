import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { applyEdits, createDocument } from '../../../src/language/editor/document.ts';
import { definition, references } from '../../../src/language/editor/navigation.ts';
import { renamable, rename } from '../../../src/language/editor/rename.ts';
import { semanticTokens } from '../../../src/language/editor/semanticTokens.ts';
import { EVERY_FAILURE } from '../sources.ts';
import { withCaret } from './carets.ts';

const FILE = `protocol P
enum Mode { idle, busy }
message Ask(count: int)
role Server {
  var mode: Mode = idle
  timer tick1
  on Ask(count) { if count > 0 { mode = busy  work(count) } }
  on tick1 { mode = idle }
  procedure work(amount: int) { start tick1  assert amount > 0 }
}
role Client { on start { send Ask(1) to Server } }
system { Server: 1  Client: 1 }
invariant Calm: all s in Server: s.mode == idle
scenario "one" {
  expect Calm fails
  replay "busy" { deliver Ask(1) from Client to Server }
}
`;

/** Puts the caret before the nth occurrence of a word. */
function caretAt(word: string, nth = 1): ReturnType<typeof withCaret> {
  let at = -1;
  for (let i = 0; i < nth; i += 1) at = FILE.indexOf(word, at + 1);
  return withCaret(`${FILE.slice(0, at)}§${FILE.slice(at)}`);
}

function lineOf(offset: number | undefined): number {
  return FILE.slice(0, offset).split('\n').length;
}

describe('go to definition', () => {
  for (const [word, nth, line] of [
    ['Ask', 2, 3],
    ['idle', 3, 2],
    ['mode', 2, 5],
    ['tick1', 2, 6],
    ['count', 3, 7],
    ['work', 1, 9],
    ['mode ==', 1, 5],
    ['Calm', 2, 13],
    ['Ask(1) from', 1, 3],
  ] as const) {
    it(`leads from occurrence ${String(nth)} of «${word}» to line ${String(line)}`, () => {
      const { document, offset } = caretAt(word, nth);
      assert.equal(lineOf(definition(document, offset)?.start), line);
    });
  }

  it('knows nothing about keywords', () => {
    const { document, offset } = caretAt('role');
    assert.equal(definition(document, offset), undefined);
  });
});

describe('references', () => {
  it('are all places of a name, those of replayed steps included', () => {
    const { document, offset } = caretAt('Ask');
    assert.deepEqual(
      references(document, offset).map(({ at, use }) => [lineOf(at.start), use]),
      [
        [3, 'declare'],
        [7, 'read'],
        [11, 'read'],
        [16, 'read'],
      ],
    );
  });

  it('tell writing from reading', () => {
    const { document, offset } = caretAt('mode');
    assert.deepEqual(
      references(document, offset).map(({ at, use }) => [lineOf(at.start), use]),
      [
        [5, 'declare'],
        [7, 'write'],
        [8, 'write'],
        [13, 'read'],
      ],
    );
  });
});

describe('rename', () => {
  function renamed(word: string, nth: number, name: string): string {
    const { document, offset } = caretAt(word, nth);
    const renaming = rename(document, offset, name);
    return renaming.kind === 'edits' ? applyEdits(document.text, renaming.edits) : `refused: ${renaming.why}`;
  }

  it('changes every place and nothing else', () => {
    assert.equal(renamed('mode', 2, 'state'), FILE.replaceAll('mode', 'state'));
    assert.equal(renamed('Ask', 2, 'Request'), FILE.replaceAll('Ask', 'Request'));
  });

  it('changes only the local name when a field is called the same', () => {
    const expected = FILE.replace(
      'on Ask(count) { if count > 0 { mode = busy  work(count) } }',
      'on Ask(n) { if n > 0 { mode = busy  work(n) } }',
    );
    assert.equal(renamed('count', 2, 'n'), expected);
  });

  it('is refused when the new name means something else', () => {
    assert.match(renamed('Ask', 1, 'Server'), /^refused: `Server` already means something else/);
    assert.match(renamed('count', 2, 'mode'), /^refused: `mode` already means something else/);
    assert.match(renamed('Calm', 1, 'role'), /^refused: `role` is a word of the language/);
    assert.match(renamed('Calm', 1, 'size'), /^refused: `size` is a word of the language/);
    assert.match(renamed('Calm', 1, '1st'), /^refused: A name consists of/);
    assert.match(renamed('Calm', 1, 'a b'), /^refused: A name consists of/);
  });

  it('shows what it would rename', () => {
    const { document, offset } = caretAt('mode ==');
    assert.equal(renamable(document, offset)?.name, 'mode');
    assert.equal(renamable(document, FILE.indexOf('role')), undefined);
  });
});

describe('the name of a history', () => {
  const text = (name: string): string => `protocol P
history ${name}: Register of int = 0
role R { on start { invoke ${name}.write(1)  respond ${name}  invoke ${name}.read  respond ${name} with 1 } }
system { R: 1 }
linearizable ${name}
sequential ${name}
scenario "s" { expect linearizable ${name} holds  expect sequential ${name} fails in 2 steps }
`;

  it('leads to its declaration from everywhere, and is renamed everywhere', () => {
    const before = text('reg');
    const places = [...before.matchAll(/\breg\b/g)].map(({ index }) => index);
    assert.equal(places.length, 9);
    for (const place of places) {
      const document = createDocument(before);
      assert.equal(definition(document, place)?.start, places[0]);
      assert.deepEqual(
        references(document, place).map(({ at }) => at.start),
        places,
      );
      const renaming = rename(document, place, 'copy');
      assert.equal(renaming.kind === 'edits' && applyEdits(before, renaming.edits), text('copy'));
    }
    assert.equal(rename(createDocument(before), places[0] ?? 0, 'R').kind, 'refused');
  });

  it('is written to by operations and read by properties', () => {
    const before = text('reg');
    assert.deepEqual(
      references(createDocument(before), before.indexOf('reg')).map(({ use }) => use),
      ['declare', 'write', 'write', 'write', 'write', 'read', 'read', 'read', 'read'],
    );
  });
});

describe('the parameter of a property', () => {
  const text = (name: string): string =>
    `protocol P\nrole R { var x: 0..3 = 0 }\nsystem { R: 1 }\nleadsto L(${name} in R, q in { ${name} }):\n  ${name}.x == 1 ~> q != ${name}\neventually E(client: R): client.x == 1\n`;

  it('leads to its declaration from both sides, and is renamed everywhere', () => {
    const before = text('client');
    const places = [...before.matchAll(/\bclient\b/g)].map(({ index }) => index).slice(0, 4);
    for (const place of places) {
      const document = createDocument(before);
      assert.equal(definition(document, place)?.start, places[0]);
      const renaming = rename(document, place, 'r');
      assert.equal(renaming.kind === 'edits' && applyEdits(before, renaming.edits), text('r'));
      assert.equal(rename(document, place, 'q').kind, 'refused');
    }
    const kinds = semanticTokens(createDocument(before)).filter(({ at }) => places.includes(at.start));
    assert.deepEqual(
      kinds.map(({ type, modifiers }) => [type, ...modifiers]),
      [
        ['parameter', 'declaration', 'readonly'],
        ['parameter', 'readonly'],
        ['parameter', 'readonly'],
        ['parameter', 'readonly'],
      ],
    );
  });
});

describe('a name in a setting or a replayed step', () => {
  const names: readonly (readonly [name: string, kind: string])[] = [
    ['Ask', 'message'],
    ['Server', 'role'],
    ['Client', 'role'],
    ['log', 'variable'],
    ['drop', 'action'],
    ['late', 'timer'],
  ];
  for (const [name, kind] of names) {
    it(`is renamed with its ${kind} «${name}»`, () => {
      const word = new RegExp(`\\b${name}\\b`, 'g');
      for (const { index } of EVERY_FAILURE.matchAll(word)) {
        const renaming = rename(createDocument(EVERY_FAILURE), index, 'other');
        const edits = renaming.kind === 'edits' ? renaming.edits : [];
        assert.equal(applyEdits(EVERY_FAILURE, edits), EVERY_FAILURE.replace(word, 'other'));
      }
    });
  }

  it('may be called like a word that begins a step', () => {
    const text = (reset: string): string =>
      `protocol P\nmessage ${reset}\nrole R { on start { send ${reset} to others } on ${reset} { } }\nsystem { R: 2 network { transport: tcp reset: 1 } }\nscenario "s" { replay "r" {\nreset {R 1, R 2}\ndeliver ${reset} from R 1 to R 2\n} }`;
    const before = text('reset');
    for (const place of [before.indexOf('reset'), before.indexOf('deliver reset') + 'deliver '.length]) {
      const renaming = rename(createDocument(before), place, 'Again');
      assert.equal(renaming.kind === 'edits' && applyEdits(before, renaming.edits), text('Again'));
    }
    assert.equal(rename(createDocument(before), before.indexOf('reset {R'), 'Again').kind, 'refused');
  });
});
