import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { parse } from '../../src/language/parse.ts';

const ROOT = new URL('../../', import.meta.url);

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, ROOT), 'utf8'));
}

interface Pattern {
  readonly name?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly patterns?: readonly Pattern[];
}

describe('the TextMate grammar', () => {
  const grammar = readJson('syntaxes/lightcone.tmLanguage.json') as { repository: Record<string, Pattern> };
  const patterns = Object.values(grammar.repository).flatMap(group => group.patterns ?? []);
  const colours = (text: string, word: string): boolean =>
    patterns.some(({ match, begin }) => {
      const found = new RegExp(match ?? begin ?? '$^').exec(text)?.[0] ?? '';
      return found.split(/\W+/).includes(word);
    });

  it('knows every word that the parser reserves', () => {
    const source = readFileSync(new URL('src/language/grammar/lightcone.langium', ROOT), 'utf8');
    const words = new Set([...source.matchAll(/'([a-z]+)'/g)].map(match => match[1] ?? ''));
    // Words that may be names; in replayed steps they follow one another in any order.
    const names = [
      'message',
      'history',
      'step',
      'record',
      'type',
      'timer',
      'action',
      'at',
      'branch',
      'choosing',
      'deliver',
      'fire',
      'act',
      'lose',
      'duplicate',
      'heal',
      'one',
      'of',
    ];
    for (const word of words) {
      if (names.includes(word)) continue;
      const placed = [
        word,
        `${word} X`,
        `${word} X:`,
        `${word} of`,
        `${word}: 1`,
        `${word} {`,
        `${word} role R`,
        `${word} var x`,
        `${word} action a`,
        `${word} eventually X:`,
        `${word} one`,
        `${word} (`,
      ];
      assert.ok(
        placed.some(text => colours(text, word)),
        `\`${word}\` has no colour`,
      );
    }
  });

  it('gives declared names the scopes that themes colour', () => {
    for (const line of [
      'ordered role Server {',
      'message Vote(yes: bool)',
      'durable var x: int = 0',
      'invariant Safe: true',
      'always eventually Served(c in Client):',
      'always eventually Free: true',
      'leadsto Served: true ~> true',
      'history register: Register of int = 0',
      'linearizable register',
    ]) {
      assert.ok(
        patterns.some(({ match }) => match !== undefined && (new RegExp(match).exec(line)?.index ?? -1) === 0),
        line,
      );
    }
  });
});

describe('the snippets', () => {
  const snippets = readJson('snippets/lightcone.json') as Record<string, { prefix: string; body: readonly string[] }>;

  /** The text a snippet leaves when its author just presses Tab. */
  function expanded(body: readonly string[]): string {
    const text = body.join('\n');
    const defaults = new Map([...text.matchAll(/\$\{(\d+):([^}]*)\}/g)].map(match => [match[1], match[2]]));
    return text
      .replace(/\$\{(\d+):([^}]*)\}/g, '$2')
      .replace(/\$\{\d+\|([^,}]*)[^}]*\}/g, '$1')
      .replace(/\$(\d+)/g, (_, number: string) => defaults.get(number) ?? '')
      .replaceAll('\t', '  ');
  }

  it('start a protocol without a single problem', () => {
    const body = snippets['Protocol']?.body ?? [];
    assert.deepEqual(parse(expanded(body)).problems, []);
  });

  it('fit where they belong', () => {
    const around = (declarations: string, members: string, statements: string): string =>
      `protocol P\n${declarations}\nmessage Request(number: int)\nrole Server { ${members}\n on start { ${statements} } }\nsystem { Server: 1 }\n` +
      'invariant Agreement: true';
    for (const [name, { body }] of Object.entries(snippets)) {
      if (['Protocol', 'Role', 'Message'].includes(name)) continue;
      const text = expanded(body);
      const file = /^(\/\/\/|scenario|history)/.test(text)
        ? around(text.endsWith(': ') ? `${text}true` : text, '', '').replace(
            /(invariant Agreement: true)([\s\S]*)\1/,
            '$1$2',
          )
        : /^(network|clock)/.test(text)
          ? around('', '', '').replace('system {', `system { ${text}`)
          : /^(either|invoke)/.test(text)
            ? around('', '', text)
            : around('', text, '');
      const syntax = parse(file).problems.filter(({ code }) => code === 'syntax');
      assert.deepEqual(syntax, [], `${name}: ${file}`);
    }
  });
});

describe('the language configuration', () => {
  it('has patterns that compile, and takes whole names for words', () => {
    const { wordPattern } = readJson('language-configuration.json') as { wordPattern: string };
    assert.deepEqual('outcome == 300ms_x'.match(new RegExp(wordPattern, 'g')), ['outcome', '300ms', '_x']);
  });
});
