import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Property } from '../../src/model/protocol.ts';
import { checkAdvice, protocolOf, type Advice } from './checks.ts';
import { shape } from './shapes.ts';

const HEAD = `protocol P
enum Mode { idle, busy }
role R {
  var x: 0..3 = 0
  var mode: Mode? = none
  fair action go when x == 0 { x = 1 }
  unfair action rest when x == 1 { x = 2 }
  action pick when mode == none { mode = idle }
}
system { R: 1 }
`;

function propertyOf(text: string): Property {
  const [property] = protocolOf(HEAD + text).properties;
  assert.ok(property);
  return property;
}

/** Checks what is said of a property on line 11. */
function check(text: string, expected: readonly Advice[]): void {
  checkAdvice(HEAD + text, expected);
}

describe('a property about whole runs', () => {
  it('says when its condition is true', () => {
    for (const [words, mode] of [
      ['eventually', 'eventually'],
      ['always eventually', 'alwaysEventually'],
      ['eventually always', 'eventuallyAlways'],
    ] as const) {
      const property = propertyOf(`/// In the end.\n${words} Done: all r in R: r.x == 2`);
      assert.ok(property.kind === 'eventually');
      assert.deepEqual([property.mode, property.name, property.doc], [mode, 'Done', 'In the end.']);
      assert.equal(shape(property.body), '(all r#0∈role0: (equal r#0.x 2))');
      assert.equal(property.slots, 1);
    }
  });

  it('says what leads to what, in one frame', () => {
    const property = propertyOf('leadsto Done: (some r in R: r.x == 0) ~> all r in R: r.x == 2');
    assert.ok(property.kind === 'leadsto');
    assert.equal(shape(property.from), '(some r#0∈role0: (equal r#0.x 0))');
    assert.equal(shape(property.to), '(all r#1∈role0: (equal r#1.x 2))');
    assert.equal(property.slots, 2);
  });

  it('says what is decided: an optional value, or all values, among which none is no decision', () => {
    const decided = (text: string): string => {
      const property = propertyOf(`decides Value: ${text}`);
      assert.ok(property.kind === 'decides');
      return shape(property.body);
    };
    assert.equal(decided('(the R).mode'), '(the role0).mode');
    assert.equal(decided('{ r.x for r in R where r.x > 0 }'), '(all-of r#0∈role0 where (greater r#0.x 0): r#0.x)');
    assert.equal(decided('{ r.mode for r in R }'), '(remove (all-of r#0∈role0: r#0.mode) none)');
  });

  it('goes with how fair actions are', () => {
    const { roles } = protocolOf(`${HEAD}eventually Done: true`);
    assert.deepEqual(
      roles[0]?.actions.map(({ name, fairness }) => [name, fairness]),
      [
        ['go', 'strong'],
        ['rest', 'none'],
        ['pick', 'weak'],
      ],
    );
  });

  it('has a condition', () => {
    check('eventually Done: 1', [['11:18 error wrong-type «1»', /`bool` is needed here.*Write a condition/]]);
    check('eventually always Done: (the R).x', [['11:25 error wrong-type «(the R).x»', /`bool` is needed/]]);
    check('leadsto Done: true ~> 1', [['11:23 error wrong-type «1»', /`bool` is needed/]]);
    check('eventually Done: old((the R).x) == 1', [['11:18 error no-step «old((the R).x)»', /`step Name/]]);
  });

  it('says what comes later where it leads to something, and only there', () => {
    check('leadsto Done: (the R).x == 1', [
      [
        '11:15 error no-arrow «(the R).x == 1»',
        /what comes later.*`leadsto Name: a ~> b`: whenever a, then or later b/,
      ],
    ]);
    check('leadsto Done: (the R).x == 1 => (the R).x == 2', [['11:30 error no-arrow «=>»', /what comes later/]]);
    check('eventually Done: true ~> true', [['11:26 error no-arrow «true»', /belongs to `leadsto`/]]);
    check('decides Done: (the R).mode ~> true', [['11:31 error no-arrow «true»', /belongs to `leadsto`/]]);
  });

  it('has two sides that know nothing of each other', () => {
    const advice = /`r` is known on the left of `~>` only.*name the node on both, such as `the Client`/;
    const forEach = /`r` is known on the left of `~>` only.*Write `leadsto Done\(r in R\): …`/;
    check('leadsto Done: all r in R: r.x == 1 ~> r.x == 2', [['11:39 error known-on-left «r»', forEach]]);
    check('leadsto Done: (some r in R where r.x == 1: true) ~> r.x == 2', [['11:53 error known-on-left «r»', forEach]]);
    check('leadsto Done: all r in R: r.x == 1 ~> r.x == 2 || r.x == 3', [
      ['11:39 error known-on-left «r»', forEach],
      ['11:51 error known-on-left «r»', forEach],
    ]);
    check('leadsto Done(m: Mode): all q, r in R: r.x == 1 ~> q.mode == m', [
      ['11:51 error known-on-left «q»', /Write `leadsto Done\(m in \{ … \}, q in R, r in R\): …`/],
    ]);
    check('leadsto Done: no r in R: r.x == 1 ~> r.x == 2', [['11:38 error unknown-name «r»', advice]]);
    check('leadsto Done: all r in { q in R where up(q) }: r.x == 1 ~> r.x == 2', [
      ['11:60 error unknown-name «r»', advice],
    ]);
    check('leadsto Done: all r in R: r.x == 1 ~> q', [['11:39 error unknown-name «q»', /There is no `q` here/]]);
  });

  it('has parameters, which are the first names of its frame', () => {
    const head = `param N = 1\n`;
    const property = propertyOf(
      `${head}leadsto Done(r in { s in R where s != none }, i: 0..N, j in i..3, m: Mode): r.x == i ~> some q in R: q.x == j && r.mode == m`,
    );
    assert.ok(property.kind === 'leadsto');
    assert.deepEqual(
      property.parameters.map(({ name, over }) => `${name} ${shape(over)}`),
      [
        'r (all-of s#4∈role0 where (notEqual s#4 none): s#4)',
        'i (interval 0 param:N)',
        'j (interval i#1 3)',
        'm (set idle busy)',
      ],
    );
    assert.equal(shape(property.from), '(equal r#0.x i#1)');
    assert.equal(shape(property.to), '(some q#5∈role0: (and (equal q#5.x j#2) (equal r#0.mode m#3)))');
    assert.equal(property.slots, 6);
    for (const words of ['eventually', 'always eventually', 'eventually always']) {
      const each = propertyOf(`${words} Done(r: R): r.x == 1`);
      assert.ok(each.kind === 'eventually');
      assert.deepEqual([each.parameters[0]?.name, shape(each.body)], ['r', '(equal r#0.x 1)']);
    }
  });

  it('has parameters that take the same few values in every state', () => {
    const constant = /the values for which `Done` is claimed are the same in every state.*after the colon/;
    check('eventually Done(i in 0..(the R).x): i == 0', [['11:25 error not-constant «(the R).x»', constant]]);
    check('eventually Done(r in { s in R where up(s) }): r.x == 0', [['11:37 error not-constant «up(s)»', constant]]);
    check('ghost g: set of R = {}\neventually Done(r in g): r.x == 0', [['12:22 error not-constant «g»', constant]]);
    check('message M\neventually Done(i in 0..size(flight of M)): i == 0', [
      ['11:9 warning message-never-sent «M»', /Nobody sends/],
      ['12:30 error not-constant «flight of M»', constant],
    ]);
    check('eventually Done(r in { self }): r == r', [['11:24 error no-self «self»', /needs a node that runs/]]);
    check('eventually Done(i in { x }): i == 0', [['11:24 error unknown-name «x»', /variable of the nodes of `R`/]]);
    check('eventually Done(i: int): i == 0', [
      ['11:17 error not-finite «i: int»', /A property is claimed for every value.*`i in \{ … \}`/],
    ]);
    check('eventually Done(r in the R): r == r', [['11:22 error not-a-collection «the R»', /not a set or a list/]]);
    check('eventually Done(r): true', [['11:18 error syntax «)»', /Expected `:` and a type, or `in` and a set/]]);
    check('eventually Done(): true', [['11:17 error syntax «)»', /Expected a name/]]);
    check('eventually Done(q in R, r in R): q.x == 0', [
      ['11:25 hint parameter-never-used «r»', /Nobody uses the parameter `r`/],
    ]);
  });

  it('has no parameters where `all` says the same', () => {
    const list = /Only `leadsto`, .* are claimed for each value by itself/;
    for (const word of ['invariant', 'step', 'finally']) {
      const column = String(word.length + 7);
      check(`${word} Done(r in R, i: 0..1, m: Mode, q: R): r.x == i && m == idle && q == r`, [
        [
          `11:${column} error no-parameters «r in R, i: 0..1, m: Mode, q: R»`,
          /`all r in R, i in 0\.\.1, m in \{ … \}, q in R: …` after the colon/,
        ],
      ]);
    }
    check('reachable Done(r: R): r.x == 1', [['11:16 error no-parameters «r: R»', list]]);
    check('reachable Done(r: R): r.x == 1', [
      ['11:16 error no-parameters «r: R»', /`some r in R: …`.*one property for each/],
    ]);
    check('decides Done(r in R): r.mode', [['11:14 error no-parameters «r in R»', /`\{ … for r in R \}`/]]);
  });

  it('decides an optional value or a set of values', () => {
    const advice = /`none` until somebody has decided, or the set of all values decided/;
    check('decides Value: 1', [['11:16 error not-a-decision «1»', advice]]);
    check('decides Value: (the R).x', [['11:16 error not-a-decision «(the R).x»', advice]]);
    check('decides Value: [(the R).mode]', [['11:16 error not-a-decision «[(the R).mode]»', advice]]);
    check('decides Value: all r in R: r.mode == idle', [
      ['11:16 error not-a-decision «all r in R: r.mode == idle»', advice],
    ]);
  });

  it('is written with the words of the language', () => {
    check('leadsto Done: true -> true', [['11:20 error syntax «->»', /`->` is written `~>` here/]]);
    check('always Done: true', [
      ['11:8 error syntax «Done»', /Expected `eventually`.*`invariant Done: …`.*`always eventually Done: …`/],
    ]);
    check('eventually: true', [['11:11 error syntax «:»', /Expected a name/]]);
  });
});

describe('an expectation of a property about whole runs', () => {
  it('counts the steps of the run that fails', () => {
    const { scenarios } = protocolOf(
      `${HEAD}eventually Done: true\nleadsto Later: true ~> true\nscenario "a" { expect Done fails in 3 steps  expect Later holds }`,
    );
    assert.deepEqual(
      scenarios[0]?.expectations.map(each => each.kind === 'property' && [each.property, each.outcome, each.steps]),
      [
        [0, 'fails', 3],
        [1, 'holds', undefined],
      ],
    );
    check('eventually Done: true\nscenario "a" {\nexpect Done holds in 3 steps\n}', [
      ['13:1 error no-execution «expect Done holds in 3 steps»', /Only a property that `fails`/],
    ]);
  });
});
