import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parse } from '../../src/language/parse.ts';
import { oneLine } from './checks.ts';

type Expected = readonly [problem: string, advice: RegExp];

/** Checks that one slip is the only error, and what is said about it. */
function checkOnly(text: string, [problem, advice]: Expected): void {
  const { problems } = parse(text);
  assert.deepEqual(
    problems.map(each => oneLine(text, each)),
    [problem],
  );
  assert.match(`${problems[0]?.message ?? ''} ${problems[0]?.try ?? ''}`, advice);
}

const body = (statements: string): string =>
  `protocol P\nrole R { var n: 0..3 = 0  var b: bool = true\non start { ${statements} }\naction go when n == 0 && b { n = 1 }\n}\nsystem { R: 1 }\ninvariant I: all r in R: r.n < 4`;
const member = (text: string): string =>
  `protocol P\nrole R { timer t  on start { start t }\n${text}\n}\nsystem { R: 1 }`;
const property = (text: string): string =>
  `protocol P\nrole R { var n: 0..3 = 0  action go when n < 3 { n += 1 } }\nsystem { R: 1 }\n${text}\ninvariant J: all r in R: r.n < 4`;
const scenario = (text: string): string =>
  `protocol P\nmessage A(n: int)\nrole R { on start { send A(2) to others } on A { } }\nsystem { R: 2 }\nscenario "a" {\n${text}\n}`;

describe('a slip', () => {
  it('of `=` for `==` is one error wherever a condition stands', () => {
    const advice = /compared with `==`. Write `.*== …`/;
    checkOnly(body('if n = 1 { b = false }'), ['3:17 error syntax «=»', advice]);
    checkOnly(body('assert n = 1'), ['3:21 error syntax «=»', advice]);
    checkOnly(body('b = (n = 1)'), ['3:19 error syntax «=»', advice]);
    checkOnly(member('var n: int = 0  action go when n = 0 { n = 1 }'), ['3:34 error syntax «=»', advice]);
    checkOnly(property('invariant I: all r in R: r.n = 0'), ['4:30 error syntax «=»', /Write `r\.n == …`/]);
    checkOnly(property('invariant I: size({ r in R where r.n = 0 }) = 0').replace(' = 0 })', ' == 0 })'), [
      '4:46 error syntax «=»',
      advice,
    ]);
  });

  it('of words of other languages is one error', () => {
    checkOnly(body('if b and n == 1 { b = false }'), ['3:17 error syntax «and»', /Write `&&`/]);
    checkOnly(body('if b or n == 1 { b = false }'), ['3:17 error syntax «or»', /Write `\|\|`/]);
    checkOnly(body('assert b or n == 1'), ['3:21 error syntax «or»', /Write `\|\|`/]);
    checkOnly(body('if not b { b = true }'), ['3:15 error syntax «not»', /Write `!`/]);
    checkOnly(body('assert not (b && n == 1)'), ['3:19 error syntax «not»', /Write `!`/]);
  });

  it('in an assignment is one error', () => {
    checkOnly(body('n++'), ['3:13 error syntax «++»', /Write `n \+= 1`/]);
    checkOnly(body('n--  b = true'), ['3:13 error syntax «--»', /Write `n -= 1`/]);
    checkOnly(body('n == 2'), ['3:14 error syntax «==»', /To assign, write `n = …`/]);
    checkOnly(body('n := 2'), ['3:14 error syntax «:=»', /Write `n = …`/]);
  });

  it('in a role is one error', () => {
    const uses = '  action go when x == 0 { x = 1 }';
    checkOnly(member(`var x = 0${uses}`), ['3:7 error syntax «=»', /`var x: int = …`.*`x: 0\.\.3`/]);
    checkOnly(member('var x = true  action go when x { x = false }'), ['3:7 error syntax «=»', /`var x: bool = …`/]);
    checkOnly(member(`x: 0..3 = 0${uses}`), ['3:1 error syntax «x»', /Write `var x: …`/]);
    checkOnly(member('var x = none'), ['3:7 error syntax «=»', /with its type in place of `T`/]);
    checkOnly(member('var b: bool = true  on t if b { b = false }'), ['3:26 error syntax «if»', /follows `when`/]);
  });

  it('of `=` for `:` is one error', () => {
    const text = (sent: string): string =>
      `protocol P\nmessage A(n: int, m: int)\nrole R { on start { ${sent} to others } on A { } }\nsystem { R: 2 }`;
    checkOnly(text('send A(n = 1, m: 2)'), ['3:30 error syntax «=»', /Write `n: …`/]);
    checkOnly(text('send A(n: size({ 1 }), m = 2)'), ['3:46 error syntax «=»', /Write `m: …`/]);
  });

  it('in a scenario is one error', () => {
    checkOnly(scenario('crash: 1 of R'), ['6:1 error syntax «crash: 1 of R»', /`faults { crash: 1 of R }`/]);
    checkOnly(scenario('recover'), ['6:1 error syntax «recover»', /`faults { recover }`/]);
  });

  it('in the word of a step is one error', () => {
    checkOnly(scenario('replay "r" { dliver A(2) from R 1 to R 2 }'), ['6:14 error syntax «dliver»', /mean `deliver`/]);
    checkOnly(scenario('replay "r" {\nstart\ndeliver A(2) from R 1 to R 2\nfier t at R 1\n}'), [
      '9:1 error syntax «fier»',
      /mean `fire`/,
    ]);
    checkOnly(scenario('replay "r" { send A(2) from R 1 to R 2 }'), ['6:14 error syntax «send»', /`deliver`, `fire`/]);
  });

  it('does not hide the next one', () => {
    const text = body('if n = 1 { n++ }\nb := not true');
    assert.deepEqual(
      parse(text).problems.map(each => oneLine(text, each)),
      ['3:17 error syntax «=»', '3:24 error syntax «++»', '4:3 error syntax «:=»', '4:6 error syntax «not»'],
    );
  });

  it('is not seen where the words are names', () => {
    const text = member('var and: int = 0  procedure not(x: int) { and = x }  action go when and == 0 { not (3) }');
    assert.deepEqual(
      parse(text).problems.filter(({ severity }) => severity === 'error'),
      [],
    );
  });
});

describe('a missing brace', () => {
  const advice = (text: string): string | undefined => parse(text).problems.find(({ code }) => code === 'syntax')?.try;

  it('is said to be that of the block that is still open', () => {
    assert.equal(
      advice('protocol P\nrole R {\n  on start {\n    stop\n  }\ninvariant I: true'),
      'The block of `role R` that begins on line 2 is still open: close it with `}`.',
    );
    assert.equal(
      advice('protocol P\nrole R {\n  on start {\n    if true {\n      stop\n  }\n}\ninvariant I: true'),
      'The block of `if true` that begins on line 4 is still open: close it with `}`.',
    );
    assert.match(advice('protocol P\nrole R {\n  on start {') ?? '', /`on start` that begins on line 3/);
  });

  it('is not said to be missing where a declaration stands in a role', () => {
    const text = (between: string): string => `protocol P\nordered role R {${between}ghost g: int = 0\n}`;
    const outside = '`ghost` is declared outside of roles: move it above `ordered role R`.';
    assert.equal(advice(text('\n  ')), outside);
    assert.equal(advice(text('  ')), outside);
    assert.match(advice(text('\n')) ?? '', /is still open/);
  });
});

describe('advice about what is unexpected', () => {
  const advice = (text: string): string | undefined => parse(text).problems.find(({ code }) => code === 'syntax')?.try;

  it('names the words of the language that were meant as names', () => {
    assert.match(advice('protocol P\nmessage Vote(for: 0..2)') ?? '', /`for` is a word of the language/);
    assert.equal(advice('protocol P\nmessage Vote(a: int b: int)'), undefined);
  });

  it('asks for the name of a property', () => {
    assert.equal(advice('protocol P\neventually all r in R: r.b'), 'Give it a name: `eventually Name: …`.');
    assert.equal(advice('protocol P\neventually always: true'), 'Give it a name: `eventually always Name: …`.');
    assert.equal(advice('protocol P\ndecides { 1 }'), 'Give it a name: `decides Name: …`.');
  });

  it('says what names a question about a history, and what an expectation asks for', () => {
    const history = '`linearizable` is followed by a history, and that is its name: `linearizable h`.';
    assert.equal(advice('protocol P\nlinearizable'), history);
    assert.equal(advice('protocol P\nlinearizable L: h'), history);
    assert.match(advice(scenario('expect decides D holds')) ?? '', /`expect Name holds`/);
  });

  it('says what can be fair', () => {
    assert.match(advice(member('fair on A { }')) ?? '', /^Only actions are `fair`/);
    assert.match(advice(member('fair unfair action a { stop }')) ?? '', /^An action is `fair`, `unfair`, or neither/);
    assert.match(advice(member('weak fair action a { stop }')) ?? '', /^Remove both words/);
    assert.match(advice(member('strong fair action a { stop }')) ?? '', /^Write `fair action`/);
  });
});
