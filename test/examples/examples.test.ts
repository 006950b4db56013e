import { describe, it } from 'mocha';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '../../src/language/parse.ts';
import { failureExamples } from '../failures/failureExamples.ts';
import { instancesOf } from '../support/agreement.ts';
import { docExamples } from '../support/docExamples.ts';
import { checkExamples } from '../support/exampleChecks.ts';
import { shippedExamples } from '../support/protocols.ts';
import { repositoryRoot } from '../support/skeleton.ts';

describe('examples that ship', () => {
  const examples = shippedExamples().map(({ file, text }) => ({ name: file, text }));
  checkExamples(examples);

  it('say nothing that the checker finds odd', () => {
    const problems = examples.flatMap(({ name, text }) =>
      parse(text).problems.map(({ message }) => `${name}: ${message}`),
    );
    assert.deepEqual(problems, []);
  });

  it('each says what it expects, and where it comes from or what to look at', () => {
    for (const { name, text } of examples) {
      assert.match(text, /^ {2}expect /m, name);
      assert.match(text, /^\/\/\/ .+\n/, name);
    }
  });

  it('have names of their own, whatever their folder', () => {
    const names = shippedExamples().map(({ name }) => name);
    assert.deepEqual(names, [...new Set(names)]);
  });

  it('are exactly those that the table of examples lists', () => {
    const table = readFileSync(join(repositoryRoot, 'examples', 'README.md'), 'utf8');
    const listed = [...table.matchAll(/\]\((.+)\) \|/g)].map(([, file = '']) => `examples/${file}`);
    assert.deepEqual(
      listed.sort(),
      examples.map(({ name }) => name),
    );
  });
});

describe('examples of failures', () => {
  checkExamples(failureExamples().map(({ word, source }) => ({ name: word, text: source })));
});

describe('examples of the language reference', () => {
  const named = docExamples().map(({ line, text, kind }) => ({ name: `docs/language.md:${line}`, text, kind }));
  const ofKind = (wanted: string): typeof named => named.filter(({ kind }) => kind === wanted);
  checkExamples(ofKind('file'));

  it('fragments are right where they belong', () => {
    assert.notEqual(ofKind('fragment').length, 0);
    for (const { text } of ofKind('fragment')) assert.notEqual(instancesOf(text).length, 0);
  });
});
