import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { completions } from '../../src/language/editor/completion.ts';
import { createDocument } from '../../src/language/editor/document.ts';
import { foldingRanges } from '../../src/language/editor/folding.ts';
import { format } from '../../src/language/editor/format.ts';
import { hover } from '../../src/language/editor/hover.ts';
import { definition, references } from '../../src/language/editor/navigation.ts';
import { outline } from '../../src/language/editor/outline.ts';
import { quickFixes } from '../../src/language/editor/quickFixes.ts';
import { rename } from '../../src/language/editor/rename.ts';
import { semanticTokens } from '../../src/language/editor/semanticTokens.ts';
import { parse } from '../../src/language/parse.ts';
import { tokenize } from '../../src/language/syntax/tokens.ts';
import { shippedExamples } from '../support/protocols.ts';
import { EVERY_FAILURE, EVERY_OPERATION, TWO_PHASE_COMMIT } from './sources.ts';

const TEXTS = [TWO_PHASE_COMMIT, EVERY_FAILURE, EVERY_OPERATION, ...shippedExamples().map(({ text }) => text)];
const WORDS = [...new Set(TEXTS.flatMap(text => tokenize(text).all.map(token => token.text)))].filter(
  word => !word.startsWith('//'),
);

/** Any text gives problems inside the text, and a protocol exactly when none of them is an error. */
function checkTolerated(text: string): void {
  const { protocol, problems } = parse(text);
  for (const { at, message, related = [] } of problems) {
    for (const span of [at, ...related.map(each => each.at)]) {
      assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length, message);
    }
    assert.ok(message.length > 0 && !message.includes('undefined'), message);
  }
  const errors = problems.filter(problem => problem.severity === 'error').length;
  assert.equal(protocol === undefined, errors > 0, `${String(errors)} errors`);
}

describe('any text', () => {
  it('gives problems and never an exception', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), checkTolerated), { numRuns: 100 });
  });

  it('made of the words of the language', () => {
    const text = fc.array(fc.constantFrom(...WORDS), { maxLength: 60 }).map(words => words.join(' '));
    fc.assert(fc.property(text, checkTolerated), { numRuns: 150 });
  });

  it('cut off anywhere', () => {
    const cut = fc.tuple(fc.constantFrom(...TEXTS), fc.nat()).map(([text, at]) => text.slice(0, at % text.length));
    fc.assert(fc.property(cut, checkTolerated), { numRuns: 60 });
  });

  it('with signs put before any of its words', () => {
    const signs = ['{', '}', '(', ')', '=', ':', ',', '..'];
    tokenize(TWO_PHASE_COMMIT).all.forEach(({ at }, i) => {
      for (const sign of ['()', signs[i % signs.length] ?? '']) {
        checkTolerated(`${TWO_PHASE_COMMIT.slice(0, at.start)} ${sign} ${TWO_PHASE_COMMIT.slice(at.start)}`);
      }
    });
  });

  it('with signs put before any word of a setting or a step', () => {
    const begin = EVERY_FAILURE.indexOf('system {');
    const tokens = tokenize(EVERY_FAILURE).all.filter(({ at }) => at.start >= begin);
    tokens.forEach(({ at }, i) => {
      const sign = ['{', '}', ':', ',', 'of', 'from', 'midway', 'at'][i % 8] ?? '';
      checkTolerated(`${EVERY_FAILURE.slice(0, at.start)} ${sign} ${EVERY_FAILURE.slice(at.start)}`);
      checkTolerated(EVERY_FAILURE.slice(0, at.end));
    });
  });

  it('with words removed, repeated or put elsewhere', () => {
    fc.assert(fc.property(damaged(), checkTolerated), { numRuns: 100 });
  });

  it('has an answer to every question of an editor at every place', () => {
    fc.assert(
      fc.property(damaged(), fc.nat(), (text, place) => {
        const document = createDocument(text);
        const offset = place % (text.length + 1);
        hover(document, offset);
        completions(document, offset);
        definition(document, offset);
        references(document, offset);
        rename(document, offset, 'somethingElse');
        outline(document);
        foldingRanges(document);
        semanticTokens(document);
        for (const problem of document.parsed.problems) quickFixes(document, problem);
        const formatted = format(text);
        if (formatted !== undefined) assert.equal(format(formatted), formatted);
      }),
      { numRuns: 50 },
    );
  });
});

/** An example with a few of its tokens removed, repeated or replaced by others. */
function damaged(): fc.Arbitrary<string> {
  const change = fc.tuple(fc.nat(), fc.constantFrom('remove', 'repeat', 'replace'), fc.constantFrom(...WORDS));
  return fc.tuple(fc.constantFrom(...TEXTS), fc.array(change, { minLength: 1, maxLength: 4 })).map(([text, changes]) =>
    changes.reduce((current, [where, how, word]) => {
      const { all } = tokenize(current);
      const token = all[where % Math.max(1, all.length)];
      if (token === undefined) return current;
      const { start, end } = token.at;
      const put = how === 'remove' ? '' : how === 'repeat' ? `${token.text} ${token.text}` : word;
      return current.slice(0, start) + put + current.slice(end);
    }, text),
  );
}

describe('a hostile text', () => {
  const deep = (open: string, close: string, depth: number): string =>
    `protocol P\ninvariant A: ${open.repeat(depth)}true${close.repeat(depth)}\nrole R { }\nsystem { R: 1 }\n`;
  const codes = (text: string): readonly string[] => parse(text).problems.map(problem => problem.code);

  for (const [name, open, close] of [
    ['parentheses', '(', ')'],
    ['brackets', '[', ']'],
    ['braces', '{', '}'],
    ['negations', '!', ''],
    ['conditions', 'if true then true else ', ''],
    ['quantifiers', 'all x in R: ', ''],
    ['bindings', 'let x = true in ', ''],
    ['calls', 'f(', ')'],
    ['options of sets', 'set of ', ''],
  ] as const) {
    it(`with deeply nested ${name} is refused where it gets too deep`, () => {
      for (const depth of [150, 5_000]) {
        const text = deep(open, close, depth);
        const found = codes(text);
        assert.deepEqual(found, ['nesting-too-deep']);
        assert.ok((parse(text).problems[0]?.at.start ?? 0) > 'protocol P'.length);
      }
    });
  }

  it('with a long row of operators is refused', () => {
    const text = `protocol P\ninvariant A: ${'true && '.repeat(5_000)}true\nrole R { }\nsystem { R: 1 }\n`;
    assert.ok(codes(text).includes('nesting-too-deep'));
    assert.equal(parse(text).protocol, undefined);
  });

  it('with a long row of `else if` is refused', () => {
    const text = `protocol P\nrole R { on start { if true { } ${'else if true { } '.repeat(5_000)} } }\nsystem { R: 1 }\n`;
    assert.ok(codes(text).includes('nesting-too-deep'));
  });

  it('of a megabyte is refused in one sentence', () => {
    const text = TWO_PHASE_COMMIT.repeat(1 + Math.ceil(1_000_000 / TWO_PHASE_COMMIT.length));
    assert.deepEqual(codes(text), ['file-too-long']);
    assert.deepEqual(outline(createDocument(text)), []);
    assert.equal(format(text), undefined);
  });

  it('does not spoil the texts after it', () => {
    parse(deep('(', ')', 150));
    parse(`protocol P\nrole R { on start { if true { } ${'else if true { } '.repeat(5_000)} } }`);
    assert.deepEqual(parse(TWO_PHASE_COMMIT).problems, []);
  });
});
