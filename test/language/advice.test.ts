import { describe, it } from 'mocha';
import { checkAdvice, type Advice } from './checks.ts';

const HEAD = 'protocol P\nenum Size { small, tiny1 }\nmessage M(n: 0..3)\nghost g: int = 0\n';

/** Checks what is said of statements (on line 6) that run in a role with a variable of every kind. */
function checkBody(statements: string, expected: readonly Advice[]): void {
  const role =
    'role R { var n: 0..3 = 0  var e: Size = small  var s: set of int = {}  var m: map int to int = {}  var b: bool = true\n';
  const rest =
    '\non M(k) { if n == k && e == small && s == {} && m == {} && b { g += 1  send M(1) to others } } }\nsystem { R: 2 }\ninvariant I: g == 0';
  checkAdvice(`${HEAD}${role}on start { send M(0) to others  ${statements} }${rest}`, expected);
}

/** Checks what is said of a property, on line 7. */
function checkProperty(property: string, expected: readonly Advice[]): void {
  checkAdvice(
    `protocol P\nmessage M\nghost g: int = 0\nrole R { var x: int = 0  var l: list of int = []  on start { send M to others } on M { x = size(l)  g += 1 } }\nsystem { R: 1 }\ninvariant I: g == 0\n${property}`,
    expected,
  );
}

/** Checks what is said of a scenario, whose entries are on line 4. */
function checkScenario(entries: string, expected: readonly Advice[]): void {
  checkAdvice(`protocol P\nrole R { }\nsystem { R: 1 }\nscenario "a" { ${entries} }`, expected);
}

describe('advice about values', () => {
  it('says that `old` takes what changes', () => {
    checkProperty('step S: all p in R: old(p).x == p.x', [
      ['7:21 error old-of-constant «old(p)»', /write `old\(p\.x\)`/],
    ]);
    checkProperty('step S: old(the R).x == 0', [['7:9 error old-of-constant «old(the R)»', /`old\(\(the R\)\.x\)`/]]);
    checkProperty('step S: old(1) == 1 && all p in R: p.x >= 0', [
      ['7:9 error old-of-constant «old(1)»', /a variable of a node, a ghost/],
    ]);
    checkProperty('step S: all p in R: old(p.x) <= p.x && old(g) <= g && old(up(p)) && size(old(flight of M)) < 9', []);
  });

  it('knows what other languages call it', () => {
    checkBody('n = len(s)', [['6:37 error unknown-function «len»', /`size`/]]);
    checkBody('n = length(s) + count(s)', [
      ['6:37 error unknown-function «length»', /`size`/],
      ['6:49 error unknown-function «count»', /`size`/],
    ]);
    checkBody('n = s.size', [['6:39 error no-fields «size»', /`size\(s\)`/]]);
    checkBody('n = m.length', [['6:39 error no-fields «length»', /`size\(m\)`/]]);
    checkBody('b = keys(m) == []', [['6:37 error different-types «keys(m) == []»', /The empty set is `{}`/]]);
    checkBody('s = []', [['6:37 error wrong-type «[]»', /The empty set is `{}`/]]);
    const typed = (type: string, value: string): string =>
      `protocol P\nrole R { var x: ${type} = ${value}  on start { x = x } }\nsystem { R: 1 }`;
    checkAdvice(typed('integer', '0'), [['2:17 error unknown-type «integer»', /`int`/]]);
    checkAdvice(typed('boolean', 'true'), [['2:17 error unknown-type «boolean»', /`bool`/]]);
    checkAdvice(typed('string', '0'), [['2:17 error unknown-type «string»', /`enum /]]);
  });

  it('lists the literals where one is wanted', () => {
    checkBody('e = tiny', [['6:37 error unknown-name «tiny»', /Did you mean `tiny1`\? .*`small`, `tiny1`/]]);
    checkBody('b = e == medium', [['6:42 error unknown-name «medium»', /Its values are `small`, `tiny1`/]]);
  });

  it('refuses a number that is never in the range of its place', () => {
    checkBody('send M(7) to others', [['6:40 error out-of-range «7»', /7 is not in `0\.\.3`/]]);
    checkBody('n = 9', [['6:37 error out-of-range «9»', /9 is not in `0\.\.3`/]]);
    checkBody('n = -1', [['6:37 error out-of-range «-1»', /-1 is not in/]]);
    checkBody('n = 3  send M(0) to others', []);
  });
});

describe('advice about scenarios', () => {
  it('says where a failure belongs', () => {
    checkScenario('loss: 1', [['4:16 error unknown-name «loss»', /`network { loss: 1 }`/]]);
    checkScenario('crash: 1', [['4:16 error unknown-name «crash»', /`faults { crash: 1 }`/]]);
  });

  it('asks for the colon', () => {
    checkScenario('network { loss 1 }', [['4:26 error no-colon «loss»', /`loss: 1`/]]);
    checkScenario('faults { recover 2  partition: 1 }', [['4:25 error no-colon «recover»', /`recover: 2`/]]);
    checkScenario('faults { crash: 1 of R, 2 of R  recover }', []);
  });

  it('warns that first in, first out keeps no message', () => {
    checkScenario('network { order: fifo  unmatched: keep }', [
      ['4:1 warning keep-in-order «scenario "a"»', /used up/],
    ]);
    checkScenario('network { order: fifo }', []);
    checkAdvice(
      'protocol P\nrole R { }\nsystem { R: 1  network { order: fifo  unmatched: keep } }\nscenario "a" { }\nscenario "b" { network { order: any } }',
      [['3:1 warning keep-in-order «system»', /used up/]],
    );
  });

  it('asks for one `system` instead of every count', () => {
    checkAdvice('protocol P\nrole R { }\nrole S { }\nscenario "a" { }\nscenario "b" { }', [
      ['4:1 error no-node-count «scenario "a"»', /no `system { … }`.*`system { R: 1 {2}S: 1 }`/],
    ]);
  });
});
