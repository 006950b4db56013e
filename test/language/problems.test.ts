import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parse } from '../../src/language/parse.ts';
import { checkProblems } from './checks.ts';

const SYSTEM = '\nsystem { R: 2 }\n';

/** Checks the problems of a protocol with one role R that has the given members. */
function checkRole(members: string, expected: readonly string[]): void {
  checkProblems(`protocol P\nmessage M(n: int)\nenum Mode { on1, off }\nrole R {\n${members}\n}${SYSTEM}`, [
    ...(/\bM\b/.test(members) ? [] : ['2:9 warning message-never-sent «M»']),
    ...(/\bMode\b|\bon1\b|\boff\b/.test(members) ? [] : ['3:6 warning enum-never-used «Mode»']),
    ...expected,
  ]);
}

/** Checks the problems of statements that run at the start of R, which has a variable for each kind of type. */
function checkBody(statements: string, expected: readonly string[]): void {
  const variables =
    'var n: int = 0  var s: set of R = {}  var l: list of int = []  var m: map int to int = {}  var o: R? = none  ' +
    'var b: bool = false  var e: Mode = off  var c: lamport = 0  var v: vector = {}';
  const reads =
    'on M(x) { assert n == x && s == {} && l == [] && m == {} && o == none && b && e == off && c < c && v == v  reply M(1) }';
  checkProblems(
    `protocol P\nmessage M(n: int)\nenum Mode { on1, off }\nrole R {\n${variables}\n${reads}\non start { send M(0) to others\n${statements}\n}\n}${SYSTEM}`,
    expected,
  );
}

function checkProperty(body: string, expected: readonly string[]): void {
  checkProblems(
    `protocol P\nmessage M(n: int)\nghost g: set of R = {}\nrole R { var x: int = 0  on start { send M(x) to others  g += self } on M(n) { x = n } }${SYSTEM}invariant I: ${body}\ninvariant G: size(g) >= 0`,
    expected,
  );
}

describe('names', () => {
  it('must be declared, with a suggestion where one is near', () => {
    checkBody('n = nn', ['8:5 error unknown-name «nn»']);
    checkBody('nn = 1', ['8:1 error unknown-variable «nn»']);
    checkBody('sendd(1)', ['8:1 error unknown-procedure «sendd»']);
    checkBody('start tick1', ['8:7 error unknown-timer «tick1»']);
    checkBody('send N(1) to others', ['8:6 error unknown-message «N»']);
    checkBody('n = sise(s)', ['8:5 error unknown-function «sise»']);
    checkRole('var x: Mod = off  on start { assert x == off }', ['5:8 error unknown-type «Mod»']);
    const { problems } = parse('protocol P\nrole Server { var x: int = 0  on start { x = y } }\nsystem { Sever: 1 }');
    assert.deepEqual(
      problems
        .filter(({ replacement }) => replacement !== undefined)
        .map(({ code, replacement }) => [code, replacement]),
      [['unknown-name', 'Server']],
    );
  });

  it('are declared once', () => {
    checkProblems('protocol P\nrole R { }\nrole R { }\nsystem { R: 1 }', ['3:6 error duplicate-name «R»']);
    checkProblems('protocol P\nrole R { var x: int = 0  timer x }\nsystem { R: 1 }', [
      '2:14 warning variable-never-read «x»',
      '2:32 error duplicate-name «x»',
    ]);
    checkProblems('protocol P\nenum E { a, a }\nrole R { var e: E = a  on start { e = e } }\nsystem { R: 1 }', [
      '2:13 error duplicate-name «a»',
    ]);
  });

  it('are not those of built-in functions and types', () => {
    checkProblems('protocol P\nfn size(x: int): int = x\nrole int { }\nsystem { int: 1 }', [
      '2:4 error name-taken «size»',
      '3:6 error name-taken «int»',
      '4:10 error unknown-name «int»',
    ]);
  });

  it('hide others only with a warning', () => {
    checkBody('let n = 1  assert n == 1', ['8:5 warning hides-name «n»']);
    checkBody('for x in s { choose x in s  assert x == self }', ['8:21 warning hides-name «x»']);
  });

  it('that are words of the language are refused with that advice', () => {
    const { problems } = parse('protocol P\nrole R { var start: int = 0 }\nsystem { R: 1 }');
    assert.match(problems[0]?.try ?? '', /`start` is a word of the language/);
  });
});

describe('types', () => {
  it('of values and places must agree', () => {
    checkBody('n = true', ['8:5 error wrong-type «true»']);
    checkBody('b = 1', ['8:5 error wrong-type «1»']);
    checkBody('s = self', ['8:5 error wrong-type «self»']);
    checkBody('o = R', ['8:5 error wrong-type «R»']);
    checkBody('e = 3', ['8:5 error wrong-type «3»']);
    checkBody('if n { stop }', ['8:4 error wrong-type «n»']);
    checkBody('assert n == b', ['8:8 error different-types «n == b»']);
    checkBody('n = if b then 1 else false', ['8:5 error different-types «if b then 1 else false»']);
    checkBody('s = { self, 1 }', ['8:13 error wrong-type «1»']);
  });

  it('unwrap an option where its value is needed', () => {
    checkBody('s += o  send M(1) to o  assert o == self', []);
  });

  it('decide what + and - mean', () => {
    checkBody(
      'n += 1  s += self  s -= self  s = s + { self } - others  l += 1  l += [1, 2]  m[1] += 2  m -= 1  l -= 3',
      [],
    );
    checkBody('b += true', ['8:1 error wrong-operand «b += true»']);
    checkBody('c = c + 1', ['8:7 error wrong-operand «+»']);
    checkBody('l += true', ['8:6 error wrong-type «true»']);
  });

  it('decide what may be compared, indexed, gone through and called', () => {
    checkBody('assert self < self', ['8:13 error no-order «<»']);
    checkBody('assert s < s', ['8:10 error no-order «<»']);
    checkBody('assert on1 < e', []);
    checkBody('n = n[0]', ['8:5 error not-indexed «n»']);
    checkBody('for x in m { }', ['8:10 error not-a-collection «m»']);
    checkBody('n = size(n)', ['8:5 error wrong-arguments «size(n)»']);
    checkBody('n = index(self)', ['8:5 error wrong-arguments «index(self)»']);
    checkBody('n = min(1, b)', ['8:5 error wrong-arguments «min(1, b)»']);
    checkBody('assert n in n', ['8:13 error wrong-operand «n»']);
    checkBody('assert !self in s', ['8:8 error not-in «!self»']);
    checkBody('b = s | s == s && b', []);
    checkBody('b = b | b', ['8:5 error wrong-operand «b»']);
  });

  it('have all their fields given', () => {
    checkBody('send M to others', ['8:6 error wrong-arguments «M»']);
    checkBody('send M(1, 2) to others', ['8:6 error wrong-arguments «M(1, 2)»']);
    checkBody('send M(k: 1) to others', ['8:6 error wrong-arguments «M(k: 1)»', '8:8 error unknown-field «k»']);
    checkBody('send M(n: 1, n: 2) to others', ['8:14 error duplicate-argument «n: 2»']);
    checkBody('send M(n: 1) to n', ['8:17 error not-a-receiver «n»']);
  });

  it('of literals come from the place', () => {
    const enums = 'protocol P\nenum E { a, b }\nenum F { b, c }\n';
    const role = (body: string): string =>
      `${enums}role R { var e: E = b  var f: F = b  on start { ${body} } }${SYSTEM}`;
    checkProblems(role('e = b  if f == b && b == e { f = if true then b else c }'), []);
    checkProblems(role('if b == b { e = e  f = f }'), [
      '4:52 error ambiguous-literal «b»',
      '4:57 error ambiguous-literal «b»',
    ]);
    checkProblems(role('e = c  f = f  e = e'), ['4:53 error wrong-type «c»']);
  });

  it('are not defined by themselves', () => {
    checkProblems(
      'protocol P\ntype A = set of B\ntype B = list of A\nrecord C(d: D)\nrecord D(c: C?)\nrole R { var a: A = {}  var c: C? = none  on start { a = a  c = c } }\nsystem { R: 1 }',
      ['3:18 error type-of-itself «A»', '4:8 error type-of-itself «C»', '5:8 error type-of-itself «D»'],
    );
  });

  it('of the parameters of an action have few values', () => {
    checkRole('action go(x: int) { send M(x) to others } on M(n) { }', ['5:11 error not-finite «x: int»']);
    checkRole(
      'action go(x: 1..3, y in R, z: Mode?, w: bool) { assert y in R && z != none && w  send M(x) to others } on M(n) { }',
      [],
    );
  });
});

describe('what stands in the wrong place', () => {
  it('in a body', () => {
    checkBody('reply M(1)', ['8:1 error nothing-received «reply»']);
    checkBody('forward to others', ['8:1 error nothing-received «forward»']);
    checkBody('let x = 1  x = 2', ['8:12 error not-assignable «x»']);
    checkBody('R = {}', ['8:1 error not-assignable «R»']);
    checkBody('o.x = 3', ['8:3 error not-assignable «x»']);
    checkBody('n', ['8:1 error no-effect «n»']);
    checkBody('assert up(self)', ['8:8 error not-observable «up(self)»']);
    checkBody('assert size(flight of M) == 0', ['8:13 error not-observable «flight of M»']);
    checkBody('assert old(n) == n', ['8:8 error no-step «old(n)»']);
    checkBody('for p in others { assert p.n == 0 }', ['8:26 error foreign-variable «p.n»']);
  });

  it('in a property', () => {
    checkProperty('x == 1', ['6:14 error unknown-name «x»']);
    checkProperty('R.x == 1', ['6:16 error no-fields «x»']);
    checkProperty('self in R', ['6:14 error no-self «self»']);
    checkProperty('all p in R: p.y == 0', ['6:28 error unknown-variable «y»']);
    checkProperty('all p in R: old(p.x) <= p.x', ['6:26 error no-step «old(p.x)»']);
    checkProperty('all p in R', ['6:14 error no-condition «all p in R»']);
    checkProperty('(the R).x == 1 && size(flight of M) < 2 && some m in flight of M: m.from in g && m.n > 0', []);
  });

  it('in a handler', () => {
    checkRole('on M(a, b) { send M(a) to others }', ['5:9 error wrong-arguments «b»']);
    checkRole('on M(k: a) { send M(1) to others }', ['5:6 error unknown-field «k»']);
    checkRole('on M(1 + 2) { send M(1) to others }', ['5:6 error pattern-not-simple «1 + 2»']);
    checkRole('on Q { send M(1) to others } on M { }', ['5:4 error unknown-event «Q»']);
    checkRole('on start from p { send M(1) to others } on M { }', ['5:15 error nothing-received «p»']);
    checkRole('on start when true { send M(1) to others } on M { }', ['5:15 error guard-not-possible «true»']);
    checkRole('on start { } on start { send M(1) to others } on M { }', ['5:17 error duplicate-handler «start»']);
  });

  it('in a ghost or parameter', () => {
    checkProblems(
      'protocol P\nparam a = b\nparam b = size(R)\nrole R { var x: 0..a = 0  on start { x = x } }\nsystem { R: 1 }',
      ['2:11 error param-order «b»', '3:16 error not-constant «R»'],
    );
    checkProblems('protocol P\nghost g: int = 0\nrole R { var x: int = 0  on start { x = g + x } }\nsystem { R: 1 }', [
      '3:41 error ghost-read «g»',
    ]);
  });
});

describe('scenarios', () => {
  const check = (entries: string, expected: readonly string[]): void => {
    checkProblems(
      `protocol P\nparam N = 1\nrole R { var x: 0..N = 0  on start { x = x } }\ninvariant I: all r in R: r.x == 0\nreachable S: true\nscenario "a" { R: 1\n${entries}\n}`,
      expected,
    );
  };

  it('set what exists', () => {
    check(
      'N = 2  depth: 40  states: 2M  network { order: fifo  loss: any  capacity: N * 2 }  faults { crash: 1 of R, N of R  recover  partition: 1 }',
      [],
    );
    check('Q: 1', ['7:1 error unknown-name «Q»']);
    check('N = true', ['7:5 error wrong-type «true»']);
    check('R: 2', ['7:1 error duplicate-name «R»']);
    check('depth: 4x', ['7:8 error unknown-unit «4x»']);
    check('network { lost: 1 }', ['7:11 error unknown-setting «lost»']);
    check('network { crash: 1 }', ['7:11 error unknown-setting «crash»']);
    check('network { order: lifo }', ['7:18 error unknown-setting «lifo»']);
    check('faults { crash: 1 of Q }', ['7:22 error unknown-role «Q»']);
    check('faults { crash: R }', ['7:17 error not-a-budget «R»']);
    check('network { delay: 5 }', ['7:18 error not-a-duration «5»']);
  });

  it('expect what can be checked', () => {
    check(
      'expect I holds  expect S holds in 1 step  expect I fails in 3 steps  expect 5 states  expect no deadlock  expect no error',
      [],
    );
    check('expect J holds', ['7:8 error unknown-property «J»']);
    check('expect I works', ['7:10 error unknown-expectation «works»']);
    check('expect I holds in 3 steps', ['7:1 error no-execution «expect I holds in 3 steps»']);
    check('expect no luck', ['7:11 error unknown-expectation «luck»']);
    check('expect 5 messages', ['7:10 error unknown-expectation «messages»']);
  });

  it('say how many nodes every role has', () => {
    checkProblems('protocol P\nrole R { }\nscenario "a" { }', ['3:1 error no-node-count «scenario "a"»']);
    checkProblems('protocol P\nrole R { }', ['1:10 error no-system «P»']);
  });

  it('have names of their own', () => {
    checkProblems('protocol P\nrole R { }\nsystem { R: 1 }\nscenario "a" { }\nscenario "a" { }\nscenario "" { }', [
      '5:10 error duplicate-name «"a"»',
      '6:10 error no-title «""»',
    ]);
  });
});

describe('warnings', () => {
  it('say what never happens', () => {
    checkProblems(
      'protocol P\nmessage A\nmessage B\nmessage C\nrole R { on start { send A to S } on B { } }\nrole S { on B { reply C } }\nsystem { R: 1  S: 1 }',
      [
        '3:9 warning message-never-sent «B»',
        '5:26 warning message-not-handled «A»',
        '6:23 warning message-not-handled «C»',
      ],
    );
    checkRole('on M(1) { } on M(2) when true { } on M { } on M(x) { send M(1) to others }', [
      '5:44 warning handler-unreachable «on M(x)»',
    ]);
    checkRole('timer a  timer b  on start { start a } on b { send M(1) to others } on M { }', [
      '5:7 warning timer-not-handled «a»',
      '5:16 warning timer-never-started «b»',
    ]);
  });

  it('say what nobody uses', () => {
    checkProblems(
      'protocol P\nparam N = 1\ntype T = 0..1\nenum E { a }\nrecord Q(x: int)\nghost g: int = 0\nfn f(x: int): int = 1\nrole R { var v: int = 0  procedure p() { } on start { v = 2  g += 1 } }\nsystem { R: 1 }',
      [
        '2:7 warning param-never-used «N»',
        '3:6 warning type-never-used «T»',
        '4:6 warning enum-never-used «E»',
        '5:8 warning record-never-used «Q»',
        '6:7 warning ghost-never-read «g»',
        '7:4 warning function-never-called «f»',
        '7:6 hint parameter-never-used «x»',
        '8:14 warning variable-never-read «v»',
        '8:36 warning procedure-never-called «p»',
      ],
    );
  });

  it('wait until the text is whole', () => {
    checkProblems('protocol P\nrole R { var v: int = 0  on start { v = } }\nsystem { R: 1 }', [
      '2:41 error syntax «}»',
    ]);
  });
});

describe('syntax errors', () => {
  const first = (text: string): string => parse(text).problems.find(({ code }) => code === 'syntax')?.message ?? '';

  it('say what was expected, in the words of the language', () => {
    assert.equal(first('protocol P\nrole R { var x: = 0 }'), 'Expected a type here, but found `=`.');
    assert.equal(first('protocol P\nrole R { on start { x = } }'), 'Expected an expression here, but found `}`.');
    assert.equal(first('protocol P\nrole R { on start { send } }'), 'Expected a name here, but found `}`.');
    assert.equal(first('protocol P\nrole R {'), 'Expected `}` here, but the file ends.');
    assert.equal(
      first('hello'),
      'Expected a declaration such as `role`, `message` or `invariant` here, but found `hello`.',
    );
    assert.equal(first('protocol P\nrole R { send M to x }'), 'Expected `}` here, but found `send`.');
  });

  it('stand where something is missing, not at the next line', () => {
    checkProblems('protocol P\nrole R { on start { stop }\ninvariant I: true', ['2:26 error syntax «}»']);
  });

  it('leave the rest of the file understood', () => {
    const text =
      'protocol P\nrole R { var x: int = \n var y: int = true }\ninvariant I: all r in R: r.y == z\nsystem { R: 1 }';
    assert.deepEqual(
      parse(text).problems.map(({ code }) => code),
      ['syntax', 'wrong-type', 'unknown-name'],
    );
  });
});
