import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Protocol } from '../../src/model/protocol.ts';
import { protocolOf } from './checks.ts';
import { shape, shapeOfFailure, shapeOfBlock, shapeOfType } from './shapes.ts';

const DECLARATIONS = `protocol P
param N = 3
type Ballot = 0..N
enum Mode { idle, busy }
record Entry(term: Ballot, value: int)
message M(n: int, e: Entry)
message Go
ghost seen: map int to set of R = {}
fn twice(x: int): int = x + x
role Q { on Go { } }
ordered role R {
  var n: int = 0
  var mode: Mode = idle
  var s: set of R = {}
  var l: list of Entry max N + 1 = []
  var m: map R to int = {}
  var nested: map int to map int to set of int = {}
  var o: R? = none
  var c: lamport = 0
  var v: vector = {}
  var r: Entry = Entry(0, 0)
  timer t
  on t { reply1(1)  send M(1, r) to others }
  procedure reply1(x: int) { n = x }
`;
const END = '\n}\nsystem { R: 2  Q: 1 }\n';

function protocolWith(members: string, rest = ''): Protocol {
  return protocolOf(DECLARATIONS + members + END + rest);
}

/** Checks the meaning of statements in the handler of M, whose frame has a, b and from. */
function checkBody(statements: string, expected: string): void {
  const { roles } = protocolWith(`on M(a, b) from p { ${statements} }`);
  assert.equal(shapeOfBlock(roles[1]?.messageHandlers[0]?.body ?? []), expected);
}

function checkExpression(text: string, expected: string): void {
  const { roles } = protocolWith(`on M(a, b) from p { let x = ${text} }`);
  const [statement] = roles[1]?.messageHandlers[0]?.body ?? [];
  assert.ok(statement?.kind === 'let');
  assert.equal(shape(statement.value), expected);
}

function checkProperty(text: string, expected: string, kind = 'invariant'): void {
  const [property] = protocolWith(
    'on start { send Go to Q  send M(1, r) to others } on M { }',
    `${kind} X: ${text}`,
  ).properties;
  assert.ok(property !== undefined && 'body' in property);
  assert.equal(shape(property.body), expected);
}

describe('expressions', () => {
  it('group as usual, from the left, and => and ?? from the right', () => {
    checkExpression('1 + 2 * 3 - 4', '(subtract (add 1 (multiply 2 3)) 4)');
    checkExpression('true || false && true', '(or true (and false true))');
    checkExpression('true => false => true', '(implies true (implies false true))');
    checkExpression('(true => false) => true', '(implies (implies true false) true)');
    checkExpression('1 < 2 == true || !true', '(or (equal (less 1 2) true) (not true))');
    checkExpression('-1 - -2', '(subtract -1 -2)');
    checkExpression('self in s | others & R', '(in self (union .s (intersect others role1)))');
    checkExpression('1 in 0..N - 1', '(in 1 (interval 0 (subtract param:N 1)))');
    checkExpression('o ?? o ?? self', '(default .o (default .o self))');
  });

  it('name what their place may see', () => {
    checkExpression('n', '.n');
    checkExpression('a', 'a#0');
    checkExpression('b.term', 'b#1.0');
    checkExpression('p', 'p#2');
    checkExpression('N', 'param:N');
    checkExpression('busy', 'busy');
    checkExpression('self.n', '.n');
    checkExpression('size(node)', '(size allNodes)');
    checkExpression('the Q', '(the role0)');
    checkExpression('next(self)', '(next self)');
  });

  it('make and change values', () => {
    checkExpression('Entry(value: 1, term: 2)', '(record0 2 1)');
    checkExpression('r with (value: 3)', '(with .r 1:3)');
    checkExpression('{ 1, 2 }', '(set 1 2)');
    checkExpression('{ 1: true, 2: false }', '(map 1:true 2:false)');
    checkExpression('[1, 2][0]', '(item (list 1 2) 0)');
    checkExpression('l[0..1]', '(slice .l 0 1)');
    checkExpression('m[self] ?? 0', '(default (entry .m self) 0)');
    checkExpression('{ x in s where x != self }', '(all-of x#3∈.s where (notEqual x#3 self): x#3)');
    checkExpression(
      '{ x + y for x in 1..2, y in 1..x where x < y }',
      '(all-of x#3∈(interval 1 2) y#4∈(interval 1 x#3) where (less x#3 y#4): (add x#3 y#4))',
    );
    checkExpression('if a > 1 then busy else mode', '(if (greater a#0 1) busy .mode)');
    checkExpression('twice(a)', '(fn0 a#0)');
  });

  it('tell the meanings of + and - apart', () => {
    checkExpression('s + self', '(insert .s self)');
    checkExpression('s + others', '(union .s others)');
    checkExpression('s - self', '(remove .s self)');
    checkExpression('R - s', '(difference role1 .s)');
    checkExpression('l + r', '(append .l .r)');
    checkExpression('l + [r]', '(concat .l (list .r))');
    checkExpression('l - r', '(removeItem .l .r)');
    checkExpression('m + { self: 1 }', '(mapUnion .m (map self:1))');
    checkExpression('m - self', '(mapRemove .m self)');
    checkExpression('tick(c)', '(tick .c)');
    checkExpression('tick(v)', '(tick self .v)');
    checkExpression('before(v, merge(v, v))', '(clockBefore .v (merge .v .v))');
  });

  it('take values out of options where they are needed', () => {
    checkExpression('s + o', '(insert .s (some .o))');
    checkExpression('o == self', '(equal .o self)');
    checkExpression('o == none', '(equal .o none)');
    checkExpression('index(o)', '(index (some .o))');
  });

  it('bind names with let to the end of the expression', () => {
    checkExpression(
      'let y = a in let z = y + 1 in y in { z }',
      '(let y#3 a#0 (let z#4 (add y#3 1) (in y#3 (set z#4))))',
    );
  });
});

describe('properties', () => {
  it('quantify', () => {
    checkProperty(
      'all p, q in R where p != q: p.n < q.n',
      '(all p#0∈role1 q#1∈role1 where (notEqual p#0 q#1): (less p#0.n q#1.n))',
    );
    checkProperty('exactly one p in R: up(p)', '(exactlyOne p#0∈role1: (up p#0))');
    checkProperty(
      'no p in R, q in p.s: q.n > 0 && p == q',
      '(no p#0∈role1 q#1∈p#0.s: (and (greater q#1.n 0) (equal p#0 q#1)))',
    );
    checkProperty(
      'some m in flight of M: m.n == 1 && m.from == m.to',
      '(some m#0∈flight0: (and (equal m#0.0 1) (equal m#0.2 m#0.3)))',
    );
  });

  it('compare with the value before a step', () => {
    checkProperty('all p in R: old(p.n) <= p.n', '(all p#0∈role1: (lessOrEqual (old p#0.n) p#0.n))', 'step');
  });

  it('follow references of variables and read ghosts', () => {
    checkProperty(
      'all p in R: p.o == none || p.o.mode == busy',
      '(all p#0∈role1: (or (equal p#0.o none) (equal (some p#0.o).mode busy)))',
    );
    checkProperty('size(keys(seen)) == 0', '(equal (size (keys ghost:seen)) 0)');
    checkProperty('(the Q) in node', '(in (the role0) allNodes)');
  });
});

describe('statements', () => {
  it('assign variables, ghosts and parts of them', () => {
    checkBody('n = 1', 'variable n := 1');
    checkBody('n += 1', 'variable n add 1');
    checkBody('s -= p', 'variable s remove p#2');
    checkBody('l[0].term = 1', 'variable l[0].term := 1');
    checkBody('m[self] += 1', 'variable m[self] add 1 else 0');
    checkBody('m -= self', 'variable m mapRemove self');
    checkBody('seen[a] += self', 'ghost seen[a#0] insert self else {}');
    checkBody('nested[1][2] += 3', 'variable nested[1][2] insert 3 else {}');
    checkBody('nested[1] = {}', 'variable nested[1] := (map )');
    checkBody('s = {}', 'variable s := (set)');
    checkBody('v = {}', 'variable v := {}');
  });

  it('send to one node, to a set, to a role, and back', () => {
    checkBody('send Go to p', 'send 1() one p#2');
    checkBody('send Go to all R', 'send 1() each role1');
    checkBody('send Go to Q', 'send 1() each role0');
    checkBody('send Go to all others', 'send 1() each others');
    checkBody('send Go to node', 'send 1() each allNodes');
    checkBody('send Go to others - s', 'send 1() each (difference others .s)');
    checkBody('send Go to o', 'send 1() one (some .o)');
    checkBody('send M(e: b, n: a) to the Q', 'send 0(a#0 b#1) one (the role0)');
    checkBody('reply Go', 'send 1() one sender#2');
    checkBody('forward to others', 'forward each others');
  });

  it('branch, loop, choose and call', () => {
    checkBody(
      'if a > 0 { stop } else if a < 0 { n = 1 } else { n = 2 }',
      'if (greater a#0 0) {stop} {if (less a#0 0) {variable n := 1} {variable n := 2}}',
    );
    checkBody(
      'for x in s { n += 1  let y = x  s -= y }',
      'for x#3 .s {variable n add 1; let y#4 x#3; variable s remove y#4}',
    );
    checkBody('either { n = 1 } or { n = 2 } or { }', 'either {variable n := 1} {variable n := 2} {}');
    checkBody(
      'choose x in R where x != self  send Go to x',
      'choose x#3 role1 where (notEqual x#3 self); send 1() one x#3',
    );
    checkBody('reply1(a)', 'call 0 a#0');
    checkBody(
      'start t  start t after 150..300ms  start t after 1.5s  cancel t',
      'start 0; start 0 150..300; start 0 1500..1500; cancel 0',
    );
    checkBody('assert n == 0', 'assert (equal .n 0)');
  });
});

describe('declarations', () => {
  it('have the types that are written', () => {
    const { roles, records, params } = protocolWith('on M { }');
    assert.deepEqual(
      roles[1]?.variables.map(({ type }) => shapeOfType(type)),
      [
        'int',
        'idle|busy',
        'set(role1)',
        'list(Entry(term:0..param:N value:int) max (add param:N 1))',
        'map(role1 int)',
        'map(int map(int set(int)))',
        'role1?',
        'lamport',
        'vector',
        'Entry(term:0..param:N value:int)',
      ],
    );
    assert.equal(params[0]?.type.kind, 'int');
    assert.equal(records[0]?.name, 'Entry');
  });

  it('bind and compare the fields of a message', () => {
    const handlers = protocolWith(
      'on M(1, _) { } on M(e: f, n: -2) from p { s += p  r = f } on M(k) { n = k } on M { }',
    ).roles[1]?.messageHandlers;
    assert.deepEqual(
      handlers?.map(({ fieldSlots, patterns, senderSlot, slots }) => [
        fieldSlots,
        patterns.map(({ field, value }) => [field, shape(value)]),
        senderSlot,
        slots,
      ]),
      [
        [[undefined, undefined], [[0, '1']], 0, 1],
        [[undefined, 0], [[0, '-2']], 1, 2],
        [[0, undefined], [], 1, 2],
        [[undefined, undefined], [], 0, 1],
      ],
    );
  });

  it('compare a field with a literal of its enumeration', () => {
    const text =
      'protocol P\nenum E { a, b }\nmessage M(e: E)\nrole R { on start { send M(a) to R } on M(a) { } on M(x) { assert x == b } }\nsystem { R: 1 }';
    const handlers = protocolOf(text).roles[0]?.messageHandlers ?? [];
    assert.deepEqual(
      handlers.map(({ fieldSlots, patterns }) => [fieldSlots, patterns.map(({ value }) => shape(value))]),
      [
        [[undefined], ['a']],
        [[0], []],
      ],
    );
  });

  it('give the parameters of an action their values', () => {
    const actions = protocolWith(
      'action a(x: Mode, y: bool?, z: Ballot, w: R, q in s) when w != q { if y == true && z > 0 && x == busy { n = 1 } } unfair action d { } fair action e { }',
    ).roles[1]?.actions;
    assert.deepEqual(
      actions?.[0]?.parameters.map(({ name, type, over }) => [name, shapeOfType(type), shape(over)]),
      [
        ['x', 'idle|busy', '(set idle busy)'],
        ['y', 'bool?', '(insert (set false true) none)'],
        ['z', '0..param:N', '(interval 0 param:N)'],
        ['w', 'role1', 'role1'],
        ['q', 'role1', '.s'],
      ],
    );
    assert.deepEqual(
      actions.map(({ name, fairness }) => [name, fairness]),
      [
        ['a', 'weak'],
        ['d', 'none'],
        ['e', 'strong'],
      ],
    );
  });

  it('keep the first slots of an action for its parameters, whatever their sets need', () => {
    const action = protocolWith('action a(w in { q in R where q != self }, x in { w }) { for q in s { n = 1 } }')
      .roles[1]?.actions[0];
    assert.deepEqual(
      action?.parameters.map(({ over }) => shape(over)),
      ['(all-of q#2∈role1 where (notEqual q#2 self): q#2)', '(set w#0)'],
    );
    assert.match(shapeOfBlock(action.body), /^for q#3 /);
    assert.equal(action.slots, 4);
  });

  it('know the sender of a message that only one role sends', () => {
    const text = (extra: string): string =>
      `protocol P\nmessage M\nrole A { on start { send M to B } }\nrole B { var from1: set of A = {}  on M from a { from1 += a  assert from1 != {} } ${extra} }\nsystem { A: 1  B: 1 }`;
    protocolOf(text(''));
    assert.throws(() => protocolOf(text('on start { send M to B }')), /its sender may be any node|wrong-type/);
  });
});

describe('scenarios', () => {
  it('override what the system says, word by word', () => {
    const { scenarios } = protocolWith(
      'on M { }',
      `invariant I: true
scenario "a" { }
scenario "b" {
  R: N  N = 5
  depth: 40  states: 2M
  network { loss: any  order: fifo  capacity: 2  delay: 1..20ms  unmatched: keep  duplicates: 1 }
  faults { crash: 1 of R, any of Q  recover  partition: 2 }
  expect I holds // yes
  expect 10k states
  expect no deadlock
  replay "r" { start deliver Go from R 1 to Q  partition { R 1,Q }  lose  M( -1 ,{R 2} ) from R 1 to R 2 copy 2 crash R 1 choosing branch 1 , x=3 }
}`,
    );
    const [first, second] = scenarios;
    assert.ok(first && second);
    assert.deepEqual(
      [first.nodes.map(shape), second.nodes.map(shape)],
      [
        ['1', '2'],
        ['1', 'param:N'],
      ],
    );
    assert.deepEqual([first.network.order, first.failures], ['any', []]);
    assert.deepEqual(
      second.params.map(({ param, value }) => [param, shape(value)]),
      [[0, '5']],
    );
    assert.deepEqual(second.bounds, { depth: 40, states: 2_000_000 });
    assert.deepEqual(
      [second.network.order, second.network.unmatched, second.network.delay],
      ['fifo', 'keep', { lowMs: 1, highMs: 20 }],
    );
    assert.deepEqual(second.failures.map(shapeOfFailure), [
      'loss any',
      'duplicates 1',
      'crash 1 role 1',
      'crash any role 0',
      'recover any',
      'partition 2',
    ]);
    assert.deepEqual(
      second.expectations.map(({ kind, text }) => [kind, text]),
      [
        ['property', 'I holds'],
        ['states', '10k states'],
        ['noDeadlock', 'no deadlock'],
      ],
    );
    assert.deepEqual(
      second.replays[0]?.steps.map(({ text }) => text),
      [
        'start',
        'deliver Go from R 1 to Q',
        'partition {R 1, Q}',
        'lose M(-1, {R 2}) from R 1 to R 2 copy 2',
        'crash R 1 choosing branch 1, x = 3',
      ],
    );
  });

  it('are the system itself where there is none', () => {
    assert.deepEqual(
      protocolWith('on M { }').scenarios.map(({ name }) => name),
      ['system'],
    );
  });
});
